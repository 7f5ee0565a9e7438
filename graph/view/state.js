// What the reader has chosen, the part of it that the address holds, and what passes the filters.

const FACETS = ["class", "status", "relation", "issuer", "document"];
const FACET_IDS = {
  class: classes.map((row) => row.id),
  relation: relations.map((row) => row.id),
  status: statuses.map((row) => row.id),
  issuer: issuers,
  document: documents.map((row) => row.id),
};

const state = {
  language: graph.language === "en" ? "en" : "zh",
  theme: window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  view: "graph",
  listing: "entities",
  entity: null,
  pair: null,
  focus: null,
  path: null,
  pathFrom: null,
  sure: 0,
  limit: 0,
  off: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
  expanded: new Set(),
  hidden: new Set(),
};

const filtered = () => state.sure > 0 || FACETS.some((facet) => state.off[facet].size > 0);

function clearFilters() {
  state.sure = 0;
  for (const facet of FACETS) state.off[facet].clear();
}

// A fact passes if nothing about it is switched off; facts of one entity fall with its class.
function claimPasses(claim) {
  const { off } = state;
  return claim.confidence >= state.sure && !off.relation.has(claim.relation) && !off.status.has(claim.status) && !off.document.has(claim.document) &&
    !off.issuer.has(claim.issuer) && !off.class.has(entities[claim.head].kind) && !off.class.has(entities[claim.tail].kind);
}

function entityPasses(entity) {
  const { off } = state;
  if (off.class.has(entity.kind)) return false;
  const silent = (number) => off.document.has(number) || off.issuer.has(issuerOf[number]);
  if (off.document.size + off.issuer.size && entity.documents.every(silent)) return false;
  if (!off.relation.size && !off.status.size && !state.sure) return true;
  return entity.claims.some(claimPasses);
}

// Both are found when first asked for and kept until a filter changes.
let passing = null;
let linkedTo = new Map();
function forget() {
  passing = null;
  linkedTo = new Map();
}

function passingEntities() {
  if (!passing) passing = new Set(entities.filter(entityPasses).map((entity) => entity.id));
  return passing;
}

function neighbours(id) {
  if (linkedTo.has(id)) return linkedTo.get(id);
  const found = new Set();
  linkedTo.set(id, found);
  for (const claim of entities[id].claims) {
    if (!claimPasses(claim)) continue;
    const end = other(claim, id);
    if (end !== id && passingEntities().has(end)) found.add(end);
  }
  return found;
}

function remember(key, value) {
  try {
    localStorage.setItem(`jiepu.${key}`, value);
  } catch (error) { /* a page opened as a file may have no storage */ }
}

function recall(key) {
  try {
    return localStorage.getItem(`jiepu.${key}`);
  } catch (error) {
    return null;
  }
}

function writeAddress() {
  const parts = new URLSearchParams();
  if (state.entity !== null) parts.set("entity", entities[state.entity].iri);
  if (state.pair) parts.set("pair", state.pair.map((id) => entities[id].iri).join(" "));
  if (state.path) parts.set("path", state.path.map((id) => entities[id].iri).join(" "));
  if (state.focus) parts.set("focus", `${state.focus.steps} ${entities[state.focus.id].iri}`);
  if (state.view !== "graph") parts.set("view", state.listing);
  if (state.limit) parts.set("limit", state.limit);
  for (const facet of FACETS) {
    if (state.off[facet].size) parts.set(`no-${facet}`, [...state.off[facet]].map((n) => FACET_IDS[facet][n]).join("\n"));
  }
  if (state.sure) parts.set("sure", state.sure);
  for (const facet of ["expanded", "hidden"]) {
    if (state[facet].size) parts.set(facet, [...state[facet]].map((id) => entities[id].iri).join(" "));
  }
  parts.set("lang", state.language);
  parts.set("theme", state.theme);
  try {
    history.replaceState(null, "", `#${parts}`);
  } catch (error) { /* some frames have no address of their own */ }
}

// Whatever the address says that this graph does not know is left out.
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const entity = (iri) => (entityByIri.has(iri) ? entityByIri.get(iri).id : null);
  const list = (key) => (parts.get(key) || "").split(" ").filter(Boolean);
  const known = (key) => list(key).map(entity).filter((id) => id !== null);
  state.entity = entity(parts.get("entity"));
  const pair = known("pair");
  state.pair = pair.length === 2 ? pair : null;
  const path = known("path");
  state.path = path.length === 2 ? path : null;
  const [steps, centre] = list("focus");
  state.focus = entity(centre) === null ? null : { id: entity(centre), steps: steps === "2" ? 2 : 1 };
  state.view = ["entities", "facts"].includes(parts.get("view")) ? "table" : "graph";
  if (state.view === "table") state.listing = parts.get("view");
  state.limit = Math.max(0, Math.min(graph.most, Number.parseInt(parts.get("limit"), 10) || 0));
  state.sure = Math.max(0, Math.min(1, Number.parseFloat(parts.get("sure")) || 0));
  for (const facet of FACETS) {
    state.off[facet] = new Set((parts.get(`no-${facet}`) ?? "\0").split("\n").map((id) => FACET_IDS[facet].indexOf(id)).filter((n) => n >= 0));
  }
  state.expanded = new Set(known("expanded"));
  state.hidden = new Set(known("hidden"));
  const language = parts.get("lang") || recall("language");
  if (language === "zh" || language === "en") state.language = language;
  const theme = parts.get("theme") || recall("theme");
  if (theme === "light" || theme === "dark") state.theme = theme;
  forget();
}

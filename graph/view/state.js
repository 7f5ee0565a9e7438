// What the reader has chosen, and what passes the filters.

const FACETS = ["class", "status", "relation", "theme", "issuer", "document"];
const NO_THEME = themes.length;
const FACET_IDS = {
  class: classes.map((row) => row.id),
  relation: relations.map((row) => row.id),
  status: statuses.map((row) => row.id),
  theme: [...themes.map((row) => row.id), "none"],
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
  // First and last month, both included; null is all time.
  period: null,
  document: null,
  limit: 0,
  off: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
  expanded: new Set(),
  hidden: new Set(),
  // Where the reader has put what stays there, by id.
  pinned: new Map(),
};

const filtered = () => state.sure > 0 || state.period !== null || FACETS.some((facet) => state.off[facet].size > 0);

function clearFilters() {
  state.sure = 0;
  state.period = null;
  for (const facet of FACETS) state.off[facet].clear();
}

const within = (months) => !state.period || (months && months[0] <= state.period[1] && months[1] >= state.period[0]);
const aboutPasses = (topics) => !state.off.theme.size ||
  (topics.length ? topics.some((theme) => !state.off.theme.has(theme)) : !state.off.theme.has(NO_THEME));

// A fact passes if nothing about it is switched off; facts of one entity fall with its class.
function claimPasses(claim) {
  const { off } = state;
  return claim.confidence >= state.sure && !off.relation.has(claim.relation) && !off.status.has(claim.status) && !off.document.has(claim.document) &&
    !off.issuer.has(claim.issuer) && !off.class.has(entities[claim.head].kind) && !off.class.has(entities[claim.tail].kind) &&
    within(claim.months) && aboutPasses(claim.topics);
}

// A figure has no relation, status or confidence to be filtered by.
function figurePasses(row) {
  const document = texts().passages[row[9]][0];
  return !state.off.class.has(entities[row[0]].kind) && !state.off.document.has(document) && !state.off.issuer.has(issuerOf[document]) &&
    within(monthsOf(row[12], document)) && aboutPasses(graph.topics[row[13]]);
}

function entityPasses(entity) {
  const { off } = state;
  if (off.class.has(entity.kind)) return false;
  const silent = (number) => off.document.has(number) || off.issuer.has(issuerOf[number]);
  if (off.document.size + off.issuer.size && entity.documents.every(silent)) return false;
  if (!off.relation.size && !off.status.size && !off.theme.size && !state.sure && !state.period) return true;
  return entity.claims.some(claimPasses);
}

// These are found when first asked for and kept until a filter changes.
let passing = null;
let linkedTo = new Map();
let filterKey = "";
function forget() {
  const key = JSON.stringify([state.sure, state.period, ...FACETS.map((facet) => [...state.off[facet]])]);
  if (key === filterKey) return;
  filterKey = key;
  passing = null;
  linkedTo = new Map();
  countsKept = null;
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

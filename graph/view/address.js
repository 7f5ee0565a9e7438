// The address holds the whole state; its earlier forms are what undo goes back to.

function addressOf() {
  const parts = new URLSearchParams();
  if (state.entity !== null) parts.set("entity", entities[state.entity].iri);
  if (state.pair) parts.set("pair", state.pair.map((id) => entities[id].iri).join(" "));
  if (state.path) parts.set("path", state.path.map((id) => entities[id].iri).join(" "));
  if (state.focus) parts.set("focus", `${state.focus.steps} ${entities[state.focus.id].iri}`);
  if (state.view !== "graph") parts.set("view", state.view === "table" ? state.listing : state.view);
  if (state.document !== null) parts.set("document", documents[state.document].id);
  if (state.limit) parts.set("limit", state.limit);
  for (const facet of FACETS) {
    if (state.off[facet].size) parts.set(`no-${facet}`, [...state.off[facet]].map((n) => FACET_IDS[facet][n]).join("\n"));
  }
  if (state.sure) parts.set("sure", state.sure);
  if (state.period) parts.set("period", state.period.map(monthName).join(".."));
  for (const facet of ["expanded", "hidden"]) {
    if (state[facet].size) parts.set(facet, [...state[facet]].map((id) => entities[id].iri).join(" "));
  }
  if (state.pinned.size) {
    parts.set("pinned", [...state.pinned].map(([id, at]) => `${Math.round(at.x)},${Math.round(at.y)},${entities[id].iri}`).join(" "));
  }
  return parts;
}

function writeAddress() {
  const parts = addressOf();
  noteStep(parts);
  parts.set("lang", state.language);
  parts.set("theme", state.theme);
  try {
    history.replaceState(null, "", `#${parts}`);
  } catch (error) { /* some frames have no address of their own */ }
}

// Whatever the address says that this graph does not know is left out.
function readAddress(parts) {
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
  const view = parts.get("view");
  state.view = ["entities", "facts"].includes(view) ? "table" : ["document", "timeline"].includes(view) ? view : "graph";
  if (state.view === "table") state.listing = view;
  const document = FACET_IDS.document.indexOf(parts.get("document"));
  state.document = document < 0 ? null : document;
  const months = /^(\d{4})-(\d\d)\.\.(\d{4})-(\d\d)$/.exec(parts.get("period") || "");
  state.period = months && monthOf(months[0]) <= monthOf(months[0].slice(9)) ? [monthOf(months[0]), monthOf(months[0].slice(9))] : null;
  state.limit = Math.max(0, Math.min(graph.most, Number.parseInt(parts.get("limit"), 10) || 0));
  state.sure = Math.max(0, Math.min(1, Number.parseFloat(parts.get("sure")) || 0));
  for (const facet of FACETS) {
    state.off[facet] = new Set((parts.get(`no-${facet}`) ?? "\0").split("\n").map((id) => FACET_IDS[facet].indexOf(id)).filter((n) => n >= 0));
  }
  state.expanded = new Set(known("expanded"));
  state.hidden = new Set(known("hidden"));
  state.pinned = new Map(list("pinned").map((text) => /^(-?\d{1,6}),(-?\d{1,6}),(.+)$/.exec(text))
    .filter((found) => found && entity(found[3]) !== null).map(([, x, y, iri]) => [entity(iri), { x: Number(x), y: Number(y) }]));
  const language = parts.get("lang") || recall("language");
  if (language === "zh" || language === "en") state.language = language;
  const theme = parts.get("theme") || recall("theme");
  if (theme === "light" || theme === "dark") state.theme = theme;
}

// Steps back and forth. What is chosen is no step of its own, but comes back with the step it belongs to.
const STEPS_KEPT = 200;
const past = [];
const future = [];
let present = null;
const stepOf = (text) => {
  const parts = new URLSearchParams(text);
  for (const key of ["entity", "pair", "document"]) parts.delete(key);
  return parts.toString();
};

function noteStep(parts) {
  const now = parts.toString();
  if (present !== null && stepOf(now) !== stepOf(present)) {
    past.push(present);
    if (past.length > STEPS_KEPT) past.shift();
    future.length = 0;
  }
  present = now;
  byId("undo").disabled = !past.length;
  byId("redo").disabled = !future.length;
}

function goBack(from, to, words) {
  if (!from.length) return;
  to.push(present);
  present = from.pop();
  const [language, theme] = [state.language, state.theme];
  readAddress(new URLSearchParams(present));
  Object.assign(state, { language, theme });
  present = addressOf().toString();
  update(null, true);
  announce(say(words));
}

const undo = () => goBack(past, future, "undone");
const redo = () => goBack(future, past, "redone");

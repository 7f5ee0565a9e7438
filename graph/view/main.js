// Where choices become changes of the page: every act goes through update.

const VIEWS = ["graph", "document", "timeline", "table"];
const PLACE_OF = { graph: "stage", document: "document", timeline: "timeline", table: "table" };

let stale = false;
let legendShown = "";
function update(change, fit) {
  if (change) change();
  forget();
  const legend = `${filterKey}/${state.language}/${state.theme}`;
  if (legend !== legendShown) showFilters();
  legendShown = legend;
  for (const view of VIEWS) {
    byId(PLACE_OF[view]).hidden = state.view !== view;
    byId(`view-${view}`).setAttribute("aria-pressed", String(state.view === view));
  }
  // What is not seen is drawn when it is seen again.
  if (state.view === "graph" || !network) redraw(fit || stale);
  stale = state.view !== "graph";
  showTrail();
  showPanel();
  showTable();
  showDocument();
  showTimeline();
  writeAddress();
}

// A choice changes little: the canvas is lit anew and only redrawn if the entity was not on it.
function choose(id) {
  if (state.pathFrom !== null && state.pathFrom !== id) {
    endPath(id);
    return;
  }
  const missing = !drawnIds.includes(id);
  state.entity = id;
  state.pair = null;
  state.hidden.delete(id);
  noteRecent(id);
  if (state.focus && missing) state.focus = null;
  hoverId = null;
  if (missing) {
    // What the filters hide is shown again when it is asked for by name.
    if (!passingEntities().has(id)) clearFilters();
    update(null, false);
  } else {
    light();
    showPanel();
    writeAddress();
  }
  if (state.view === "graph") bringIntoView(id);
  announce(entities[id].name);
}

function choosePair(head, tail) {
  state.pair = [head, tail];
  state.entity = null;
  hoverId = null;
  if ([head, tail].every((id) => drawnIds.includes(id))) {
    light();
    showPanel();
    writeAddress();
  } else update(null, false);
}

function clearChoice() {
  const both = state.entity !== null || state.pair !== null;
  state.entity = null;
  state.pair = null;
  // A chosen step of a path gives way to the path, and that to the overview.
  if (!both) state.path = null;
  hoverId = null;
  light();
  showPanel();
  writeAddress();
}

function setFocus(focus) {
  update(() => { state.focus = focus; }, true);
}

function toggleExpanded(id) {
  update(() => {
    if (!state.expanded.delete(id)) state.expanded.add(id);
    state.entity = id;
    state.pair = null;
  }, true);
}

function hide(id) {
  update(() => {
    state.hidden.add(id);
    state.expanded.delete(id);
    if (state.focus && state.focus.id === id) state.focus = null;
    state.entity = null;
  });
}

function showTrail() {
  const box = byId("trail");
  box.hidden = !state.focus && state.pathFrom === null;
  if (state.pathFrom !== null) {
    box.replaceChildren(nameOf(shorten(entities[state.pathFrom].name, 20)), el("span", { class: "quiet" }, `→ ${say("path_choose")}`),
      button(say("cancel"), () => { state.pathFrom = null; showTrail(); }, { class: "link" }));
    return;
  }
  if (!state.focus) return;
  box.replaceChildren(el("span", { class: "quiet" }, say("focused")), symbol(entities[state.focus.id].kind),
    nameOf(shorten(entities[state.focus.id].name, 24)), button(say("focus_end"), () => setFocus(null), { class: "link" }));
}

function setLanguage(language) {
  state.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", say(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = say(node.dataset.label);
  }
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = say(node.dataset.placeholder);
  byId("language").textContent = say("language_short");
}

function setTheme(theme) {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
}

// From one entity to the neighbour that lies in the direction of the arrow.
function step(x, y) {
  if (state.entity === null || !spots.has(state.entity)) {
    if (drawnIds.length) choose(drawnIds[0]);
    return;
  }
  const from = spots.get(state.entity);
  const near = [...neighbours(state.entity)].filter((id) => spots.has(id) && drawnIds.includes(id));
  let best = null;
  for (const id of near) {
    const way = { x: spots.get(id).x - from.x, y: spots.get(id).y - from.y };
    const length = Math.hypot(way.x, way.y) || 1;
    const same = (way.x * x + way.y * y) / length;
    if (same > 0.5 && (!best || length / same < best.cost)) best = { id, cost: length / same };
  }
  if (best) choose(best.id);
}

function zoomBy(factor) {
  network.moveTo({ scale: Math.max(0.05, Math.min(4, network.getScale() * factor)), animation: { duration: 150 } });
}

const setView = (view) => update(() => { state.view = view; });
const switchView = () => setView(state.view === "graph" ? "table" : "graph");

const KEYS = [
  ["/", "key_search", () => byId("search").focus()],
  ["← ↑ → ↓", "key_move", null],
  ["F", "key_focus", () => {
    if (state.focus) setFocus(null);
    else if (state.entity !== null) setFocus({ id: state.entity, steps: 1 });
  }],
  ["E", "key_expand", () => { if (state.entity !== null) toggleExpanded(state.entity); }],
  ["P", "key_pin", () => { if (state.entity !== null) togglePinned(state.entity); }],
  ["H", "key_hide", () => { if (state.entity !== null) hide(state.entity); }],
  ["V", "key_view", switchView],
  ["1 2 3 4", "key_views", null],
  ["Ctrl+Z", "key_undo", null],
  ["0", "key_fit", () => fitAll()],
  ["+ −", "key_zoom", null],
  ["Esc", "key_close", null],
  ["?", "help", () => showKeys()],
];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function pressed(event) {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey ? event.key.toLowerCase() : "";
  if (["z", "y"].includes(command) && !event.target.closest("input:not([type=range]), textarea, dialog")) {
    event.preventDefault();
    if (command === "y" || event.shiftKey) redo();
    else undo();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=range]), select, textarea, dialog")) return;
  const inPanel = event.target.closest("#panel, #filters, #table, #document, #timeline");
  if (event.key === "Escape") {
    if (document.body.classList.contains("filters-open")) openFilters(false);
    else if (state.pathFrom !== null) { state.pathFrom = null; showTrail(); }
    else if (state.entity !== null || state.pair || state.path) clearChoice();
    else if (state.focus) setFocus(null);
  } else if (event.key in ARROWS && !inPanel && state.view === "graph") step(...ARROWS[event.key]);
  else if (/^[1-4]$/.test(event.key)) setView(VIEWS[Number(event.key) - 1]);
  else if (event.key === "+" || event.key === "=") zoomBy(1.3);
  else if (event.key === "-") zoomBy(1 / 1.3);
  else {
    const known = KEYS.find(([key, , act]) => act && key.toLowerCase() === event.key.toLowerCase());
    if (!known) return;
    known[2]();
  }
  event.preventDefault();
}

function showKeys() {
  const box = byId("keys");
  box.replaceChildren(el("h2", {}, say("help")),
    el("dl", {}, KEYS.map(([key, words]) => [el("dt", {}, key.split(" ").map((one) => el("kbd", {}, one))), el("dd", {}, say(words))])),
    button(say("close"), () => box.close()));
  box.showModal();
}

function openFilters(open) {
  document.body.classList.toggle("filters-open", open);
  byId("open-filters").setAttribute("aria-expanded", String(open));
}

function restart() {
  readAddress(new URLSearchParams(location.hash.slice(1)));
  setTheme(state.theme);
  setLanguage(state.language);
  update(null, true);
  if (state.entity !== null) bringIntoView(state.entity);
}

function start() {
  for (const view of VIEWS) byId(`view-${view}`).addEventListener("click", () => setView(view));
  byId("theme").addEventListener("click", () => {
    setTheme(state.theme === "dark" ? "light" : "dark");
    remember("theme", state.theme);
    update();
  });
  byId("language").addEventListener("click", () => {
    setLanguage(state.language === "zh" ? "en" : "zh");
    remember("language", state.language);
    update();
  });
  byId("help").addEventListener("click", showKeys);
  byId("open-filters").addEventListener("click", () => openFilters(!document.body.classList.contains("filters-open")));
  byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  byId("picture").addEventListener("click", savePicture);
  byId("picture-svg").addEventListener("click", saveSvg);
  byId("undo").addEventListener("click", undo);
  byId("redo").addEventListener("click", redo);
  byId("fit").addEventListener("click", () => fitAll());
  document.addEventListener("keydown", pressed);
  window.addEventListener("hashchange", restart);
  new ResizeObserver(later(() => { if (network && state.view === "graph" && state.entity === null) fitAll(true); }, 120)).observe(byId("stage"));
  window.addEventListener("resize", later(showTimeline, 150));
  startSearch();
  restart();
  document.documentElement.dataset.ready = "true";
}

start();

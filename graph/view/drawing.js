// The canvas: vis-network is given what is chosen and told how bright each part is.

const INK = {
  light: { page: "#fbfaf7", edge: [110, 108, 100], text: "#24282d", faint: "#a9a69d", mark: "#b5432e" },
  dark: { page: "#17191d", edge: [150, 156, 166], text: "#e8e6e1", faint: "#686d76", mark: "#f0876e" },
};
const ink = () => INK[state.theme];

let network = null;
let nodeSet = null;
let edgeSet = null;
let drawnIds = [];
let spots = placed;
let hoverId = null;
// Radius by id of what is on the canvas now; empty while that changes.
const sizes = new Map();

const builtNode = new Map(graph.drawing.nodes.map((node) => [node.id, node]));

// As drawing.py: radius by the number of neighbours.
const degreeOf = entities.map((entity) => new Set(entity.claims.map((claim) => other(claim, entity.id))).size);
const radius = (id) => Math.min(6 + 1.9 * Math.sqrt(degreeOf[id]), 20);

function drawnEdges(ids) {
  const present = new Set(ids);
  const found = new Map();
  for (const id of ids) {
    for (const claim of entities[id].claims) {
      if (claim.head !== id || !present.has(claim.tail) || claim.tail === id || !claimPasses(claim)) continue;
      const key = `${claim.head}-${claim.tail}`;
      const edge = found.get(key);
      if (edge) {
        edge.status = Math.min(edge.status, claim.status);
        edge.count += 1;
      } else found.set(key, { id: key, from: claim.head, to: claim.tail, status: claim.status, count: 1 });
    }
  }
  return [...found.values()];
}

// Lit: what is chosen or pointed at, with what it touches. Without a choice everything is.
function litIds() {
  const centre = hoverId !== null ? hoverId : state.entity;
  if (centre !== null && !(state.focus && hoverId === null && centre === state.focus.id)) {
    return new Set([centre, ...neighbours(centre)]);
  }
  const path = pathIds();
  return path.length ? new Set(path) : state.pair ? new Set(state.pair) : null;
}

function fade(hex, share) {
  const part = (colour, at) => Number.parseInt(colour.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(part(hex, at) * share + part(ink().page, at) * (1 - share)));
  return `rgb(${mixed.join(",")})`;
}

function nodeLook(id, lit) {
  const row = classes[entities[id].kind];
  const share = !lit || lit.has(id) ? 1 : 0.22;
  const colour = fade(row[state.theme], share);
  const chosen = id === state.entity;
  const fill = row.filled ? colour : ink().page;
  return {
    id,
    size: builtNode.has(id) ? builtNode.get(id).size : radius(id),
    shape: row.shape,
    borderWidth: chosen ? 3 : row.filled ? 1 : 2,
    color: { background: fill, border: chosen ? ink().text : colour, hover: { background: fill, border: ink().text } },
  };
}

function edgeLook(edge, lit) {
  const on = lit && lit.has(edge.from) && lit.has(edge.to) &&
    (hoverId !== null || state.entity !== null ? [edge.from, edge.to].includes(hoverId !== null ? hoverId : state.entity) : true);
  // The links of a hub are many: each is drawn lighter, so that the finer structure shows between them.
  const crowd = Math.max(degreeOf[edge.from], degreeOf[edge.to]);
  const calm = crowd > 40 ? 0.2 : crowd > 12 ? 0.34 : 0.6;
  const many = lit && lit.size > 60;
  const share = lit ? (on ? (many ? 0.4 : 0.85) : 0.05) : calm;
  const colour = `rgba(${ink().edge.join(",")},${share})`;
  return {
    id: edge.id, from: edge.from, to: edge.to,
    dashes: statuses[edge.status].dashes.length ? statuses[edge.status].dashes : false,
    width: Math.min(1 + Math.log2(edge.count) * 0.5, 3) * (on && !many ? 1.5 : 1),
    color: { color: colour, hover: ink().mark, highlight: colour, inherit: false },
  };
}

let edgesNow = [];
function light() {
  const lit = litIds();
  nodeSet.update(drawnIds.map((id) => nodeLook(id, lit)));
  edgeSet.update(edgesNow.map((edge) => edgeLook(edge, lit)));
}

// Layouts are made for a wide window; on a tall one, as on a phone, they are drawn taller.
let tallness = 1;
function stretched(at) {
  const box = byId("stage").getBoundingClientRect();
  tallness = box.width && box.height > box.width * 1.2 ? Math.min(1.8, (box.height / box.width) * 0.95) : 1;
  return new Map([...at].map(([id, spot]) => [id, { x: spot.x, y: spot.y * tallness }]));
}

// Bring the canvas up to date with the state; fit shows all of it again.
function redraw(fit) {
  const { ids, rings, from } = chosenEntities();
  drawnIds = ids;
  spots = stretched(withPins(rings ? placeRings(rings) : from ? placeBeside(ids, from) : placeAnew(ids), ids));
  edgesNow = drawnEdges(ids);
  sizes.clear();
  const lit = litIds();
  const nodes = ids.map((id) => ({ ...nodeLook(id, lit), x: spots.get(id).x, y: spots.get(id).y }));
  const edges = edgesNow.map((edge) => edgeLook(edge, lit));
  if (!network) {
    nodeSet = new vis.data.DataSet(nodes);
    edgeSet = new vis.data.DataSet(edges);
    network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: edgeSet }, graph.drawing.options);
    const frame = byId("canvas").firstElementChild;
    frame.setAttribute("role", "img");
    frame.setAttribute("aria-label", say("graph"));
    listen();
  } else {
    const present = new Set(ids);
    const keys = new Set(edgesNow.map((edge) => edge.id));
    edgeSet.remove(edgeSet.getIds().filter((id) => !keys.has(id)));
    nodeSet.remove(nodeSet.getIds().filter((id) => !present.has(id)));
    nodeSet.update(nodes);
    edgeSet.update(edges);
  }
  for (const node of nodes) sizes.set(node.id, node.size);
  if (fit) fitAll(true);
  tellShown();
}

// What of the canvas can be seen: on a phone the panel lies over its lower part.
function openStage() {
  const box = byId("canvas").getBoundingClientRect();
  const panel = byId("panel").getBoundingClientRect();
  const covered = panel.width && panel.left < box.right - 1 ? Math.max(0, box.bottom - panel.top) : 0;
  return { width: box.width, height: box.height - covered, covered };
}

// Names keep their size on the screen, so the margin for them does too.
function fitAll(quick, ids = drawnIds) {
  const at = ids.filter((id) => spots.has(id)).map((id) => spots.get(id));
  const { width, height, covered } = openStage();
  if (!at.length || width < 10) return;
  const [left, right] = [Math.min(...at.map((spot) => spot.x)), Math.max(...at.map((spot) => spot.x))];
  const [top, bottom] = [Math.min(...at.map((spot) => spot.y)), Math.max(...at.map((spot) => spot.y))];
  const side = Math.min(72, width * 0.12);
  const foot = byId("shown").parentElement.offsetHeight + 34;
  const [above, below] = [state.focus ? 64 : 34, covered ? 30 : Math.max(72, foot)];
  const scale = Math.max(0.02, Math.min(1.15, (width - side * 2) / (right - left || 1), (height - above - below) / (bottom - top || 1)));
  const down = (below - above + covered) / 2 / scale;
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + down }, scale,
    animation: quick ? false : { duration: 350 },
  });
}

function bringIntoView(id) {
  const at = spots.get(id);
  if (!at || !network) return;
  const dom = network.canvasToDOM(at);
  const { width, height, covered } = openStage();
  // Where the panel leaves little room, what the entity is tied to is brought along.
  const near = [...neighbours(id)].filter((end) => spots.has(end) && drawnIds.includes(end));
  if (covered && near.length <= 14) {
    fitAll(false, [id, ...near]);
    return;
  }
  const inside = dom.x > 50 && dom.y > 50 && dom.x < width - 50 && dom.y < height - 60;
  const scale = Math.max(network.getScale(), 0.55);
  if (!inside || scale > network.getScale()) {
    network.moveTo({ position: { x: at.x, y: at.y + covered / 2 / scale }, scale, animation: { duration: 350 } });
  }
}

function savePicture() {
  const drawn = byId("canvas").querySelector("canvas");
  const copy = el("canvas", { width: drawn.width, height: drawn.height });
  const context = copy.getContext("2d");
  context.fillStyle = ink().page;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawn, 0, 0);
  copy.toBlob((blob) => saveAs(blob, "jiepu.png"), "image/png");
}

function listen() {
  network.on("click", (event) => {
    const at = event.pointer.DOM;
    const id = network.getNodeAt(at);
    const target = id === undefined ? captionAt(at) : id;
    if (target !== undefined && target !== null) return choose(target);
    const edge = network.getEdgeAt(at);
    if (edge !== undefined) return choosePair(...edge.split("-").map(Number));
    return clearChoice();
  });
  network.on("doubleClick", (event) => {
    const id = network.getNodeAt(event.pointer.DOM);
    if (id !== undefined) toggleExpanded(id);
  });
  network.on("dragEnd", (event) => {
    if (event.nodes.length) pinDragged(event.nodes);
  });
  network.on("hoverNode", (event) => { hoverId = event.node; light(); });
  network.on("blurNode", () => { hoverId = null; light(); });
  network.on("hoverEdge", (event) => tellEdge(event.edge, event.pointer.DOM));
  network.on("blurEdge", () => { byId("hover").hidden = true; });
  network.on("afterDrawing", drawCaptions);
}

function tellEdge(key, at) {
  const [head, tail] = key.split("-").map(Number);
  const kinds = new Set(entities[head].claims.filter((claim) => claim.head === head && claim.tail === tail && claimPasses(claim))
    .map((claim) => `${called(relations[claim.relation])} · ${called(statuses[claim.status])}`));
  const box = byId("hover");
  box.replaceChildren(nameOf(shorten(entities[head].name, 16)), el("span", { class: "quiet" }, ` ${[...kinds].join(" / ")} `),
    nameOf(shorten(entities[tail].name, 16)));
  box.hidden = false;
  box.style.left = `${Math.max(8, Math.min(at.x + 12, byId("canvas").clientWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${at.y + 14}px`;
}

function tellShown() {
  const box = byId("shown");
  const pass = passingEntities().size;
  const [n, m] = [drawnIds.length, filtered() ? pass : entities.length];
  const parts = [];
  if (!n) parts.push(say("shown_none"));
  else if (state.focus) parts.push(say("shown_focus", { name: shorten(entities[state.focus.id].name, 14), n: n - 1 }));
  else if (n >= m) parts.push(say("shown_all", { n }));
  else parts.push(say(filtered() ? "shown_filtered" : "shown_some", { n, m }));
  if (n >= graph.most && n < m) parts.push(say("shown_most", { n: graph.most }));
  const act = (key, does) => el("button", { type: "button", class: "link", on: { click: does } }, say(key));
  const buttons = [];
  if (!state.focus && n < m && n < graph.most) {
    buttons.push(act("more", () => update(() => { state.limit = Math.min(graph.most, Math.max(n, limitNow()) * 2); }, true)));
  }
  if (state.limit || state.expanded.size) {
    buttons.push(act("fewer", () => update(() => { state.limit = 0; state.expanded.clear(); }, true)));
  }
  if (state.hidden.size) {
    const words = say("undo_hide", { n: state.hidden.size });
    buttons.push(el("button", { type: "button", class: "link", on: { click: () => update(() => state.hidden.clear()) } }, words));
  }
  if (state.pinned.size) {
    const words = say("unpin_all", { n: state.pinned.size });
    buttons.push(el("button", { type: "button", class: "link", on: { click: () => update(() => state.pinned.clear()) } }, words));
  }
  box.replaceChildren(el("span", {}, parts.join(" ")), ...buttons);
}

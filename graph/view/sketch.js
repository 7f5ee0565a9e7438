// A pyvis network on a page of its own: what it holds is drawn; a click tells of a node or a line. Texts of documents
// are drawn on the canvas or stand in the page as text, never as markup.
(function () {
"use strict";

const held = JSON.parse(document.getElementById("drawing").textContent);
const theme = window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
document.documentElement.dataset.theme = theme;
const INK = { light: { page: "#fbfaf7", text: "#24282d", edge: "#9b988f" }, dark: { page: "#17191d", text: "#e8e6e1", edge: "#70757e" } }[theme];
const FONT = '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';
const classOf = new Map(held.classes.map((row) => [row.id, row]));

// The colours of a class, unless whoever holds the network has given the node its own. pyvis gives every node a colour
// of its own making, so one that is its default counts as none.
function paint(node) {
  const row = classOf.get(node.group);
  const own = { borderWidth: 2, font: { face: FONT, size: 13, color: INK.text, strokeWidth: 4, strokeColor: INK.page, vadjust: -2 } };
  if (!row || (node.color && node.color !== "#97c2fc")) return { ...own, ...node };
  const fill = row.filled ? row[theme] : INK.page;
  return { ...own, ...node, color: { background: fill, border: row[theme], highlight: { background: fill, border: INK.text }, hover: { background: fill, border: INK.text } } };
}

// What was added by hand has no place yet: it goes beside what it is linked to.
function place(nodes, edges) {
  const at = new Map(nodes.filter((node) => Number.isFinite(node.x) && Number.isFinite(node.y)).map((node) => [node.id, node]));
  const least = (x, y) => Math.min(...[...at.values()].map((spot) => Math.hypot(spot.x - x, (spot.y - y) * 1.6)));
  for (const node of nodes) {
    if (at.has(node.id)) continue;
    const edge = edges.find(({ from, to }) => (from === node.id && at.has(to)) || (to === node.id && at.has(from)));
    const beside = edge ? at.get(edge.from === node.id ? edge.to : edge.from) : { x: 0, y: 0 };
    const spots = Array.from({ length: 24 }, (_, n) => ({
      x: beside.x + Math.cos(n * 2.4) * (100 + (at.size ? n * 12 : 0)), y: beside.y + Math.sin(n * 2.4) * (80 + (at.size ? n * 10 : 0)),
    }));
    const free = spots.find((spot) => least(spot.x, spot.y) > 90) || spots[spots.length - 1];
    Object.assign(node, free);
    at.set(node.id, node);
  }
}

const nodes = held.nodes.map(paint);
place(nodes, held.edges);
const edges = held.edges.map((edge, n) => ({ id: `e${n}`, color: { color: INK.edge, highlight: INK.text, hover: INK.text }, ...edge }));
const box = document.getElementById("canvas");
const network = new vis.Network(box, { nodes: new vis.data.DataSet(nodes), edges: new vis.data.DataSet(edges) }, held.options);
const fit = () => network.fit({ animation: false, maxZoomLevel: 1.2 });
fit();

const nodeBy = new Map(nodes.map((node) => [node.id, node]));
const edgeBy = new Map(edges.map((edge) => [edge.id, edge]));
const words = (value) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

function tell(head, text) {
  const told = document.getElementById("told");
  const name = document.createElement("strong");
  const label = document.createElement("bdi");
  const rest = document.createElement("bdi");
  label.textContent = head;
  rest.textContent = text;
  name.append(label);
  told.replaceChildren(name, rest);
  told.hidden = !head && !text;
}

const nameOf = (id) => words((nodeBy.get(id) || {}).label) || words(id);
network.on("click", (event) => {
  const node = network.getNodeAt(event.pointer.DOM);
  const edge = node === undefined ? network.getEdgeAt(event.pointer.DOM) : undefined;
  if (node !== undefined) tell(nameOf(node), words(nodeBy.get(node).title));
  else if (edge !== undefined) tell(`${nameOf(edgeBy.get(edge).from)} → ${nameOf(edgeBy.get(edge).to)}`, words(edgeBy.get(edge).title));
  else tell("", "");
});
new ResizeObserver(fit).observe(box);

const OUTLINES = {
  dot: "M8 2.2a5.8 5.8 0 1 0 0 11.6a5.8 5.8 0 1 0 0-11.6z", square: "M3 3h10v10h-10z", diamond: "M8 1.6L14.4 8L8 14.4L1.6 8z",
  triangle: "M8 2L14.4 13.2H1.6z", triangleDown: "M8 14L1.6 2.8H14.4z", hexagon: "M4.6 2.2h6.8L14.8 8l-3.4 5.8H4.6L1.2 8z",
  star: "M8 .9l2.1 4.7 5.1.6-3.8 3.4 1.1 5L8 12l-4.5 2.6 1.1-5L.8 6.2l5.1-.6z",
};
function sign(row) {
  const make = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const mark = make("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
  mark.append(make("path", { d: OUTLINES[row.shape], fill: row.filled ? row[theme] : "none", stroke: row[theme], "stroke-width": row.filled ? 1 : 2 }));
  return mark;
}
const present = new Set(nodes.map((node) => node.group));
for (const row of held.classes.filter(({ id }) => present.has(id))) {
  const item = document.createElement("li");
  item.append(sign(row), row[held.language]);
  document.getElementById("legend").append(item);
}
const [drawn, all] = held.shown;
if (drawn < all) document.getElementById("shown").textContent = held.words.shown_some.replace("{n}", drawn).replace("{m}", all);
document.documentElement.dataset.ready = "true";
})();

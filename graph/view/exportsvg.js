// What the canvas shows, once more as SVG: a picture that opens by itself and scales.

// Characters that XML does not allow, and halves of pairs.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const xmlText = (text) => text.replace(NOT_XML, "\ufffd");
const near = (number) => String(Math.round(number * 10) / 10);

// Points of the regular shapes that vis-network draws around the middle, in parts of the radius.
const CORNERS = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  triangle: [[0, -1.02], [1, 0.71], [-1, 0.71]],
  triangleDown: [[0, 1.02], [1, -0.71], [-1, -0.71]],
  hexagon: Array.from({ length: 6 }, (_, n) => [Math.cos((n * Math.PI) / 3), Math.sin((n * Math.PI) / 3)]),
  star: Array.from({ length: 10 }, (_, n) => {
    const reach = n % 2 ? 0.5 : 1.3;
    return [reach * Math.sin((n * Math.PI) / 5), 0.1 - reach * Math.cos((n * Math.PI) / 5)];
  }),
};

function shapeOf(look, at, size) {
  const paint = { fill: look.color.background, stroke: look.color.border, "stroke-width": look.borderWidth };
  if (!CORNERS[look.shape]) return svg("circle", { cx: near(at.x), cy: near(at.y), r: near(size), ...paint });
  const points = CORNERS[look.shape].map(([x, y]) => `${near(at.x + x * size)},${near(at.y + y * size)}`).join(" ");
  return svg("polygon", { points, "stroke-linejoin": "round", ...paint });
}

// vis-network bends its lines over a point of its own choice; without one they are straight.
function bendOf(key) {
  const edge = network.body.edges[key];
  const via = edge && edge.edgeType && edge.edgeType.getViaNode ? edge.edgeType.getViaNode() : null;
  return via && Number.isFinite(via.x) ? network.canvasToDOM({ x: via.x, y: via.y }) : null;
}

function lineOf(look, from, to, size, scale) {
  const bend = bendOf(look.id) || { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const way = { x: to.x - bend.x, y: to.y - bend.y };
  const length = Math.hypot(way.x, way.y) || 1;
  const tip = { x: to.x - (way.x / length) * (size + 1), y: to.y - (way.y / length) * (size + 1) };
  const [, red, green, blue, share] = /rgba\((\d+),(\d+),(\d+),([\d.]+)\)/.exec(look.color.color);
  const [colour, arrow] = [`rgb(${red},${green},${blue})`, 7 * Math.max(0.6, Math.min(scale, 1.6))];
  const [x, y] = [way.x / length, way.y / length];
  const head = [[0, 0], [-arrow, arrow * 0.38], [-arrow, -arrow * 0.38]].map(([a, b]) => `${near(tip.x + a * x - b * y)},${near(tip.y + a * y + b * x)}`);
  const path = svg("path", { d: `M${near(from.x)} ${near(from.y)}Q${near(bend.x)} ${near(bend.y)} ${near(tip.x)} ${near(tip.y)}`, fill: "none",
    stroke: colour, "stroke-width": near(look.width * Math.max(0.6, scale)) });
  if (look.dashes) path.setAttribute("stroke-dasharray", look.dashes.map((part) => near(part * scale)).join(" "));
  return svg("g", { opacity: share }, path, svg("polygon", { points: head.join(" "), fill: colour }));
}

function pictureSvg() {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const scale = network.getScale();
  const lit = litIds();
  const at = new Map(drawnIds.map((id) => [id, network.canvasToDOM(network.getPosition(id))]));
  const seen = (spot) => spot.x > -80 && spot.y > -80 && spot.x < width + 80 && spot.y < height + 80;
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, role: "img",
    "font-family": FONT.replace(/"/g, "'"), "text-anchor": "middle" });
  root.append(svg("title", {}, xmlText(shorten(graph.title, 200))), svg("desc", {}, byId("shown").firstChild.textContent),
    svg("rect", { width, height, fill: ink().page }));
  const lines = svg("g", {});
  for (const edge of edgesNow) {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    if (seen(from) || seen(to)) lines.append(lineOf(edgeLook(edge, lit), from, to, sizes.get(edge.to) * scale, scale));
  }
  const nodes = svg("g", {});
  for (const id of drawnIds.slice().reverse()) {
    if (!seen(at.get(id))) continue;
    const mark = shapeOf(nodeLook(id, lit), at.get(id), sizes.get(id) * scale);
    mark.append(svg("title", {}, xmlText(shorten(`${entities[id].name} · ${called(classes[entities[id].kind])}`, 200))));
    nodes.append(mark);
  }
  const words = svg("g", { "paint-order": "stroke", stroke: ink().page, "stroke-width": 4, "stroke-linejoin": "round", "dominant-baseline": "central" });
  for (const box of captions) {
    const dim = lit && !lit.has(box.id);
    words.append(svg("text", { x: near(box.x), y: near(box.y), "font-size": captionSize(box.id), fill: dim ? ink().faint : ink().text,
      "font-weight": degreeOf[box.id] > 8 || box.id === state.entity ? 600 : 400, direction: "ltr" }, xmlText(box.text)));
  }
  root.append(lines, nodes, words);
  return root;
}

function saveSvg() {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(pictureSvg())}\n`;
  saveAs(new Blob([text], { type: "image/svg+xml;charset=utf-8" }), "jiepu.svg");
}

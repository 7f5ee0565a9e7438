// Names on the canvas, in the size of the screen: the important first, none over another, more as one zooms in.

let captions = [];

function captionSize(id) {
  const degree = degreeOf[id];
  return degree > 40 ? 16 : degree > 8 ? 14 : 12.5;
}

// The order in which names are given room: what is chosen or pointed at, then what is lit, then rank.
function captionOrder(lit) {
  const first = [hoverId, state.entity, ...(state.pair || [])].filter((id) => id !== null && id !== undefined);
  const firstSet = new Set(first);
  const order = drawnIds.filter((id) => !firstSet.has(id));
  if (lit) order.sort((a, b) => Number(lit.has(b)) - Number(lit.has(a)));
  return [...first.filter((id) => spots.has(id)), ...order];
}

const FONT = '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';

function drawCaptions(context) {
  const scale = network.getScale();
  const view = { width: byId("canvas").clientWidth, height: byId("canvas").clientHeight };
  const toScreen = (at) => network.canvasToDOM(at);
  const lit = litIds();
  const boxes = new Grid(64);
  const marks = [];
  for (const [id, radius] of sizes) {
    const at = toScreen(network.getPosition(id));
    const size = radius * scale;
    if (at.x < -60 || at.y < -60 || at.x > view.width + 60 || at.y > view.height + 60) continue;
    const mark = { id, at, size, left: at.x - size, right: at.x + size, top: at.y - size, bottom: at.y + size };
    marks.push([id, mark]);
    boxes.add(mark);
  }
  const markOf = new Map(marks);
  captions = [];
  drawPins(context);
  context.save();
  // Drawn in screen pixels, whatever the zoom; vis-network has already scaled by the device's pixel ratio.
  const ratio = context.canvas.width / view.width;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.direction = "ltr";
  for (const id of captionOrder(lit)) {
    const mark = markOf.get(id);
    if (!mark) continue;
    const important = id === hoverId || id === state.entity;
    const size = captionSize(id);
    const words = shorten(entities[id].name, important ? 30 : 13);
    context.font = `${degreeOf[id] > 8 || important ? 600 : 400} ${size}px ${FONT}`;
    const width = context.measureText(words).width;
    const box = captionBox(mark, width, size, boxes, view, important ? 2 : degreeOf[id] > 20 ? 1 : 0);
    if (!box) continue;
    boxes.add(box);
    captions.push({ ...box, text: words });
    const dim = lit && !lit.has(id);
    context.lineWidth = 4;
    context.strokeStyle = ink().page;
    context.globalAlpha = dim ? 0.5 : 0.9;
    context.strokeText(words, box.x, box.y);
    context.globalAlpha = 1;
    context.fillStyle = dim ? ink().faint : ink().text;
    context.fillText(words, box.x, box.y);
  }
  context.restore();
}

// Below the symbol if there is room, else above, right or left. Weight 1 is a hub, whose name may lie over other
// symbols; weight 2 is chosen and named in any case.
function captionBox(mark, width, size, boxes, view, weight) {
  const gap = 4;
  const half = { x: width / 2, y: size * 0.62 };
  const tries = [
    { x: mark.at.x, y: mark.bottom + gap + half.y },
    { x: mark.at.x, y: mark.top - gap - half.y },
    { x: mark.right + gap + half.x, y: mark.at.y },
    { x: mark.left - gap - half.x, y: mark.at.y },
  ];
  const made = tries.map(({ x, y }) => ({ id: mark.id, words: true, x, y, left: x - half.x, right: x + half.x, top: y - half.y, bottom: y + half.y }))
    .filter((box) => box.left > 2 && box.right < view.width - 2);
  const clear = made.find((box) => !boxes.meets(box, false));
  if (clear) return clear;
  return (weight > 0 && made.find((box) => !boxes.meets(box, true))) || (weight > 1 && made[0]) || null;
}

function captionAt(at) {
  const hit = captions.find((box) => at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom);
  return hit ? hit.id : undefined;
}

// Rectangles by cell, so that each is compared with its surroundings only.
class Grid {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  * around(box) {
    for (let x = Math.floor(box.left / this.cell); x <= Math.floor(box.right / this.cell); x += 1) {
      for (let y = Math.floor(box.top / this.cell); y <= Math.floor(box.bottom / this.cell); y += 1) yield `${x},${y}`;
    }
  }

  add(box) {
    for (const key of this.around(box)) {
      if (this.cells.has(key)) this.cells.get(key).push(box);
      else this.cells.set(key, [box]);
    }
  }

  meets(box, wordsOnly) {
    for (const key of this.around(box)) {
      for (const other of this.cells.get(key) || []) {
        if (other.id === box.id || (wordsOnly && !other.words)) continue;
        const beside = box.left >= other.right + 3 || box.right <= other.left - 3;
        if (!beside && box.top < other.bottom + 2 && box.bottom > other.top - 2) return true;
      }
    }
    return false;
  }
}

// A part of the graph that the build did not lay out: each piece that hangs together by springs, with room for every
// name, then the pieces side by side, the largest first.

const LINE = 46;

function pieces(ids, links) {
  const pieceOf = new Map();
  const found = [];
  for (const id of ids) {
    if (pieceOf.has(id)) continue;
    const piece = [id];
    pieceOf.set(id, piece);
    for (let n = 0; n < piece.length; n += 1) {
      for (const end of links.get(piece[n])) {
        if (!pieceOf.has(end)) { pieceOf.set(end, piece); piece.push(end); }
      }
    }
    found.push(piece);
  }
  return found;
}

function placeAnew(ids) {
  const present = new Set(ids);
  const links = new Map(ids.map((id) => [id, [...neighbours(id)].filter((end) => present.has(end))]));
  const found = pieces(ids, links);
  const alone = found.filter((piece) => piece.length === 1).map(([id]) => id);
  const blocks = found.filter((piece) => piece.length > 1).map((piece) => block(piece, partLabels(piece, springs(piece, links))));
  blocks.sort((a, b) => b.width * b.height - a.width * a.height);
  if (alone.length) blocks.push(block(alone, inRows(alone, blocks)));
  return pack(blocks);
}

function block(ids, at) {
  const left = Math.min(...ids.map((id, n) => at[n].x - roomFor(id) / 2));
  const right = Math.max(...ids.map((id, n) => at[n].x + roomFor(id) / 2));
  const top = Math.min(...at.map((spot) => spot.y)) - LINE / 2;
  const bottom = Math.max(...at.map((spot) => spot.y)) + LINE / 2;
  return { ids, at, left, top, width: right - left, height: bottom - top };
}

// Those without a link stand in rows, in the order of their importance, like a list.
function inRows(ids, blocks) {
  const room = ids.reduce((sum, id) => sum + roomFor(id) * LINE, 0);
  const width = Math.max(Math.sqrt(room * 1.6), ...blocks.map((one) => one.width));
  let [x, y] = [0, 0];
  return ids.map((id) => {
    if (x + roomFor(id) > width && x > 0) { x = 0; y += LINE + 10; }
    x += roomFor(id) + 8;
    return { x: x - 8 - roomFor(id) / 2, y };
  });
}

// Each block goes where the whole stays smallest: beside or below one that already stands.
function pack(blocks) {
  const gap = 36;
  const standing = [];
  let [right, bottom] = [0, 0];
  const at = new Map();
  for (const one of blocks) {
    const corners = [[0, 0], ...standing.slice(-120).flatMap((s) => [[s.right + gap, s.top], [s.left, s.bottom + gap]])];
    let best = null;
    for (const [left, top] of corners) {
      const box = { left, top, right: left + one.width, bottom: top + one.height };
      const size = Math.max(Math.max(right, box.right), Math.max(bottom, box.bottom) * 1.05);
      const cost = size * 1000 + top + left / 10;
      if (best && cost >= best.cost) continue;
      if (standing.some((s) => box.left < s.right + gap && box.right > s.left - gap && box.top < s.bottom + gap && box.bottom > s.top - gap)) continue;
      best = { ...box, cost };
    }
    if (!best) best = { left: 0, top: bottom + gap, right: one.width, bottom: bottom + gap + one.height };
    standing.push(best);
    right = Math.max(right, best.right);
    bottom = Math.max(bottom, best.bottom);
    one.ids.forEach((id, n) => at.set(id, { x: one.at[n].x - one.left + best.left, y: one.at[n].y - one.top + best.top }));
  }
  return at;
}

// Fruchterman and Reingold (1991) with two changes: a hub's links pull less, and heights count more than widths,
// because names are wide. It starts from a spiral in the order of importance, so that it always ends the same.
function springs(ids, links) {
  const index = new Map(ids.map((id, n) => [id, n]));
  const spots = ids.map((id, n) => ({ x: Math.cos(n * GOLDEN) * Math.sqrt(n) * 70, y: Math.sin(n * GOLDEN) * Math.sqrt(n) * 70 }));
  const pairs = ids.flatMap((id, n) => links.get(id).filter((end) => index.get(end) > n).map((end) => [n, index.get(end)]));
  const ideal = ids.length < 12 ? 80 : 110;
  const rounds = ids.length > 600 ? 12 : ids.length > 250 ? 40 : 150;
  for (let round = 0; round < rounds; round += 1) {
    const most = 60 * (1 - round / rounds) + 2;
    const push = spots.map((spot) => ({ x: -spot.x * 0.02, y: -spot.y * 0.03 }));
    for (let a = 0; a < spots.length; a += 1) {
      for (let b = a + 1; b < spots.length; b += 1) {
        const x = spots[a].x - spots[b].x;
        const y = (spots[a].y - spots[b].y) * 1.25;
        const force = (ideal * ideal) / Math.max(x * x + y * y, 400) / 2;
        push[a].x += x * force; push[b].x -= x * force;
        push[a].y += y * force; push[b].y -= y * force;
      }
    }
    for (const [a, b] of pairs) {
      const x = spots[a].x - spots[b].x;
      const y = spots[a].y - spots[b].y;
      const crowd = Math.max(links.get(ids[a]).length, links.get(ids[b]).length);
      const force = Math.hypot(x, y) / ideal / (1 + Math.log(crowd)) / 2;
      push[a].x -= x * force; push[b].x += x * force;
      push[a].y -= y * force; push[b].y += y * force;
    }
    spots.forEach((spot, n) => {
      const length = Math.hypot(push[n].x, push[n].y) || 1;
      spot.x += (push[n].x / length) * Math.min(length, most);
      spot.y += (push[n].y / length) * Math.min(length, most);
    });
  }
  return ids.length < 12 ? spots : drawnIn(ids, spots);
}

// As layout.py does: long arms are drawn in, and the whole takes the room that its names need.
function drawnIn(ids, spots) {
  const near = spots.map(({ x, y }) => {
    const reach = Math.sqrt(Math.max(Math.hypot(x, y), 1e-9));
    return { x: x / reach, y: y / reach };
  });
  const room = ids.reduce((sum, id) => sum + roomFor(id) * (LINE + 4), 0);
  const side = Math.sqrt(room * (1.35 + 30 / ids.length));
  const extent = (part) => Math.max(1e-9, Math.max(...near.map(part)) - Math.min(...near.map(part)));
  const [wide, high] = [side / extent((spot) => spot.x), side / extent((spot) => spot.y)];
  return near.map(({ x, y }) => ({ x: x * wide, y: y * high }));
}

function partLabels(ids, spots) {
  const width = ids.map(roomFor);
  for (let round = 0; round < (ids.length > 600 ? 6 : 60); round += 1) {
    let moved = false;
    for (let a = 0; a < spots.length; a += 1) {
      for (let b = a + 1; b < spots.length; b += 1) {
        const x = spots[a].x - spots[b].x;
        const y = spots[a].y - spots[b].y;
        const overX = (width[a] + width[b]) / 2 - Math.abs(x);
        const overY = LINE - Math.abs(y);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        if (overX / (width[a] + width[b]) < overY / (LINE * 2)) {
          const step = (overX / 2) * (x < 0 ? -1 : 1);
          spots[a].x += step; spots[b].x -= step;
        } else {
          const step = (overY / 2) * (y < 0 ? -1 : 1);
          spots[a].y += step; spots[b].y -= step;
        }
      }
    }
    if (!moved) break;
  }
  return spots;
}

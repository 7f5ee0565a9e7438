// Which entities are drawn: the first sight, what passes the filters, or what lies around one entity.

// The most connected of those that pass, as ranking.py chooses them, here in steps of several at once; what is left
// of the limit goes to those without a link. A candidate's worth is one number, so that many are sorted quickly:
// links to what is chosen, whether it leads on, how crowded its neighbour is, and its rank, which names it.
const RANKS = 2 ** 20;
const CROWDS = 2 ** 12;

function grown(linked, limit) {
  const rank = new Map(linked.map((id, n) => [id, n]));
  const leaf = linked.map((id) => (neighbours(id).size === 1 ? 1 : 0));
  const chosen = new Set();
  const reached = new Map();
  const anchor = new Map();
  const load = new Map();
  const most = Math.ceil(limit / 10) + 40;
  const add = (id) => {
    chosen.add(id);
    reached.delete(rank.get(id));
    load.set(anchor.get(id), (load.get(anchor.get(id)) || 0) + 1);
    const ends = [...neighbours(id)].map((end) => rank.get(end)).filter((end) => end !== undefined).sort((x, y) => x - y);
    ends.forEach((end, n) => {
      if (chosen.has(linked[end]) || (n >= most && !reached.has(end))) return;
      reached.set(end, (reached.get(end) || 0) + 1);
      if (!anchor.has(linked[end])) anchor.set(linked[end], id);
    });
  };
  const top = linked.length ? neighbours(linked[0]).size : 0;
  const hubs = linked.slice(0, Math.max(1, Math.min(10, Math.floor(limit / 6))));
  hubs.filter((id) => neighbours(id).size * 8 >= top).forEach(add);
  const step = Math.ceil(limit / 150);
  for (let next = 0; chosen.size < Math.min(limit, linked.length);) {
    // A graph of several parts is gone through part by part, each from its strongest.
    while (!reached.size && chosen.has(linked[next])) next += 1;
    if (!reached.size) {
      add(linked[next]);
      continue;
    }
    const worth = Float64Array.from(reached, ([n, count]) => (
      ((3 - Math.min(count, 3)) * 2 + leaf[n]) * CROWDS + Math.min(load.get(anchor.get(linked[n])) || 0, CROWDS - 1)) * RANKS + n);
    if (step === 1) add(linked[worth.reduce((x, y) => Math.min(x, y)) % RANKS]);
    else for (const value of worth.sort().slice(0, Math.min(step, limit - chosen.size))) add(linked[value % RANKS]);
  }
  return chosen;
}

function mostConnected(limit) {
  // With nothing filtered the build has chosen and placed as many as can be drawn.
  const known = !filtered() && startPlace.size >= Math.min(limit, entities.length);
  const order = [...passingEntities()].filter((id) => !known || startPlace.has(id)).sort((a, b) => neighbours(b).size - neighbours(a).size || a - b);
  const linked = order.filter((id) => neighbours(id).size);
  const chosen = grown(linked, limit);
  const hanging = linked.filter((id) => chosen.has(id) && [...neighbours(id)].some((end) => chosen.has(end)));
  return [...hanging, ...order.slice(linked.length, linked.length + limit - hanging.length)];
}

function around(centre, steps, limit) {
  const rings = [[centre]];
  const seen = new Set([centre]);
  for (let step = 0; step < steps; step += 1) {
    const ring = [];
    for (const id of rings[step]) {
      const found = [...neighbours(id)].filter((end) => !seen.has(end) && !state.hidden.has(end));
      for (const end of found.sort((a, b) => entities[a].kind - entities[b].kind || a - b)) {
        if (seen.size >= limit) break;
        seen.add(end);
        ring.push(end);
      }
    }
    rings.push(ring);
  }
  return rings;
}

const START = firstSight.length;
const limitNow = () => state.limit || Math.max(START, graph.start);

// The ids to draw, the most important first, and where the build has placed them, if that fits.
function chosenEntities() {
  if (state.focus) {
    const rings = around(state.focus.id, state.focus.steps, Math.max(limitNow(), state.focus.steps === 1 ? 300 : 160));
    return { ids: rings.flat(), rings, from: null };
  }
  const plain = !filtered();
  let ids = plain && !state.limit ? firstSight.slice() : mostConnected(limitNow());
  const drawn = new Set(ids);
  const add = (id) => {
    if (drawn.size < graph.most && passingEntities().has(id)) drawn.add(id);
  };
  for (const id of state.expanded) {
    add(id);
    for (const end of neighbours(id)) add(end);
  }
  if (state.entity !== null) add(state.entity);
  if (state.pair) state.pair.forEach(add);
  pathIds().forEach(add);
  for (const id of state.pinned.keys()) add(id);
  ids = [...drawn].filter((id) => !state.hidden.has(id) || id === state.entity);
  return { ids, rings: null, from: !plain ? null : state.limit ? wholePlaces : placed };
}

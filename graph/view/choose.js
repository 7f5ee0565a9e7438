// Which entities are drawn: the first sight, what passes the filters, or what lies around one entity.

// The most connected of those that pass, as ranking.py chooses them, here in steps of several at once;
// what is left of the limit goes to those without a link.
function mostConnected(limit) {
  const links = new Map([...passingEntities()].map((id) => [id, neighbours(id)]));
  const order = [...links.keys()].sort((a, b) => links.get(b).size - links.get(a).size || a - b);
  const linked = order.filter((id) => links.get(id).size);
  const most = linked.length ? links.get(linked[0]).size : 0;
  const hubs = linked.filter((id) => links.get(id).size * 8 >= most).slice(0, Math.max(1, Math.min(10, Math.floor(limit / 6))));
  const chosen = new Set(hubs);
  const reached = new Map();
  const anchor = new Map();
  const load = new Map();
  const reach = (id) => {
    reached.delete(id);
    for (const end of links.get(id)) {
      if (chosen.has(end)) continue;
      reached.set(end, (reached.get(end) || 0) + 1);
      if (!anchor.has(end)) anchor.set(end, id);
    }
  };
  const before = (a, b) => Math.min(reached.get(b), 3) - Math.min(reached.get(a), 3) ||
    Number(links.get(a).size === 1) - Number(links.get(b).size === 1) ||
    (load.get(anchor.get(a)) || 0) - (load.get(anchor.get(b)) || 0) || links.get(b).size - links.get(a).size || a - b;
  hubs.forEach(reach);
  const step = Math.ceil(limit / 150);
  // A graph of several parts is gone through part by part, each from its strongest.
  for (let next = 0; chosen.size < Math.min(limit, linked.length);) {
    let best = [...reached.keys()];
    if (best.length > step) best = step === 1 ? [best.reduce((a, b) => (before(b, a) < 0 ? b : a))] : best.sort(before).slice(0, step);
    while (!best.length && chosen.has(linked[next])) next += 1;
    for (const id of best.length ? best : [linked[next]]) {
      if (chosen.size >= limit) break;
      chosen.add(id);
      load.set(anchor.get(id), (load.get(anchor.get(id)) || 0) + 1);
      reach(id);
    }
  }
  const hanging = order.filter((id) => chosen.has(id) && [...links.get(id)].some((end) => chosen.has(end)));
  const alone = order.filter((id) => !links.get(id).size);
  return [...hanging, ...alone.slice(0, limit - hanging.length)];
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
  ids = [...drawn].filter((id) => !state.hidden.has(id) || id === state.entity);
  return { ids, rings: null, from: !plain ? null : state.limit ? wholePlaces : placed };
}

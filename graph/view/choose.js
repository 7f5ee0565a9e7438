// Which entities are drawn: the first sight, what passes the filters, or what lies around one entity.

// The most connected of those that pass; the unlinked come last.
function mostConnected(limit) {
  const links = new Map();
  for (const id of passingEntities()) links.set(id, neighbours(id).size);
  return [...links.keys()].sort((a, b) => links.get(b) - links.get(a) || a - b).slice(0, limit);
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

// The ids to draw, the most important first, and whether the build's own layout fits them as it is.
function chosenEntities() {
  if (state.focus) {
    const rings = around(state.focus.id, state.focus.steps, Math.max(limitNow(), state.focus.steps === 1 ? 300 : 160));
    return { ids: rings.flat(), rings, stored: false };
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
  ids = [...drawn].filter((id) => !state.hidden.has(id) || id === state.entity);
  return { ids, rings: null, stored: plain };
}

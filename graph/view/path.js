// How two entities hang together: the shortest way between them over what passes the filters, step by step, each
// with the sentences that say it.

function findPath(from, to) {
  const back = new Map([[from, null]]);
  let ring = [from];
  while (ring.length && !back.has(to)) {
    const next = [];
    for (const id of ring) {
      for (const end of neighbours(id)) {
        if (!back.has(end)) { back.set(end, id); next.push(end); }
      }
    }
    // Of equally short ways the one over the more important entities is taken: they have the smaller numbers.
    ring = next.sort((a, b) => a - b);
  }
  if (!back.has(to)) return [];
  const path = [];
  for (let id = to; id !== null; id = back.get(id)) path.unshift(id);
  return path;
}

// Asked for at every drawing, so kept until the ends or the filters change.
let foundPath = { ends: null, within: null, ids: [] };
function pathIds() {
  if (!state.path) return [];
  const within = passingEntities();
  if (foundPath.ends !== state.path || foundPath.within !== within) {
    foundPath = { ends: state.path, within, ids: findPath(...state.path) };
  }
  return foundPath.ids;
}

function startPath(id) {
  state.pathFrom = id;
  showTrail();
  announce(say("path_choose"));
  byId("search").focus();
}

function endPath(to) {
  const from = state.pathFrom;
  state.pathFrom = null;
  noteRecent(to);
  update(() => {
    state.entity = null;
    state.pair = null;
    state.focus = null;
    state.path = [from, to];
  }, false);
  const ids = pathIds();
  announce(ids.length ? say("path_found", { n: ids.length - 1 }) : say("path_none"));
  if (ids.length) fitAll(false, ids);
}

function pathPanel() {
  const ids = pathIds();
  const steps = ids.slice(1).map((id, n) => {
    const found = entities[ids[n]].claims.filter((claim) => other(claim, ids[n]) === id && claimPasses(claim));
    const list = rowsOf(found, (claim) => claimRow(claim, null), 3);
    list.querySelector(".say").click();
    return group(say("path_step", { n: n + 1 }), found.length, list);
  });
  const [from, to] = state.path;
  return [
    el("p", { class: "kind" }, say("path")),
    el("h2", { tabindex: -1, class: "pair" }, (ids.length ? ids : [from, to]).map((id, n) => [
      n ? el("span", { class: "way" }, ids.length ? "–" : "…") : null, nameOf(shorten(entities[id].name, 40)),
    ])),
    ids.length ? el("p", { class: "quiet" }, say("path_found", { n: ids.length - 1 })) : el("p", {}, say("path_none")),
    ...steps,
  ];
}

// Where entities stand: as built, as the reader dragged them, or beside what they were opened from.

// The first sight is a picture by itself: what comes to it stands beside its neighbours. Only when much more is
// asked for does the layout of the whole serve.
const placed = new Map(firstSight.map((id) => [id, { ...startPlace.get(id) }]));
const ROOMIER = 1.8;
const wholePlaces = new Map([...startPlace].map(([id, at]) => [id, { x: at.x * ROOMIER, y: at.y * ROOMIER }]));
const GOLDEN = 2.399963;

const roomFor = (id) => Math.max(56, Math.min(12, entities[id].name.length) * 13 + 16);

function free(at, width, taken) {
  for (const [id, spot] of taken) {
    if (Math.abs(spot.x - at.x) < (width + roomFor(id)) / 2 && Math.abs(spot.y - at.y) < 46) return false;
  }
  return true;
}

// Newcomers stand around their most important neighbour on the page, on a spiral, at the first free spot,
// beginning on the side that looks away from the middle.
function placeBeside(ids, placed) {
  const taken = new Map();
  for (const id of ids) if (placed.has(id)) taken.set(id, placed.get(id));
  for (const id of ids) {
    if (placed.has(id)) continue;
    const anchor = [...neighbours(id)].filter((end) => taken.has(end)).sort((a, b) => a - b)[0];
    const middle = anchor === undefined ? { x: 0, y: 0 } : taken.get(anchor);
    const away = Math.atan2(middle.y, middle.x || 0.001);
    let at = middle;
    for (let turn = 2; turn < 1200; turn += 1) {
      const reach = 30 * Math.sqrt(turn + 4);
      const angle = away + turn * GOLDEN;
      at = { x: middle.x + Math.cos(angle) * reach * 1.3, y: middle.y + Math.sin(angle) * reach };
      if (free(at, roomFor(id), taken)) break;
    }
    placed.set(id, at);
    taken.set(id, at);
  }
  return placed;
}

// Around one entity: its neighbours on a ring, theirs on an outer one, each near the one it belongs to.
// A ring too full for its labels becomes two or more.
function placeRings(rings) {
  const at = new Map([[rings[0][0], { x: 0, y: 0 }]]);
  const angleOf = new Map([[rings[0][0], 0]]);
  let reach = 0;
  for (const ring of rings.slice(1)) {
    const inner = (id) => {
      const ends = [...neighbours(id)].filter((end) => angleOf.has(end) && end !== rings[0][0]);
      return ends.length ? angleOf.get(ends[0]) : null;
    };
    const byParent = ring === rings[1] ? ring : ring.slice().sort((a, b) => (inner(a) || 0) - (inner(b) || 0) || a - b);
    // Rows of the ellipse are 46 apart, so a ring holds about a label's height times its turn.
    const rows = Math.max(1, Math.ceil((Math.sqrt(1 + (byParent.length * 60) / Math.max(reach + 170, 200) / 8) - 1) * 2));
    byParent.forEach((id, order) => {
      const angle = (Math.PI * 2 * (order + 0.5)) / byParent.length - Math.PI / 2;
      const far = reach + 170 + (order % rows) * 74;
      at.set(id, { x: Math.cos(angle) * far * 1.35, y: Math.sin(angle) * far });
      angleOf.set(id, angle);
    });
    if (ring.length) reach += 170 + (rows - 1) * 74;
  }
  return at;
}

// What the reader has pinned stays where it was put, whatever else is drawn around it.

// Layouts are stretched on tall windows; pins are kept as for a wide one, so that an address serves both.
function withPins(at, ids) {
  if (!state.pinned.size) return at;
  const found = new Map(at);
  for (const id of ids) if (state.pinned.has(id)) found.set(id, state.pinned.get(id));
  return found;
}

const pinAt = (id) => {
  const at = network.getPosition(id);
  return { x: Math.round(at.x), y: Math.round(at.y / tallness) };
};

function pinDragged(ids) {
  const places = ids.map((id) => [id, pinAt(id)]);
  update(() => places.forEach(([id, at]) => state.pinned.set(id, at)));
}

function togglePinned(id) {
  const here = state.pinned.has(id) || !drawnIds.includes(id) ? null : pinAt(id);
  if (!state.pinned.has(id) && !here) return;
  update(() => {
    if (here) state.pinned.set(id, here);
    else state.pinned.delete(id);
  });
  announce(say(here ? "pinned_now" : "unpinned_now"));
}

// A small pin over the symbol, in the size of the screen.
function drawPins(context) {
  if (!state.pinned.size) return;
  const scale = network.getScale();
  context.save();
  for (const id of state.pinned.keys()) {
    if (!sizes.has(id)) continue;
    const at = network.getPosition(id);
    const [x, y] = [at.x + sizes.get(id) * 0.8, at.y - sizes.get(id) * 0.8];
    context.beginPath();
    context.arc(x, y - 5 / scale, 3.6 / scale, 0, Math.PI * 2);
    context.moveTo(x, y - 1.5 / scale);
    context.lineTo(x, y + 4 / scale);
    context.lineWidth = 1.6 / scale;
    context.fillStyle = ink().mark;
    context.strokeStyle = ink().mark;
    context.fill();
    context.stroke();
  }
  context.restore();
}

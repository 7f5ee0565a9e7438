// Which entities match what is typed: names, other names, pinyin, initials. Entities are made ready for it bit by bit
// while the page is idle, or when a search comes to them, so that no key has to wait for all of them.

const QUOTES = /[\s“”"'‘’《》「」()()·]/g;
const PLAIN = /^[\u4e00-\u9fff]*$/;
const plainText = (text) => (PLAIN.test(text) ? text : text.normalize("NFKC").toLowerCase().replace(QUOTES, ""));

const ready = [];
function rowFor(id) {
  if (!ready[id]) {
    const { name, others } = entities[id];
    ready[id] = { id, names: others.length ? [name, ...others].map(plainText) : [plainText(name)], sounds: null };
  }
  return ready[id];
}

function soundsOf(row) {
  if (!row.sounds) {
    row.sounds = entities[row.id].pinyin.split("|").filter(Boolean).map((sound) => {
      const syllables = sound.split(" ");
      return { syllables, initials: syllables.map((syllable) => syllable[0]).join(""), whole: syllables.join("") };
    });
  }
  return row.sounds;
}

const PREPARED_AT_ONCE = 500;
function prepareIdle(from = 0) {
  if (from >= entities.length) return;
  const work = (deadline) => {
    let next = from;
    do {
      const end = Math.min(entities.length, next + PREPARED_AT_ONCE);
      for (; next < end; next += 1) soundsOf(rowFor(next));
    } while (next < entities.length && deadline && deadline.timeRemaining() > 4);
    prepareIdle(next);
  };
  if (window.requestIdleCallback) requestIdleCallback(work);
  else setTimeout(work, 30);
}

// Whether typed letters follow the syllables from one of them on, each given whole or by its beginning.
function follows(typed, syllables, from) {
  if (!typed) return true;
  if (from >= syllables.length) return false;
  const syllable = syllables[from];
  let same = 0;
  while (same < syllable.length && same < typed.length && syllable[same] === typed[same]) same += 1;
  for (let length = same; length > 0; length -= 1) {
    if (follows(typed.slice(length), syllables, from + 1)) return true;
  }
  return false;
}

// Lower is better; null is no match. Beginnings come before middles, names before sounds.
function score(row, typed, latin) {
  let best = null;
  const take = (value) => { if (best === null || value < best) best = value; };
  row.names.forEach((name, n) => {
    const at = name.indexOf(typed);
    if (at >= 0) take((name.length === typed.length ? 0 : at === 0 ? 1 : 3) + (n ? 0.5 : 0));
  });
  if (best === null && latin) {
    for (const { syllables, initials, whole } of soundsOf(row)) {
      if (initials === typed || whole === typed) take(1.5);
      else if (initials.startsWith(typed) || whole.startsWith(typed)) take(2);
      else if (initials.includes(typed)) take(4);
      else if (typed.length > 1) {
        const at = syllables.findIndex((syllable, n) => syllable[0] === typed[0] && follows(typed, syllables, n));
        if (at >= 0) take(at === 0 ? 2.5 : 5);
      }
    }
  }
  return best;
}

// A search that can be interrupted and taken up again; the most important entities are looked at first.
class Hunt {
  constructor(query) {
    this.typed = plainText(query).slice(0, 60);
    this.latin = /^[a-z0-9]+$/.test(this.typed);
    this.found = [];
    this.next = 0;
  }

  get done() {
    return !this.typed || this.next >= entities.length;
  }

  // Look on for so many milliseconds.
  run(time) {
    const end = performance.now() + time;
    while (!this.done && performance.now() < end) {
      const stop = Math.min(entities.length, this.next + PREPARED_AT_ONCE);
      for (; this.next < stop; this.next += 1) {
        const value = score(rowFor(this.next), this.typed, this.latin);
        if (value !== null) this.found.push([value, this.next]);
      }
    }
    return this;
  }

  // Entities are numbered by importance, so of equal matches the more important comes first.
  get ids() {
    return this.found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, id]) => id);
  }
}

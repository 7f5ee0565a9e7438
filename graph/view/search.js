// Search as one types: name, other names, pinyin, initials. Arrows and Enter choose; the last seen are kept.

const MOST_FOUND = 12;
const plainText = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’《》「」()()·]/g, "");

// Prepared when the page has nothing else to do, at the latest at the first key.
let prepared = null;
function index() {
  if (!prepared) {
    prepared = entities.map((entity) => ({
      id: entity.id,
      names: [entity.name, ...entity.others].map(plainText),
      sounds: entity.pinyin.split("|").filter(Boolean).map((sound) => {
        const syllables = sound.split(" ");
        return { syllables, initials: syllables.map((syllable) => syllable[0]).join(""), whole: syllables.join("") };
      }),
    }));
  }
  return prepared;
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
    for (const { syllables, initials, whole } of row.sounds) {
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

function find(query) {
  const typed = plainText(query).slice(0, 60);
  if (!typed) return [];
  const latin = /^[a-z0-9]+$/.test(typed);
  const found = [];
  for (const row of index()) {
    const value = score(row, typed, latin);
    if (value !== null) found.push([value, row.id]);
  }
  // Entities are numbered by importance, so of equal matches the more important comes first.
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, id]) => id);
}

let recent = [];
let active = -1;

function noteRecent(id) {
  recent = [id, ...recent.filter((known) => known !== id)].slice(0, 6);
}

function option(id, n) {
  const entity = entities[id];
  return el("div", { role: "option", id: `found-${n}`, "aria-selected": "false", class: "option", data: { id },
    on: { mousedown: (event) => { event.preventDefault(); pick(id); } } },
  symbol(entity.kind), nameOf(shorten(entity.name, 60), { class: "name" }),
  el("span", { class: "quiet" }, called(classes[entity.kind]), entities[entity.area] ? nameOf(` · ${shorten(entities[entity.area].name, 12)}`) : null));
}

function showFound() {
  const input = byId("search");
  const box = byId("found");
  const query = input.value.trim();
  const ids = query ? find(query) : recent;
  active = -1;
  box.replaceChildren();
  if (!query && ids.length) box.append(el("p", { class: "quiet head" }, say("recent")));
  if (query && !ids.length) box.append(el("p", { class: "quiet head" }, say("search_none", { name: shorten(query, 30) })));
  if (ids.length) {
    box.append(el("div", { role: "listbox", id: "found-list", "aria-label": say("search_results") }, ids.slice(0, MOST_FOUND).map(option)));
  }
  if (ids.length > MOST_FOUND) box.append(el("p", { class: "quiet head" }, say("search_found", { n: ids.length })));
  if (query) announce(ids.length ? say("search_found", { n: ids.length }) : say("search_none", { name: query }));
  openFound(box.childElementCount > 0);
  if (query && ids.length) activate(0);
}

function openFound(open) {
  byId("found").hidden = !open;
  byId("search").setAttribute("aria-expanded", String(open));
  if (!open) byId("search").removeAttribute("aria-activedescendant");
}

function activate(n) {
  const options = [...byId("found").querySelectorAll(".option")];
  if (!options.length) return;
  active = (n + options.length) % options.length;
  options.forEach((node, at) => node.setAttribute("aria-selected", String(at === active)));
  options[active].scrollIntoView({ block: "nearest" });
  byId("search").setAttribute("aria-activedescendant", options[active].id);
}

function pick(id) {
  byId("search").value = "";
  openFound(false);
  byId("search").blur();
  if (state.view !== "graph") state.view = "graph";
  choose(id);
}

function startSearch() {
  if (window.requestIdleCallback) requestIdleCallback(index, { timeout: 3000 });
  else setTimeout(index, 300);
  const input = byId("search");
  input.addEventListener("input", showFound);
  input.addEventListener("focus", showFound);
  input.addEventListener("blur", () => openFound(false));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active - 1);
    else if (event.key === "Enter") {
      const chosen = byId("found").querySelectorAll(".option")[Math.max(active, 0)];
      if (chosen) pick(Number(chosen.dataset.id));
    } else if (event.key === "Escape") {
      if (input.value) { input.value = ""; showFound(); } else input.blur();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
}

// The box that searches as one types: arrows and Enter choose, the last seen are kept.

const MOST_FOUND = 12;
const RECENT_KEPT = 8;
// A key is answered within this many milliseconds with what is found so far; the rest follows.
const ANSWER_IN = 40;

let recent = [];
let active = -1;
let hunt = null;

function noteRecent(id) {
  recent = [id, ...recent.filter((known) => known !== id)].slice(0, RECENT_KEPT);
  remember("recent", recent.map((known) => entities[known].iri).join(" "));
}

function option(id, n) {
  const entity = entities[id];
  return el("div", { role: "option", id: `found-${n}`, "aria-selected": "false", class: "option", data: { id },
    on: { mousedown: (event) => { event.preventDefault(); pick(id); } } },
  symbol(entity.kind), nameOf(shorten(entity.name, 60), { class: "name" }),
  el("span", { class: "quiet" }, called(classes[entity.kind]), entities[entity.area] ? nameOf(` · ${shorten(entities[entity.area].name, 12)}`) : null));
}

function showFound() {
  const query = byId("search").value.trim();
  hunt = query ? new Hunt(query) : null;
  if (hunt) hunt.run(ANSWER_IN);
  listFound(0);
  if (hunt && !hunt.done) huntOn(hunt);
}

function huntOn(mine) {
  setTimeout(() => {
    if (mine !== hunt) return;
    mine.run(ANSWER_IN);
    if (!mine.done) {
      huntOn(mine);
      return;
    }
    listFound(Math.max(active, 0));
  }, 0);
}

function listFound(marked) {
  const box = byId("found");
  const query = byId("search").value.trim();
  const ids = hunt ? hunt.ids : recent;
  const told = !hunt || hunt.done;
  active = -1;
  box.replaceChildren();
  if (!query && ids.length) box.append(el("p", { class: "quiet head" }, say("recent")));
  if (query && !ids.length) box.append(el("p", { class: "quiet head" }, say(told ? "search_none" : "searching", { name: shorten(query, 30) })));
  if (ids.length) {
    box.append(el("div", { role: "listbox", id: "found-list", "aria-label": say("search_results") }, ids.slice(0, MOST_FOUND).map(option)));
  }
  if (ids.length > MOST_FOUND) box.append(el("p", { class: "quiet head" }, say("search_found", { n: ids.length })));
  if (query && told) announce(ids.length ? say("search_found", { n: ids.length }) : say("search_none", { name: query }));
  openFound(box.childElementCount > 0);
  if (query && ids.length) activate(marked);
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
  hunt = null;
  openFound(false);
  byId("search").blur();
  if (state.view !== "graph") state.view = "graph";
  choose(id);
}

function startSearch() {
  prepareIdle();
  recent = (recall("recent") || "").split(" ").map((iri) => entityByIri.get(iri)).filter(Boolean).map((entity) => entity.id);
  const input = byId("search");
  input.addEventListener("input", showFound);
  input.addEventListener("focus", showFound);
  input.addEventListener("blur", () => openFound(false));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active - 1);
    else if (event.key === "Enter") {
      if (hunt && !hunt.done) {
        hunt.run(Infinity);
        listFound(Math.max(active, 0));
      }
      const chosen = byId("found").querySelectorAll(".option")[Math.max(active, 0)];
      if (chosen) pick(Number(chosen.dataset.id));
    } else if (event.key === "Escape") {
      if (input.value) { input.value = ""; showFound(); } else input.blur();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
}

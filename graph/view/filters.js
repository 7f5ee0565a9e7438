// The legend, which is also the filter: each row says what a sign means, how many there are, and switches it.

const SIGNS = {
  class: (n) => symbol(n),
  status: (n) => line(n),
};
const TITLES = { class: "classes", relation: "relations", status: "statuses", theme: "themes", issuer: "issuers", document: "documents" };
const TABLES = { class: classes, relation: relations, status: statuses, theme: themes };
const rowName = (facet, n) => {
  if (facet === "document") return documents[n].title;
  if (facet === "theme" && n === NO_THEME) return say("theme_none");
  return facet === "issuer" ? issuers[n] || say("issuer_unknown") : called(TABLES[facet][n]);
};

function toggle(facet, n) {
  update(() => {
    const off = state.off[facet];
    if (!off.delete(n)) off.add(n);
  }, true);
}

function onlyThis(facet, n) {
  update(() => {
    const rest = FACET_IDS[facet].map((_, at) => at).filter((at) => at !== n);
    const already = !state.off[facet].has(n) && rest.every((at) => state.off[facet].has(at));
    state.off[facet] = new Set(already ? [] : rest);
  }, true);
}

const ROWS_AT_FIRST = 40;
const opened = new Set();

function facetBox(facet) {
  const numbers = counted()[facet];
  const rows = FACET_IDS[facet].map((_, n) => n).filter((n) => numbers[n] > 0 || state.off[facet].has(n));
  if (!rows.length || (facet === "issuer" && issuers.length < 2)) return null;
  if (facet === "theme" && rows.length === 1 && rows[0] === NO_THEME) return null;
  if (!["class", "status"].includes(facet)) rows.sort((a, b) => numbers[b] - numbers[a] || a - b);
  const kept = document.querySelector(`details[data-facet="${facet}"]`);
  return el("details", { class: "facet", open: kept ? kept.open : !["relation", "theme"].includes(facet) || window.innerHeight > 860, data: { facet } },
    el("summary", {}, say(TITLES[facet]), state.off[facet].size ? el("span", { class: "dot", "aria-hidden": "true" }) : null),
    el("ul", {}, rows.slice(0, opened.has(facet) ? rows.length : ROWS_AT_FIRST).map((n) => {
      const on = !state.off[facet].has(n);
      const name = rowName(facet, n);
      return el("li", { class: on ? "on" : "off" },
        el("button", { type: "button", class: "row", "aria-pressed": String(on), data: { facet, value: FACET_IDS[facet][n] },
          title: name, on: { click: () => toggle(facet, n) } },
        SIGNS[facet] ? SIGNS[facet](n) : null, nameOf(shorten(name, 60), { class: "name" }), el("span", { class: "count" }, numbers[n].toLocaleString("en"))),
        el("button", { type: "button", class: "only", "aria-label": say("only_long", { name: shorten(name, 30) }),
          on: { click: () => onlyThis(facet, n) } }, say("only")));
    })),
    rows.length > ROWS_AT_FIRST && !opened.has(facet)
      ? el("button", { type: "button", class: "link all", on: { click: () => { opened.add(facet); showFilters(); } } },
        say("show_all_rows", { n: rows.length }))
      : null);
}

// Only where the graph holds relations of which it is not sure.
const leastSure = claims.reduce((least, claim) => Math.min(least, claim.confidence), 1);
function sureBox() {
  if (leastSure >= 0.995) return [];
  const lowest = Math.floor(leastSure * 20) * 5;
  const words = () => (state.sure ? `≥ ${Math.round(state.sure * 100)}%` : say("any"));
  const output = el("output", { for: "sure", class: "count" }, words());
  const slider = el("input", { type: "range", id: "sure", min: lowest, max: 100, step: 5, value: Math.max(lowest, Math.round(state.sure * 100)) });
  const read = () => { state.sure = Number(slider.value) > lowest ? Number(slider.value) / 100 : 0; };
  slider.addEventListener("input", () => { read(); output.textContent = words(); });
  slider.addEventListener("change", () => { update(read, true); byId("sure").focus(); });
  return [el("div", { class: "facet sure" }, el("label", { for: "sure" }, say("sureness")), output, slider)];
}

function showFilters() {
  const box = byId("filters");
  const focus = document.activeElement && box.contains(document.activeElement) ? document.activeElement : null;
  const again = focus && focus.dataset.value !== undefined ? [focus.dataset.facet, focus.dataset.value] : null;
  const scroll = box.scrollTop;
  const clear = el("button", { type: "button", id: "clear", class: "link", disabled: !filtered(),
    on: { click: () => update(clearFilters, true) } }, say("clear"));
  box.replaceChildren(el("div", { class: "head" }, el("h2", {}, say("filters")), clear), ...periodBox(), ...FACETS.map(facetBox).filter(Boolean), ...sureBox());
  box.scrollTop = scroll;
  if (again) {
    const same = [...box.querySelectorAll(".row")].find((row) => row.dataset.facet === again[0] && row.dataset.value === again[1]);
    if (same) same.focus();
  }
}

// Draws the page and listens to the reader.

const rowsShown = new Map();

function headOf(source) {
  const period = source.period.join(" — ");
  return el("header", { class: "about-document" },
    el("h2", {}, nameOf(source.title || source.doc)),
    el("p", { class: "quiet" }, [source.issuer, source.date, say(`kind_${source.kind}`), period, source.doc]
      .filter(Boolean).map((words) => nameOf(words))),
    source.warnings.length ? el("details", { class: "warnings" }, el("summary", {}, `${say("warnings")} ${source.warnings.length}`),
      el("ul", {}, source.warnings.map((words) => el("li", {}, nameOf(words))))) : null);
}

function drawRows() {
  const source = documents[state.document];
  const room = byId("text");
  rowsShown.clear();
  byId("hover").hidden = true;
  const children = [];
  let previous = null;
  for (const row of source ? source.rows : []) {
    if (!passes(source, row)) continue;
    const article = rowOf(source, row, previous);
    rowsShown.set(article, row);
    children.push(article);
    previous = row;
  }
  room.replaceChildren(...(source ? [headOf(source)] : []), ...children,
    ...(children.length ? [] : [el("p", { class: "quiet empty" }, say("no_rows"))]));
  byId("shown").textContent = say("shown_rows", { n: children.length, m: source ? source.rows.length : 0 });
}

function draw() {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.documentElement.dataset.theme = state.theme;
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  byId("language").textContent = say("language_short");
  byId("theme").title = say("theme");
  byId("language").title = say("language_switch");
  byId("side").replaceChildren(...(documents.length ? sideOf(documents[state.document]).filter(Boolean) : []));
  drawRows();
}

function nextError(step) {
  const erring = [...rowsShown.keys()].filter((article) => article.classList.contains("erring"));
  if (!erring.length) return;
  const room = byId("text");
  const edge = room.getBoundingClientRect().top;
  const current = document.activeElement.closest ? document.activeElement.closest(".row") : null;
  const at = erring.indexOf(current);
  const ahead = erring.findIndex((article) => article.getBoundingClientRect().top >= edge);
  const next = at >= 0 ? at + step : Math.max(ahead, 0) - (step < 0 ? 1 : 0);
  const article = erring[(next + erring.length) % erring.length];
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: "center" });
}

const chooser = byId("documents");
chooser.hidden = documents.length < 2;
chooser.append(...documents.map((source, n) => el("option", { value: n }, shorten(source.title ? `${source.doc} · ${source.title}` : source.doc, 60))));
chooser.addEventListener("change", () => {
  state.document = Number(chooser.value);
  byId("text").scrollTop = 0;
  draw();
});
byId("theme").addEventListener("click", () => { state.theme = state.theme === "dark" ? "light" : "dark"; draw(); });
byId("language").addEventListener("click", () => { state.language = state.language === "zh" ? "en" : "zh"; draw(); });
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === "n") nextError(1);
  else if (event.key === "p") nextError(-1);
  else if (event.key === "Escape") byId("hover").hidden = true;
});
listen(byId("text"), rowsShown);
draw();
document.documentElement.dataset.ready = "true";

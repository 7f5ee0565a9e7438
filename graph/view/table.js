// The same data as rows: entities or relations that pass the filters, sortable, saved as CSV.

const PAGE = 200;
let sorting = { entities: { by: 2, down: true }, facts: { by: 6, down: true } };
let rowsShown = PAGE;

const COLUMNS = {
  entities: [
    { key: "name", of: (id) => entities[id].name, go: (id) => choose(id), form: "named" },
    { key: "class", of: (id) => called(classes[entities[id].kind]), sign: (id) => symbol(entities[id].kind), form: "short" },
    { key: "links", of: (id) => neighbours(id).size, number: true },
    { key: "mentions", of: (id) => entities[id].mentions, number: true },
    { key: "area", of: (id) => (entities[entities[id].area] || { name: "" }).name },
    { key: "documents", of: (id) => entities[id].documents.filter((n) => n >= 0).length, number: true },
  ],
  facts: [
    { key: "head", of: (id) => entities[claims[id].head].name, go: (id) => choosePair(claims[id].head, claims[id].tail), sign: (id) => symbol(entities[claims[id].head].kind), form: "named" },
    { key: "relation", of: (id) => called(relations[claims[id].relation]), form: "short" },
    { key: "tail", of: (id) => entities[claims[id].tail].name, go: (id) => choosePair(claims[id].head, claims[id].tail), sign: (id) => symbol(entities[claims[id].tail].kind), form: "named" },
    { key: "status", of: (id) => called(statuses[claims[id].status]), sign: (id) => line(claims[id].status), form: "short" },
    { key: "sentence", of: (id) => passage(texts().evidence[id][0]).text, form: "long" },
    { key: "document", of: (id) => (documents[claims[id].document] || { title: "" }).title, form: "told" },
    { key: "date", of: (id) => (documents[claims[id].document] || { date: "" }).date, form: "short" },
  ],
};

const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });

function tableRows() {
  const ids = state.listing === "entities" ? [...passingEntities()] : claims.filter(claimPasses).map((claim) => claim.id);
  const { by, down } = sorting[state.listing];
  const column = COLUMNS[state.listing][by];
  const values = new Map(ids.map((id) => [id, column.of(id)]));
  const compare = column.number ? (a, b) => a - b : (a, b) => collator.compare(a, b);
  return ids.sort((a, b) => compare(values.get(a), values.get(b)) * (down ? -1 : 1) || a - b);
}

// A cell that a spreadsheet would take for a formula is saved as text.
function csvCell(value) {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function saveCsv(ids) {
  const columns = COLUMNS[state.listing];
  const rows = [columns.map((column) => say(column.key)), ...ids.map((id) => columns.map((column) => column.of(id)))];
  const text = `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
  saveAs(new Blob([text], { type: "text/csv;charset=utf-8" }), `jiepu-${state.listing}.csv`);
}

function cell(column, id) {
  const value = column.of(id);
  const words = nameOf(shorten(String(value), column.form === "long" ? 200 : 60), { title: column.form === "told" ? String(value) : null });
  const sign = column.sign ? column.sign(id) : null;
  const content = column.go ? button([sign, words], () => { column.go(id); }, { class: "cell" }) : [sign, words];
  return el("td", { class: column.number ? "number" : column.form }, content);
}

function showTable() {
  const box = byId("table");
  if (state.view !== "table") return;
  const ids = tableRows();
  const sort = sorting[state.listing];
  const heads = COLUMNS[state.listing].map((column, n) => el("th", {
    scope: "col", "aria-sort": sort.by === n ? (sort.down ? "descending" : "ascending") : null,
  }, button([say(column.key), el("span", { class: "way", "aria-hidden": "true" }, sort.by === n ? (sort.down ? "↓" : "↑") : "")], () => {
    sorting[state.listing] = { by: n, down: sort.by === n ? !sort.down : Boolean(column.number) };
    showTable();
    box.querySelectorAll("th button")[n].focus();
  }, { class: "sort" })));
  const choice = (listing) => button(say(listing), () => {
    rowsShown = PAGE;
    update(() => { state.listing = listing; });
  }, { "aria-pressed": String(state.listing === listing) });
  const scroll = box.scrollTop;
  box.replaceChildren(
    el("div", { class: "head" },
      el("div", { class: "switch" }, choice("entities"), choice("facts")),
      el("span", { class: "quiet" }, say("rows", { n: ids.length.toLocaleString("en") })),
      button(say("save_csv"), () => saveCsv(ids), { class: "link" })),
    el("div", { class: "wide" }, el("table", {}, el("thead", {}, el("tr", {}, heads)),
      el("tbody", {}, ids.slice(0, rowsShown).map((id) => el("tr", {}, COLUMNS[state.listing].map((column) => cell(column, id))))))));
  if (ids.length > rowsShown) {
    box.append(button(say("more_rows", { n: Math.min(PAGE, ids.length - rowsShown) }), () => { rowsShown += PAGE; showTable(); }, { class: "link all" }));
  }
  box.scrollTop = scroll;
}

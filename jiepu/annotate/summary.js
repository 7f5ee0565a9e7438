// The side: counts against the reference, filters, and what the signs mean.

const share = (part, whole) => (whole ? part / whole : 0).toFixed(3);

function totals(counted) {
  const sums = {};
  for (const source of counted) {
    for (const [key, triple] of Object.entries(source.counts)) {
      sums[key] = (sums[key] || [0, 0, 0]).map((value, n) => value + triple[n]);
    }
  }
  return sums;
}

function scoreRow(label, triple, mark) {
  const [matched, reference, found] = triple;
  return el("tr", {},
    el("th", { scope: "row" }, el("span", { class: "what" }, mark, el("span", {}, label))),
    el("td", {}, String(found)), el("td", {}, String(reference)), el("td", {}, String(matched)),
    el("td", { class: "score", title: say("precision_recall", { n: share(matched, found), m: share(matched, reference) }) },
      share(2 * matched, found + reference)));
}

function scoreTable(counts) {
  const head = ["", "count_found", "count_reference", "count_matched"].map((key) => el("th", { scope: "col" }, key ? say(key) : ""));
  return el("table", { class: "scores", title: say("strict") },
    el("thead", {}, el("tr", {}, head, el("th", { scope: "col" }, "F1"))),
    el("tbody", { class: "totals" }, KINDS.map((key) => scoreRow(say(key), counts[key]))),
    el("tbody", {}, classes.map((row, kind) => (counts[row.id] ? scoreRow(called(row), counts[row.id], symbol(kind)) : null))),
    el("tbody", {}, relations.map((row) => (counts[row.id] ? scoreRow(called(row), counts[row.id]) : null))));
}

function choice(name, key, label, turn, extra) {
  const set = state[name];
  const on = turn ? !set.has(key) : set.has(key);
  return el("label", { class: "choice" },
    el("input", {
      type: "checkbox", checked: on, name, value: key,
      on: { change: (event) => { if (event.target.checked !== Boolean(turn)) set.add(key); else set.delete(key); drawRows(); } },
    }), extra, el("span", {}, label));
}

function group(title, ...children) {
  return el("section", { class: "group" }, el("h2", {}, title), ...children);
}

function sideOf(source) {
  const compared = documents.filter((one) => one.counts);
  const tally = (type) => source.rows.reduce((sum, row) => sum + row.names.filter((name) => name.found && name.type === type).length, 0);
  const signs = ["type", "span", "wrong", "missed", "status", "change"];
  return [
    source.counts ? group(say("errors_only"), KINDS.map((kind) => choice("errors", kind,
      `${say(`errors_${kind}`)} ${source.rows.filter((row) => hasError(row, kind)).length}`))) : null,
    source.counts ? group(say("against"), scoreTable(source.counts))
      : compared.length ? el("p", { class: "quiet" }, say("no_reference")) : null,
    source.counts ? group(say("signs"),
      el("p", { class: "sign" }, el("span", { class: "name found first last", "data-type": "PLACE" }, "街谱"), say("sign_found")),
      el("p", { class: "sign" }, el("span", { class: "name reference missed", "data-other": "PROGRAMME" }, "街谱"), say("sign_reference")),
      signs.map((verdict) => el("p", { class: "sign" }, badge(verdict), say(`verdict_${verdict}`))),
      el("p", { class: "quiet" }, say("keys"))) : null,
    group(say("show"), ["relations", "figures", "definitions"].map((key) => choice("show", key, say(key))),
      choice("show", "below", say("show_below")), choice("show", "noise", say("show_noise"))),
    group(say("types"), classes.map((row, kind) => choice("hidden", row.id, `${called(row)} ${tally(row.id)}`, true, symbol(kind)))),
    compared.length > 1 ? group(say("against_all"), scoreTable(totals(compared))) : null,
  ];
}

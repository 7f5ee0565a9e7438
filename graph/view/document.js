// The map of one document: its sections in order, in each the sentences that say something, under each its facts.

const ROLES = ["review", "plan", "glossary", "news", "noise"];
let documentFacts = null;
let documentMore = 60;
let documentShown = -1;

// What each document says, by document: the fact, the passage it stands in and the marks in that.
function factsByDocument() {
  if (documentFacts) return documentFacts;
  documentFacts = documents.map(() => []);
  const add = (fact, index, marks) => {
    const [number, start] = texts().passages[index];
    if (number >= 0) documentFacts[number].push({ ...fact, index, start, marks });
  };
  texts().evidence.forEach(([index, marks], id) => add({ claim: id }, index, marks));
  texts().figures.forEach((row, n) => add({ figure: n }, row[9], row[10]));
  texts().definitions.forEach((row, n) => add({ definition: n }, row[3], row[4]));
  const at = (fact) => fact.start + (fact.marks.length ? fact.marks[0][0] : 0);
  for (const list of documentFacts) list.sort((a, b) => a.start - b.start || a.index - b.index || at(a) - at(b));
  return documentFacts;
}

function factPasses(fact) {
  if (fact.claim !== undefined) return claimPasses(claims[fact.claim]);
  if (fact.figure !== undefined) return figurePasses(texts().figures[fact.figure]);
  return !state.off.class.has(entities[texts().definitions[fact.definition][0]].kind);
}

// Facts of one passage belong together; passages go to the innermost section that they begin in.
function passagesOf(number) {
  const found = [];
  for (const fact of factsByDocument()[number].filter(factPasses)) {
    const last = found[found.length - 1];
    if (last && last.index === fact.index) last.facts.push(fact);
    else found.push({ index: fact.index, start: fact.start, facts: [fact] });
  }
  return found;
}

function joined(marks) {
  const found = [];
  for (const [start, end] of marks.slice().sort((a, b) => a[0] - b[0])) {
    const last = found[found.length - 1];
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else found.push([start, end]);
  }
  return found;
}

function factChip(fact) {
  if (fact.claim !== undefined) {
    const claim = claims[fact.claim];
    return el("li", { class: "chip" }, entityButton(claim.head), el("span", { class: "rel" }, called(relations[claim.relation])),
      entityButton(claim.tail), el("span", { class: "status" }, line(claim.status), called(statuses[claim.status])));
  }
  if (fact.figure !== undefined) {
    const [subject, indicator, value, unit, , approx, change, basis] = texts().figures[fact.figure];
    return el("li", { class: "chip" }, entityButton(subject), nameOf(indicator, { class: "rel" }),
      el("strong", {}, nameOf(`${approx}${value}${unit}`)), change ? el("span", { class: "rel" }, nameOf(`${basis}${change}`)) : null);
  }
  const [entity] = texts().definitions[fact.definition];
  return el("li", { class: "chip" }, entityButton(entity), el("span", { class: "rel" }, say("definition")));
}

function documentPassage({ index, facts }) {
  const marks = joined(facts.flatMap((fact) => fact.marks));
  const sentence = nameOf("");
  sentence.append(...marked(passage(index).text, marks));
  const row = el("li", { class: "said", data: { passage: index } });
  const toggle = button(sentence, () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    toggle.classList.toggle("open", open);
    if (open) toggle.after(evidenceCard(index, marks));
    else row.querySelector(".evidence").remove();
  }, { class: "say", "aria-expanded": "false", title: say("show_sentence") });
  row.append(toggle, el("ul", { class: "chips" }, facts.map(factChip)));
  return row;
}

// How full each part of the document is: a band for each section of the first levels, a stroke for each sentence.
function documentStrip(outline, found) {
  const ends = [...outline.map((row) => row[0]), ...found.map((one) => one.start + Array.from(passage(one.index).text).length)];
  const length = Math.max(1, ...ends);
  const bands = outline.filter((row) => row[1] <= 2);
  const parts = bands.map((row, n) => svg("rect", {
    x: row[0], y: 0, width: Math.max(0, (n + 1 < bands.length ? bands[n + 1][0] : length) - row[0]), height: 30, class: n % 2 ? "band even" : "band odd",
  }));
  for (const { index, start, facts } of found) {
    const high = Math.min(26, 8 + facts.length * 4);
    const stroke = svg("rect", { x: start, y: 28 - high, width: Math.max(length / 260, Array.from(passage(index).text).length * 0.8), height: high, class: "stroke" });
    stroke.addEventListener("click", () => showPassage(index));
    parts.push(stroke);
  }
  return svg("svg", { viewBox: `0 0 ${length} 30`, preserveAspectRatio: "none", class: "strip", "aria-hidden": "true" }, ...parts);
}

function showPassage(index) {
  const find = () => byId("document").querySelector(`.said[data-passage="${Number(index)}"]`);
  if (!find()) {
    documentMore = Infinity;
    showDocument();
  }
  const row = find();
  if (!row) return;
  row.scrollIntoView({ block: "center" });
  row.querySelector(".say").focus({ preventScroll: true });
  row.classList.add("told");
}

function openDocument(number, index) {
  update(() => {
    state.view = "document";
    state.document = number;
  });
  if (index !== undefined) showPassage(index);
}

function documentSections(number, found) {
  const outline = texts().outlines[number];
  const words = texts().texts;
  const sections = outline.map(([start, level, title, role]) => ({ start, level, title: words[title], role, found: [] }));
  const before = { start: 0, level: 0, title: "", role: "", found: [] };
  let at = -1;
  for (const one of found) {
    while (at + 1 < sections.length && sections[at + 1].start <= one.start) at += 1;
    (at < 0 ? before : sections[at]).found.push(one);
  }
  return [before, ...sections].filter((section) => section.found.length || section.title);
}

function documentHead(number, found) {
  const row = documents[number];
  const choice = el("select", { id: "document-choice", "aria-label": say("choose_document") },
    documents.map((one, n) => el("option", { value: n }, shorten(`${one.title}${one.date ? ` (${one.date})` : ""}`, 70))));
  choice.value = String(number);
  choice.addEventListener("change", () => {
    update(() => { state.document = Number(choice.value); });
    byId("document-choice").focus();
  });
  const facts = found.reduce((sum, one) => sum + one.facts.length, 0);
  const all = factsByDocument()[number].length;
  return [
    el("div", { class: "head" }, documents.length > 1 ? choice : null,
      el("span", { class: "quiet" }, facts === all ? say("facts_counted", { n: facts }) : say("facts_of", { n: facts, m: all }))),
    el("h2", {}, nameOf(row.title)),
    el("p", { class: "quiet told" }, [row.issuer, row.date, row.span && row.span.join(" – ") !== `${row.date} – ${row.date}` ? row.span.join(" – ") : "", row.source]
      .filter(Boolean).map((text) => nameOf(shorten(text, 120)))),
  ];
}

function showDocument() {
  const box = byId("document");
  if (state.view !== "document") return;
  if (!documents.length) {
    box.replaceChildren(el("p", { class: "empty" }, say("no_documents")));
    return;
  }
  if (state.document === null) state.document = Math.max(0, documents.findIndex((_, n) => factsByDocument()[n].length));
  const number = state.document;
  if (documentShown !== number) documentMore = 60;
  const scroll = documentShown === number ? box.scrollTop : 0;
  documentShown = number;
  const found = passagesOf(number);
  let left = documentMore;
  const parts = [];
  for (const { level, title, role, found: own } of documentSections(number, found)) {
    if (left <= 0) break;
    parts.push(el("section", { class: `part level-${Math.min(level, 4)}` },
      title ? el("h3", { class: own.length ? null : "bare" }, nameOf(shorten(title, 80)),
        ROLES.includes(role) && level <= 1 ? el("span", { class: "role" }, say(`role_${role}`)) : null,
        own.length ? el("span", { class: "count" }, own.reduce((sum, one) => sum + one.facts.length, 0)) : null) : null,
      own.length ? el("ul", { class: "saids" }, own.slice(0, left).map(documentPassage)) : null));
    left -= own.length;
  }
  if (found.length > documentMore) {
    parts.push(button(say("show_all", { n: found.length }), () => { documentMore = Infinity; showDocument(); }, { class: "link all" }));
  }
  if (!found.length) parts.push(el("p", { class: "empty" }, say(factsByDocument()[number].length ? "no_facts_pass" : "no_facts_said")));
  box.replaceChildren(...documentHead(number, found), documentStrip(texts().outlines[number], found), ...parts);
  box.scrollTop = scroll;
}

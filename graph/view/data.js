// The graph as the page holds it. Rows are described in payload.py; sentences are parsed when first asked for.

const graph = JSON.parse(byId("graph-data").textContent);
const { classes, relations, statuses, themes, documents, places } = graph;

const entities = graph.entities.map((row, id) => ({
  id, kind: row[0], name: row[1], others: row[2], area: row[3], code: row[4], definition: row[5],
  pinyin: row[6], mentions: row[7], documents: row[8], iri: graph.base + row[9], claims: [],
}));
const claims = graph.claims.map((row, id) => ({
  id, head: row[0], relation: row[1], tail: row[2], status: row[3], document: row[4], confidence: row[5],
  own: row[6], topics: graph.topics[row[7]],
}));
for (const claim of claims) {
  entities[claim.head].claims.push(claim);
  if (claim.tail !== claim.head) entities[claim.tail].claims.push(claim);
}
// Who speaks in each document; an empty name stands for documents that do not say.
const speaker = (row) => (entities[row.area] ? entities[row.area].name : row.issuer);
const issuers = [...new Set(documents.map(speaker))].sort();
const issuerOf = documents.map((row) => issuers.indexOf(speaker(row)));
for (const claim of claims) claim.issuer = claim.document >= 0 ? issuerOf[claim.document] : -1;
const entityByIri = new Map(entities.map((entity) => [entity.iri, entity]));
const startPlace = new Map(places.map(([id, x, y]) => [id, { x, y }]));
const firstSight = graph.drawing.nodes.map((node) => node.id);

let parsedTexts = null;
function texts() {
  if (!parsedTexts) parsedTexts = JSON.parse(byId("texts-data").textContent);
  return parsedTexts;
}

// Months are numbered through, so that they can be counted and compared.
const monthOf = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const monthName = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
const monthSpans = graph.periods.map(([first, last]) => [monthOf(first), monthOf(last)]);
const documentMonths = documents.map((row) => (row.span ? [monthOf(row.span[0]), monthOf(row.span[1])] : null));

// When a fact holds, in months with both ends: what its own clause says, else what its document covers.
function monthsOf(own, document) {
  return own >= 0 ? monthSpans[own] : documentMonths[document] || null;
}
function daysOf(own, document) {
  return own >= 0 ? graph.periods[own] : (documents[document] || { span: null }).span;
}
for (const claim of claims) claim.months = monthsOf(claim.own, claim.document);

// A passage with its words; document is undefined where the graph does not hold it.
function passage(index) {
  const [number, start, section, text, before, after] = texts().passages[index];
  const words = texts().texts;
  return {
    document: documents[number], start, section: words[section], text: words[text],
    before: words[before], after: words[after],
  };
}

const other = (claim, id) => (claim.head === id ? claim.tail : claim.head);

function say(key, values) {
  let text = graph.words[state.language][key] || key;
  for (const [name, value] of Object.entries(values || {})) text = text.split(`{${name}}`).join(value);
  return text;
}

const called = (row, back) => row[back ? `${state.language}_back` : state.language] || row[state.language];
const classColour = (kind) => classes[kind][state.theme];

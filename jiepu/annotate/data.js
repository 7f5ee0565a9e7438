// What the page holds (payload.py says how) and what the reader has chosen to see.

const given = JSON.parse(byId("data").textContent);
const { classes, relations, statuses, documents } = given;
const classOf = new Map(classes.map((row, kind) => [row.id, kind]));
const relationOf = new Map(relations.map((row) => [row.id, row]));
const statusOf = new Map(statuses.map((row, n) => [row.id, n]));

const state = {
  language: given.language,
  theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  document: 0,
  errors: new Set(),
  hidden: new Set(),
  show: new Set(["relations", "figures", "definitions", "below", "noise"]),
};

function say(key, values) {
  let text = given.words[state.language][key] || key;
  for (const [name, value] of Object.entries(values || {})) text = text.split(`{${name}}`).join(value);
  return text;
}

const called = (row) => row[state.language];
const typeName = (type) => (classOf.has(type) ? called(classes[classOf.get(type)]) : type);
const classColour = (kind) => classes[kind][state.theme];

const WRONG = new Set(["type", "span", "status", "change", "wrong", "missed"]);
const isWrong = (fact) => WRONG.has(fact.verdict);
const KINDS = ["names", "relations", "figures"];
const hasError = (row, kind) => row[kind].some(isWrong);

const roleOf = (source, row) => (row.section < 0 ? "noise" : source.sections[row.section][0]);

function passes(source, row) {
  if (!state.show.has("noise") && roleOf(source, row) === "noise") return false;
  return !state.errors.size || [...state.errors].some((kind) => hasError(row, kind));
}

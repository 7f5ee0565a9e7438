// What a sentence states, beside it.

const sure = (value, by) => el("span", { class: "sure", title: [say("confidence"), by].filter(Boolean).join(" · ") }, value.toFixed(2));
const lit = (at) => at.map((span) => span.join("-")).join(" ");

function end(name, type) {
  return el("span", { class: "end" }, classOf.has(type) ? symbol(classOf.get(type)) : null, nameOf(name, { title: typeName(type) }));
}

function verdictOf(fact) {
  return fact.verdict === "right" || fact.verdict === "unjudged" ? null : badge(fact.verdict);
}

function relationItem(fact) {
  const status = statusOf.get(fact.status);
  const missed = fact.verdict === "missed";
  return el("li", {
    class: ["fact", missed ? "missed" : "", fact.accepted ? "" : "below"].filter(Boolean).join(" "),
    "data-at": lit(fact.at), tabindex: 0,
  },
    verdictOf(fact),
    end(fact.head, fact.head_type),
    el("span", { class: "arrow" }, `—${called(relationOf.get(fact.relation))}→`),
    end(fact.tail, fact.tail_type),
    el("span", { class: "about" },
      el("span", { class: "status" }, line(status), called(statuses[status])),
      fact.verdict === "status" ? el("span", { class: "mate" }, say("reference_is", { name: called(statuses[statusOf.get(fact.mate)]) })) : null,
      missed ? null : sure(fact.confidence, fact.rule ? say("rule", { name: fact.rule }) : ""),
      fact.accepted ? null : el("span", { class: "flag" }, say("below")),
      !fact.accepted && fact.verdict === "right" ? el("span", { class: "flag", title: say("verdict_right") }, say("badge_right")) : null,
      fact.verb ? nameOf(`“${fact.verb}”`, { title: say("verb") }) : null,
      // The period of most facts is the document's own, which stands at its head.
      fact.period.length && fact.period.join() !== documents[state.document].period.join()
        ? el("span", {}, fact.period.join("—")) : null));
}

function figureItem(fact) {
  const missed = fact.verdict === "missed";
  return el("li", { class: `fact figure${missed ? " missed" : ""}`, "data-at": lit(fact.at), tabindex: 0 },
    verdictOf(fact),
    nameOf(fact.subject, { class: "subject" }), el("span", { class: "arrow" }, "·"), nameOf(fact.indicator),
    nameOf(`${fact.approx}${fact.value}${fact.unit}`, { class: "value" }),
    fact.change ? nameOf(`${fact.basis}${fact.change}`, { class: /^[-−]/.test(fact.change) ? "change down" : "change up" }) : null,
    el("span", { class: "about inline" },
      fact.target ? el("span", { class: "flag" }, say("target")) : null,
      fact.verdict === "change" ? el("span", { class: "mate" }, say("reference_is", { name: fact.mate })) : null,
      fact.period ? nameOf(fact.period) : null,
      missed ? null : sure(fact.confidence)));
}

function definitionItem(fact) {
  return el("li", { class: "fact definition" },
    el("strong", {}, nameOf(`${fact.mark}${fact.term}`)),
    fact.bound ? null : el("span", { class: "flag" }, say("unbound")),
    fact.parts.length ? el("ul", { class: "parts" }, fact.parts.map((part) => el("li", {}, nameOf(part)))) : null,
    fact.aliases.length ? nameOf(say("also", { name: fact.aliases.join("、") }), { class: "about" }) : null,
    fact.unresolved.length ? nameOf(say("unresolved", { name: fact.unresolved.join("、") }), { class: "about mate" }) : null);
}

function factsOf(row) {
  const items = [
    ...(state.show.has("definitions") ? row.definitions.map(definitionItem) : []),
    ...(state.show.has("relations") ? row.relations.filter((fact) => fact.accepted || state.show.has("below")).map(relationItem) : []),
    ...(state.show.has("figures") ? row.figures.map(figureItem) : []),
  ];
  return el("ul", { class: "facts" }, items);
}

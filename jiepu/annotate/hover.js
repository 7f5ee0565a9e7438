// What is known of a name, while the pointer or the focus is on it; and where the ends of a fact stand.

const sameText = (name, points) => !name.last || name.mate.text === points.slice(name.start, name.end).join("");

function described(row, from, to) {
  const here = row.names.filter((name) => name.start <= from && to <= name.end);
  const points = Array.from(row.text);
  return here.map((name) => el("div", { class: "card" },
    el("p", { class: "head" },
      name.found ? null : el("span", { class: "quiet" }, say("reference_is", { name: "" })),
      symbol(classOf.get(name.type)), nameOf(shorten(points.slice(name.start, name.end).join(""), 60)),
      el("span", { class: "quiet" }, typeName(name.type))),
    name.found ? el("p", {}, `${say("confidence")} ${name.confidence.toFixed(2)}`) : null,
    name.proposer ? el("p", {}, `${say("proposer")}: ${name.proposer.split("+").map((by) => say(`by_${by}`)).join("、")}`) : null,
    isWrong(name) ? el("p", { class: "mate" }, badge(name.verdict), " ", say(`verdict_${name.verdict}`)) : null,
    name.verdict === "right" ? el("p", { class: "quiet" }, say("verdict_right")) : null,
    // Names with a quotation count as the same by it alone.
    name.verdict === "right" && !sameText(name, points) ? el("p", { class: "mate" }, nameOf(say("reference_is", { name: name.mate.text }))) : null,
    name.note ? el("p", { class: "note" }, nameOf(shorten(name.note, 160))) : null));
}

function place(box, target) {
  const about = target.getBoundingClientRect();
  box.hidden = false;
  const size = box.getBoundingClientRect();
  const below = about.bottom + 6 + size.height < innerHeight;
  box.style.left = `${Math.max(8, Math.min(about.left, innerWidth - size.width - 8))}px`;
  box.style.top = `${below ? about.bottom + 6 : Math.max(8, about.top - size.height - 6)}px`;
}

function light(article, at) {
  for (const part of article.querySelectorAll(".lit")) part.classList.remove("lit");
  for (const span of at ? at.split(" ") : []) {
    const [from, to] = span.split("-").map(Number);
    for (const part of article.querySelectorAll("[data-from]")) {
      if (Number(part.dataset.from) < to && from < Number(part.dataset.to)) part.classList.add("lit");
    }
  }
}

function listen(room, rows) {
  const box = byId("hover");
  const leave = () => { box.hidden = true; };
  const enter = (event) => {
    const name = event.target.closest(".name");
    const fact = event.target.closest(".fact");
    const article = event.target.closest(".row");
    if (article) light(article, fact ? fact.dataset.at : "");
    if (!name || !article) return leave();
    box.replaceChildren(...described(rows.get(article), Number(name.dataset.from), Number(name.dataset.to)));
    place(box, name);
  };
  room.addEventListener("pointerover", enter);
  room.addEventListener("focusin", enter);
  room.addEventListener("pointerleave", leave);
  room.addEventListener("focusout", leave);
  room.addEventListener("scroll", leave);
}

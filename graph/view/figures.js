// The figures of an entity, each with its change, a small chart, and its sentence when opened.

function figureRow(row, all) {
  const [, indicator, value, unit, status, approx, change, basis, period, index, marks] = row;
  const bars = barsOf(row, familyOf(row, all));
  const told = change && change.replace(/^\+/, "") !== `${value}${unit}`;
  const toggle = el("details", { class: "figure" },
    el("summary", {}, nameOf(indicator, { class: "name" }),
      bars.length ? sparkChart(bars) : null,
      el("span", { class: "value" }, nameOf(`${approx}${value}`), el("small", {}, nameOf(unit)),
        told ? el("span", { class: change.startsWith("-") ? "change down" : "change up" }, nameOf(`${basis}${change}`)) : null)),
    period || status === "target" ? el("p", { class: "quiet" }, nameOf(period), status === "target" ? ` ${say("target")}` : "") : null);
  toggle.addEventListener("toggle", () => {
    if (!toggle.open || toggle.querySelector(".evidence")) return;
    if (bars.length) {
      toggle.append(barChart(bars));
      if (bars.some((bar) => bar.way === "before")) toggle.append(el("p", { class: "quiet" }, say("computed_hint")));
    }
    toggle.append(evidenceCard(index, marks));
  });
  return el("li", {}, toggle);
}

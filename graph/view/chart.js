// A figure and what it is compared with, as two bars; several figures of one kind, as a row of them.

// What a figure was before, where the stated change tells it; it is computed, not printed, and said to be so.
function earlier(number, unit, change) {
  const found = /^([+-]?)([\d,]+(?:\.\d+)?)(.*)$/.exec(change);
  if (number === null || !found) return null;
  const step = Number(found[2].replace(/,/g, "")) * (found[1] === "-" ? -1 : 1);
  // A figure that only repeats its change («up 20 %») has no level to compare.
  if (Math.abs(step) === Math.abs(number) && found[3] === unit) return null;
  if (found[3] === "%" && unit !== "%") return step > -100 ? number / (1 + step / 100) : null;
  // Of two shares, the difference may be meant in per cent or in points: nothing is drawn that is not known.
  if (found[3] === "个百分点" && unit === "%") return number - step;
  return found[3] === unit && unit !== "%" ? number - step : null;
}

const rounded = (number) => {
  const digits = Math.max(0, 3 - Math.floor(Math.log10(Math.abs(number) || 1)));
  return number.toLocaleString("en", { maximumFractionDigits: Math.min(digits, 3) });
};

// The bars of a figure: the figures of the same kind in the order of time, or the one and what it was before.
function barsOf(row, family) {
  const [, , value, unit, status, approx, change] = row;
  if (family.length > 1) {
    return family.map((one) => ({
      number: one[11], told: `${one[5]}${one[2]}${one[3]}`, name: figureWhen(one), own: one === row,
      way: one[4] === "target" ? "target" : one === row ? "now" : "other",
    }));
  }
  const before = earlier(row[11], unit, change);
  if (before === null || !(before >= 0) || row[11] < 0) return [];
  return [
    { number: before, told: `${say("about_value")} ${rounded(before)}${unit}`, name: say("computed_before"), way: "before" },
    { number: row[11], told: `${approx}${value}${unit}`, name: say(status === "target" ? "target" : "now"), way: row[11] < before ? "down" : "up", own: true },
  ];
}

function figureWhen(row) {
  const days = daysOf(row[12], texts().passages[row[9]][0]);
  if (row[8]) return row[8];
  if (!days) return "—";
  return days[0].slice(0, 4) === days[1].slice(0, 4) && days[0].endsWith("01-01") && days[1].endsWith("12-31")
    ? days[0].slice(0, 4) : days[0].slice(0, 7) === days[1].slice(0, 7) ? days[1].slice(0, 7) : `${days[0].slice(0, 7)} – ${days[1].slice(0, 7)}`;
}

// Figures with the same subject, indicator and unit that can be set beside each other, in the order of time.
function familyOf(row, all) {
  const same = all.filter((one) => one[1] === row[1] && one[3] === row[3] && one[11] !== null && one[11] >= 0);
  const at = (one) => (daysOf(one[12], texts().passages[one[9]][0]) || ["~"])[0];
  const times = new Set(same.map(at));
  return times.size > 1 ? same.sort((a, b) => at(a).localeCompare(at(b))).slice(-8) : [row];
}

// Small, for the row of a figure: the words beside it say the same.
function sparkChart(bars) {
  const most = Math.max(...bars.map((bar) => bar.number)) || 1;
  const words = bars.map((bar) => `${bar.name} ${bar.told}`).join("; ");
  return svg("svg", { class: "spark", viewBox: `0 0 ${bars.length * 9} 24`, width: bars.length * 9, height: 24, role: "img", "aria-label": words },
    ...bars.map((bar, n) => {
      const high = Math.max(1.5, (bar.number / most) * 23);
      return svg("rect", { x: n * 9 + 1, y: 24 - high, width: 7, height: high, class: bar.way });
    }));
}

// Large, for the opened row: a line for each bar with its name and value in words.
function barChart(bars) {
  const most = Math.max(...bars.map((bar) => bar.number)) || 1;
  return el("ul", { class: "bars" }, bars.map((bar) => el("li", { class: bar.own ? "own" : null },
    nameOf(shorten(bar.name, 24), { class: "when" }),
    svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { x: 0, y: 1, width: Math.max(0.6, (bar.number / most) * 100), height: 8, class: bar.way })),
    nameOf(bar.told, { class: "told" }))));
}

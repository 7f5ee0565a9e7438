// The filter by time: how many facts each stretch of time holds, and a slider with two ends over it.

// The first and the last month that any fact touches; null where no fact has a date.
const allMonths = claims.reduce((range, { months }) => {
  if (!months) return range;
  return range ? [Math.min(range[0], months[0]), Math.max(range[1], months[1])] : months.slice();
}, null);

// A slider of single months is too fine for many years.
const LONG = 12 * 20;
const periodStep = allMonths && allMonths[1] - allMonths[0] > LONG ? 12 : 1;
const periodUnits = !allMonths ? [0, 0] : periodStep === 1 ? allMonths : allMonths.map((month) => Math.floor(month / 12));
const unitName = (unit) => (periodStep === 1 ? monthName(unit) : String(unit));
const unitFrom = (month) => (periodStep === 1 ? month : Math.floor(month / 12));

const BARS = 36;

// Facts that pass all other filters, by stretch of time; one that lasts is counted in each stretch it touches.
function periodCounts() {
  const [least, most] = allMonths;
  const width = Math.max(1, Math.ceil((most - least + 1) / BARS));
  const bars = new Array(Math.ceil((most - least + 1) / width)).fill(0);
  let [inside, undated] = [0, 0];
  for (const { months } of counted().dated) {
    if (!months) {
      undated += 1;
      continue;
    }
    for (let n = Math.floor((months[0] - least) / width); n <= Math.floor((months[1] - least) / width); n += 1) bars[n] += 1;
    if (within(months)) inside += 1;
  }
  return { bars, width, inside, undated };
}

function periodBars({ bars, width }) {
  const [least] = allMonths;
  const most = Math.max(1, ...bars);
  const [from, to] = state.period || allMonths;
  return svg("svg", { viewBox: `0 0 ${bars.length * 10} 40`, class: "months", preserveAspectRatio: "none", "aria-hidden": "true" },
    ...bars.map((count, n) => {
      const high = count ? Math.max(2, 38 * Math.sqrt(count / most)) : 0;
      const on = least + n * width <= to && least + (n + 1) * width - 1 >= from;
      return svg("rect", { x: n * 10 + 1, y: 40 - high, width: 8, height: high, class: on ? "on" : "off" });
    }));
}

function periodWords(ends) {
  return ends[0] === ends[1] ? unitName(ends[0]) : `${unitName(ends[0])} – ${unitName(ends[1])}`;
}

// The two ends are ranges of the browser's own, so that arrows, Page Up, Home and End move each.
function periodBox() {
  if (!allMonths || periodUnits[0] === periodUnits[1]) return [];
  const found = periodCounts();
  const [least, most] = periodUnits;
  const now = state.period ? state.period.map(unitFrom) : [least, most];
  const words = el("output", { class: "dates", for: "period-from period-to" }, periodWords(now));
  const track = svg("svg", { viewBox: "0 0 100 4", class: "track", preserveAspectRatio: "none", "aria-hidden": "true" });
  const tell = () => {
    const [left, right] = now.map((unit) => ((unit - least) / (most - least)) * 100);
    words.textContent = periodWords(now);
    track.replaceChildren(svg("rect", { x: 0, y: 1, width: 100, height: 2, class: "rest" }),
      svg("rect", { x: left, y: 0.6, width: Math.max(0, right - left), height: 2.8, class: "chosen" }));
    ends.forEach((slider, n) => slider.setAttribute("aria-valuetext", unitName(now[n])));
  };
  const end = (n, id) => {
    const slider = el("input", { type: "range", id, min: least, max: most, step: 1, "aria-label": say(n ? "period_to" : "period_from") });
    slider.value = String(now[n]);
    slider.addEventListener("input", () => {
      // One end pushes up to the other and no further.
      now[n] = n ? Math.max(Number(slider.value), now[0]) : Math.min(Number(slider.value), now[1]);
      slider.value = String(now[n]);
      tell();
    });
    slider.addEventListener("change", () => {
      update(() => {
        const whole = now[0] === least && now[1] === most;
        state.period = whole ? null : [now[0] * periodStep, periodStep === 1 ? now[1] : now[1] * 12 + 11];
      }, true);
      byId(id).focus();
      announce(`${periodWords(now)}, ${say("facts_counted", { n: periodCounts().inside })}`);
    });
    return slider;
  };
  const ends = [end(0, "period-from"), end(1, "period-to")];
  // Where both ends stand at the right edge, the one that can still move lies on top.
  ends[0].classList.toggle("top", now[0] > (least + most) / 2);
  tell();
  return [el("fieldset", { class: "facet period" },
    el("legend", {}, say("period"), state.period ? el("span", { class: "dot", "aria-hidden": "true" }) : null),
    periodBars(found),
    el("div", { class: "slider" }, track, ends),
    el("p", { class: "ends-told" }, words, el("span", { class: "count" }, say("facts_counted", { n: found.inside.toLocaleString("en") }))),
    found.undated ? el("p", { class: "quiet" }, say(state.period ? "undated_out" : "undated", { n: found.undated.toLocaleString("en") })) : null)];
}

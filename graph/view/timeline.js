// The facts by date: bars from first to last month in lanes, and under them the facts of what is chosen.

const GRAINS = [12, 3, 1];
const LANES_DEEP = 6;
// Which grain: as the reader chose, else by how long the time shown is.
const timeline = { grain: null, lanes: "relation", picked: null, more: 40 };

const laneOf = (claim) => (timeline.lanes === "relation" ? claim.relation : claim.status);
const laneNames = () => (timeline.lanes === "relation" ? relations : statuses);
const range = () => state.period || allMonths;
const MONTHS_READABLE = 24;
function grainAt() {
  if (timeline.grain !== null) return timeline.grain;
  // Without a dated fact there is no time to show, and nothing to choose a grain for.
  return range() && range()[1] - range()[0] < MONTHS_READABLE ? 2 : 0;
}

// Facts with the same lane and the same stretch of time share a bar.
function timelineBars(ids) {
  const [from, to] = range();
  const grain = GRAINS[grainAt()];
  const cut = (month) => Math.floor(Math.max(from, Math.min(to, month)) / grain);
  const found = new Map();
  for (const id of ids) {
    const claim = claims[id];
    const [first, last] = claim.months.map(cut);
    const key = `${laneOf(claim)}/${first}/${last}`;
    if (!found.has(key)) found.set(key, { key, lane: laneOf(claim), first, last, ids: [], statuses: statuses.map(() => 0) });
    const bar = found.get(key);
    bar.ids.push(id);
    bar.statuses[claim.status] += 1;
  }
  return [...found.values()].sort((a, b) => a.lane - b.lane || a.first - b.first || b.last - a.last);
}

// Bars that overlap stand under each other; what is too deep shares the last row.
function stacked(bars) {
  const lanes = new Map();
  for (const bar of bars) {
    if (!lanes.has(bar.lane)) lanes.set(bar.lane, []);
    const rows = lanes.get(bar.lane);
    let n = rows.findIndex((last) => last < bar.first);
    if (n < 0) n = Math.min(rows.length, LANES_DEEP - 1);
    rows[n] = Math.max(bar.last, rows[n] || -1);
    bar.row = n;
  }
  return lanes;
}

const barWhen = (bar) => {
  const grain = GRAINS[grainAt()];
  const [first, last] = [bar.first * grain, bar.last * grain + grain - 1];
  if (grain === 12) return bar.first === bar.last ? String(bar.first) : `${bar.first} – ${bar.last}`;
  return first === last ? monthName(first) : `${monthName(first)} – ${monthName(last)}`;
};

const ROW = 20;
const TOP = 30;

function timelineChart(bars, width) {
  const lanes = stacked(bars);
  const grain = GRAINS[grainAt()];
  const [from, to] = range().map((month) => Math.floor(month / grain));
  const left = state.language === "zh" ? 76 : 112;
  const unit = (width - left - 8) / (to - from + 1);
  const at = (n) => left + (n - from) * unit;
  let y = TOP;
  const parts = [];
  const shades = [];
  for (const [lane, rows] of lanes) {
    const high = rows.length * ROW + 10;
    if (shades.length % 2) parts.push(svg("rect", { x: 0, y, width, height: high, class: "shade" }));
    shades.push(lane);
    parts.push(svg("text", { x: 8, y: y + high / 2 + 4, class: "lane" }, called(laneNames()[lane])));
    rows.top = y + 5;
    y += high;
  }
  // Years where there is room for them, else each second, fifth or tenth; a click on one shows that year alone.
  const years = [Math.floor(range()[0] / 12), Math.floor(range()[1] / 12)];
  const yearWidth = (unit * 12) / grain;
  const every = [1, 2, 5, 10, 20, 50, 100].find((n) => yearWidth * n > 44) || 200;
  for (let year = years[0]; year <= years[1]; year += 1) {
    const x = at(Math.max(from, (year * 12) / grain));
    parts.push(svg("line", { x1: x, x2: x, y1: TOP - 6, y2: y, class: "rule" }));
    if (year % every) continue;
    const label = svg("text", { x: x + 3, y: 17, class: "year", "data-year": year }, String(year));
    label.addEventListener("click", () => zoomTo([year * 12, year * 12 + 11]));
    parts.push(label);
  }
  if (grain < 12 && yearWidth / 12 > 26) {
    for (let month = range()[0]; month <= range()[1]; month += 1) {
      const x = left + ((month / grain) - from) * unit;
      if (month % 12) parts.push(svg("text", { x: x + 3, y: 17, class: "month" }, String((month % 12) + 1)));
    }
  }
  const most = Math.max(...bars.map((bar) => bar.ids.length));
  bars.forEach((bar, n) => parts.push(timelineBar(bar, n, lanes.get(bar.lane).top, at, unit, most)));
  const chart = svg("svg", { width, height: y + 4, viewBox: `0 0 ${width} ${y + 4}`, class: "lanes", role: "group", "aria-label": say("timeline") }, ...parts);
  chart.addEventListener("keydown", moveAmongBars);
  return chart;
}

function timelineBar(bar, n, top, at, unit, most) {
  const picked = timeline.picked === bar.key;
  const box = { x: at(bar.first) + 1, width: Math.max(7, (bar.last - bar.first + 1) * unit - 2), y: top + bar.row * ROW };
  const words = `${called(laneNames()[bar.lane])}, ${barWhen(bar)}, ${say("facts_counted", { n: bar.ids.length })}`;
  const share = 0.35 + 0.65 * Math.sqrt(bar.ids.length / most);
  const high = Math.round(9 + 6 * share);
  const mark = svg("g", {
    class: picked ? "bar picked" : "bar", role: "button", tabindex: (picked || (timeline.picked === null && n === 0)) ? 0 : -1,
    "aria-pressed": String(picked), "aria-label": words, "data-key": bar.key,
  });
  let x = box.x;
  bar.statuses.forEach((count, status) => {
    if (!count) return;
    const part = (box.width * count) / bar.ids.length;
    mark.append(svg("rect", { x, y: box.y + (ROW - high) / 2, width: part, height: high, class: statuses[status].id }));
    x += part;
  });
  mark.append(svg("rect", { x: box.x - 1, y: box.y + (ROW - high) / 2 - 1, width: box.width + 2, height: high + 2, rx: 2, class: "edge" }));
  if (box.width > 30) mark.append(svg("text", { x: box.x + 5, y: box.y + ROW / 2 + 4, class: "count" }, bar.ids.length.toLocaleString("en")));
  mark.append(svg("title", {}, words));
  const act = () => {
    timeline.picked = picked ? null : bar.key;
    timeline.more = 40;
    showTimeline();
    const again = [...byId("timeline").querySelectorAll(".bar")].find((node) => node.dataset.key === bar.key);
    if (again) again.focus();
  };
  mark.addEventListener("click", act);
  mark.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
  return mark;
}

// One stop of the tabulator for all bars; arrows move among them.
function moveAmongBars(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const bars = [...byId("timeline").querySelectorAll(".bar")];
  const at = bars.indexOf(event.target.closest(".bar"));
  if (!step || at < 0) return;
  event.preventDefault();
  event.stopPropagation();
  bars[at].setAttribute("tabindex", "-1");
  const next = bars[(at + step + bars.length) % bars.length];
  next.setAttribute("tabindex", "0");
  next.focus();
}

function zoomTo(period) {
  update(() => {
    const whole = !period || (period[0] <= allMonths[0] && period[1] >= allMonths[1]);
    state.period = whole ? null : [Math.max(period[0], allMonths[0]), Math.min(period[1], allMonths[1])];
    timeline.grain = null;
    timeline.picked = null;
  }, true);
}

function timelineHead(shown, undated) {
  const lanes = (key) => button(say(key === "relation" ? "by_kind" : "by_status"), () => {
    Object.assign(timeline, { lanes: key, picked: null });
    showTimeline();
  }, { "aria-pressed": String(timeline.lanes === key) });
  const grain = (n) => button(say(["by_year", "by_quarter", "by_month"][n]), () => {
    Object.assign(timeline, { grain: n, picked: null });
    showTimeline();
  }, { "aria-pressed": String(grainAt() === n) });
  return el("div", { class: "head" },
    el("div", { class: "switch", role: "group", "aria-label": say("grain") }, GRAINS.map((_, n) => grain(n))),
    el("div", { class: "switch", role: "group", "aria-label": say("lanes") }, lanes("relation"), lanes("status")),
    el("span", { class: "quiet" }, say("facts_counted", { n: shown.toLocaleString("en") }),
      undated ? ` · ${say("undated", { n: undated.toLocaleString("en") })}` : ""),
    state.period ? button(say("whole_time"), () => zoomTo(null), { class: "link" }) : null);
}

// Under the bars: the facts, the latest first, under the time that they are said of.
function timelineList(ids) {
  const when = (id) => daysOf(claims[id].own, claims[id].document);
  ids.sort((a, b) => when(b)[1].localeCompare(when(a)[1]) || when(b)[0].localeCompare(when(a)[0]) || a - b);
  const parts = [];
  let last = "";
  let rows = null;
  for (const id of ids.slice(0, timeline.more)) {
    const [first, end] = when(id);
    const name = first === end ? first : `${first} – ${end}`;
    if (name !== last) {
      const count = ids.filter((one) => when(one)[0] === first && when(one)[1] === end).length;
      rows = el("ul", { class: "rows" });
      parts.push(el("section", { class: "group" }, el("h3", {}, name, el("span", { class: "count" }, count.toLocaleString("en"))), rows));
      last = name;
    }
    rows.append(claimRow(claims[id], null));
  }
  if (ids.length > timeline.more) {
    parts.push(button(say("more_rows", { n: Math.min(80, ids.length - timeline.more) }), () => { timeline.more += 80; showTimeline(); }, { class: "link all" }));
  }
  return parts;
}

function showTimeline() {
  const box = byId("timeline");
  if (state.view !== "timeline") return;
  const passing = claims.filter(claimPasses);
  const dated = passing.filter((claim) => claim.months).map((claim) => claim.id);
  const scroll = box.scrollTop;
  if (!dated.length) {
    box.replaceChildren(timelineHead(0, passing.length), el("p", { class: "empty" }, say("no_dates")));
    return;
  }
  const bars = timelineBars(dated);
  const picked = bars.find((bar) => bar.key === timeline.picked);
  if (!picked) timeline.picked = null;
  const width = Math.max(300, box.clientWidth - 2 * Number.parseFloat(getComputedStyle(box).paddingLeft));
  const legend = el("p", { class: "signs", "aria-hidden": "true" }, statuses.map((row) => el("span", { class: row.id }, called(row))));
  box.replaceChildren(timelineHead(dated.length, passing.length - dated.length), timelineChart(bars, width), legend,
    ...(picked ? [el("p", { class: "picked" }, el("strong", {}, `${called(laneNames()[picked.lane])} · ${barWhen(picked)}`),
      button(say("show_all_facts"), () => { timeline.picked = null; showTimeline(); }, { class: "link" }))] : []),
    ...timelineList(picked ? picked.ids : dated));
  box.scrollTop = scroll;
}

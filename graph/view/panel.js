// What is known of the chosen entity or line; with nothing chosen, the list of what is drawn.

const AT_FIRST = 6;

const button = (words, act, attributes) => el("button", { type: "button", ...attributes, on: { click: act } }, words);

function entityButton(id, attributes) {
  return el("button", { type: "button", class: "entity", ...attributes, on: { click: () => choose(id) } },
    symbol(entities[id].kind), nameOf(shorten(entities[id].name, 80), { class: "name" }));
}

// So many rows, and one that brings the others.
function rowsOf(items, make, most) {
  const list = el("ul", { class: "rows" }, items.slice(0, most).map((item, n) => make(item, n)));
  if (items.length > most) {
    const rest = el("li", {}, button(say("show_all", { n: items.length }), () => {
      rest.replaceWith(...items.slice(most, 1000).map((item, n) => make(item, n + most)));
    }, { class: "link all" }));
    list.append(rest);
  }
  return list;
}

function group(title, count, ...content) {
  return el("section", { class: "group" }, el("h3", {}, title, count === null ? null : el("span", { class: "count" }, count)), content);
}

function claimRow(claim, from, again) {
  const [index, marks] = texts().evidence[claim.id];
  const row = el("li", { class: again ? "claim again" : "claim", data: { status: statuses[claim.status].id } });
  const toggle = button(excerpt(index, marks), () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    toggle.classList.toggle("open", open);
    if (open) row.append(evidenceCard(index, marks, claim.confidence));
    else row.querySelector(".evidence").remove();
  }, { class: "say", "aria-expanded": "false", title: say("show_sentence") });
  row.append(el("div", { class: "ends" },
    from === null
      ? [entityButton(claim.head), el("span", { class: "rel" }, called(relations[claim.relation])), entityButton(claim.tail)]
      : again ? null : entityButton(other(claim, from)),
    el("span", { class: "status" }, line(claim.status), called(statuses[claim.status]))), toggle);
  return row;
}

function relationGroups(id) {
  const groups = new Map();
  for (const claim of entities[id].claims.filter(claimPasses)) {
    const back = claim.head !== id;
    const key = `${claim.relation}-${back}`;
    if (!groups.has(key)) groups.set(key, { relation: claim.relation, back, found: [] });
    groups.get(key).found.push(claim);
  }
  const order = [...groups.values()].sort((a, b) => Number(a.back) - Number(b.back) || a.relation - b.relation);
  if (!order.length) return [el("p", { class: "quiet" }, say(filtered() ? "no_relations" : "no_relations_said"))];
  return order.map(({ relation, back, found }) => {
    found.sort((a, b) => other(a, id) - other(b, id) || a.id - b.id);
    return group([el("span", { class: "way", "aria-hidden": "true" }, back ? "←" : "→"), called(relations[relation], back)],
      found.length, rowsOf(found, (claim, n) => claimRow(claim, id, n > 0 && other(found[n - 1], id) === other(claim, id)), AT_FIRST));
  });
}

function definitionRow([, text, parts, index, marks]) {
  const toggle = el("details", { class: "meaning" }, el("summary", {}, nameOf(text)),
    parts.length ? el("ul", { class: "parts" }, parts.map((part) => el("li", {}, nameOf(part)))) : null);
  toggle.addEventListener("toggle", () => {
    if (toggle.open && !toggle.querySelector(".evidence")) toggle.append(evidenceCard(index, marks));
  });
  return el("li", {}, toggle);
}

function fact(key, text) {
  return text ? [el("dt", {}, say(key)), el("dd", {}, nameOf(text))] : [];
}

// Names tell what belongs together where no sentence does: “…”工作站 and what it is named after.
const LEAST_NAME = 2;
const bare = (name) => name.replace(/[“”"'‘’《》·\s]/g, "");

function kin(id) {
  const [own, ...others] = [entities[id].name, ...entities[id].others].map(bare);
  const names = [own, ...others].filter((name) => name.length >= LEAST_NAME);
  const after = [], within = [];
  entities.forEach((entity, other) => {
    const name = bare(entity.name);
    if (other === id || name.length < LEAST_NAME) return;
    if (names.some((short) => name.length > short.length && name.includes(short))) after.push(other);
    else if (name.length < own.length && own.includes(name)) within.push(other);
  });
  return { after, within };
}

function kinGroup(key, ids) {
  return ids.length ? group(say(key), ids.length,
    rowsOf(ids, (other) => el("li", {}, entityButton(other, { class: "entity listed" })), AT_FIRST)) : null;
}

function entityPanel(id) {
  const entity = entities[id];
  const open = state.expanded.has(id);
  const focused = (steps) => state.focus && state.focus.id === id && state.focus.steps === steps;
  const figures = texts().figures.filter((row) => row[0] === id && figurePasses(row));
  const named = texts().mentions[id];
  const explained = texts().definitions.filter((row) => row[0] === id);
  const near = neighbours(id).size;
  const { after, within } = kin(id);
  return [
    el("p", { class: "kind" }, symbol(entity.kind), called(classes[entity.kind]),
      el("span", { class: "quiet" }, `${say("neighbours", { n: near })} · ${say("mentioned", { n: entity.mentions })}`)),
    el("h2", { tabindex: -1 }, nameOf(entity.name)),
    el("dl", { class: "facts" }, fact("other_names", entity.others.join(" / ")),
      entities[entity.area] && entity.area !== id ? [el("dt", {}, say("area")), el("dd", {}, entityButton(entity.area))] : [],
      fact("code", entity.code), explained.length ? [] : fact("definition", entity.definition)),
    el("div", { class: "deeds" },
      [1, 2].map((steps) => button(say(steps === 1 ? "focus_one" : "focus_two"),
        () => setFocus(focused(steps) ? null : { id, steps }), { "aria-pressed": String(Boolean(focused(steps))) })),
      button(say(open ? "collapse" : "expand"), () => toggleExpanded(id), { "aria-pressed": String(open) }),
      button(say("path_from"), () => startPath(id)),
      button(say(state.pinned.has(id) ? "unpin" : "pin"), () => togglePinned(id), { "aria-pressed": String(state.pinned.has(id)) }),
      button(say("hide"), () => hide(id))),
    explained.length ? group(say("definition"), null, rowsOf(explained, definitionRow, 3)) : null,
    figures.length ? group(say("figures"), figures.length, rowsOf(figures, (row) => figureRow(row, figures), AT_FIRST)) : null,
    ...relationGroups(id),
    kinGroup("named_after", after),
    kinGroup("named_within", within),
    named.length ? group(say("where_named"), entity.mentions,
      rowsOf(named, ([index, marks]) => el("li", {}, evidenceCard(index, marks)), 2)) : null,
  ];
}

function pairPanel([head, tail]) {
  const found = entities[head].claims.filter((claim) => [claim.head, claim.tail].includes(tail) && head !== tail && claimPasses(claim));
  const list = rowsOf(found, (claim) => claimRow(claim, null), 20);
  list.querySelectorAll(".say").forEach((toggle, n) => { if (n < 3) toggle.click(); });
  return [
    el("p", { class: "kind" }, say("between"), el("span", { class: "count" }, found.length)),
    el("h2", { tabindex: -1, class: "pair" }, nameOf(shorten(entities[head].name, 40)), el("span", { class: "way" }, "→"), nameOf(shorten(entities[tail].name, 40))),
    list,
  ];
}

function overviewPanel() {
  return [
    el("h2", { tabindex: -1 }, say("overview")),
    el("p", { class: "quiet" }, say("overview_counts", { n: documents.length, m: entities.length, k: claims.length })),
    el("p", {}, say("overview_hint")),
    group(say("in_the_graph"), drawnIds.length, rowsOf(drawnIds, (id) => el("li", {}, entityButton(id, { class: "entity listed" })), 40)),
  ];
}

let panelKey = "";
function showPanel() {
  const box = byId("panel");
  const chosen = state.entity !== null || state.pair !== null || state.path !== null;
  const content = state.entity !== null ? entityPanel(state.entity) : state.pair ? pairPanel(state.pair)
    : state.path ? pathPanel() : overviewPanel();
  const close = button("×", () => clearChoice(), { class: "icon close", "aria-label": say("close") });
  box.replaceChildren(...[chosen ? close : null, ...content].filter(Boolean));
  box.classList.toggle("chosen", chosen);
  document.body.classList.toggle("has-choice", chosen);
  const key = `${state.entity}/${state.pair}/${state.path}`;
  if (key !== panelKey) box.scrollTop = 0;
  panelKey = key;
}

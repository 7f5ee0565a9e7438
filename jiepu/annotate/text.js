// A sentence with its names: what was found as ground, the reference below where the two differ.

// Offsets count code points; JavaScript's strings count otherwise beyond the basic plane.
function marked(row) {
  const points = Array.from(row.text);
  const names = row.names.filter((name) => !state.hidden.has(name.type) || isWrong(name));
  const borders = [...new Set([0, points.length, ...names.flatMap((name) => [name.start, name.end])])].sort((a, b) => a - b);
  const parts = [];
  borders.slice(0, -1).forEach((start, n) => {
    const end = borders[n + 1];
    const words = points.slice(start, end).join("");
    const here = names.filter((name) => name.start <= start && end <= name.end);
    const found = here.find((name) => name.found);
    const reference = here.find((name) => !name.found);
    if (here.length) {
      parts.push(el("span", {
        class: ["name", found ? "found" : "", reference ? `reference ${reference.verdict}` : "", found && isWrong(found) ? "doubted" : "",
          found && found.start === start ? "first" : "", found && found.end === end ? "last" : "",
          (reference || found).end === end ? "ends" : ""].filter(Boolean).join(" "),
        tabindex: 0, data: { from: start, to: end },
        "data-type": found && found.type, "data-other": reference && reference.type,
      }, words));
      for (const name of here) if (name.end === end && name.last) parts.push(signOf(name, reference, found));
    } else {
      parts.push(el("span", { data: { from: start, to: end } }, words));
    }
  });
  return parts;
}

// One sign for each error, after what it is about; a pair that belongs together has one sign, not two.
function signOf(name) {
  const paired = name.verdict === "type" || name.verdict === "span";
  return !isWrong(name) || (paired && !name.found) ? null : badge(name.verdict);
}

function badge(verdict) {
  return el("span", { class: `badge ${verdict}`, title: say(`verdict_${verdict}`) }, say(`badge_${verdict}`));
}

function rowOf(source, row, previous) {
  const role = roleOf(source, row);
  const [, title, level] = row.section < 0 ? [role, "", 0] : source.sections[row.section];
  const fresh = !previous || previous.section !== row.section;
  const margin = el("div", { class: "margin" }, fresh ? [
    el("span", { class: "role" }, say(row.section < 0 ? "outside" : `role_${role}`)),
    title && !row.heading ? nameOf(shorten(title, 26), { class: "under", title }) : null,
  ] : null);
  return el("article", {
    class: ["row", row.heading ? "heading" : "", fresh ? "fresh" : "", KINDS.some((kind) => hasError(row, kind)) ? "erring" : ""]
      .filter(Boolean).join(" "),
    "data-role": role, "data-level": level, tabindex: -1,
  }, margin, el("p", { class: "words" }, el("bdi", {}, marked(row))), factsOf(row));
}

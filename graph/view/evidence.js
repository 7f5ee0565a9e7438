// The sentence behind a fact: its words marked, where it stands, what comes before and after, and a citation.

// Offsets count code points; JavaScript's strings count otherwise beyond the basic plane.
function marked(text, marks) {
  const points = Array.from(text);
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start > at) parts.push(points.slice(at, start).join(""));
    parts.push(el("mark", {}, points.slice(start, end).join("")));
    at = end;
  }
  parts.push(points.slice(at).join(""));
  return parts;
}

function citation(found) {
  const source = found.document;
  const zh = state.language === "zh";
  const from = source ? [
    source.issuer ? `${source.issuer}${zh ? "：" : ", "}` : "",
    zh ? `《${source.title}》` : `“${source.title}”`,
    source.date ? `${zh ? "，" : ", "}${source.date}` : "",
    found.section ? `${zh ? "，“" : ", section “"}${found.section}”` : "",
    zh ? `，${say("offset", { n: found.start + 1 })}` : `, ${say("offset", { n: found.start + 1 })}`,
    source.source ? `${zh ? "，" : ", "}${source.source}` : "",
  ].join("") : "";
  return zh ? `“${found.text.trim()}”（${from}）` : `“${found.text.trim()}” (${from})`;
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    // A page opened as a file may not be let near the clipboard by that way.
    const box = el("textarea", { class: "unseen", readonly: true });
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}

function evidenceCard(index, marks, confidence) {
  const found = passage(index);
  const before = el("p", { class: "beside", hidden: true }, nameOf(found.before));
  const after = el("p", { class: "beside", hidden: true }, nameOf(found.after));
  const card = el("div", { class: "evidence" }, before,
    el("blockquote", {}, nameOf("", {})), after);
  card.querySelector("blockquote bdi").append(...marked(found.text, marks));
  const source = found.document;
  card.append(el("p", { class: "source" },
    source ? el("button", { type: "button", class: "doc link", title: say("open_document"), on: { click: () => openDocument(documents.indexOf(source), index) } },
      nameOf(shorten(source.title, 60))) : null,
    source && source.date ? el("span", {}, source.date) : null,
    found.section ? nameOf(shorten(found.section, 40), { title: `${say("section")}: ${found.section}` }) : null,
    confidence !== undefined && confidence < 1 ? el("span", {}, say("confidence", { n: confidence.toFixed(2) })) : null));
  const copy = el("button", { type: "button", class: "link" }, say("copy"));
  copy.addEventListener("click", async () => {
    const words = say(await copyText(citation(found)) ? "copied" : "copy_failed");
    copy.textContent = words;
    announce(words);
    setTimeout(() => { copy.textContent = say("copy"); }, 1600);
  });
  const actions = el("p", { class: "actions" }, copy);
  if (found.before || found.after) {
    const more = el("button", { type: "button", class: "link", "aria-expanded": "false" }, say("before_after"));
    more.addEventListener("click", () => {
      before.hidden = !before.hidden || !found.before;
      after.hidden = before.hidden && Boolean(found.before) ? true : !found.after || !after.hidden;
      more.setAttribute("aria-expanded", String(!(before.hidden && after.hidden)));
    });
    actions.prepend(more);
  }
  card.append(actions);
  return card;
}

// A few words of the sentence around its first mark, for a closed row.
function excerpt(index, marks) {
  const points = Array.from(passage(index).text);
  const first = marks.length ? marks[0][0] : 0;
  const from = Math.max(0, first - 14);
  const to = Math.min(points.length, from + 90);
  const inside = marks.filter(([start, end]) => start >= from && end <= to).map(([start, end]) => [start - from, end - from]);
  const box = nameOf("", { class: "excerpt" });
  box.append(from > 0 ? "…" : "", ...marked(points.slice(from, to).join(""), inside), to < points.length ? "…" : "");
  return box;
}

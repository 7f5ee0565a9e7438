// What the pages do beyond links and forms: the theme, names suggested as one types, the editor's helpers.
"use strict";
(function () {
  const root = document.documentElement;
  document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem("jiepu.theme", root.dataset.theme); } catch (error) { /* no storage */ }
  });

  const address = (iri) => `/id/${iri.split("/id/").slice(1).join("/id/")}`;

  function suggest(input) {
    const box = input.parentElement.querySelector(".suggestions");
    const fills = input.dataset.suggest === "fill";
    let asked = 0;
    let at = -1;
    const options = () => [...box.children];
    const mark = (n) => {
      at = options().length ? (n + options().length) % options().length : -1;
      options().forEach((node, place) => node.classList.toggle("active", place === at));
    };
    const take = (row) => {
      if (fills) { input.value = row.name; box.hidden = true; } else location.href = address(row.iri);
    };
    const show = (rows) => {
      at = -1;
      box.replaceChildren(...rows.map((row) => {
        const node = document.createElement("a");
        const name = document.createElement("bdi");
        const kind = document.createElement("span");
        node.href = address(row.iri);
        name.textContent = row.name;
        kind.className = "mark";
        kind.dataset.class = row.class;
        node.append(kind, name);
        node.addEventListener("mousedown", (event) => { event.preventDefault(); take(row); });
        node.row = row;
        return node;
      }));
      box.hidden = !rows.length;
    };
    input.addEventListener("input", () => {
      const turn = asked += 1;
      if (!input.value.trim()) { show([]); return; }
      setTimeout(async () => {
        if (turn !== asked) return;
        const answer = await fetch(`/api/search?${new URLSearchParams({ q: input.value })}`);
        if (answer.ok && turn === asked) show(await answer.json());
      }, 80);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || box.hidden) return;
      if (event.key === "ArrowDown") mark(at + 1);
      else if (event.key === "ArrowUp") mark(at - 1);
      else if (event.key === "Escape") box.hidden = true;
      else if (event.key === "Enter" && at >= 0) take(options()[at].row);
      else return;
      event.preventDefault();
    });
    input.addEventListener("blur", () => { box.hidden = true; });
  }
  for (const input of document.querySelectorAll("[data-suggest]")) suggest(input);

  const query = document.getElementById("query");
  if (!query) return;
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) query.form.requestSubmit();
  });
  document.getElementById("prefixes").addEventListener("click", () => {
    // Only those that the query uses, and has not yet.
    const wanted = query.dataset.prefixes.split("\n").filter((line) => {
      const name = line.split(" ")[1];
      return name && query.value.includes(name) && !query.value.includes(line);
    });
    query.value = wanted.map((line) => `${line}\n`).join("") + query.value;
    query.focus();
  });
  document.getElementById("examples").addEventListener("change", (event) => {
    if (event.target.value) query.value = event.target.value.trim();
  });
}());

// The page that draws, fed from the server: fetches a part of the graph, starts the page's script on it, and adds
// the ways to what is not in this part.
"use strict";
(function () {
  const byId = (id) => document.getElementById(id);
  const here = new URLSearchParams(location.search);
  const language = () => (document.documentElement.lang === "en" ? "en" : "zh");
  let words = {};
  const say = (key) => (words[key] ? words[key][language()] : "");

  function element(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  function notice(text) {
    const bar = element("p", { class: "served-notice", role: "alert" }, text);
    byId("stage").append(bar);
  }

  // The entities that were asked for stay, one more comes with what is around it.
  function around(iri) {
    const next = new URLSearchParams();
    for (const known of here.getAll("id").slice(-8)) if (known !== iri) next.append("id", known);
    next.append("id", iri);
    const state = new URLSearchParams(location.hash.slice(1));
    state.set("entity", iri);
    return `/graph?${next}#${state}`;
  }
  const page = (iri) => `/id/${iri.split("/id/").slice(1).join("/id/")}`;

  function addWays() {
    const iri = new URLSearchParams(location.hash.slice(1)).get("entity");
    const panel = byId("panel");
    if (!iri || !panel.querySelector("h2") || panel.querySelector(".served-ways")) return;
    panel.querySelector("h2").after(element("p", { class: "served-ways deeds" },
      element("a", { href: around(iri) }, say("load_around")), element("a", { href: page(iri) }, say("entity_page"))));
  }

  let turn = 0;
  async function searchElsewhere(loaded) {
    const mine = turn += 1;
    const typed = byId("search").value.trim();
    if (!typed) return;
    await new Promise((done) => { setTimeout(done, 100); });
    if (mine !== turn) return;
    const answer = await fetch(`/api/search?${new URLSearchParams({ q: typed })}`);
    if (!answer.ok || mine !== turn) return;
    const rows = (await answer.json()).filter((row) => !loaded.has(row.iri));
    for (const old of byId("found").querySelectorAll(".elsewhere")) old.remove();
    if (!rows.length) return;
    byId("found").append(element("div", { class: "elsewhere" }, element("p", { class: "quiet head" }, say("elsewhere")),
      ...rows.map((row) => {
        const link = element("a", { href: around(row.iri) }, element("bdi", { class: "name" }, row.name));
        link.addEventListener("mousedown", (event) => { event.preventDefault(); location.href = link.href; });
        return link;
      })));
    byId("found").hidden = false;
  }

  async function start() {
    document.documentElement.dataset.loading = "true";
    const answer = await fetch(`/api/neighbourhood${location.search}`);
    document.documentElement.dataset.loading = "false";
    if (!answer.ok) { notice(await answer.text()); return; }
    const data = await answer.json();
    words = data.words;
    byId("graph-data").textContent = JSON.stringify(data.graph);
    byId("texts-data").textContent = JSON.stringify(data.texts);
    const loaded = new Set(data.graph.entities.map((row) => data.graph.base + row[9]));
    const input = byId("search");
    input.addEventListener("input", () => searchElsewhere(loaded));
    input.addEventListener("blur", () => { turn += 1; });
    input.addEventListener("keydown", (event) => {
      const first = byId("found").querySelector(".elsewhere a");
      if (event.key === "Enter" && !event.isComposing && first && !byId("found").querySelector(".option")) location.href = first.href;
    });
    document.querySelector("h1.title bdi").replaceWith(element("a", { href: "/" }, document.title));
    new MutationObserver(addWays).observe(byId("panel"), { childList: true });
    if (!loaded.size) notice(say("drawn_none"));
    document.body.append(element("script", { src: "/static/view.js" }));
  }
  start();
}());

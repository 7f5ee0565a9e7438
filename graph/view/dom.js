// Building blocks. Text reaches the page by textContent alone: nothing here parses markup.

const byId = (id) => document.getElementById(id);

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (key === "data") Object.assign(node.dataset, value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// A name from a document may hold marks that turn the direction of writing; they end with the element.
const nameOf = (text, attributes) => el("bdi", attributes, text);

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const TURNERS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u0000-\u001f]/g;

// At most so many code points, for the canvas, where nothing isolates the direction of writing.
function shorten(text, most) {
  const points = Array.from(text.slice(0, most * 2 + 8).replace(TURNERS, ""));
  return points.length > most ? points.slice(0, most - 1).join("") + "…" : points.join("");
}

function later(act, wait) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), wait);
  };
}

function saveAs(blob, name) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function announce(text) {
  byId("said").textContent = text;
}

// The symbols of vis-network once more, for legend, lists and panel.
const OUTLINES = {
  dot: "M8 2.2a5.8 5.8 0 1 0 0 11.6a5.8 5.8 0 1 0 0-11.6z",
  square: "M3 3h10v10h-10z",
  diamond: "M8 1.6L14.4 8L8 14.4L1.6 8z",
  triangle: "M8 2L14.4 13.2H1.6z",
  triangleDown: "M8 14L1.6 2.8H14.4z",
  hexagon: "M4.6 2.2h6.8L14.8 8l-3.4 5.8H4.6L1.2 8z",
  star: "M8 .9l2.1 4.7 5.1.6-3.8 3.4 1.1 5L8 12l-4.5 2.6 1.1-5L.8 6.2l5.1-.6z",
};

function symbol(kind) {
  const row = classes[kind];
  return svg("svg", { viewBox: "0 0 16 16", class: "symbol", "aria-hidden": "true", "data-class": row.id },
    svg("path", {
      d: OUTLINES[row.shape],
      fill: row.filled ? classColour(kind) : "none",
      stroke: classColour(kind),
      "stroke-width": row.filled ? 1 : 2,
      "stroke-linejoin": "round",
    }));
}

function line(status) {
  return svg("svg", { viewBox: "0 0 30 10", class: "line", "aria-hidden": "true" },
    svg("path", {
      d: "M1 5H29", fill: "none", stroke: "currentColor", "stroke-width": 1.8,
      "stroke-dasharray": statuses[status].dashes.join(" ") || "none",
    }));
}

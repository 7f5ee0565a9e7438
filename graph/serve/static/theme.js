// Light or dark before anything is painted; chosen once for all pages, the drawing included.
"use strict";
(function () {
  let theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  try { theme = localStorage.getItem("jiepu.theme") || theme; } catch (error) { /* no storage */ }
  document.documentElement.dataset.theme = theme === "dark" ? "dark" : "light";
}());

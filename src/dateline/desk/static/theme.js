// Before the page is drawn: the colours that were chosen last, if any were.
"use strict";
try {
  const chosen = localStorage.getItem("dateline-theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch { /* Storage may be switched off: the system's colours are shown. */ }

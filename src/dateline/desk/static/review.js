// Review by keyboard. Every key presses a button, follows a link or enters a field of the page.
"use strict";

const TYPING = 'input:not([type="checkbox"], [type="radio"]), select, textarea';
const keysDialog = document.getElementById("keys");
let dirty = false;

function entryTitle() {
  return document.getElementById("entry-title") ?? document.getElementById("main");
}

function enter(element) {
  if (element.matches("summary")) {
    const fold = element.parentElement;
    fold.open = true;
    (fold.querySelector("button, input:not([type=hidden]), select") ?? element).focus();
  } else if (element.matches(TYPING)) {
    element.focus();
    if (element.select) element.select();
  } else {
    // Accepting what is being corrected means: as corrected.
    const corrected = dirty && element.closest("form")?.querySelector('[value="accept"]');
    (corrected ? document.querySelector("[data-save-accept]") : element).click();
  }
}

// The words selected in the passage as offsets in code points of the report's text.
function selectedSpan() {
  const passage = document.getElementById("passage");
  const selection = getSelection();
  if (!passage || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!passage.contains(range.startContainer) || !passage.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(passage, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const lead = [...words].length - [...words.trimStart()].length;
  const start = Number(passage.dataset.start) + [...before.toString()].length + lead;
  const length = [...words.trim()].length;
  return length ? `${start}-${start + length}` : null;
}

function fillSpan(field) {
  const span = selectedSpan();
  if (!span) return false;
  field.value = span;
  dirty = true;
  getSelection().removeAllRanges();
  return true;
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const review = document.getElementById("review");
  if (!review || keysDialog.open) return;
  if (event.key === "?") {
    keysDialog.showModal();
  } else if (event.key === "e") {
    const first = review.querySelector("#correct [data-key]");
    if (first) enter(first);
  } else {
    const element = review.querySelector(`[data-key~="${CSS.escape(event.key)}"]`)
      ?? review.querySelector(`.reject[open] [data-number="${CSS.escape(event.key)}"]`);
    if (!element) return;
    if (!(element.matches("[data-span]") && fillSpan(element))) enter(element);
  }
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest(TYPING);
  const correct = event.target.closest("#correct") ?? (typing ? null : document.getElementById("correct"));
  if (event.key === "Escape" && !keysDialog.open) {
    const fold = event.target.closest(".reject[open], .ticks[open]");
    if (fold) fold.open = false;
    entryTitle()?.focus();
  } else if (event.key === "Enter" && (event.ctrlKey || event.shiftKey) && correct) {
    correct.querySelector(event.shiftKey ? "[data-save-accept]" : "[data-save-form]").click();
    event.preventDefault();
  } else if (!typing) {
    pressed(event);
  }
});

document.addEventListener("input", (event) => {
  if (event.target.closest("#correct")) dirty = true;
});

document.addEventListener("change", (event) => {
  const other = event.target.dataset?.other;
  if (other && event.target.value === "other") {
    const fold = document.getElementById(other);
    fold.open = true;
    fold.querySelector("input").focus();
  }
});

// A click into a field of words takes what is selected in the passage.
document.addEventListener("mousedown", (event) => {
  const field = event.target.closest("[data-span]");
  if (field && fillSpan(field)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]")) keysDialog.showModal();
});

function ready() {
  dirty = false;
  for (const button of document.querySelectorAll("[data-help]")) button.hidden = false;
  const passage = document.getElementById("passage");
  const trigger = passage?.querySelector(".trigger");
  if (trigger) passage.scrollTop = trigger.offsetTop - passage.offsetTop - passage.clientHeight / 3;
}

// What is wrong comes as the same part of the page, with a status that htmx would not show.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 400 && event.detail.serverResponse.includes('id="review"')) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:responseError", () => location.reload());

document.addEventListener("htmx:afterSettle", () => {
  ready();
  if (!document.activeElement || document.activeElement === document.body) {
    entryTitle()?.focus({ preventScroll: true });
  }
});

ready();
entryTitle()?.focus({ preventScroll: true });

// Marks in the text and their entries beside it light up together; a mark tells why it is there.
"use strict";

const article = document.getElementById("text");
const why = document.getElementById("why");
const GAP = 6;
const PIECES = "h4, :scope > p, dl";

let lit = [];

function entryOf(link) {
  const target = link?.getAttribute("href") ?? "";
  return target.startsWith("#") ? document.getElementById(target.slice(1)) : null;
}

function marksOf(id) {
  return article.querySelectorAll(`a[href="#${CSS.escape(id)}"]`);
}

function light(entry) {
  for (const element of lit) element.classList.remove("lit");
  lit = entry ? [entry, ...marksOf(entry.id)] : [];
  for (const element of lit) element.classList.add("lit");
}

function inWords(value) {
  if (Array.isArray(value)) return value.map(inWords).join("; ");
  if (value === null || typeof value !== "object") return String(value);
  return Object.entries(value).map(([key, one]) => `${key.replaceAll("_", " ")} ${inWords(one)}`).join(", ");
}

/** Scores and the words that decided, as one line each. */
function evidenceLines(entry) {
  const text = entry.querySelector("details pre")?.textContent;
  if (!text) return [];
  try {
    return Object.entries(JSON.parse(text)).map(([key, value]) => `${key.replaceAll("_", " ")}: ${inWords(value)}`);
  } catch {
    return [text];
  }
}

function fill(entry) {
  const pieces = [...entry.querySelectorAll(PIECES)].filter((piece) => !piece.closest("details")).map((piece) => piece.cloneNode(true));
  for (const piece of pieces) {
    for (const link of [piece, ...piece.querySelectorAll("*")]) link.removeAttribute("id");
    for (const link of piece.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  }
  for (const heading of pieces.filter((piece) => piece.matches("h4"))) {
    const plain = document.createElement("p");
    plain.className = "named";
    plain.append(...heading.childNodes);
    pieces[pieces.indexOf(heading)] = plain;
  }
  const notes = [];
  for (let next = entry.nextElementSibling; next?.matches(".desk-note"); next = next.nextElementSibling) {
    notes.push(...[...next.querySelectorAll(".reviewed")].map((piece) => piece.cloneNode(true)));
  }
  const lines = evidenceLines(entry);
  const evidence = document.createElement("p");
  evidence.className = "evidence";
  evidence.textContent = lines.length ? `Why: ${lines.join(" · ")}` : "";
  why.replaceChildren(...pieces, ...notes, ...(lines.length ? [evidence] : []));
}

function place(mark) {
  const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const own = why.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(box.left, document.documentElement.clientWidth - own.width - GAP));
  const below = box.bottom + GAP + own.height < innerHeight || box.top < own.height + GAP;
  why.style.left = `${left + scrollX}px`;
  why.style.top = `${(below ? box.bottom + GAP : box.top - own.height - GAP) + scrollY}px`;
}

function show(mark) {
  const entry = entryOf(mark);
  if (!entry) return hide();
  light(entry);
  fill(entry);
  why.hidden = false;
  mark.setAttribute("aria-describedby", "why");
  return place(mark);
}

function hide() {
  light(null);
  why.hidden = true;
  article.querySelector("[aria-describedby='why']")?.removeAttribute("aria-describedby");
}

if (article && why) {
  document.body.append(why);
  for (const name of ["mouseover", "focusin"]) {
    article.addEventListener(name, (event) => {
      const mark = event.target.closest("a");
      if (mark) show(mark);
    });
  }
  for (const name of ["mouseout", "focusout"]) article.addEventListener(name, hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  for (const name of ["mouseover", "focusin"]) {
    document.querySelector(".read").addEventListener(name, (event) => {
      const entry = event.target.closest(".card, .entry");
      if (entry) light(entry);
    });
  }
  document.querySelector(".read").addEventListener("mouseleave", () => light(null));
}

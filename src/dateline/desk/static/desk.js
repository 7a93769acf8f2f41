// What all pages share: colours, tokens on changes, pictures as files, filters that fold.
"use strict";

const themeButton = document.getElementById("theme");

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function nameThemeButton() {
  themeButton.textContent = isDark() ? "Light" : "Dark";
}

if (themeButton) {
  themeButton.hidden = false;
  nameThemeButton();
  themeButton.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try { localStorage.setItem("dateline-theme", theme); } catch { /* Not kept, then. */ }
    nameThemeButton();
    document.dispatchEvent(new CustomEvent("dateline:theme"));
  });
}

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="dateline-token"]');
  if (token) event.detail.headers["X-Dateline-Token"] = token.content;
});

// On narrow screens the filters are folded away until they are asked for.
for (const fold of document.querySelectorAll(".filters .fold")) {
  if (matchMedia("(max-width: 63.99rem)").matches) fold.open = false;
}

// Empty fields stay out of the address, so that it can be read and sent.
for (const form of document.querySelectorAll("form.filters, form.search")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) {
      if (field.name && !field.value) field.disabled = true;
    }
  });
}
// Coming back to a page, its fields can be filled in again.
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form [name]:disabled")) field.disabled = false;
});

// A picture as it looks now: computed colours are written into a copy of the drawing.
const DRAWN = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity",
  "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "display"];

function standalone(svg) {
  const copy = svg.cloneNode(true);
  const originals = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, index) => {
    const style = getComputedStyle(originals[index]);
    for (const property of DRAWN) element.style.setProperty(property, style.getPropertyValue(property));
  });
  const box = svg.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  return { text: new XMLSerializer().serializeToString(copy), width: box.width, height: box.height };
}

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function save(kind, id) {
  const holder = document.getElementById(id);
  const canvas = holder?.querySelector("canvas");
  const svg = holder?.matches("svg") ? holder : holder?.querySelector("svg");
  if (!svg && canvas) return canvas.toBlob((blob) => offer(blob, `${id}.png`));
  if (!svg) return undefined;
  const { text, width, height } = standalone(svg);
  const drawing = new Blob([text], { type: "image/svg+xml" });
  if (kind === "svg") return offer(drawing, `${id}.svg`);
  const image = new Image();
  image.src = URL.createObjectURL(drawing);
  await image.decode();
  const sheet = document.createElement("canvas");
  sheet.width = width * 2;
  sheet.height = height * 2;
  const context = sheet.getContext("2d");
  context.scale(2, 2);
  context.drawImage(image, 0, 0, width, height);
  URL.revokeObjectURL(image.src);
  return sheet.toBlob((blob) => offer(blob, `${id}.png`));
}

for (const button of document.querySelectorAll("[data-save]")) {
  button.hidden = false;
  button.addEventListener("click", () => save(button.dataset.save, button.dataset.picture));
}

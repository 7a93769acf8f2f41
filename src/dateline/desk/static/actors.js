// The network: who is near whom, going from actor to actor by keys, zoom.
"use strict";

const drawing = document.getElementById("network");
const told = document.getElementById("told");
const nodes = drawing ? [...drawing.querySelectorAll(".node")] : [];
const lines = drawing ? [...drawing.querySelectorAll(".line")] : [];
const CLOSEST = 8;
const ZOOM_STEP = 1.25;
const MOST_TOLD = 5;
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function ends(line) {
  return [Number(line.dataset.from), Number(line.dataset.to)];
}

function placeOf(node) {
  return [Number(node.dataset.x), Number(node.dataset.y)];
}

function choose(node) {
  const number = Number(node.dataset.node);
  const near = lines.filter((line) => ends(line).includes(number));
  const others = new Set(near.flatMap(ends));
  drawing.classList.add("chosen");
  for (const line of lines) line.classList.toggle("near", near.includes(line));
  for (const one of nodes) one.classList.toggle("near", one === node || others.has(Number(one.dataset.node)));
  tell(node, near);
}

function tell(node, near) {
  // Lines are drawn with the strongest last, so that they lie on top.
  const words = near.slice(-MOST_TOLD).reverse().map((line) => line.getAttribute("aria-label"));
  const more = near.length > MOST_TOLD ? `; and ${near.length - MOST_TOLD} more` : "";
  told.textContent = `${node.getAttribute("aria-label")}. ${words.join("; ")}${more}.`;
}

function chooseNone() {
  const focused = nodes.find((node) => node === document.activeElement);
  if (focused) return choose(focused);
  drawing.classList.remove("chosen");
  told.textContent = "";
  return undefined;
}

// The next actor in a direction: near, and rather ahead than aside.
function nextTowards(node, [dx, dy]) {
  const [x, y] = placeOf(node);
  let best = null;
  let least = Infinity;
  for (const one of nodes) {
    const [ox, oy] = placeOf(one);
    const ahead = (ox - x) * dx + (oy - y) * dy;
    const aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
    const cost = ahead + 2 * aside;
    if (one !== node && ahead > 0 && cost < least) [best, least] = [one, cost];
  }
  return best;
}

function focusOn(node) {
  for (const one of nodes) one.setAttribute("tabindex", one === node ? "0" : "-1");
  node.focus();
}

function moveByKey(event) {
  const node = event.target.closest(".node");
  if (!node) return;
  const first = { Home: nodes[0], End: nodes.at(-1) }[event.key];
  const direction = DIRECTIONS[event.key];
  const next = first ?? (direction && nextTowards(node, direction));
  if (!next) return;
  event.preventDefault();
  focusOn(next);
}

// Zoom is a smaller window on the drawing.
const whole = drawing ? drawing.viewBox.baseVal : null;
const full = whole ? { x: 0, y: 0, width: whole.width, height: whole.height } : null;
let shown = full && { ...full };

function look(window) {
  const width = Math.min(full.width, Math.max(full.width / CLOSEST, window.width));
  const height = (width * full.height) / full.width;
  const x = Math.min(full.width - width, Math.max(0, window.x));
  const y = Math.min(full.height - height, Math.max(0, window.y));
  shown = { x, y, width, height };
  drawing.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
}

function zoom(factor, [px, py] = [0.5, 0.5]) {
  const width = shown.width / factor;
  const height = shown.height / factor;
  look({ x: shown.x + (shown.width - width) * px, y: shown.y + (shown.height - height) * py, width });
}

const ZOOMS = { in: () => zoom(ZOOM_STEP), out: () => zoom(1 / ZOOM_STEP), all: () => look(full) };
const ZOOM_KEYS = { "+": "in", "=": "in", "-": "out", 0: "all" };

function pointIn(event) {
  const box = drawing.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
}

function zoomByWheel(event) {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  zoom(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, pointIn(event));
}

let grip = null;

function grab(event) {
  if (event.button === 0 && shown.width < full.width && event.pointerType !== "touch") {
    grip = { at: pointIn(event), window: shown, moved: false };
  }
}

function drag(event) {
  if (!grip) return;
  const [x, y] = pointIn(event);
  const [dx, dy] = [x - grip.at[0], y - grip.at[1]];
  if (Math.abs(dx) + Math.abs(dy) > 0.01) grip.moved = true;
  if (grip.moved) look({ ...grip.window, x: grip.window.x - dx * grip.window.width, y: grip.window.y - dy * grip.window.height });
}

// What was dragged was not clicked.
function letGo(event) {
  if (grip?.moved && event.type === "click") event.preventDefault();
  if (event.type === "click" || !grip?.moved) grip = null;
}

if (drawing) {
  for (const node of nodes) {
    node.addEventListener("pointerenter", () => choose(node));
    node.addEventListener("pointerleave", chooseNone);
    node.addEventListener("focus", () => choose(node));
    node.addEventListener("blur", chooseNone);
    node.setAttribute("draggable", "false");
  }
  nodes.forEach((node, number) => node.setAttribute("tabindex", number ? "-1" : "0"));
  drawing.addEventListener("keydown", moveByKey);
  drawing.addEventListener("wheel", zoomByWheel, { passive: false });
  drawing.addEventListener("pointerdown", grab);
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  addEventListener("pointermove", drag);
  addEventListener("pointerup", letGo);
  drawing.addEventListener("click", letGo);
  drawing.parentElement.addEventListener("keydown", (event) => {
    const action = ZOOM_KEYS[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) ZOOMS[action]();
  });
  for (const tools of document.querySelectorAll(".zoom")) tools.hidden = false;
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", ZOOMS[button.dataset.zoom]);
  }
}

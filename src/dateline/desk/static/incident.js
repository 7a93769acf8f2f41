// How a value in dispute moved: one point a report, days from left to right.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const WIDEST = 640;
const ROW = 26;
const PLOT_HEIGHT = 130;
const MARGIN = { top: 18, right: 24, bottom: 26, left: 24 };
const VALUE_WIDTH = 7;
const LONGEST_VALUE = 16;
const LONGEST_LABEL = 28;
const LETTER_WIDTH = 6;
const SHORTEST_LABEL = 5;
const DAY_WORDS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function make(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

function short(text, most) {
  const plain = String(text);
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}

function spread(low, high, start, end) {
  return (value) => (high === low ? (start + end) / 2 : start + ((value - low) / (high - low)) * (end - start));
}

/** One point for all that say the same on the same day. */
function together(points) {
  const found = new Map();
  for (const point of points) {
    const key = JSON.stringify([point.day, point.value]);
    if (found.has(key)) found.get(key).who += `, ${point.who}`;
    else found.set(key, { ...point, time: Date.parse(point.day) });
  }
  return [...found.values()].filter((point) => !Number.isNaN(point.time)).sort((a, b) => a.time - b.time);
}

function shownValue(value) {
  const isDay = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return short(isDay ? DAY_WORDS.format(Date.parse(value)) : value.toLocaleString("en"), LONGEST_VALUE);
}

/** Rows for the values: a scale where they are numbers, one line each where they are not. */
function heights(points) {
  const values = [...new Set(points.map((point) => point.value))];
  if (values.every((value) => typeof value === "number")) {
    const scale = spread(Math.min(...values), Math.max(...values), MARGIN.top + PLOT_HEIGHT, MARGIN.top);
    return { values, of: scale, height: PLOT_HEIGHT };
  }
  const of = (value) => MARGIN.top + (values.indexOf(value) + 0.5) * ROW;
  return { values, of, height: values.length * ROW };
}

function drawAxes(svg, rows, x, days, edges) {
  let free = Infinity;
  for (const value of [...rows.values].sort((a, b) => rows.of(b) - rows.of(a))) {
    const y = rows.of(value);
    svg.append(make("line", { class: "axis", x1: edges.left, x2: edges.right, y1: y, y2: y }));
    if (free - y < 11) continue;
    svg.append(make("text", { x: edges.left - 10, y: y + 4, "text-anchor": "end" }, shownValue(value)));
    free = y;
  }
  const bottom = MARGIN.top + rows.height + 20;
  const ends = days.length > 1 ? [days[0], days.at(-1)] : days;
  ends.forEach((day, index) => {
    const anchor = ends.length === 1 ? "middle" : index ? "end" : "start";
    svg.append(make("text", { x: x(day), y: bottom, "text-anchor": anchor }, DAY_WORDS.format(day)));
  });
}

/** Pixels for a label beside a point before it meets another point, or half of the way to its label. */
function roomBeside(point, points, rows, x, edges, right) {
  const own = x(point.time);
  const beside = points
    .filter((other) => other !== point && Math.abs(rows.of(other.value) - rows.of(point.value)) < 14)
    .map((other) => x(other.time))
    .filter((place) => (right ? place < own : place > own));
  const next = right ? Math.max(edges.left, ...beside) : Math.min(edges.right, ...beside);
  const shared = beside.includes(next) && right === next <= (edges.left + edges.right) / 2;
  return Math.abs(own - next) / (shared ? 2 : 1) - 18;
}

function drawPoints(svg, points, rows, x, edges) {
  if (rows.values.every((value) => typeof value === "number")) {
    const path = points.map((p, index) => `${index ? "L" : "M"}${x(p.time)},${rows.of(p.value)}`).join("");
    svg.append(make("path", { class: "moves", d: path }));
  }
  for (const point of points) {
    const [cx, cy] = [x(point.time), rows.of(point.value)];
    const mark = make("circle", { class: "point", cx, cy, r: 4.5 });
    mark.append(make("title", {}, `${DAY_WORDS.format(point.time)}: ${point.value}, ${point.who}`));
    svg.append(mark);
    const right = cx > (edges.left + edges.right) / 2;
    const room = Math.floor(roomBeside(point, points, rows, x, edges, right) / LETTER_WIDTH);
    if (room < SHORTEST_LABEL) continue;
    const label = short(point.who, Math.min(room, LONGEST_LABEL));
    svg.append(make("text", { class: "told", x: cx + (right ? -9 : 9), y: cy - 5, "text-anchor": right ? "end" : "start" }, label));
  }
}

function draw(figure) {
  const { points: given, words } = JSON.parse(document.getElementById(figure.dataset.block).textContent);
  const points = together(given);
  if (points.length < 2) return;
  figure.hidden = false;
  const width = Math.min(WIDEST, figure.clientWidth - 2 * MARGIN.left);
  const days = [...new Set(points.map((point) => point.time))].sort((a, b) => a - b);
  const rows = heights(points);
  const widest = Math.max(...rows.values.map((value) => shownValue(value).length));
  const edges = { left: MARGIN.left + VALUE_WIDTH * widest, right: width - MARGIN.right };
  const x = spread(days[0], days.at(-1), edges.left + 10, edges.right);
  const height = MARGIN.top + rows.height + MARGIN.bottom;
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": `${words} by day of report` });
  drawAxes(svg, rows, x, days, edges);
  drawPoints(svg, points, rows, x, edges);
  figure.append(svg);
}

for (const figure of document.querySelectorAll(".movement")) draw(figure);

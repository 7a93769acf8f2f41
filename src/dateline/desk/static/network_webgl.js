// A network too large for SVG, drawn with WebGL; where actors stand comes with the page.
"use strict";

const holder = document.getElementById("network-picture");
const told = document.getElementById("told");
const { nodes, lines, profile } = JSON.parse(document.getElementById("network-data").textContent);
const QUADS = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
const MOST_TOLD = 5;
const LONGEST_LABEL = 24;
const THINNEST = 0.7;
const WIDEST = 5;
const DASH = 6;
const ZOOM_KEYS = { "+": "in", "=": "in", "-": "out", 0: "all" };
let renderer = null;
let chosen = null;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function shortened(name) {
  return name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name;
}

function network() {
  const graph = new graphology.MultiDirectedGraph();
  const most = Math.max(...lines.map((line) => line[3]));
  nodes.forEach(([name, , , x, y, size], number) => {
    graph.addNode(number, { x, y: -y, size: size * 0.6, label: shortened(name) });
  });
  for (const [from, to, quad, events, isFirm, isMutual] of lines) {
    graph.addEdge(from, to, {
      quad: QUADS[quad],
      size: THINNEST + (WIDEST - THINNEST) * Math.sqrt(events / most),
      gap: isFirm ? 0 : DASH,
      head: isMutual ? "none" : "arrow",
    });
  }
  return graph;
}

function options(graph) {
  const { pathLine, extremityArrow, layerPlain, layerDashed } = Sigma.rendering;
  const [ink, muted, faint, sheet] = ["ink", "muted", "rule", "sheet"].map(colour);
  const colours = Object.fromEntries(QUADS.map((quad) => [quad, colour(quad.replace(" ", "-"))]));
  const isNear = (node) => chosen === null || node === chosen || graph.areNeighbors(node, chosen);
  return {
    primitives: {
      edges: {
        paths: [pathLine()],
        extremities: [extremityArrow()],
        // What is not said to have happened is dashed: gaps of the ground's colour over the line.
        layers: [layerPlain(), layerDashed({
          dashColor: sheet,
          gapColor: 0,
          dashSize: { attribute: "gap", default: 0, mode: "pixels" },
          gapSize: { value: DASH, mode: "pixels" },
        })],
      },
    },
    styles: {
      nodes: [Sigma.DEFAULT_STYLES.nodes, { color: muted, labelColor: ink, backdropColor: sheet }],
      edges: [Sigma.DEFAULT_STYLES.edges, { head: { attribute: "head" }, gap: { attribute: "gap" } }],
    },
    nodeReducer: (node, data) => isNear(node)
      ? { ...data, color: node === chosen ? ink : muted, labelVisibility: node === chosen ? "visible" : "auto" }
      : { ...data, color: faint, labelVisibility: "hidden" },
    edgeReducer: (edge, data, line) => chosen === null || graph.hasExtremity(edge, chosen)
      ? { ...data, color: colours[line.quad], gap: line.gap }
      : { ...data, visibility: "hidden" },
    settings: { itemSizesReference: "screen", gestureTarget: "page", labelRenderedSizeThreshold: 4, stagePadding: 24 },
  };
}

function between([from, to, quad, events, isFirm, isMutual]) {
  const words = `${nodes[from][0]} ${isMutual ? "and" : "→"} ${nodes[to][0]}: ${events}, mostly ${QUADS[quad]}`;
  return isFirm ? words : `${words}, none of it said to have happened`;
}

function choose(node) {
  chosen = node;
  renderer.refresh({ skipIndexation: true });
  if (node === null) {
    told.textContent = "";
    return;
  }
  const near = lines.filter(([from, to]) => from === Number(node) || to === Number(node));
  const [name, code, events] = nodes[node];
  const more = near.length > MOST_TOLD ? `; and ${near.length - MOST_TOLD} more` : "";
  told.textContent = `${name}${code ? `, ${code}` : ""}: ${events} events. ${near.slice(0, MOST_TOLD).map(between).join("; ")}${more}. `;
  if (!profile) return;
  const link = document.createElement("a");
  link.href = profile + encodeURIComponent(name);
  link.textContent = "Its page";
  told.append(link);
}

const ZOOMS = {
  in: () => renderer.getCamera().animatedZoom(),
  out: () => renderer.getCamera().animatedUnzoom(),
  all: () => renderer.getCamera().animatedReset(),
};

function steer(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    const next = chosen === null ? 0 : (Number(chosen) + step + nodes.length) % nodes.length;
    choose(String(next));
  } else if (event.key === "Escape") {
    choose(null);
  } else if (event.key === "Enter" && chosen !== null) {
    told.querySelector("a")?.click();
  } else if (ZOOM_KEYS[event.key]) {
    ZOOMS[ZOOM_KEYS[event.key]]();
  }
}

function draw() {
  const camera = renderer?.getCamera().getState();
  renderer?.kill();
  const graph = network();
  renderer = new Sigma(graph, holder, options(graph));
  if (camera) renderer.getCamera().setState(camera);
  renderer.on("clickNode", ({ node }) => choose(node));
  renderer.on("clickStage", () => choose(null));
}

function start() {
  const instead = [...holder.children];
  holder.replaceChildren();
  try {
    draw();
  } catch {
    holder.replaceChildren(...instead);
    return;
  }
  holder.addEventListener("keydown", steer);
  document.addEventListener("dateline:theme", draw);
  for (const tools of document.querySelectorAll(".zoom")) tools.hidden = false;
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => ZOOMS[button.dataset.zoom]());
  }
}

start();

// Draws what happened where, from the data and the outlines inside the page.
"use strict";

{
  const DAY = 86_400_000;
  const CELL = 40; // Pixels of the squares in which marks are drawn as one.
  const CLOSEST = 60;
  const FITTED_CLOSEST = 24; // As close as fitting goes by itself.
  const SMALL = 600; // Below this width marks are drawn smaller.
  const STEP = 80; // Pixels that an arrow key moves the map.
  const LISTED = 60; // Happenings listed at once.
  const PLAY_MS = 700;
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const element = (id) => document.getElementById(id);
  const data = read("data");
  const atlas = read("world");
  const alone = document.body.classList.contains("alone");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const holder = element("map-picture");
  const chosen = element("chosen");
  const quadKeys = data.quads.map((quad) => quad.replace(" ", "-"));
  const first = Date.parse(data.first ?? "1970-01-01");
  const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const dayWords = (offset) => words.format(new Date(first + offset * DAY));

  const places = data.places.map(([key, kind, name, lon, lat, outline]) => ({ key, kind, name, lon, lat, outline }));
  const marks = data.marks.map(([place, day, more, type, status, id, label]) => ({
    place, day, last: day + more, quad: data.typeQuads[type], group: data.groups[status], number: 1,
    type: data.types[type], status: data.statuses[status], id, label,
  }));
  const counts = data.counts.map(([place, day, more, quad, group, number]) => ({ place, day, last: day + more, quad, group, number }));
  const all = marks.length ? marks : counts;

  // What the slider chooses. Its ends take in what lies beyond them.
  const last = data.periods.length - 1;
  const time = { from: 0, to: Math.max(last, 0) };
  const isWhole = () => time.from === 0 && time.to >= last;

  function inTime(entry) {
    if (isWhole()) return true;
    if (entry.day === null) return false;
    const start = time.from === 0 ? -Infinity : data.periods[time.from][0];
    const [to, length] = data.periods[time.to];
    return entry.last >= start && (time.to === last || entry.day <= to + length);
  }

  let transform = d3.zoomIdentity;
  let width = 0;
  let height = 0;
  let projection = d3.geoEqualEarth();
  let svg = null;
  let open = null; // The keys of the places that are listed.

  function projected(place) {
    if (place.lon !== null && place.lat !== null) return projection([place.lon, place.lat]);
    return place.feature ? projection(d3.geoCentroid(place.feature)) : null;
  }

  const features = topojson.feature(atlas, atlas.objects.countries).features;
  const outlines = new Map(features.map((feature) => [feature.id ?? feature.properties.name, feature]));
  for (const place of places) place.feature = outlines.get(place.outline);

  function draw() {
    width = Math.floor(holder.clientWidth);
    height = Math.round(Math.max(260, Math.min(width * 0.5, innerHeight * 0.72)));
    projection = d3.geoEqualEarth().fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
    const path = d3.geoPath(projection);
    svg = d3.create("svg").attr("width", width).attr("height", height).attr("viewBox", `0 0 ${width} ${height}`)
      .attr("font-family", "system-ui, sans-serif");
    const shade = svg.append("defs").append("pattern").attr("id", "shade").attr("patternUnits", "userSpaceOnUse")
      .attr("width", 5).attr("height", 5);
    shade.append("path").attr("d", "M-1,1L1,-1M0,5L5,0M4,6L6,4").attr("stroke", "var(--muted)").attr("stroke-width", 0.9);
    const ground = svg.append("g").attr("class", "ground").attr("aria-hidden", "true");
    ground.append("path").attr("class", "sphere").attr("d", path({ type: "Sphere" }));
    ground.selectAll(".land").data(features).join("path").attr("class", "land").attr("d", path);
    ground.append("g").attr("class", "shades");
    svg.append("g").attr("class", "marks");
    holder.replaceChildren(svg.node());
    svg.call(zoom).on("dblclick.zoom", null);
    zoom.translateExtent([[0, 0], [width, height]]).extent([[0, 0], [width, height]]);
  }

  function summed(entries) {
    const found = new Map();
    for (const entry of entries) {
      if (!inTime(entry)) continue;
      const place = found.get(entry.place) ?? { place: places[entry.place], number: 0, quads: [0, 0, 0, 0], groups: [0, 0, 0, 0] };
      place.number += entry.number;
      place.quads[entry.quad] += entry.number;
      place.groups[entry.group] += entry.number;
      found.set(entry.place, place);
    }
    return [...found.values()].sort((a, b) => b.number - a.number);
  }

  // Places of one kind in the same square of the zoomed map are one mark; moving changes no square.
  function clustered(found) {
    const clusters = new Map();
    for (const { place, number, quads, groups } of found) {
      const point = projected(place);
      if (!point) continue;
      const [x, y] = [point[0] * transform.k, point[1] * transform.k];
      const square = `${place.kind} ${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
      const one = { kind: place.kind, places: [place], number, quads: [...quads], groups: [...groups], x: x * number, y: y * number };
      if (clusters.has(square)) merge(clusters.get(square), one);
      else clusters.set(square, one);
    }
    return apart([...clusters.values()]).map((cluster) => ({
      ...cluster,
      key: `${cluster.kind} ${cluster.places[0].key}`,
      x: cluster.x / cluster.number + transform.x,
      y: cluster.y / cluster.number + transform.y,
    }));
  }

  const sizeOf = ({ number }) => (number === 1 ? 5 : Math.min(width < SMALL ? 15 : 22, 4 + 2 * Math.sqrt(number)));
  const reach = (cluster) => sizeOf(cluster) + (cluster.kind === "ring" ? 8 : 3);

  // Marks of one kind that still lie upon one another become one, the largest first.
  function apart(clusters) {
    const kept = [];
    for (const one of clusters.sort((a, b) => b.number - a.number)) {
      const [x, y] = [one.x / one.number, one.y / one.number];
      const near = kept.find((other) => other.kind === one.kind
        && Math.hypot(other.x / other.number - x, other.y / other.number - y) < reach(other) + reach(one));
      if (near) merge(near, one);
      else kept.push(one);
    }
    return kept;
  }

  function merge(into, one) {
    into.places.push(...one.places);
    into.number += one.number;
    into.x += one.x;
    into.y += one.y;
    one.quads.forEach((number, quad) => { into.quads[quad] += number; });
    one.groups.forEach((number, group) => { into.groups[group] += number; });
  }

  const KIND_ORDER = ["area", "ring", "dot"];
  const isSeen = ({ x, y }) => x > -30 && y > -30 && x < width + 30 && y < height + 30;

  function update() {
    if (!svg) return;
    svg.select(".ground").attr("transform", transform);
    svg.selectAll(".land").attr("stroke-width", 0.7 / transform.k);
    svg.select("#shade").attr("patternTransform", `scale(${1 / transform.k})`);
    const found = summed(all);
    const shaded = found.filter((one) => one.place.kind === "area" && one.place.feature);
    const path = d3.geoPath(projection);
    svg.select(".shades").selectAll("path").data(shaded, (one) => one.place.key).join("path")
      .attr("class", "shade").attr("d", (one) => path(one.place.feature));
    const clusters = clustered(found).filter(isSeen)
      .sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || b.number - a.number);
    svg.select(".marks").selectAll(".mark").data(clusters, (cluster) => cluster.key).join((enter) => enter.append("g")
      .attr("class", "mark").attr("tabindex", 0).attr("role", "button")
      .on("click", (event, cluster) => list(cluster))
      .on("keydown", (event, cluster) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        list(cluster);
      }))
      .attr("transform", ({ x, y }) => `translate(${x},${y})`)
      .attr("aria-label", markWords)
      .classed("chosen-mark", (cluster) => open !== null && cluster.places.some((place) => open.has(place.key)))
      .each(drawMark).order();
    tell(found);
  }

  const KIND_WORDS = { dot: "", ring: ", somewhere in the region", area: ", somewhere in the country" };
  const plural = (number, one, more) => `${number.toLocaleString("en")} ${number === 1 ? one : more}`;

  function markWords({ places: here, number, quads, kind }) {
    const names = here.slice(0, 3).map((place) => place.name).join("; ") + (here.length > 3 ? `; and ${here.length - 3} more` : "");
    const parts = quads.flatMap((count, quad) => (count ? [`${data.quads[quad]} ${count}`] : []));
    return `${names}${KIND_WORDS[kind]}: ${plural(number, "happening", "happenings")} (${parts.join(", ")})`;
  }

  function drawMark(cluster) {
    const mark = d3.select(this);
    mark.selectAll("*").remove();
    mark.append("title").text(markWords(cluster));
    ({ dot: drawDot, ring: drawRing, area: drawArea })[cluster.kind](mark, cluster, sizeOf(cluster));
  }

  function slices(cluster, inner, outer) {
    const pie = d3.pie().sort(null)(cluster.quads).filter((slice) => slice.value);
    const arc = d3.arc().innerRadius(inner).outerRadius(outer);
    return pie.map((slice) => ({ d: arc(slice), quad: slice.index }));
  }

  const fillQuad = (quad) => `var(--${quadKeys[quad]})`;

  // The outline tells the status: whole if something happened, dashed if all is to come or open.
  function outline(shape, { groups }) {
    const happened = groups[0] + groups[1] > 0;
    return shape.attr("class", "outline").attr("fill", "none").attr("stroke", "var(--ink)").attr("stroke-width", 1.1)
      .attr("stroke-dasharray", happened ? null : "3 2");
  }

  function cross(mark, { groups }, size) {
    if (groups[0] + groups[1] + groups[2] > 0) return;
    mark.append("path").attr("d", `M${-size},${-size}L${size},${size}M${size},${-size}L${-size},${size}`)
      .attr("stroke", "var(--ink)").attr("stroke-width", 1.8);
  }

  function drawDot(mark, cluster, size) {
    for (const { d, quad } of slices(cluster, 0, size)) mark.append("path").attr("d", d).attr("fill", fillQuad(quad));
    outline(mark.append("circle").attr("r", size + 1.5), cluster);
    cross(mark, cluster, size * 0.8);
    if (cluster.number > 1) mark.append("text").attr("x", size + 5).attr("dy", "0.35em").text(cluster.number.toLocaleString("en"));
  }

  function drawRing(mark, cluster, size) {
    const outer = size + 7;
    mark.append("circle").attr("r", outer).attr("fill", "var(--sheet)").attr("fill-opacity", 0.35);
    for (const { d, quad } of slices(cluster, outer - 3.5, outer)) mark.append("path").attr("d", d).attr("fill", fillQuad(quad));
    outline(mark.append("circle").attr("r", outer + 1.5), cluster);
    cross(mark, cluster, outer * 0.6);
    mark.append("text").attr("text-anchor", "middle").attr("dy", "0.35em").text(cluster.number.toLocaleString("en"));
  }

  function drawArea(mark, cluster, size) {
    const half = Math.max(9, size);
    const share = d3.scaleLinear([0, cluster.number], [-half, half]);
    mark.append("rect").attr("x", -half).attr("y", -half).attr("width", 2 * half).attr("height", 2 * half).attr("fill", "var(--sheet)");
    let done = 0;
    cluster.quads.forEach((number, quad) => {
      if (!number) return;
      const [left, right] = [share(done), share(done + number)];
      for (const y of [-half, half - 3.5]) {
        mark.append("rect").attr("x", left).attr("width", right - left).attr("y", y).attr("height", 3.5).attr("fill", fillQuad(quad));
      }
      done += number;
    });
    outline(mark.append("rect").attr("x", -half - 1).attr("y", -half - 1).attr("width", 2 * half + 2).attr("height", 2 * half + 2), cluster);
    cross(mark, cluster, half * 0.7);
    mark.append("text").attr("text-anchor", "middle").attr("dy", "0.35em").text(cluster.number.toLocaleString("en"));
  }

  function tell(found) {
    const shown = d3.sum(found, (one) => one.number);
    const undated = d3.sum(all, (entry) => (entry.day === null ? entry.number : 0));
    const span = data.periods.length ? `${dayWords(data.periods[time.from][0])} to ${dayWords(data.periods[time.to][0] + data.periods[time.to][1])}` : "";
    const rest = undated ? `, ${undated.toLocaleString("en")} of an unknown day ${isWhole() ? "among them" : "not shown"}` : "";
    element("map-status").textContent =
      `${isWhole() ? "All times" : span}: ${plural(shown, "happening", "happenings")} at ${plural(found.length, "place", "places")}${rest}.`;
  }

  function address(changes, path = location.pathname) {
    const query = new URLSearchParams(location.search);
    query.delete("page");
    for (const [key, value] of Object.entries(changes)) {
      query.delete(key);
      if (value !== null) query.append(key, value);
    }
    return `${path}?${query}`;
  }

  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.assign(made, attributes);
    made.append(...children);
    return made;
  }

  function happening(mark) {
    const days = mark.day === null ? "unknown day" : dayWords(mark.day);
    const [report, event] = mark.id.split(":");
    const text = mark.label || "somebody";
    const what = alone ? make("span", {}, text)
      : make("a", { href: event ? `/reports/${report}#${event}` : `/incidents/${mark.id}` }, text);
    what.dir = "auto";
    const type = make("span", { className: `type q-${quadKeys[mark.quad]}` }, mark.type);
    return make("li", {}, make("span", { className: "muted" }, days), type, make("span", {}, what, ` (${mark.status})`));
  }

  function placeList(here) {
    return here.map((place) => {
      const number = d3.sum(all, (entry) => (places[entry.place] === place && inTime(entry) ? entry.number : 0));
      const name = make("bdi", {}, place.name);
      const linked = alone ? name : make("a", { href: `${address({ at: place.key })}#there` }, name);
      return make("p", { className: "small" }, linked, ` ${plural(number, "happening", "happenings")}`);
    });
  }

  function list(cluster) {
    const keys = new Set(cluster.places.map((place) => place.key));
    const here = marks.filter((mark) => keys.has(places[mark.place].key) && inTime(mark));
    const close = make("button", { type: "button", className: "quiet close" }, "Close");
    close.addEventListener("click", closeList);
    const title = cluster.places.length === 1 ? cluster.places[0].name : plural(cluster.places.length, "place", "places");
    chosen.replaceChildren(close, make("h2", {}, make("bdi", {}, title)), ...placeList(cluster.places),
      make("ol", {}, ...here.slice(0, LISTED).map(happening)));
    if (here.length > LISTED) chosen.append(make("p", { className: "note" }, `The first ${LISTED} of ${here.length}; a place's own list has all.`));
    chosen.hidden = false;
    open = keys;
    update();
    chosen.focus({ preventScroll: still.matches });
    chosen.scrollIntoView({ block: "nearest" });
  }

  function closeList() {
    const mark = svg.select(".chosen-mark").node();
    chosen.hidden = true;
    open = null;
    update();
    (mark ?? holder).focus();
  }

  // Where the map stands and which time it shows stays in the address.
  let remembering = 0;
  function remember() {
    if (alone) return;
    clearTimeout(remembering);
    remembering = setTimeout(() => {
      const [lon, lat] = projection.invert(transform.invert([width / 2, height / 2]));
      const place = [transform.k, lon, lat].map((number) => Number(number.toFixed(2))).join(",");
      const day = (offset) => new Date(first + offset * DAY).toISOString().slice(0, 10);
      const span = isWhole() ? { from: null, to: null } : { from: day(data.periods[time.from][0]), to: day(data.periods[time.to][0]) };
      const query = new URLSearchParams(location.search);
      for (const [key, value] of Object.entries({ zoom: place, ...span })) {
        if (value === null) query.delete(key);
        else query.set(key, value);
      }
      history.replaceState(null, "", `${location.pathname}?${query}${location.hash}`);
    }, 300);
  }

  let frame = 0;
  const zoom = d3.zoom().scaleExtent([1, CLOSEST])
    .filter((event) => {
      if (event.type === "wheel") return event.ctrlKey || holder.matches(":focus-within");
      return event.type.startsWith("touch") ? event.touches.length > 1 : !event.button;
    })
    .on("zoom", (event) => {
      transform = event.transform;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(update);
      if (event.sourceEvent) remember();
    });

  function moveTo(target) {
    const moved = still.matches ? svg : svg.transition().duration(250);
    moved.call(zoom.transform, target);
    remember();
  }

  function centred(k, [x, y]) {
    return d3.zoomIdentity.translate(width / 2 - k * x, height / 2 - k * y).scale(k);
  }

  function fitted() {
    const points = places.map(projected).filter(Boolean);
    const [left, right] = d3.extent(points, ([x]) => x);
    const [top, bottom] = d3.extent(points, ([, y]) => y);
    const k = Math.max(1, Math.min(FITTED_CLOSEST, (0.8 * width) / Math.max(right - left, 1), (0.8 * height) / Math.max(bottom - top, 1)));
    return centred(k, [(left + right) / 2, (top + bottom) / 2]);
  }

  function remembered() {
    const [k, lon, lat] = (new URLSearchParams(location.search).get("zoom") ?? "").split(",").map(Number);
    if (!(k >= 1 && k <= CLOSEST && Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return fitted();
    return centred(k, projection([lon, lat]));
  }

  const moves = {
    in: () => svg.call(zoom.scaleBy, 1.6), out: () => svg.call(zoom.scaleBy, 1 / 1.6),
    fit: () => moveTo(fitted()), world: () => moveTo(d3.zoomIdentity),
  };
  const move = (dx, dy) => () => svg.call(zoom.translateBy, dx / transform.k, dy / transform.k);
  const keys = {
    "+": moves.in, "=": moves.in, "-": moves.out, 0: moves.fit, Escape: () => !chosen.hidden && closeList(),
    ArrowLeft: move(STEP, 0), ArrowRight: move(-STEP, 0), ArrowUp: move(0, STEP), ArrowDown: move(0, -STEP),
  };

  function addControls() {
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => { moves[button.dataset.zoom](); remember(); });
    }
    holder.addEventListener("keydown", (event) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? null : keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
      remember();
    });
    chosen.addEventListener("keydown", (event) => { if (event.key === "Escape") closeList(); });
  }

  let playing = 0;
  const [from, to] = [element("from"), element("to")];

  function setTime(start, end) {
    time.from = Math.max(0, Math.min(start, last));
    time.to = Math.max(time.from, Math.min(end, last));
    from.value = time.from;
    to.value = time.to;
    from.setAttribute("aria-valuetext", dayWords(data.periods[time.from][0]));
    to.setAttribute("aria-valuetext", dayWords(data.periods[time.to][0] + data.periods[time.to][1]));
    update();
    remember();
  }

  function step() {
    if (isWhole()) return setTime(0, 0);
    if (time.to >= last) { stop(); return setTime(0, last); }
    return setTime(time.from + 1, time.to + 1);
  }

  function stop() {
    clearInterval(playing);
    playing = 0;
    namePlay();
  }

  // Whoever wants no motion goes on step by step.
  function namePlay() {
    element("play").textContent = still.matches ? "Next period" : playing ? "Stop" : "Play";
  }

  function play() {
    if (still.matches) return step();
    if (playing) return stop();
    step();
    playing = setInterval(step, PLAY_MS);
    return namePlay();
  }

  function addSlider() {
    if (last < 1) return update();
    element("slider").hidden = false;
    from.max = to.max = last;
    from.addEventListener("input", () => { stop(); setTime(Number(from.value), Math.max(Number(from.value), time.to)); });
    to.addEventListener("input", () => { stop(); setTime(Math.min(Number(to.value), time.from), Number(to.value)); });
    element("play").addEventListener("click", play);
    element("all-times").addEventListener("click", () => { stop(); setTime(0, last); });
    still.addEventListener("change", stop);
    namePlay();
    const query = new URLSearchParams(location.search);
    const period = (key, otherwise) => {
      const offset = (Date.parse(query.get(key) ?? "") - first) / DAY;
      const found = data.periods.findIndex(([start, more]) => offset >= start && offset <= start + more);
      return found < 0 ? otherwise : found;
    };
    return setTime(period("from", 0), period("to", last));
  }

  element("map").hidden = false;
  element("map-help").hidden = false;
  draw();
  svg.call(zoom.transform, remembered());
  addControls();
  addSlider();
  document.addEventListener("dateline:theme", update);
  let drawnWidth = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === drawnWidth) return;
    drawnWidth = innerWidth;
    draw();
    svg.call(zoom.transform, remembered());
  });
}

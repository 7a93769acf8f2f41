// Draws what happened when, and how much, from the data inside the page.
"use strict";

{
  const DAY = 86_400_000;
  const PITCH = 7; // Pixels from one mark to the next.
  const MOST_LEVELS = 5; // Marks above one another before they move closer.
  const BRUSHED = 5; // Pixels that a drag must have to choose a time.
  const NARROW = 620;
  const RIGHT = 66; // Pixels on the right of all pictures, so that their times stand below one another.
  const data = JSON.parse(document.getElementById("data").textContent);
  const alone = document.body.classList.contains("alone");
  const first = Date.parse(data.first);
  const events = document.getElementById("timeline-events");
  const counts = document.getElementById("timeline-counts");

  const at = (offset) => new Date(first + offset * DAY);
  const iso = (date) => date.toISOString().slice(0, 10);
  const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const colour = (quad) => (quad ? `var(--${quad})` : "var(--ink)");
  const typeColour = (type) => colour(data.typeQuads[type]);
  const periodEnd = (offset) => data.ends[offset] ?? offset;

  function address(changes) {
    if (alone) return null;
    const query = new URLSearchParams(location.search);
    query.delete("page");
    for (const [key, value] of Object.entries(changes)) {
      query.delete(key);
      for (const one of [value].flat()) query.append(key, one);
    }
    return `${location.pathname}?${query}`;
  }

  function periodAddress(offset, changes) {
    const first = at(Math.max(offset, 0));
    const last = at(Math.min(periodEnd(offset), data.days - 1));
    return address({ since: iso(first), until: iso(last), ...changes });
  }

  function span(offset) {
    const [start, end] = [at(offset), at(periodEnd(offset))];
    return data.per === "day" ? words.format(start) : `${words.format(start)} to ${words.format(end)}`;
  }

  // Patterns, so that nothing is told by colour alone.
  function addPatterns(svg) {
    const defs = d3.select(svg).append("defs");
    for (const quad of [...new Set(data.typeQuads), ""]) {
      const lines = defs.append("pattern").attr("id", `lines-${quad}`).attr("patternUnits", "userSpaceOnUse")
        .attr("width", 4).attr("height", 4);
      lines.append("path").attr("d", "M0,1H4").attr("stroke", colour(quad)).attr("stroke-width", 2);
      const crossed = defs.append("pattern").attr("id", `crossed-${quad}`).attr("patternUnits", "userSpaceOnUse")
        .attr("width", 5).attr("height", 5);
      crossed.append("rect").attr("width", 5).attr("height", 5).attr("fill", "var(--sheet)");
      crossed.append("path").attr("d", "M0,5L5,0M0,0L5,5").attr("stroke", colour(quad)).attr("stroke-width", 1);
    }
  }

  function timeScale(width) {
    const offsets = data.counts.map(([offset]) => offset);
    const start = Math.min(0, ...offsets);
    const end = Math.max(data.days, ...offsets.map((offset) => periodEnd(offset) + 1));
    const ticks = Math.max(2, Math.floor(width / (data.days > 700 ? 70 : 100)));
    return { type: "utc", domain: [at(start), at(end)], ticks, label: null };
  }

  function rowAxis(width, labels, colours) {
    const margin = width < NARROW ? 92 : 150;
    return { margin, mark: Plot.axisFy({ anchor: "left", label: null, tickSize: 0, dx: -margin + 8, textAnchor: "start",
      lineWidth: (margin - 12) / 11, fontSize: width < NARROW ? 9.5 : 11.5, fontWeight: 600, lineAnchor: "middle", textOverflow: "ellipsis",
      tickFormat: (value) => labels[value], fill: (value) => colours[value] }) };
  }

  // One mark a happening: marks of one row that would hide one another are put above each other.
  function placed(width, margin) {
    const scale = d3.scaleLinear([0, data.days], [margin, width - RIGHT]);
    const taken = new Map();
    return data.marks.map(([offset, days, type, status, id, label, unnamed]) => {
      const start = Math.max(offset, 0);
      const column = `${type} ${Math.floor(scale(start + 0.5) / PITCH)}`;
      const level = taken.get(column) ?? 0;
      taken.set(column, level + 1);
      return { start, end: Math.min(offset + days, data.days - 1), offset, days, type, status, id, label, unnamed, level };
    });
  }

  function markWords(mark) {
    const days = mark.days ? `${words.format(at(mark.offset))} to ${words.format(at(mark.offset + mark.days))}` : words.format(at(mark.offset));
    const source = mark.unnamed ? "\non unnamed sources alone" : "";
    return `${days}\n${data.types[mark.type]}, ${data.statuses[mark.status]}${mark.label ? `\n${mark.label}` : ""}${source}`;
  }

  function markAddress(mark) {
    if (alone) return null;
    const [report, event] = mark.id.split(":");
    return event ? `/reports/${report}#${event}` : `/incidents/${mark.id}`;
  }

  function glyphs(marks) {
    const of = (group) => marks.filter((mark) => data.groups[mark.status] === group);
    const shared = { x: (d) => at(d.start + 0.5), y: (d) => d.level + 0.5, fy: "type", href: markAddress, ariaLabel: markWords };
    const dot = (group, options) => Plot.dot(of(group), { ...shared, r: 3, ...options });
    const stroke = (d) => typeColour(d.type);
    return [
      Plot.ruleY(marks.filter((mark) => mark.end > mark.start), { x1: (d) => at(d.start), x2: (d) => at(d.end + 1),
        y: shared.y, fy: "type", stroke, strokeOpacity: 0.45, strokeWidth: 1.5 }),
      dot(0, { fill: stroke }),
      dot(1, { fill: stroke, r: 1.6 }),
      dot(1, { stroke, fill: "var(--sheet)", fillOpacity: 0, strokeWidth: 1.2, r: 3.4 }),
      dot(2, { stroke, fill: "var(--sheet)", strokeWidth: 1.3, strokeDasharray: "2 1.4" }),
      dot(3, { stroke, symbol: "times", strokeWidth: 1.8 }),
    ];
  }

  function shownRows(values) {
    const present = new Set(values);
    return data.rows.filter((type) => present.has(type));
  }

  function drawMarks(width) {
    const rows = shownRows(data.marks.map((mark) => mark[2]));
    const axis = rowAxis(width, data.types, data.types.map((_, type) => typeColour(type)));
    const marks = placed(width, axis.margin);
    const highest = Math.max(1, ...marks.map((mark) => mark.level + 1));
    const levels = Math.min(highest, MOST_LEVELS);
    return Plot.plot({
      width, height: 44 + rows.length * Math.max(22, levels * 6 + 8),
      marginLeft: axis.margin, marginRight: RIGHT, marginTop: 6, marginBottom: 28,
      x: timeScale(width), y: { axis: null, domain: [0, highest] }, fy: { domain: rows, padding: 0.08 },
      marks: [Plot.axisX({ anchor: "bottom", label: null }), axis.mark, Plot.gridX({ stroke: "var(--rule)", strokeOpacity: 1 }),
        Plot.ruleY([0], { stroke: "var(--rule)" }), ...glyphs(marks)],
    });
  }

  function fillOf(group, quad) {
    if (group === 0) return colour(quad);
    if (group === 2) return "var(--sheet)";
    return `url(#${group === 1 ? "lines" : "crossed"}-${quad})`;
  }

  const GROUP_WORDS = ["happened", "ongoing", "planned, possible, conditional or unknown", "denied or did not happen"];

  /** Bars from their packed form: by day of the period, type and group in one number, then how many. */
  function unpacked(days) {
    return Object.entries(days).flatMap(([day, packed]) => d3.range(0, packed.length, 2).map((i) => (
      { offset: Number(day), type: Math.floor(packed[i] / GROUP_WORDS.length), group: packed[i] % GROUP_WORDS.length, number: packed[i + 1] })));
  }

  function drawBars(width) {
    const bars = unpacked(data.bars);
    const rows = shownRows(bars.map((bar) => bar.type));
    const highest = d3.rollup(bars, (some) => d3.max(d3.rollup(some, (s) => d3.sum(s, (d) => d.number), (d) => d.offset).values()), (d) => d.type);
    const axis = rowAxis(width, data.types, data.types.map((_, type) => typeColour(type)));
    const bar = (group) => Plot.rectY(bars.filter((d) => d.group === group), {
      x1: (d) => at(d.offset), x2: (d) => at(periodEnd(d.offset) + 1), fy: "type",
      y1: (d) => below(d) / highest.get(d.type), y2: (d) => (below(d) + d.number) / highest.get(d.type),
      fill: (d) => fillOf(group, data.typeQuads[d.type]), stroke: (d) => typeColour(d.type), strokeWidth: 0.8,
      strokeDasharray: group === 2 ? "2 1.4" : null, inset: 0.4,
      ariaLabel: (d) => `${span(d.offset)}\n${data.types[d.type]}, ${GROUP_WORDS[group]}: ${d.number}`,
      href: (d) => periodAddress(d.offset, { type: data.types[d.type] }),
    });
    const below = (d) => d3.sum(bars, (o) => (o.offset === d.offset && o.type === d.type && o.group < d.group ? o.number : 0));
    return Plot.plot({
      width, height: 44 + rows.length * 34, marginLeft: axis.margin, marginRight: RIGHT, marginTop: 6, marginBottom: 28,
      x: timeScale(width), y: { axis: null, domain: [0, 1] }, fy: { domain: rows, padding: 0.16 },
      color: { type: "identity" },
      marks: [Plot.axisX({ anchor: "bottom", label: null }), axis.mark, Plot.gridX({ stroke: "var(--rule)", strokeOpacity: 1 }), Plot.ruleY([0], { stroke: "var(--rule)" }),
        ...[0, 1, 2, 3].map(bar),
        Plot.text(rows, { fy: (type) => type, text: (type) => highest.get(type).toLocaleString("en"), frameAnchor: "top-right", dx: 36, fill: "var(--muted)", fontSize: 11 })],
    });
  }

  const QUAD_TYPES = (quad) => data.types.filter((_, type) => data.typeQuads[type] === quad);

  function countAddress(bar) {
    if (bar.value === "all") return periodAddress(bar.offset, {});
    const key = data.keys[bar.value];
    if (data.by === "quad") return periodAddress(bar.offset, { type: QUAD_TYPES(data.quads[bar.value]) });
    const known = key !== null && !(data.by === "country" && key.length !== 3);
    return periodAddress(bar.offset, known ? { [data.by]: key } : {});
  }

  function drawCounts(width) {
    const bars = data.counts.map(([offset, value, number, unnamed]) => ({ offset, value, number, unnamed }));
    const values = data.values.map((_, value) => value);
    if (values.length > 1) {
      d3.rollup(bars, (some) => bars.push({ offset: some[0].offset, value: "all",
        number: d3.sum(some, (d) => d.number), unnamed: d3.sum(some, (d) => d.unnamed) }), (d) => d.offset);
      values.unshift("all");
    }
    const labels = { all: "all", ...data.values };
    const quad = (value) => (value === "all" ? "" : data.quads[value]);
    const axis = rowAxis(width, labels, { all: "var(--ink)", ...data.quads.map(colour) });
    const own = (value) => bars.filter((bar) => bar.value === value);
    const share = (value) => `${Math.round((100 * d3.sum(own(value), (d) => d.unnamed)) / d3.sum(own(value), (d) => d.number))} %`;
    const most = (some) => d3.max(some, (d) => d.number);
    const top = (value) => most(own(value));
    const rect = (some, y1, y2, options) => Plot.rectY(some, {
      x1: (d) => at(d.offset), x2: (d) => at(periodEnd(d.offset) + 1), y1: (d) => y1(d) / top(d.value), y2: (d) => y2(d) / top(d.value),
      fy: "value", inset: 0.5, href: countAddress, stroke: (d) => colour(quad(d.value)), strokeWidth: 0.8, ...options,
      ariaLabel: (d) => `${span(d.offset)}\n${labels[d.value]}: ${d.number}\n${d.unnamed} on unnamed sources alone`,
    });
    const aside = { fy: (value) => value, fill: "var(--muted)", fontSize: 11 };
    return Plot.plot({
      width, height: 48 + values.length * (values.length > 6 ? 40 : 56), marginLeft: axis.margin, marginRight: RIGHT, marginTop: 12, marginBottom: 28,
      x: timeScale(width), y: { axis: null, domain: [0, 1] }, fy: { domain: values, padding: 0.18 }, color: { type: "identity" },
      marks: [Plot.axisX({ anchor: "bottom", label: null }), axis.mark, Plot.gridX({ stroke: "var(--rule)", strokeOpacity: 1 }),
        Plot.ruleY([1], { stroke: "var(--rule)", strokeDasharray: "1 3" }), Plot.ruleY([0], { stroke: "var(--muted)" }),
        rect(bars.filter((d) => d.number > d.unnamed), (d) => d.unnamed, (d) => d.number, { fill: (d) => colour(quad(d.value)) }),
        rect(bars.filter((d) => d.unnamed), () => 0, (d) => d.unnamed, { fill: (d) => `url(#crossed-${quad(d.value)})` }),
        Plot.text(values, { ...aside, text: (value) => top(value).toLocaleString("en"), frameAnchor: "top-right", dx: 24, dy: -4 }),
        Plot.text(values, { ...aside, text: share, frameAnchor: "bottom-right", dx: 62, fontWeight: 600 })],
    });
  }

  // Plot names every group and shape; only links, or shapes where there are none, should be named.
  function nameMarks(svg) {
    for (const named of svg.querySelectorAll("[aria-label]")) {
      const link = named.closest("a");
      if (link) link.setAttribute("aria-label", named.getAttribute("aria-label"));
      if (link || named.localName === "g") named.removeAttribute("aria-label");
      else named.setAttribute("role", "img");
    }
  }

  // A drag over the free ground of a picture chooses a time.
  function addBrush(svg) {
    const scale = svg.scale("x");
    const [left, right] = scale.range;
    const height = Number(svg.getAttribute("height"));
    const chosen = ({ selection, sourceEvent }) => {
      if (!selection || !sourceEvent || selection[1] - selection[0] < BRUSHED) return;
      const [since, until] = selection.map((x) => iso(scale.invert(x)));
      location.assign(address({ since, until }));
    };
    const brush = d3.brushX().extent([[left, 0], [right, height - 26]]).touchable(false).on("end", chosen);
    d3.select(svg).insert("g", "g").attr("aria-hidden", "true").call(brush);
  }

  // What a mark is, beside the pointer or the focus.
  function addTip(holder) {
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.hidden = true;
    const show = (event) => {
      const target = event.target.closest("a") ?? event.target;
      const text = target.getAttribute("aria-label") ?? "";
      tip.hidden = !text.includes("\n");
      if (tip.hidden) return;
      tip.textContent = text;
      const [box, mark] = [holder.getBoundingClientRect(), target.getBoundingClientRect()];
      tip.style.left = `${Math.max(4, Math.min(mark.left - box.left + 12, box.width - tip.offsetWidth - 8))}px`;
      const over = mark.top - box.top - tip.offsetHeight - 8;
      tip.style.top = `${over > 0 ? over : mark.bottom - box.top + 8}px`;
    };
    const hide = () => { tip.hidden = true; };
    for (const kind of ["pointerover", "focusin"]) holder.addEventListener(kind, show);
    for (const kind of ["pointerleave", "focusout"]) holder.addEventListener(kind, hide);
    return tip;
  }

  // One stop of the tabulator for the whole picture; arrows go from mark to mark.
  function addKeys(holder) {
    const links = [...holder.querySelectorAll("svg a")].map((link) => ({ link, box: link.getBoundingClientRect() }))
      .sort((a, b) => a.box.left - b.box.left || a.box.top - b.box.top).map(({ link }) => link);
    links.forEach((link, place) => link.setAttribute("tabindex", place ? -1 : 0));
    holder.onkeydown = (event) => {
      const here = links.indexOf(document.activeElement);
      const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: links.length - 1 }[event.key];
      if (here < 0 || next === undefined || !links[next]) return;
      event.preventDefault();
      links[here].setAttribute("tabindex", -1);
      links[next].setAttribute("tabindex", 0);
      links[next].focus();
    };
  }

  const tips = new Map([events, counts].map((holder) => [holder, addTip(holder)]));

  function draw(holder, drawer, label) {
    holder.hidden = false;
    const style = getComputedStyle(holder);
    const width = Math.floor(holder.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
    if (width < 50) return;
    const svg = drawer(width);
    nameMarks(svg);
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", label);
    addPatterns(svg);
    holder.replaceChildren(svg, tips.get(holder));
    if (!alone) addBrush(svg);
    addKeys(holder);
  }

  const drawAll = () => {
    draw(events, data.marks.length ? drawMarks : drawBars, "What happened when, by type. Arrow keys go from mark to mark; the list below has the same.");
    draw(counts, drawCounts, `Counts per ${data.per}. Arrow keys go from bar to bar; the table below has the same.`);
  };
  drawAll();
  const hint = document.getElementById("brush-hint");
  if (hint) hint.hidden = !matchMedia("(pointer: fine)").matches;

  let drawnWidth = innerWidth;
  let waiting = 0;
  addEventListener("resize", () => {
    if (innerWidth === drawnWidth) return;
    drawnWidth = innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 150);
  });
}

// Draw the network with vis-network, where the server has placed everything; nothing moves by itself.
"use strict";
const drawNetwork = (source, frame) => {
  const data = JSON.parse(source.textContent);
  const panel = frame.querySelector("[data-panel]");
  const rows = [...document.querySelectorAll(".network-links tbody tr")];
  const canvas = frame.querySelector("[data-canvas]");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const motion = still ? false : { duration: 250, easingFunction: "easeInOutQuad" };
  const hidden = { kinds: new Set(), families: new Set() };

  // What comes last lies on top: the names of units, then what is best linked.
  const order = (node) => (node.shape === "box" ? 1 : 0);
  const layered = [...data.nodes].reverse().sort((one, other) => order(one) - order(other));
  const nodes = new vis.DataSet(layered.map((node) => ({ ...node, title: data.names[node.id] })));
  const edges = new vis.DataSet(data.edges.map((edge, number) => ({ ...edge, family: data.families[number] })));
  const original = new Map(data.nodes.map((node) => [node.id, node]));
  const lines = new Map(data.edges.map((edge, number) => [edge.id, { ...edge, family: data.families[number] }]));
  frame.classList.add("is-drawn");
  const picture = new vis.Network(canvas, { nodes, edges }, data.options);
  // The room that labels take is known only when all has been drawn once.
  // On a narrow screen the best linked node comes first: the whole would be too small to read.
  picture.once("afterDrawing", () => {
    picture.fit({ animation: false });
    if (canvas.clientWidth < 600 && picture.getScale() < 0.35) picture.focus(data.nodes[0].id, { scale: 0.45, animation: false });
  });

  const inner = canvas.querySelector(".vis-network");
  inner.setAttribute("role", "application");
  inner.setAttribute("aria-label", canvas.dataset.label);
  const zoomByWheel = (on) => picture.setOptions({ interaction: { zoomView: on } });
  inner.addEventListener("focusin", () => zoomByWheel(true));
  inner.addEventListener("focusout", () => zoomByWheel(false));

  const make = (tag, text, name) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const addressOf = new Map([...document.querySelectorAll("a[data-node]")].map((link) => [link.dataset.node, link.href]));
  const nodeLink = (id) => {
    const link = make("a", data.names[id]);
    link.lang = "fi";
    link.href = addressOf.get(id) || "#";
    link.dataset.node = id;
    return link;
  };
  const endsOf = (row) => row.dataset.ends.split(" ");

  // Thousands of nodes take seconds to be drawn anew: there only the chosen lines step forward.
  const large = data.nodes.length > 1500;
  let before = new Set();

  /** Let what is not chosen step back; null chooses everything. */
  const highlight = (chosenNodes, chosenLines) => {
    const all = chosenNodes === null;
    if (large) {
      const now = new Set(chosenLines || []);
      edges.update([...before, ...now].map((id) => {
        const { color, width } = lines.get(id);
        return now.has(id) ? { id, width: width + 6, color: { color: "#b35c00", opacity: 1 } } : { id, width, color };
      }));
      before = now;
      return;
    }
    nodes.update(data.nodes.map(({ id, font }) => {
      const on = all || chosenNodes.has(id);
      return { id, opacity: on ? 1 : 0.18, font: { ...font, color: on ? font.color : "rgba(26,37,48,0.2)" } };
    }));
    edges.update(data.edges.map(({ id, color }) => {
      const on = all || chosenLines.has(id);
      return { id, color: { ...color, opacity: on ? (all ? color.opacity : 0.95) : 0.07 } };
    }));
  };
  const mark = (isChosen) => rows.forEach((row) => row.classList.toggle("is-chosen", isChosen(row)));

  const evidenceOf = (row) => {
    const part = document.createDocumentFragment();
    part.append(make("h4", `${row.cells[1].textContent} · ${row.cells[2].textContent.trim()}`));
    const [from, to] = endsOf(row);
    const ends = make("p", "", "small");
    ends.append(nodeLink(from), ` ${row.querySelector(".arrow").textContent} `, nodeLink(to));
    part.append(ends);
    [...row.querySelector("details").children].slice(1).forEach((piece) => part.append(piece.cloneNode(true)));
    return part;
  };
  const show = (...pieces) => {
    const clear = make("button", data.words.clear, "button");
    clear.type = "button";
    clear.addEventListener("click", chooseNothing);
    panel.replaceChildren(...pieces, clear);
    panel.scrollTop = 0;
  };

  const chooseLine = (id) => {
    const line = lines.get(id);
    const own = rows.filter((row) => row.dataset.line === id);
    show(make("h3", `${data.names[line.from]} – ${data.names[line.to]}`), ...own.map(evidenceOf));
    mark((row) => row.dataset.line === id);
    highlight(new Set([line.from, line.to]), new Set([id]));
  };
  const chooseNode = (id) => {
    const near = picture.getConnectedNodes(id);
    const about = `${data.kinds[original.get(id).kind]} · ${data.words.neighbours.replace("#", near.length)}`;
    const around = make("p");
    const link = make("a", data.words.around, "button");
    link.href = addressOf.get(id) || "#";
    around.append(link);
    const list = make("ul");
    rows.filter((row) => endsOf(row).includes(id)).forEach((row) => {
      const item = make("li");
      const button = make("a", data.names[endsOf(row).find((end) => end !== id) || id]);
      button.href = "#links-title";
      button.lang = "fi";
      button.dataset.line = row.dataset.line;
      item.append(`${row.cells[1].textContent}: `, button);
      list.append(item);
    });
    const name = make("h3", data.names[id]);
    name.lang = "fi";
    show(name, make("p", about, "soft"), around, list);
    mark((row) => endsOf(row).includes(id));
    highlight(new Set([id, ...near]), new Set(picture.getConnectedEdges(id)));
  };
  function chooseNothing() {
    panel.replaceChildren(make("p", data.words.choose, "soft"));
    mark(() => false);
    highlight(null, null);
  }

  const goTo = (id) => picture.focus(id, { scale: Math.max(picture.getScale(), 0.8), animation: motion });
  picture.on("click", ({ nodes: [node], edges: [line] }) => {
    if (node !== undefined) chooseNode(node);
    else if (line !== undefined) chooseLine(line);
    else chooseNothing();
  });

  // The lists lead to pictures of their own; here they show the item in this one. A new tab stays a new tab.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-node], a[data-line]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link.dataset.line) {
      const { from, to } = lines.get(link.dataset.line);
      chooseLine(link.dataset.line);
      picture.fit({ nodes: [from, to], maxZoomLevel: 1, animation: motion });
    } else {
      chooseNode(link.dataset.node);
      goTo(link.dataset.node);
    }
  });
  rows.forEach((row) => row.querySelector("details").addEventListener("toggle", ({ target }) => {
    if (target.open) chooseLine(row.dataset.line);
  }));

  const redraw = () => {
    nodes.update(data.nodes.map(({ id, kind }) => ({ id, hidden: hidden.kinds.has(kind) })));
    edges.update([...lines.values()].map(({ id, family }) => ({ id, hidden: hidden.families.has(family) })));
    const gone = (id) => hidden.kinds.has(original.get(id).kind);
    rows.forEach((row) => { row.hidden = hidden.families.has(row.dataset.family) || endsOf(row).some(gone); });
  };
  frame.querySelectorAll("[data-kind], [data-family]").forEach((box) => box.addEventListener("change", () => {
    const set = box.dataset.kind ? hidden.kinds : hidden.families;
    if (box.checked) set.delete(box.dataset.kind || box.dataset.family);
    else set.add(box.dataset.kind || box.dataset.family);
    redraw();
  }));

  const search = document.getElementById("network-search");
  const said = frame.querySelector("[data-search-status]");
  const fold = (text) => text.toLocaleLowerCase();
  const find = () => {
    const wanted = fold(search.value.trim());
    if (!wanted) { chooseNothing(); return; }
    const names = Object.entries(data.names).map(([id, name]) => [id, fold(name)]);
    const [id] = names.find(([, name]) => name === wanted) || names.find(([, name]) => name.startsWith(wanted))
      || names.find(([, name]) => name.includes(wanted)) || [];
    said.textContent = id === undefined ? said.dataset.none : data.names[id];
    search.setAttribute("aria-invalid", String(id === undefined));
    if (id === undefined) return;
    chooseNode(id);
    goTo(id);
  };
  search.addEventListener("change", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); find(); }
    if (event.key === "Escape") { search.value = ""; find(); }
  });

  const zoom = (factor) => picture.moveTo({ scale: picture.getScale() * factor, animation: motion });
  const zooms = { in: () => zoom(1.35), out: () => zoom(1 / 1.35), all: () => picture.fit({ animation: motion }) };
  frame.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", zooms[button.dataset.zoom]));
  window.strategylinks = { picture, nodes, edges, chooseNode, chooseLine };
};

(() => {
  const source = document.getElementById("network-data");
  const frame = document.querySelector("[data-network]");
  if (!source || !frame || typeof vis === "undefined") return;
  // Names are measured in the letters of the page; until these are there, the still picture stands.
  const start = () => drawNetwork(source, frame);
  document.fonts.load('16px "Source Sans 3"').then(start, start);
})();

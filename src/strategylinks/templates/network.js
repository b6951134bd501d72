"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const container = document.getElementById("network");
  const card = document.getElementById("card");
  const found = document.getElementById("found");
  const search = document.getElementById("search");
  const rows = [...document.querySelectorAll("tbody tr")];
  const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, title: node.name })));
  const edges = new vis.DataSet(data.edges);
  const picture = new vis.Network(container, { nodes, edges }, JSON.parse(data.options));
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const motion = still ? false : { duration: 250, easingFunction: "easeInOutQuad" };

  // Only when everything has been drawn once is it known how much room the labels take.
  // On a narrow screen the best linked node comes first: the whole would be too small to read.
  picture.once("afterDrawing", () => {
    picture.fit({ animation: false });
    if (data.nodes.length && picture.getScale() < 0.3) picture.focus(data.nodes[0].id, { scale: 0.36, animation: false });
  });

  // The frame is what the keyboard reaches: it needs a name, and the wheel zooms only while somebody works in it.
  const frame = container.querySelector(".vis-network");
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", container.dataset.label);
  const zoomByWheel = (on) => picture.setOptions({ interaction: { zoomView: on } });
  frame.addEventListener("focusin", () => zoomByWheel(true));
  frame.addEventListener("focusout", () => zoomByWheel(false));

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const nodeButton = (id) => {
    const button = make("button", nodes.get(id).name, "end");
    button.type = "button";
    button.dataset.node = id;
    return button;
  };

  // What is not chosen steps back; the colours that were there before come back from the data of the page.
  const highlight = (chosenNodes, chosenEdges) => {
    const all = chosenNodes === null;
    nodes.update(data.nodes.map(({ id, font }) => {
      const on = all || chosenNodes.has(id);
      return { id, opacity: on ? 1 : 0.15, font: { ...font, color: on ? font.color : "rgba(28,42,48,0.15)" } };
    }));
    edges.update(data.edges.map(({ id, color }) => {
      const on = all || chosenEdges.has(id);
      return { id, color: { ...color, opacity: on ? (all ? color.opacity : 0.9) : 0.08 } };
    }));
  };

  const markRows = (isChosen) => rows.forEach((row) => row.classList.toggle("chosen", isChosen(row)));
  const endsOf = (row) => row.dataset.ends.split(" ");

  const showEvidence = (row) => {
    const part = make("div", "", "row");
    const [from, to] = endsOf(row);
    const kind = row.cells[1].textContent;
    const weight = row.cells[2].textContent;
    part.append(make("strong", kind), ` · ${data.words.weight} ${weight}`);
    part.append(make("br"), nodeButton(from), ` ${row.querySelector(".arrow").textContent} `, nodeButton(to));
    [...row.querySelector("details").children].slice(1).forEach((piece) => part.append(piece.cloneNode(true)));
    return part;
  };

  const chooseLine = (id) => {
    const line = edges.get(id);
    const heading = make("h3", `${nodes.get(line.from).name} – ${nodes.get(line.to).name}`);
    const own = rows.filter((row) => row.dataset.line === id);
    card.replaceChildren(heading, ...own.map(showEvidence));
    card.scrollTop = 0;
    markRows((row) => row.dataset.line === id);
    highlight(new Set([line.from, line.to]), new Set([id]));
  };

  const chooseNode = (id) => {
    const node = nodes.get(id);
    const own = rows.filter((row) => endsOf(row).includes(id));
    const about = [data.kinds[node.kind], `${data.words.links}: ${own.length}`, node.reports.join(", ")];
    const list = make("ul");
    own.forEach((row) => {
      const item = make("li");
      const button = make("button", nodes.get(endsOf(row).find((end) => end !== id) || id).name, "end");
      button.type = "button";
      button.dataset.line = row.dataset.line;
      item.append(`${row.cells[1].textContent} (${row.cells[2].textContent}): `, button);
      list.append(item);
    });
    card.replaceChildren(make("h3", node.name), make("p", about.filter(Boolean).join(" · "), "muted"), list);
    card.scrollTop = 0;
    markRows((row) => endsOf(row).includes(id));
    highlight(
      new Set([id, ...picture.getConnectedNodes(id)]),
      new Set(picture.getConnectedEdges(id)),
    );
  };

  const chooseNothing = () => {
    card.replaceChildren(make("p", data.words.choose, "muted"));
    markRows(() => false);
    highlight(null, null);
  };

  const goTo = (id) => picture.focus(id, { scale: Math.max(picture.getScale(), 1), animation: motion });

  const showLine = (id) => {
    const { from, to } = edges.get(id);
    picture.fit({ nodes: [from, to], maxZoomLevel: 0.9, animation: motion });
  };

  picture.on("click", ({ nodes: [node], edges: [line] }) => {
    if (node !== undefined) chooseNode(node);
    else if (line !== undefined) chooseLine(line);
    else chooseNothing();
  });

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-node], button[data-line]");
    if (!button) return;
    if (button.dataset.line) {
      chooseLine(button.dataset.line);
      showLine(button.dataset.line);
    } else {
      chooseNode(button.dataset.node);
      goTo(button.dataset.node);
    }
  });

  rows.forEach((row) => row.querySelector("details").addEventListener("toggle", ({ target }) => {
    if (!target.open) return;
    chooseLine(row.dataset.line);
    showLine(row.dataset.line);
  }));

  const fold = (text) => text.toLocaleLowerCase();
  const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));

  const filter = () => {
    const wanted = fold(search.value.trim());
    let count = 0;
    rows.forEach((row) => {
      row.hidden = Boolean(wanted) && !texts.get(row).includes(wanted);
      count += row.hidden ? 0 : 1;
    });
    found.textContent = count ? found.dataset.found.replace("{count}", count) : found.dataset.nothing;
    if (!wanted) {
      chooseNothing();
      return;
    }
    const hits = new Set(data.nodes.filter((node) => fold(node.name).includes(wanted)).map((node) => node.id));
    highlight(hits, new Set());
  };

  const chooseFirst = () => {
    const wanted = fold(search.value.trim());
    const names = data.nodes.map((node) => [node.id, fold(node.name)]);
    const [id] = names.find(([, name]) => name === wanted)
      || names.find(([, name]) => name.startsWith(wanted))
      || names.find(([, name]) => name.includes(wanted)) || [];
    if (!wanted || id === undefined) return;
    chooseNode(id);
    goTo(id);
  };

  search.addEventListener("input", filter);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") chooseFirst();
    if (event.key === "Escape") { search.value = ""; filter(); }
  });

  const zoom = (factor) => picture.moveTo({ scale: picture.getScale() * factor, animation: motion });
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.35));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
  document.getElementById("zoom-all").addEventListener("click", () => picture.fit({ animation: motion }));
  window.strategylinks = { picture, nodes, edges };
})();

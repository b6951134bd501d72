// Narrow the table of indicators by a word, a unit and a part of the strategy.
"use strict";

const narrowing = document.querySelector("[data-narrow]");
if (narrowing) {
  const tables = [...document.querySelectorAll(narrowing.dataset.narrow)];
  const bodies = tables.flatMap((table) => [...table.tBodies]);
  const texts = bodies.map((body) => body.textContent.toLowerCase());
  const [word, unit, part] = ["by-word", "by-unit", "by-top"].map((id) => document.getElementById(id));
  const narrow = () => {
    let shown = 0;
    // What was folded is searched too: it opens.
    for (const table of tables) if (table.closest("details")) table.closest("details").open = true;
    bodies.forEach((body, number) => {
      const fits = texts[number].includes(word.value.trim().toLowerCase())
        && (!unit.value || body.dataset.units.split("|").includes(unit.value))
        && (!part.value || body.dataset.top === part.value);
      body.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    narrowing.querySelector("[data-count]").textContent = narrowing.dataset.shown.replace("#", `${shown} / ${bodies.length}`);
  };
  narrowing.addEventListener("input", narrow);
}

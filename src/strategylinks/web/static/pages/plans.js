// Narrow a tree of a plan, and open or close all of it.
"use strict";

// Scripts of a page share one scope: ours stays our own.
(() => {
  const form = document.querySelector("[data-narrow]");
  const items = [...document.querySelectorAll(".tree li")];
  const count = form && form.querySelector("[data-count]");
  const words = new Map(items.map((item) => [item, item.querySelector(".element").textContent.toLocaleLowerCase("fi")]));
  const before = new Map(items.map((item) => [item, item.querySelector(":scope > details")?.open]));
  // An element with two parents stands twice, and counts once.
  const address = (item) => item.querySelector(".element").getAttribute("href");

  /** Show what fits, with all that it belongs to; open what leads to it. */
  function narrow() {
    const text = form.elements.text.value.trim().toLocaleLowerCase("fi");
    const unit = form.elements.unit?.value || "";
    const status = form.elements.status?.value || "";
    const isAsked = Boolean(text || unit || status);
    const fits = (item) => (!text || words.get(item).includes(text))
      && (!unit || item.dataset.units.split(" ").includes(unit))
      && (!status || item.dataset.status === status);
    const shown = new Set(items.filter(fits));
    for (const item of items) item.hidden = isAsked;
    for (const item of shown) {
      for (let up = item; up && up.matches("li"); up = up.parentElement.closest(".tree li")) {
        up.hidden = false;
        const inner = up.querySelector(":scope > details");
        if (inner && isAsked && up !== item) inner.open = true;
      }
    }
    if (!isAsked) for (const [item, open] of before) { const inner = item.querySelector(":scope > details"); if (inner) inner.open = open; }
    const all = new Set(items.map(address)).size;
    const found = new Set([...shown].map(address)).size;
    count.textContent = count.dataset.count.replace("{shown}", found).replace("{total}", all);
  }

  /** Open or close everything. */
  function turn(open) {
    for (const inner of document.querySelectorAll(".tree details")) inner.open = open;
  }

  if (form) {
    form.addEventListener("input", narrow);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("[data-expand]").addEventListener("click", () => turn(true));
    form.querySelector("[data-collapse]").addEventListener("click", () => turn(false));
  }
})();

// Narrow the questions to those that have all the words that are typed.
"use strict";

{
  const box = document.querySelector("[data-filter]");
  const told = document.querySelector("[data-filter-said]");
  const all = [...document.querySelectorAll("[data-question]")].map((item) => [item, item.textContent.toLowerCase()]);

  function narrow() {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const [item, text] of all) {
      item.hidden = !words.every((word) => text.includes(word));
      count += item.hidden ? 0 : 1;
    }
    for (const group of document.querySelectorAll(".question-group")) {
      group.hidden = !group.querySelector("[data-question]:not([hidden])");
    }
    told.textContent = !words.length ? "" : count ? String(count) : told.dataset.none;
  }

  if (box) box.addEventListener("input", narrow);
}

// Narrow the responsibility matrix to a programme, a unit, or both.
"use strict";
(() => {
  const form = document.querySelector("[data-narrow]");
  if (!form) return;
  const programme = form.querySelector("#by-programme");
  const unit = form.querySelector("#by-unit");
  const told = form.querySelector("[data-shown]");
  const table = document.querySelector(".matrix");
  const heads = [...unit.options].map((option) => option.value);

  const narrow = () => {
    const group = programme ? programme.value : "";
    const column = unit.value ? heads.indexOf(unit.value) : -1;
    let shown = 0;
    for (const body of table.tBodies) {
      body.hidden = Boolean(group) && body.dataset.group !== group;
      let here = 0;
      for (const row of body.rows) {
        if (row.classList.contains("group")) continue;
        row.hidden = Boolean(unit.value) && !row.dataset.units.split(" ").includes(unit.value);
        if (!row.hidden && !body.hidden) here += 1;
      }
      if (body.rows[0].classList.contains("group")) body.rows[0].hidden = !here;
      shown += here;
    }
    for (const row of table.rows) {
      [...row.cells].forEach((cell, place) => cell.classList.toggle("is-chosen", place === column));
    }
    told.textContent = group || unit.value ? told.dataset.shown.replace("#", shown) : "";
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", narrow);
  narrow();
})();

// Show the range of lines that the address names: "#L119-131".
"use strict";

// Scripts of a page share one scope: ours stays our own.
(() => {
  function showRange() {
    for (const row of document.querySelectorAll(".in-range")) row.classList.remove("in-range");
    const asked = /^#L(\d+)(?:-(\d+))?$/.exec(location.hash);
    if (!asked) return;
    const first = Number(asked[1]);
    const last = Math.min(Number(asked[2] || first), first + 5000);
    for (let number = first; number <= last; number += 1) {
      document.getElementById(`L${number}`)?.classList.add("in-range");
    }
    document.getElementById(`L${first}`)?.scrollIntoView({ block: "start", behavior: "instant" });
  }

  window.addEventListener("hashchange", showRange);
  showRange();
})();

// A number opens the list that it counts, also in browsers that do not open <details> on the way to a place in it.
"use strict";

function unfold() {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  for (let box = place.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  place.scrollIntoView();
}
window.addEventListener("hashchange", unfold);
unfold();

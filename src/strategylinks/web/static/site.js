// What pages can do beyond links and forms. Every page works without it.
"use strict";

// Scripts of pages have names of their own: ours stay in here.
(() => {
  const said = document.querySelector("[data-said]");

  /** Tell a screen reader, and everyone else for a moment on the button itself. */
  function tell(button, text) {
    if (said) said.textContent = text;
    const before = button.textContent;
    button.textContent = text;
    setTimeout(() => { button.textContent = before; }, 2000);
  }

  /** Draw an SVG file on a canvas, twice as large as it is, and hand it over as a PNG file. */
  async function savePicture(address) {
    // The picture of the page itself, where it is drawn there: a page opened from disk may not fetch files.
    const drawn = document.querySelector("[data-picture] svg");
    const text = drawn ? new XMLSerializer().serializeToString(drawn) : await (await fetch(address)).text();
    const picture = new Image();
    picture.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth * 2;
    canvas.height = picture.naturalHeight * 2;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(picture.src);
    canvas.toBlob((file) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = address.split("?")[0].split("/").pop().replace(/\.svg$/, ".png");
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }

  for (const button of document.querySelectorAll("[data-png]")) {
    button.addEventListener("click", () => savePicture(button.dataset.png));
  }
  for (const button of document.querySelectorAll("[data-copy-link]")) {
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(location.href);
      tell(button, button.dataset.copied || "✓");
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => window.print());
  }
  // Paper cannot be unfolded.
  window.addEventListener("beforeprint", () => {
    for (const more of document.querySelectorAll(".more")) more.open = true;
  });

  // On a narrow screen the menu starts closed; without scripts it stands open.
  const menu = document.querySelector(".menu");
  const narrow = window.matchMedia("(max-width: 64rem)");
  const fold = () => { if (menu) menu.open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();

  // An open "take away" closes on Escape and on a click beside it.
  document.addEventListener("keydown", (event) => {
    const open = document.querySelector(".take[open]");
    if (event.key === "Escape" && open) { open.open = false; open.querySelector("summary").focus(); }
  });
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll(".take[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });

  // A link opens the folded part that it leads into, also in browsers that do not do so by themselves.
  function unfold() {
    const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    for (let box = place.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    place.scrollIntoView();
  }
  window.addEventListener("hashchange", unfold);
  unfold();
  document.documentElement.classList.add("has-scripts");
})();

// The plain field becomes an editor: colours, brackets, names from our own lists. Nothing is fetched for it.
"use strict";

const form = document.querySelector("[data-editor]");
const field = form.querySelector("textarea");

/** Let an editor suggest texts of ours only, where one of its own completers would ask other servers. */
function suggest(name, from, texts) {
  Yasqe.forkAutocompleter(from, { name, get: texts, bulk: true, persistenceId: null, autoShow: from === "prefixes" });
  return name;
}

function completers() {
  const terms = JSON.parse(form.dataset.terms);
  const of = (kind) => terms.filter((term) => term.kind === kind).map((term) => term.term);
  return [
    suggest("our-prefixes", "prefixes", JSON.parse(form.dataset.prefixes)),
    suggest("our-classes", "class", of("class")),
    suggest("our-properties", "property", of("property")),
    "variables",
  ];
}

function edit() {
  const place = document.createElement("div");
  field.before(place);
  const submit = () => form.requestSubmit();
  const editor = new Yasqe(place, {
    value: field.value,
    autocompleters: completers(),
    // Tab moves on to the next button, as everywhere: a field must not be a trap.
    extraKeys: {
      Tab: false,
      "Shift-Tab": false,
      "Ctrl-Space": (it) => it.autocomplete(),
      "Ctrl-/": (it) => it.commentLines(),
      "Ctrl-Enter": submit,
      "Cmd-Enter": submit,
      Esc: (it) => it.getInputField().blur(),
    },
    screenReaderLabel: form.dataset.label,
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
  });
  const input = editor.getInputField();
  input.setAttribute("aria-label", form.dataset.label);
  input.setAttribute("aria-describedby", field.getAttribute("aria-describedby") + " keys");
  field.hidden = true;
  field.required = false;
  const keep = () => { field.value = editor.getValue(); };
  editor.on("change", keep);
  form.addEventListener("submit", keep);
  form.querySelector("label").addEventListener("click", (event) => { event.preventDefault(); editor.focus(); });
  if (form.dataset.line) editor.addLineClass(Number(form.dataset.line) - 1, "background", "line-of-error");
  form.editor = editor;
}

if (window.Yasqe) edit();

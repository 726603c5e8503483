"use strict";
/* The queue by keyboard, and words taken from the report into a field. */
(() => {
  const item = () => document.getElementById("item");
  const form = () => document.getElementById("decide");
  const help = document.getElementById("help");
  const typing = (element) => element.matches("input:not([type=checkbox],[type=radio]),textarea,select");
  let dirty = false;

  /* Characters as the report counts them: code points, from where the shown stretch begins. */
  const offsets = () => {
    const report = document.getElementById("report");
    const selection = getSelection();
    if (!report || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!report.contains(range.startContainer) || !report.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(report);
    before.setEnd(range.startContainer, range.startOffset);
    const count = (text) => [...text].length;
    let words = range.toString();
    let start = Number(report.dataset.start) + count(before.toString());
    const lead = words.length - words.trimStart().length;
    start += lead;
    words = words.trim();
    return words ? { start, end: start + count(words), words } : null;
  };

  const ready = () => {
    dirty = false;
    for (const button of document.querySelectorAll("button.take")) button.hidden = false;
    document.getElementById("words")?.scrollIntoView({ block: "center" });
  };

  /* The selection is lost when a button takes the focus, so it is read before that. */
  let taken = null;
  document.addEventListener("selectionchange", () => { taken = offsets() || taken; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.take");
    if (!button || !taken) return;
    const field = button.closest(".field");
    const words = field.querySelector("[name$='.words']");
    words.value = taken.words;
    field.querySelector("[name$='.offsets']").value = `${taken.start}-${taken.end}`;
    field.classList.add("changed");
    dirty = true;
    taken = null;
  });

  document.addEventListener("input", (event) => {
    const field = event.target.closest?.(".field");
    if (!field) return;
    dirty = true;
    field.classList.add("changed");
    /* Words that were typed are looked up anew; the old place no longer holds. */
    if (event.target.name.endsWith(".words")) field.querySelector("[name$='.offsets']").value = "";
  });

  const press = (act) => form()?.querySelector(`button[value="${act}"]`)?.click();
  const reason = () => form()?.elements.reason;

  const keys = {
    a: () => press("accept"),
    c: () => { if (dirty) press("correct"); else form()?.querySelector(".field select, .field input")?.focus(); },
    r: () => { if (reason()?.value.trim()) press("reject"); else { rejecting = true; reason()?.focus(); } },
    n: () => document.querySelector("button[form=skip]")?.click(),
    "?": () => help.showModal(),
  };
  let rejecting = false;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || help.open || !item()) return;
    const at = event.target;
    if (at.nodeType === 1 && typing(at)) {
      if (event.key === "Escape") { rejecting = false; at.blur(); event.preventDefault(); }
      /* Enter in a field records what the field is about, and never accepts by accident. */
      if (event.key === "Enter" && form()?.contains(at) && !at.matches("select")) {
        event.preventDefault();
        press(at === reason() && !dirty ? "reject" : "correct");
      }
      return;
    }
    /* On a keyboard of another script the letter is taken from where the key lies. */
    const letter = /^[\x20-\x7e]$/.test(event.key) ? event.key : event.code.replace("Key", "").toLowerCase();
    const act = event.key === "؟" ? keys["?"] : keys[letter];
    if (act) { event.preventDefault(); act(); }
  });

  document.addEventListener("desk:swapped", () => {
    ready();
    document.body.dispatchEvent(new CustomEvent("reviewed"));
    item()?.querySelector("h1")?.scrollIntoView({ block: "nearest" });
  });
  const open = document.getElementById("help-open");
  if (open) { open.hidden = false; open.addEventListener("click", () => help.showModal()); }
  ready();
})();

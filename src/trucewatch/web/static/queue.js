"use strict";
/* The queue by keyboard, words taken from the report into a field, and the next claims at hand before they are needed. */
(() => {
  /* How many claims are fetched ahead: a reader goes on at once, and for a while without a connection. */
  const AHEAD = 2;
  /* A claim that has only just come takes no key: a second tap was meant for the one before. */
  const FRESH_MS = 400;
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
    if (!act) return;
    event.preventDefault();
    if (!event.repeat && item().dataset.fresh === undefined) act();
  });

  /* What comes next.  The desk holds it for this reader; it is kept in the memory of this page and nowhere else. */
  const ahead = [];
  let fetching = false;
  const current = () => item()?.dataset.claim || "";
  const has = (id) => id === current() || ahead.some((one) => one.dataset.claim === id);
  const ask = async (path, options) => {
    try {
      const answer = await fetch(path, { redirect: "error", headers: { "HX-Request": "true" }, ...options });
      if (answer.status !== 200) return null;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return page.getElementById("item");
    } catch {
      return null;
    }
  };
  const fetchAhead = async () => {
    if (fetching) return;
    fetching = true;
    while (current() && ahead.length < AHEAD) {
      const body = new URLSearchParams({ csrf: document.querySelector("input[name=csrf]")?.value || "" });
      for (const id of [current(), ...ahead.map((one) => one.dataset.claim)]) body.append("has", id);
      for (const id of unsent()) body.append("has", id);
      const fresh = await ask("/queue/ahead", { method: "POST", body });
      if (!fresh?.dataset.claim || has(fresh.dataset.claim) || unsent().includes(fresh.dataset.claim)) break;
      ahead.push(document.adoptNode(fresh));
    }
    fetching = false;
    document.getElementById("queue").dataset.ahead = String(ahead.length);
  };
  /* Claims whose review still waits in the outbox. */
  const unsent = () => {
    try {
      const list = JSON.parse(localStorage.getItem("trucewatch-outbox") || "[]");
      return list.map((entry) => /^\/queue\/([^/]+)/.exec(entry.action)?.[1] || "").filter(Boolean);
    } catch {
      return [];
    }
  };
  const put = (fresh) => {
    item().replaceWith(fresh);
    window.htmx?.process(fresh);
    document.dispatchEvent(new CustomEvent("desk:swapped"));
  };
  const isOfQueue = (form) => form.dataset.outboxSwap === "#item" && item()?.contains(form);

  document.addEventListener("desk:kept", (event) => {
    if (!isOfQueue(event.detail.form) || !ahead.length) return;
    event.preventDefault();
    put(ahead.shift());
  });
  document.addEventListener("desk:waits", (event) => {
    const waiting = document.getElementById("waiting");
    if (isOfQueue(event.detail.form) && waiting) put(waiting.content.firstElementChild.cloneNode(true));
  });
  /* What was sent is decided: a page that waits, or that still shows such a claim, goes on. */
  document.addEventListener("desk:sent", async (event) => {
    document.body.dispatchEvent(new CustomEvent("reviewed"));
    const waits = item()?.dataset.waiting !== undefined;
    if (!waits && !event.detail.sent.includes(`/queue/${current()}`)) { fetchAhead(); return; }
    const form = item()?.querySelector("button:disabled");
    if (form) return; // somebody waits for this very answer
    const fresh = ahead.shift() || await ask("/queue");
    if (fresh) put(fresh);
  });
  document.addEventListener("desk:swapped", () => {
    ready();
    const shown = item();
    if (shown.dataset.claim) {
      shown.dataset.fresh = "";
      setTimeout(() => { delete shown.dataset.fresh; }, FRESH_MS);
    }
    for (let at = ahead.length - 1; at >= 0; at -= 1) if (ahead[at].dataset.claim === current()) ahead.splice(at, 1);
    const title = item()?.querySelector("h1");
    title?.setAttribute("tabindex", "-1");
    title?.focus({ preventScroll: true });
    title?.scrollIntoView({ block: "nearest" });
    fetchAhead();
  });
  addEventListener("online", fetchAhead);
  const open = document.getElementById("help-open");
  if (open) { open.hidden = false; open.addEventListener("click", () => help.showModal()); }
  ready();
  fetchAhead();
})();

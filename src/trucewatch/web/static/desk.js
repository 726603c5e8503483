"use strict";
/* The outbox: a form with data-outbox is kept in this browser until the desk has said that it has it.  It bears a
   client id, so that what is sent again after a dropped line is taken once. */
(() => {
  const KEY = "trucewatch-outbox";
  const AGAIN_MS = 15000;
  const notice = document.getElementById("outbox");
  const user = document.body.dataset.user || "";
  let sending = false;

  const kept = () => {
    try {
      const list = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(list) ? list : [];
    } catch {
      return [];
    }
  };
  const keep = (list) => localStorage.setItem(KEY, JSON.stringify(list));
  const mine = () => kept().filter((entry) => entry.user === user);
  const csrf = () => document.querySelector("input[name=csrf]")?.value || "";

  const show = (fault) => {
    if (!notice) return;
    const waiting = mine();
    notice.hidden = !(fault || waiting.length);
    notice.textContent = "";
    if (fault) notice.append(fault);
    if (waiting.length) {
      if (!fault) notice.append(notice.dataset.offline + " ");
      notice.append(` ${notice.dataset.waiting} `);
      const count = document.createElement("bdi");
      count.dir = "ltr";
      count.textContent = String(waiting.length);
      notice.append(count);
    }
  };

  /* true: the desk has it; a text: it will not take it, and why; false: not now. */
  const post = async (entry) => {
    const body = new URLSearchParams(entry.fields);
    body.set("csrf", csrf());
    let answer;
    try {
      answer = await fetch(entry.action, {
        method: "POST", body, redirect: "error",
        headers: { "HX-Request": "true", "X-CSRF-Token": csrf() },
      });
    } catch {
      return false;
    }
    if (answer.ok) return true;
    if ([401, 403, 408, 429].includes(answer.status) || answer.status >= 500) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(".fault")?.textContent.trim() || answer.statusText || String(answer.status);
  };

  const drop = (id) => keep(kept().filter((entry) => entry.id !== id));

  /* Sends what waits, oldest first; returns what became of the entry `id`. */
  const flush = async (id) => {
    if (sending || !user) return false;
    sending = true;
    let result = false;
    try {
      for (const entry of mine()) {
        const came = await post(entry);
        if (entry.id === id) result = came;
        if (came === false) break;
        drop(entry.id);
        if (came !== true && entry.id !== id) show(came);
      }
    } finally {
      sending = false;
    }
    return result;
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-outbox]") || !user) return;
    event.preventDefault();
    const button = form.querySelector("button:not([type=button])");
    const fields = [...new FormData(form)].filter(([name, value]) => name !== "csrf" && typeof value === "string");
    const id = form.elements.client_id.value;
    try {
      keep([...kept().filter((entry) => entry.id !== id), { id, user, action: form.getAttribute("action"), fields }]);
    } catch {
      form.submit();
      return;
    }
    if (button) button.disabled = true;
    const came = await flush(id);
    if (button) button.disabled = false;
    if (came === true) {
      location.assign(`${location.pathname}?said=sent`);
    } else if (came === false) {
      /* Kept: the form is free for the next one, under an id of its own. */
      form.reset();
      form.elements.client_id.value = crypto.randomUUID();
      show();
    } else {
      form.elements.client_id.value = crypto.randomUUID();
      show(came);
      notice?.scrollIntoView({ block: "nearest" });
    }
  });

  const retry = async () => {
    const before = mine().length;
    if (!before) return;
    await flush();
    show();
  };
  addEventListener("online", retry);
  setInterval(retry, AGAIN_MS);
  retry();
})();

/* A wide table takes the keyboard only while it is wider than its frame. */
(() => {
  const frames = () => document.querySelectorAll(".wide");
  const measure = () => frames().forEach((frame) => {
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  });
  addEventListener("resize", measure);
  document.addEventListener("htmx:after:swap", measure);
  measure();
})();

"use strict";
/* The outbox: a form with data-outbox is kept in this browser until the desk has said that it has it.  It bears a
   client id, so that what is sent again after a dropped line is taken once. */
(() => {
  const KEY = "trucewatch-outbox";
  const REFUSED = "trucewatch-refused";
  const AGAIN_MS = 15000;
  const notice = document.getElementById("outbox");
  const user = document.body.dataset.user || "";
  let sending = false;
  let signedOut = false;

  const read = (key) => {
    try {
      const list = JSON.parse(localStorage.getItem(key) || "[]");
      return Array.isArray(list) ? list : [];
    } catch {
      return [];
    }
  };
  const kept = () => read(KEY);
  const keep = (list) => localStorage.setItem(KEY, JSON.stringify(list));
  const isMine = (entry) => entry.user === user;
  const mine = () => kept().filter(isMine);
  const csrf = () => document.querySelector("input[name=csrf]")?.value || "";

  const show = (fault) => {
    if (!notice) return;
    const waiting = mine();
    const lost = read(REFUSED).filter(isMine);
    notice.hidden = !(fault || waiting.length || lost.length);
    notice.textContent = "";
    if (fault) notice.append(fault);
    for (const { id, page, label, why } of lost) {
      const link = document.createElement("a");
      link.href = page;
      link.textContent = label;
      link.addEventListener("click", () => {
        localStorage.setItem(REFUSED, JSON.stringify(read(REFUSED).filter((entry) => entry.id !== id)));
      });
      notice.append(`${why} `, link, " ");
    }
    if (waiting.length) {
      if (!fault && !lost.length) notice.append(`${signedOut ? notice.dataset.signedOut : notice.dataset.offline} `);
      if (signedOut) {
        const link = document.createElement("a");
        link.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`;
        link.textContent = notice.dataset.signIn;
        notice.append(link, " ");
      }
      notice.append(` ${notice.dataset.waiting} `);
      const count = document.createElement("bdi");
      count.dir = "ltr";
      count.textContent = String(waiting.length);
      notice.append(count);
    }
  };

  /* false: not now; else whether the desk has taken it, the page that it answered with, and why it did not. */
  const post = async (entry) => {
    const body = new URLSearchParams(entry.fields.filter(([, value]) => typeof value === "string"));
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
    signedOut = answer.status === 401;
    if ([401, 403, 408, 429].includes(answer.status) || answer.status >= 500) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fault = page.querySelector(".fault, .conflict h2")?.textContent.trim();
    return { taken: answer.ok, page, fault: fault || answer.statusText || String(answer.status) };
  };

  const drop = (id) => keep(kept().filter((entry) => entry.id !== id));

  /* What was sent later and not taken is told, with the way to where both can be seen. */
  const refused = ({ id, page, label }, why) => {
    localStorage.setItem(REFUSED, JSON.stringify([...read(REFUSED), { id, user, page, label, why }]));
  };

  /* Puts a part of the answered page in the place of this one's. */
  const swap = (selector, page) => {
    const fresh = page.querySelector(selector);
    const old = document.querySelector(selector);
    if (!fresh || !old) return false;
    old.replaceWith(document.adoptNode(fresh));
    window.htmx?.process(fresh);
    document.dispatchEvent(new CustomEvent("desk:swapped"));
    return true;
  };

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
        if (!came.taken && entry.id !== id) refused(entry, came.fault);
      }
    } finally {
      sending = false;
    }
    return result;
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const { outbox, outboxSwap, outboxPage, swap: plainSwap } = form.dataset;
    if (!user || (outbox === undefined && !plainSwap)) return;
    event.preventDefault();
    const fields = [...new FormData(form, event.submitter)].filter(([name]) => name !== "csrf");
    const id = form.elements.client_id?.value || "";
    const action = form.getAttribute("action");
    const page = outboxPage || location.pathname;
    const entry = { id, user, action, fields, page, label: outbox };
    if (outbox !== undefined) {
      try {
        keep([...kept().filter((other) => other.id !== id), entry]);
      } catch {
        form.submit();
        return;
      }
    }
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    const came = outbox === undefined ? await post(entry) : await flush(id);
    for (const button of form.querySelectorAll("button")) button.disabled = false;
    if (came && outboxSwap !== undefined && swap(outboxSwap, came.page)) {
      show();
    } else if (came && plainSwap !== undefined && swap(plainSwap, came.page)) {
      show();
    } else if (came && came.taken) {
      location.assign(`${location.pathname}?said=sent`);
    } else if (!came) {
      /* Kept: the form is free for the next one, under an id of its own. */
      if (outbox !== undefined && !outboxSwap) form.reset();
      if (form.elements.client_id && !outboxSwap) form.elements.client_id.value = crypto.randomUUID();
      show();
    } else {
      form.elements.client_id.value = crypto.randomUUID();
      show(came.fault);
      notice?.scrollIntoView({ block: "nearest" });
    }
  });

  const retry = async () => {
    if (mine().length) await flush();
    show();
  };
  addEventListener("online", retry);
  setInterval(retry, AGAIN_MS);
  retry();
})();

/* Files that are too large together are named before they are sent. */
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches("input[type=file][data-most]")) return;
  const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
  input.setCustomValidity(size > Number(input.dataset.most) ? input.dataset.tooLarge : "");
  input.reportValidity();
});

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

"use strict";
/* The outbox: a form with data-outbox is kept in this browser until the desk has said that it has it.  It bears a
   client id, so that what is sent again after a dropped line is taken once.  A page that can go on by itself (the queue,
   with the next claim at hand) says so by cancelling the event desk:kept; then nobody waits for the answer. */
(() => {
  const KEY = "trucewatch-outbox";
  const REFUSED = "trucewatch-refused";
  const AGAIN_MS = 15000;
  const AGAIN = "#sent-";
  const notice = document.getElementById("outbox");
  const user = document.body.dataset.user || "";
  /* Why nothing goes out: "" (it does), "offline", "signedOut" or "busy". */
  let held = "";

  const read = (key) => {
    try {
      const list = JSON.parse(localStorage.getItem(key) || "[]");
      return Array.isArray(list) ? list : [];
    } catch {
      return [];
    }
  };
  const isMine = (entry) => entry.user === user;
  const write = (key, list) => localStorage.setItem(key, JSON.stringify(list));
  const mine = () => read(KEY).filter(isMine);
  const drop = (key, id) => write(key, read(key).filter((entry) => entry.id !== id));
  const csrf = () => document.querySelector("input[name=csrf]")?.value || "";
  const link = (href, words) => {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = words;
    return made;
  };

  const show = (fault) => {
    if (!notice) return;
    const waiting = mine();
    const lost = read(REFUSED).filter(isMine);
    const cut = held || (navigator.onLine ? "" : "offline");
    notice.hidden = !(fault || waiting.length || lost.length || (cut && user));
    notice.textContent = "";
    if (notice.hidden) return;
    if (fault) notice.append(fault, " ");
    for (const { id, page, label, why } of lost) {
      notice.append(`${why} `, link(`${page}${AGAIN}${encodeURIComponent(id)}`, label), " ");
    }
    if (cut && !fault) notice.append(`${notice.dataset[cut]} `);
    if (held === "signedOut") {
      notice.append(link(`/sign-in?next=${encodeURIComponent(location.pathname)}`, notice.dataset.signIn), " ");
    }
    if (waiting.length) {
      const count = document.createElement("bdi");
      count.dir = "ltr";
      count.textContent = String(waiting.length);
      notice.append(`${notice.dataset.waiting} `, count);
    }
  };

  /* false: not now; else whether the desk has taken it, the page that it answered with, and why it did not. */
  const post = async (entry, awaited) => {
    const body = new URLSearchParams(entry.fields.filter(([, value]) => typeof value === "string"));
    body.set("csrf", csrf());
    const headers = { "HX-Request": "true", "X-CSRF-Token": csrf() };
    if (!awaited) headers["X-Desk-Ahead"] = "true";
    let answer;
    let text;
    try {
      answer = await fetch(entry.action, { method: "POST", body, redirect: "error", headers });
      text = await answer.text();
    } catch {
      held = "offline";
      return false;
    }
    held = answer.status === 401 ? "signedOut" : "";
    if (answer.status >= 500 || [403, 408, 429].includes(answer.status)) held = "busy";
    if (held) return false;
    const page = new DOMParser().parseFromString(text, "text/html");
    const fault = page.querySelector(".fault, .conflict h2")?.textContent.trim();
    return { taken: answer.ok, page, fault: fault || answer.statusText || String(answer.status) };
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

  /* Sends what waits, oldest first and one after the other; returns what became of the entry `id`, for which somebody
     waits.  What was sent later and not taken is kept apart and told, with the way to where both can be seen. */
  const send = async (id) => {
    let result = false;
    const sent = [];
    for (let entry = mine()[0]; entry; entry = mine()[0]) {
      const awaited = entry.id === id;
      const came = await post(entry, awaited);
      if (awaited) result = came;
      if (came === false) break;
      if (!came.taken && !awaited) write(REFUSED, [...read(REFUSED), { ...entry, why: came.fault }]);
      drop(KEY, entry.id);
      sent.push(entry.action);
    }
    if (sent.length) document.dispatchEvent(new CustomEvent("desk:sent", { detail: { sent } }));
    return result;
  };
  let sending = Promise.resolve();
  const flush = (id) => {
    const one = user ? sending.then(() => send(id)) : Promise.resolve(false);
    sending = one.catch(() => {});
    return one;
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const { outbox, outboxSwap, outboxPage, swap: plainSwap } = form.dataset;
    if (!user || (outbox === undefined && !plainSwap)) return;
    event.preventDefault();
    const fields = [...new FormData(form, event.submitter)].filter(([name]) => name !== "csrf");
    const id = form.elements.client_id?.value || crypto.randomUUID();
    const action = form.getAttribute("action");
    const page = outboxPage || location.pathname;
    const entry = { id, user, action, fields, page, label: outbox, swap: outboxSwap };
    if (outbox !== undefined) {
      try {
        write(KEY, [...read(KEY).filter((other) => other.id !== id), entry]);
      } catch {
        form.submit();
        return;
      }
      if (!document.dispatchEvent(new CustomEvent("desk:kept", { cancelable: true, detail: { form } }))) {
        await flush();
        show();
        return;
      }
    }
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    const came = outbox === undefined ? await post(entry, true) : await flush(id);
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
      if (outbox !== undefined) document.dispatchEvent(new CustomEvent("desk:waits", { detail: { form } }));
      show();
    } else {
      form.elements.client_id.value = crypto.randomUUID();
      show(came.fault);
      notice?.scrollIntoView({ block: "nearest" });
    }
  });

  /* The way to something that was refused: it is sent once more, and the answer shows both sides, or the form as it was
     filled in.  Until then it stays here. */
  const again = async () => {
    if (!location.hash.startsWith(AGAIN)) return;
    const id = decodeURIComponent(location.hash.slice(AGAIN.length));
    const entry = read(REFUSED).filter(isMine).find((one) => one.id === id);
    if (!entry) return;
    const came = await post(entry, true);
    if (came === false) return;
    if (!entry.swap || !swap(entry.swap, came.page)) {
      const form = [...document.forms].find((one) => one.getAttribute("action") === entry.action);
      for (const [name, value] of came.taken ? [] : entry.fields) {
        const field = form?.elements[name];
        if (field && name !== "client_id" && field.type !== "file") field.value = value;
      }
    }
    drop(REFUSED, id);
    history.replaceState(null, "", location.pathname);
  };

  const retry = async () => {
    if (mine().length) await flush();
    show();
  };
  addEventListener("online", () => { held = ""; retry(); });
  addEventListener("offline", () => show());
  addEventListener("hashchange", () => again().then(() => show()));
  setInterval(retry, AGAIN_MS);
  again().then(retry);
})();

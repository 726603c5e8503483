"use strict";
// The slider beside a date: it sets the date, and shows that day when it is let go.  Without script the date is enough.
for (const form of document.querySelectorAll("form.asof")) {
  const day = form.querySelector("input[type=date][name=as_of]");
  const label = form.querySelector(".slider");
  const slider = label && label.querySelector("input");
  const first = Date.parse(form.dataset.first), last = Date.parse(form.dataset.last), DAY = 86400000;
  if (!day || !slider || !(last > first)) continue;
  const iso = (n) => new Date(first + n * DAY).toISOString().slice(0, 10);
  slider.max = String(Math.round((last - first) / DAY));
  const place = () => {
    slider.value = String(Math.round((Date.parse(day.value) - first) / DAY));
    slider.setAttribute("aria-valuetext", day.value);
  };
  place();
  label.hidden = false;
  let shown = day.value, waiting = 0;
  const show = () => { if (day.value && day.value !== shown) { shown = day.value; form.requestSubmit(); } };
  slider.addEventListener("input", () => {
    day.value = iso(Number(slider.value));
    slider.setAttribute("aria-valuetext", day.value);
    // By keyboard every step is a change: the page follows when no further step comes.
    clearTimeout(waiting);
    waiting = setTimeout(show, 700);
  });
  day.addEventListener("change", () => { if (day.value) place(); });
}

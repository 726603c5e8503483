"use strict";
/* On a narrow screen the navigation scrolls: it begins where one is. */
(() => {
  const places = document.querySelector(".places");
  const here = places?.querySelector("[aria-current]");
  if (here && places.scrollWidth > places.clientWidth) here.scrollIntoView({ block: "nearest", inline: "center" });
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

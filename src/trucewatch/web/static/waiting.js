"use strict";
// A page that is being made comes by itself: asked for every few seconds, shown once it is there.
(() => {
  const ask = async () => {
    try {
      const answer = await fetch(location.href, {cache: "no-store"});
      const wait = Number(answer.headers.get("Retry-After"));
      answer.body?.cancel();
      if (!wait) location.reload();
      else setTimeout(ask, 1000 * wait);
    } catch {
      setTimeout(ask, 10000);
    }
  };
  setTimeout(ask, 4000);
})();

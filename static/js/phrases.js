// The phrases stay at hand without network; see templates/ofpra/phrases_worker.js.
"use strict";

const keep = document.querySelector("[data-keep]");
const kept = document.querySelector("[data-kept]");
const say = (isKept) => {
  keep.hidden = isKept;
  kept.hidden = !isKept;
};

if (keep && kept && "serviceWorker" in navigator && window.isSecureContext) {
  const {worker, scope} = keep.dataset;
  navigator.serviceWorker.register(worker, {scope})
    .then(() => navigator.serviceWorker.ready)
    .then(() => say(true))
    .catch(() => say(false));

  kept.querySelector("button").addEventListener("click", async () => {
    for (const one of await navigator.serviceWorker.getRegistrations()) {
      if (one.scope.endsWith(scope)) await one.unregister();
    }
    await caches.delete("phrases " + scope);
    say(false);
  });
}

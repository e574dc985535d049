"use strict";
// Keeps one page, which says nothing of its reader, for a room without network. Context: kept.
const {page, files} = {{ kept }};
const NAME = "phrases " + page, WAIT = 3000;
const isKept = ({origin, pathname, search}) =>
  origin === location.origin && !search && [page, ...files].includes(pathname);

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([page, ...files])));
});

addEventListener("activate", (event) => {
  const clean = async () => {
    const cache = await caches.open(NAME);
    for (const old of await cache.keys()) if (!isKept(new URL(old.url))) await cache.delete(old);
    await clients.claim();
  };
  event.waitUntil(clean());
});

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || !isKept(new URL(event.request.url))) return;
  const fresh = renewed(event.request);
  event.waitUntil(fresh.catch(() => {}));
  event.respondWith(answer(event.request, fresh));
});

const renewed = async (request) => {
  const response = await fetch(request);
  if (response.ok && !response.redirected) {
    const cache = await caches.open(NAME);
    await cache.put(request, response.clone());
  }
  return response;
};

// The network first, so that the page is that of today; after three seconds, the page kept.
const answer = async (request, fresh) => {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request, {ignoreVary: true});
  if (!kept) return fresh;
  const late = new Promise((done) => setTimeout(done, WAIT, kept));
  return Promise.race([fresh.then((response) => (response.ok ? response : kept), () => kept), late]);
};

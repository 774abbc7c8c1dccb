// 外出登记、扫桶检查、巡查的离线页: in the folder it is registered for, keeps one page and what it is drawn with, so that it opens without a network. Nothing else:
// what is typed lies in the page's own queue, and every question to the server goes past this worker.
"use strict";
const PAGE = new URL(self.registration.scope).pathname; // "/desk/field/"
const SHELF = `sanzhi-${PAGE.split("/").at(-2)}`; // "sanzhi-field"

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page says what it is drawn with; it is fetched once more and kept together with the page itself.
self.addEventListener("message", (event) => event.waitUntil(keep(event.data.keep || [])));

async function keep(addresses) {
  const shelf = await caches.open(SHELF);
  await Promise.all([PAGE, ...addresses].map(async (address) => {
    const answer = await fetch(address, { cache: "no-cache" });
    if (answer.ok && !answer.redirected) await shelf.put(address, answer);
  }));
}

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  const ours = event.request.mode === "navigate" ? pathname === PAGE : pathname.startsWith("/static/");
  if (ours) event.respondWith(networkFirst(event.request, pathname));
});

async function networkFirst(request, pathname) {
  try {
    return await fetch(request);
  } catch (gone) {
    const kept = await (await caches.open(SHELF)).match(request.mode === "navigate" ? PAGE : pathname);
    if (kept) return kept;
    throw gone;
  }
}

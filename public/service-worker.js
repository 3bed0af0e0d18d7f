// Keeps the app on the phone, so that a quote needs no network after the first visit.
//
// What is kept: the files of one release of the app, and the published catalogue (rates and rules,
// with their date). Never kept: anything about a person. Every other request under /api/ goes to the
// network untouched. A new release waits until the page says "take-over" (see app/js/worker.js), so
// nobody's half-filled form is reloaded from under them. The build program fills in the two places
// in double braces.

const RELEASE = "puhui-{{release}}";
const FILES = ["{{files}}"];
const QUOTE = "/";
const ACCOUNT = "/account.html";
const PROOF = "/proof.html";
const CATALOGUE = "/api/v1/catalogue";
const PUBLISHED = "puhui-catalogue";

addEventListener("install", (event) => event.waitUntil(keepRelease()));
addEventListener("activate", (event) => event.waitUntil(forgetOtherReleases()));
addEventListener("message", (event) => {
  if (event.data === "take-over") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname === CATALOGUE) event.respondWith(catalogue(event));
  else if (pathname.startsWith("/api/")) return;
  else if (FILES.includes(pathname)) event.respondWith(kept(request, pathname));
  // A name with a dot is a file, and not one of ours.
  else if (request.mode === "navigate" && !pathname.includes(".")) {
    event.respondWith(kept(request, page(pathname)));
  }
});

// The quote has a page of its own, so has proof; every other screen shares one.
function page(pathname) {
  if (pathname === "/quote") return QUOTE;
  return pathname === "/verify" || pathname.endsWith("/evidence") ? PROOF : ACCOUNT;
}

// All or nothing: a release with a file missing would fail on the first day without a network.
async function keepRelease() {
  const cache = await caches.open(RELEASE);
  // Names with a digest never change meaning and may come from the browser's own cache.
  await cache.addAll(FILES.map((path) =>
    new Request(path, { cache: path.startsWith("/assets/") ? "default" : "no-cache" })));
  // The catalogue is welcome but not needed: the app carries a sample with its own date.
  await refreshCatalogue(CATALOGUE).catch(() => {});
}

async function forgetOtherReleases() {
  const names = await caches.keys();
  await Promise.all(names
    .filter((name) => name.startsWith("puhui-") && name !== RELEASE && name !== PUBLISHED)
    .map((name) => caches.delete(name)));
  await clients.claim();
}

// From the phone; from the network only should the browser have thrown the file away.
async function kept(request, path) {
  const cache = await caches.open(RELEASE);
  return await cache.match(path, { ignoreVary: true }) ?? fetch(request);
}

// The kept catalogue at once and a newer one for next time; the network's when asked for it
// expressly, as by a reload that passes every cache.
async function catalogue(event) {
  const { request } = event;
  const expressly = ["no-cache", "no-store", "reload"].includes(request.cache);
  const cache = await caches.open(PUBLISHED);
  const known = await cache.match(CATALOGUE, { ignoreVary: true });
  const newer = refreshCatalogue(request);
  if (known && !expressly) {
    event.waitUntil(newer.catch(() => {}));
    return known;
  }
  return newer.catch((reason) => {
    if (known) return known;
    throw reason;
  });
}

async function refreshCatalogue(request) {
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(PUBLISHED);
    await cache.put(CATALOGUE, response.clone());
  }
  return response;
}

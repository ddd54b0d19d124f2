/**
 * The service worker: without a network, the library, the guides, their figures and the player are there.
 *
 * What has a hash in its name never changes, and is taken from the cache. Pages come from the network while there
 * is one, so that they are never old; without it, the copy that was seen last. A page of the player is the same for
 * every session (its script finds the session in the browser), so one copy serves all of them.
 * Pages about the person other than the first one are not kept.
 */

const CACHE = "unhunch-1";
const INDEX = "/assets/index.json";
/** The player without a session. */
const PLAYER = "/play/next";
/** Pages that lead to all others that are kept. */
const LISTS = ["/", "/library", "/guides"];
/** Files at the root that a page names. */
const FILES = /^\/(manifest\.webmanifest|icon[^/]*)$/;
/** What is kept of pages. */
const PAGES = /^\/($|library(\/|$)|guides(\/|$)|more$)/;
/** Pictures that stand in pages. */
const PICTURES = /^\/(figures|map)\//;
/** Pages from which, without a network, one gets to the player instead. */
const TO_PLAYER = /^\/(play|ready)(\/|$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(begin().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

/** Everything that the player and the pages load. */
async function begin() {
  const cache = await caches.open(CACHE);
  const index = await fetch(INDEX, { cache: "no-cache" });
  const urls = Object.values(await index.clone().json());
  await cache.put(INDEX, index);
  const missing = [];
  for (const url of urls) if (!(await cache.match(url))) missing.push(url);
  await cache.addAll([...missing, PLAYER, "/manifest.webmanifest", "/icon.svg"]);
  // What an older version loaded is not asked for any more.
  const wanted = new Set(urls);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname.startsWith("/assets/") && pathname !== INDEX && !wanted.has(pathname))
      await cache.delete(url);
  }
}

/** Addresses in a page that are worth keeping with it. */
function addresses(text) {
  const found = new Set();
  for (const [, address] of text.matchAll(/(?:href|src|srcset)="(\/[^"#?]*)"/g))
    if (PAGES.test(address) || PICTURES.test(address)) found.add(address);
  return found;
}

/** Keeps the library and the guides, one after the other, so that nobody has to wait for it. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  const seen = new Set();
  const open = [...LISTS];
  while (open.length > 0) {
    const address = open.shift();
    if (seen.has(address)) continue;
    seen.add(address);
    const picture = PICTURES.test(address);
    if (picture && (await cache.match(address))) continue;
    const answer = await fetch(address).catch(() => null);
    if (!answer) return;
    if (!isGood(answer)) continue;
    await cache.put(address, answer.clone());
    if (!picture) open.push(...addresses(await answer.text()));
  }
}

const isGood = (answer) => answer.ok && answer.type === "basic" && !answer.redirected;

/** Keeps these pictures first: they are wanted soonest. */
async function keepPictures(addresses) {
  const cache = await caches.open(CACHE);
  for (const address of addresses) if (!(await cache.match(address))) await cache.add(address);
}

self.addEventListener("message", (event) => {
  const pictures = event.data?.keep;
  if (Array.isArray(pictures))
    event.waitUntil(begin().then(() => keepPictures(pictures)).then(keepAll));
});

/** The cached answer to a request; else that of the network, which is kept. */
async function cachedFirst(request) {
  const cache = await caches.open(CACHE);
  const cached = await cache.match(request);
  if (cached) return cached;
  const answer = await fetch(request);
  if (isGood(answer)) await cache.put(request, answer.clone());
  return answer;
}

/** The cached picture, which is asked for anew beside it; else the network's. */
async function pictureOf(request) {
  const cache = await caches.open(CACHE);
  const cached = await cache.match(request);
  const fresh = fetch(request).then(async (answer) => {
    if (isGood(answer)) await cache.put(request, answer.clone());
    return answer;
  });
  if (!cached) return fresh;
  fresh.catch(() => {});
  return cached;
}

/** The network's answer; without one, the copy that was seen last. */
async function freshFirst(request) {
  const answer = await fetch(request).catch(() => null);
  return answer ?? (await caches.match(request)) ?? Response.error();
}

/** The page of the network; without one, the copy that was seen last, or the player. */
async function pageOf(request) {
  const cache = await caches.open(CACHE);
  const { pathname } = new URL(request.url);
  try {
    const answer = await fetch(request);
    if (isGood(answer) && PAGES.test(pathname)) await cache.put(pathname, answer.clone());
    return answer;
  } catch (error) {
    const player = TO_PLAYER.test(pathname) && (await cache.match(PLAYER));
    const copy = player || (await cache.match(pathname));
    if (copy) return copy;
    const home = await cache.match("/");
    if (home && request.mode === "navigate") return Response.redirect("/", 302);
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) {
    // A session that is begun without a network is begun in the player.
    if (request.mode === "navigate" && TO_PLAYER.test(pathname))
      event.respondWith(fetch(request).catch(() => Response.redirect(PLAYER, 303)));
    return;
  }
  if (pathname.startsWith("/assets/") && pathname !== INDEX) event.respondWith(cachedFirst(request));
  else if (PICTURES.test(pathname)) event.respondWith(pictureOf(request));
  else if (FILES.test(pathname)) event.respondWith(freshFirst(request));
  else if (request.mode === "navigate") event.respondWith(pageOf(request));
});

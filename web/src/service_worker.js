/*
 * What lets the page open without a network: the shell (the page and all its files, which carry a digest
 * in their names) is kept when it is first had, and answers when the network does not. Rows are not
 * here; they are the replica's. Nothing of /api is ever touched. A new version is had beside the old and
 * takes its place when no page of the old is open any more, so that a page never loses its own files.
 * SHELL and VERSION are put before this text when the client is built.
 */
/* global SHELL, VERSION */

const CACHE = `tributary-${VERSION}`;
/* A line that is this slow to give the page is as good as none: what is kept comes at once. */
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => {
  /* addAll takes all or nothing, and nothing that was refused. */
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(SHELL)));
});

self.addEventListener("activate", (event) => {
  const clear = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(clear());
});

const kept = async (path) => (await caches.open(CACHE)).match(path);

/* The page of now where the line gives it soon, else the one that is kept. */
async function page(request) {
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  const fresh = fetch(request).catch(() => undefined);
  const first = await Promise.race([fresh, late]);
  return first ?? (await kept("/")) ?? (await fresh) ?? Response.error();
}

const asset = async (request) => (await kept(request.url)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (SHELL.includes(pathname) && pathname !== "/") event.respondWith(asset(request));
});

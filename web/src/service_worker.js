/*
 * What lets the page open without a network: the shell (the page and its files, which carry a digest
 * in their names) is kept when it is first had, and answers when the network does not. What every
 * page needs comes at once, the rest when it is used, or one by one while the line is good: on a poor
 * line nobody waits for pages they do not open. Rows are not here; they are the replica's. Nothing of
 * /api is ever touched. A new version is had beside the old and takes its place when no page of the
 * old is open any more. FIRST, SHELL (the smallest first) and VERSION are put before this text when
 * the client is built.
 */
/* global FIRST, SHELL, VERSION */

const CACHE = `tributary-${VERSION}`;
/* A line that is this slow to give the page is as good as none: what is kept comes at once. */
const PATIENCE_MS = 4000;
/* A line on which a file takes this long has better things to carry. */
const POOR_MS = 600;

self.addEventListener("install", (event) => {
  /* addAll takes all or nothing, and nothing that was refused. */
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FIRST)));
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

async function have(path) {
  const answer = await fetch(path);
  if (answer.ok) await (await caches.open(CACHE)).put(path, answer.clone());
  return answer;
}

const asset = async (request) => (await kept(request.url)) ?? have(request.url);

/* The rest of the shell, until one of its files shows that the line is poor. */
async function rest() {
  for (const path of SHELL) {
    if (await kept(path)) continue;
    const began = performance.now();
    const answer = await have(path).catch(() => Response.error());
    if (!answer.ok || performance.now() - began > POOR_MS) return;
  }
}

self.addEventListener("message", (event) => {
  if (event.data === "rest") event.waitUntil(rest());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (SHELL.includes(pathname) && pathname !== "/") event.respondWith(asset(request));
});

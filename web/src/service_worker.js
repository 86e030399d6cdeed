/*
 * What lets the page open without a network: the shell (the page and its files, which carry a digest
 * in their names) is kept when it is first had, and answers when the network does not. What no page opens
 * without is kept at once and whole, the rest as it goes through the worker's hands: which of it is fetched
 * ahead is the page's to say, who is told here what came over the line. Rows are not here; they are the
 * replica's. Nothing of /api is ever touched. A new version is had beside the old and takes its place when
 * no page of the old is open any more, so that a page never loses its own files. What the shell is, is in LIST,
 * which is had when it is first asked for. BESIDE, FIRST, LIST and VERSION are put before this text when
 * the client is built.
 */
/* global BESIDE, FIRST, LIST, VERSION */

const CACHE = `tributary-${VERSION}`;
/* A line that is this slow to give the page is as good as none: what is kept comes at once. */
const PATIENCE_MS = 4000;

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

/* Once the shell was taken off the device nothing brings it back: the cache is opened only while it is there. */
const kept = (path) => caches.match(path, { cacheName: CACHE });
const cache = async () => ((await caches.has(CACHE)) ? caches.open(CACHE) : undefined);

/* The page of now where the line gives it soon, else the one that is kept. */
async function page(request) {
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  const fresh = fetch(request).catch(() => undefined);
  const first = await Promise.race([fresh, late]);
  return first ?? (await kept("/")) ?? (await fresh) ?? Response.error();
}

async function had(request) {
  const answer = await fetch(request);
  /* A device that is full keeps no more; the page goes on as it is. */
  if (answer.ok) await (await cache())?.put(request.url, answer.clone()).catch(() => undefined);
  return answer;
}

const asset = async (request) => (await kept(request.url)) ?? had(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/assets/") || BESIDE.includes(pathname)) {
    event.respondWith(asset(request));
  }
});

/* Without the list, the list itself. */
async function missing() {
  const list = await asset(new Request(LIST)).catch(() => undefined);
  if (!list?.ok) return [LIST];
  const requests = (await (await cache())?.keys()) ?? [];
  const paths = new Set(requests.map(({ url }) => new URL(url).pathname));
  return (await list.json()).filter((path) => !paths.has(path));
}

self.addEventListener("message", (event) => {
  const { data, ports } = event;
  if (data === "missing") event.waitUntil(missing().then((paths) => ports[0].postMessage(paths)));
});

/* What came over the line, and not from what the browser had anyway. */
async function tell(entries) {
  const pages = await self.clients.matchAll();
  for (const { transferSize, requestStart, responseEnd } of entries) {
    if (transferSize === 0) continue;
    const came = { bytes: transferSize, ms: responseEnd - requestStart };
    for (const one of pages) one.postMessage(came);
  }
}

new PerformanceObserver((list) => void tell(list.getEntries())).observe({ type: "resource" });

/*
 * The shell comes to the device (shell.ts takes it off again). The worker keeps what goes through its
 * hands, so the page fetches what is to be kept: what it has itself at once, which costs nothing, since
 * the browser still has it; the rest file by file, as long as the line is good.
 */
import { trustedUrl } from "../trusted";
import { heedWorker } from "./pace";

const WORKER = "/sw.js";
/* Where the files of the shell are that the page itself asks for. */
const FILES = "/assets/";

/** The files of the shell that are not kept yet. */
function missing(worker: ServiceWorker): Promise<readonly string[]> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data as readonly string[]);
    worker.postMessage("missing", [port2]);
  });
}

/** The worker, once it answers for this page. Never, where the browser was told to pass it by. */
async function answering(workers: ServiceWorkerContainer): Promise<ServiceWorker> {
  await workers.register(trustedUrl("sw", WORKER));
  for (;;) {
    if (workers.controller) return workers.controller;
    await new Promise((done) => workers.addEventListener("controllerchange", done, { once: true }));
  }
}

async function begin(): Promise<ServiceWorker> {
  heedWorker(navigator.serviceWorker);
  const worker = await answering(navigator.serviceWorker);
  const had = new Set(
    performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname),
  );
  for (const path of had) {
    if (path.startsWith(FILES) && !(await caches.match(path))) await fetch(path);
  }
  return worker;
}

let begun: Promise<ServiceWorker> | undefined;

/** Keeps the page and what it has used from now on. What a browser refuses is no loss: the page goes on as it is. */
export function keepShell(): Promise<ServiceWorker | undefined> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return Promise.resolve(undefined);
  begun ??= begin();
  return begun.catch(() => undefined);
}

/** Keeps all the rest too, as long as the line is good. */
export async function keepRest(isLineGood: () => boolean): Promise<void> {
  const worker = await keepShell();
  if (!worker) return;
  for (const path of await missing(worker)) {
    if (!isLineGood()) return;
    const answer = await fetch(path).catch(() => undefined);
    if (!answer?.ok) return;
  }
}

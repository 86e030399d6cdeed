/*
 * The shell on the device: a worker that keeps the page and its files, so that it opens without a
 * network. Only where the browser has such a thing, and lets a page have it (https, or this machine).
 */
const WORKER = "/sw.js";

interface TrustedUrls {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ) => { readonly createScriptURL: (url: string) => string };
}

/* The content policy lets only named makers of script addresses through; this one knows one address. */
function workerUrl(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedUrls };
  return trustedTypes
    ? trustedTypes.createPolicy("sw", { createScriptURL: () => WORKER }).createScriptURL(WORKER)
    : WORKER;
}

let isKept = false;

/** Keeps the shell from now on. What a browser refuses is no loss: the page goes on as it is. */
export function keepShell(): void {
  if (isKept || !import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  isKept = true;
  void navigator.serviceWorker.register(workerUrl()).catch(() => undefined);
}

/** Takes the shell off the device. */
export async function forgetShell(): Promise<void> {
  if (!("serviceWorker" in navigator) || typeof caches === "undefined") return;
  const registered = await navigator.serviceWorker.getRegistrations().catch(() => []);
  await Promise.all(registered.map((one) => one.unregister())).catch(() => undefined);
  const names = await caches.keys().catch(() => []);
  await Promise.all(names.map((name) => caches.delete(name))).catch(() => undefined);
}

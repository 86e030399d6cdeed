/*
 * The shell on the device: a worker that keeps the page and its files, so that it opens without a
 * network. Only where the browser has such a thing, and lets a page have it (https, or this machine).
 */

/** Takes the shell off the device. */
export async function forgetShell(): Promise<void> {
  if (!("serviceWorker" in navigator) || typeof caches === "undefined") return;
  const registered = await navigator.serviceWorker.getRegistrations().catch(() => []);
  await Promise.all(registered.map((one) => one.unregister())).catch(() => undefined);
  const names = await caches.keys().catch(() => []);
  await Promise.all(names.map((name) => caches.delete(name))).catch(() => undefined);
}

/*
 * Whether the line may carry what nobody has asked for yet. Judged by what came over it, and by the best
 * of that: a busy machine keeps some files waiting, a poor line all of them. What came from the device
 * itself tells nothing. Where a page is opened from the device little comes, and how soon the server
 * answers must do, until more has come.
 */

/* Above 100 kbit/s all pages are there within half a minute, and in nobody's way. */
const GOOD_BYTES_A_MS = 12;
/* Smaller ones tell how far the server is, not how wide the line; so much of larger ones tells that. */
const FILE_BYTES = 1_000;
const TELLING_BYTES = 10_000;
const SOON_MS = 400;

/** What came over the line: with its head, from the question to its last byte. */
export interface Came {
  readonly bytes: number;
  readonly ms: number;
}

/* Network Information: where a browser has it, what its owner asked for and what it knows of the line. */
interface Told {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

export function isGood(came: readonly Came[], told: Told = {}): boolean {
  if (told.saveData || told.effectiveType?.endsWith("2g")) return false;
  const files = came.filter(({ bytes }) => bytes >= FILE_BYTES);
  const isTelling = files.reduce((sum, { bytes }) => sum + bytes, 0) >= TELLING_BYTES;
  if (!isTelling) return came.some(({ ms }) => ms <= SOON_MS);
  return files.some(({ bytes, ms }) => bytes >= GOOD_BYTES_A_MS * ms);
}

/** What a list of Resource Timing says came over the line. */
export const cameOf = (entries: readonly PerformanceResourceTiming[]): readonly Came[] =>
  entries
    .filter(({ transferSize }) => transferSize > 0)
    .map((entry) => ({
      bytes: entry.transferSize,
      ms: entry.responseEnd - entry.requestStart,
    }));

/* What the worker fetched for this page: the page itself is told only that it came by the worker. */
const byWorker: Came[] = [];

/** Hears of what the worker fetches from now on. */
export function heedWorker(workers: ServiceWorkerContainer): void {
  workers.addEventListener("message", ({ data }) => byWorker.push(data as Came));
}

const timed = (type: string) => performance.getEntriesByType(type) as PerformanceResourceTiming[];

/** Whether the line is good, by what came since the page was opened. */
export function isLineGood(): boolean {
  const own = timed("resource").filter(({ workerStart }) => workerStart === 0);
  const { connection } = navigator as { readonly connection?: Told };
  return isGood([...cameOf(timed("navigation")), ...cameOf(own), ...byWorker], connection);
}

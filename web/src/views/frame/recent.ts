/* The palette, and what one has looked at since the page was opened, the last first. Kept nowhere: a device may be shared. */
import { signal } from "@preact/signals";
import type { Route } from "../../router";

const RECENT_MAX = 8;

export const isPaletteOpen = signal(false);
export const openPalette = (): void => {
  isPaletteOpen.value = true;
};

export const recent = signal<readonly string[]>([]);

/** Takes note of a page about something; lists and forms are no such pages. */
export function visited({ params }: Route): void {
  const id = params["id"];
  if (id === undefined || recent.peek()[0] === id) return;
  recent.value = [id, ...recent.peek().filter((other) => other !== id)].slice(0, RECENT_MAX);
}

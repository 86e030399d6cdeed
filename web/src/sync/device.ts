/*
 * Whether this device is somebody's own. Only there are the rows of organizations, groups and the person
 * kept beyond the page; on any other device they live in memory. The mark is one person's: whoever signs
 * in after them begins without it.
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Held } from "./types";
import type { Memory } from "./viewer";

const OWNED_BY = "tributary.own_device";

export function createDevice(held: ReadonlySignal<Held | undefined>, memory: Memory | undefined) {
  const owner = signal(memory?.getItem(OWNED_BY) ?? undefined);

  const isOwnDevice = computed(() => {
    const person = held.value?.person_id ?? null;
    return person !== null && owner.value === person;
  });

  /** Marks it as the own one of whoever is signed in, or as anybody's. */
  function mark(isOwn: boolean): void {
    const person = held.peek()?.person_id ?? null;
    if (isOwn && person !== null) {
      owner.value = person;
      memory?.setItem(OWNED_BY, person);
    } else {
      forget();
    }
  }

  function forget(): void {
    owner.value = undefined;
    memory?.removeItem(OWNED_BY);
  }

  return { isOwnDevice, mark, forget };
}

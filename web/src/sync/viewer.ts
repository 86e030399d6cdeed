/* Who sits in front of this screen, and for which of their organizations they act. */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { isOpen, openBelongings } from "./belongings";
import type { Replica } from "./replica";
import type { Viewer } from "./rights";
import type { Held } from "./types";

const CHOSEN = "tributary.acting_for";
/* Chosen: to act for nobody. */
const NOBODY = "";

export type Memory = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export function createViewer(
  replica: Replica,
  held: ReadonlySignal<Held | undefined>,
  isEntering: ReadonlySignal<boolean>,
  memory: Memory | undefined,
) {
  const chosen = signal(memory?.getItem(CHOSEN) ?? undefined);

  /** What was chosen last, while one belongs there. Else staff act for nobody, others for their first. */
  function actingFor(person: string): string | null {
    const organizations = openBelongings(replica, person).map(
      ({ organization_id }) => organization_id,
    );
    if (chosen.value === NOBODY) return null;
    if (chosen.value && organizations.includes(chosen.value)) return chosen.value;
    const isStaff = replica.by("coalition_role", "person_id", person).value.some(isOpen);
    return isStaff ? null : (organizations.sort()[0] ?? null);
  }

  const viewer: ReadonlySignal<Viewer> = computed(() => {
    const person_id = held.value?.person_id ?? null;
    const acting_for = person_id === null ? null : actingFor(person_id);
    return { person_id, acting_for, ready: held.value !== undefined && !isEntering.value };
  });

  /** Chooses an organization of one's own; null: nobody. Remembered on this device. */
  function actFor(organization: string | null): void {
    chosen.value = organization ?? NOBODY;
    memory?.setItem(CHOSEN, chosen.value);
  }

  function forget(): void {
    chosen.value = undefined;
    memory?.removeItem(CHOSEN);
  }

  return { viewer, actFor, forget };
}

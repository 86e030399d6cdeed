/*
 * The zone one's hours go by. Whoever has none yet gets that of the device they read on: else digests
 * and quiet hours would come by the clock of UTC to who never chose it.
 */
import { ownZone } from "../../i18n";
import { connection, dismiss, health, send } from "../../sync";
import { me } from "./me";

/** What the server reckons with where nothing was said. */
export const UNSAID_ZONE = "UTC";

/** The zone of the hours of one's mail. */
export const mailZone = (): string => me.value?.time_zone ?? UNSAID_ZONE;

/* Whose was written from this page: what the server refuses is not asked of it again. */
const asked = new Set<string>();

/** Keeps the device's zone as one's own, once and quietly: another device may have been faster. */
export async function keepZone(): Promise<void> {
  const person = me.value;
  if (connection.value !== "live" || health.value !== "fine" || person?.time_zone !== null) return;
  const { person_id } = person;
  const zone = ownZone();
  if (!zone || asked.has(person_id)) return; // some browsers do not say where they are
  asked.add(person_id);
  const outcome = await send("person.edit", { person_id, time_zone: { from: null, to: zone } });
  if (!outcome.ok) dismiss(outcome.command_id);
}

/*
 * The zone one's hours go by. Whoever has none yet gets that of the device they read on: else digests
 * and quiet hours would come by the clock of UTC to who never chose it. It comes with the first load, and so
 * asks for nothing but what is there: on a poor line nothing more is fetched for it.
 */
import { connection, dismiss, health, rows, send, viewer } from "../sync";

/** What the server reckons with where nothing was said. */
export const UNSAID_ZONE = "UTC";

const person = () => rows("person").value.get(viewer.value.person_id ?? "");

/** The zone of the hours of one's mail. */
export const mailZone = (): string => person()?.time_zone ?? UNSAID_ZONE;

/** Whether it lacks, as far as the server has told. */
export const lacksZone = (): boolean =>
  connection.value === "live" && health.value === "fine" && person()?.time_zone === null;

/* Whose was written from this page: what the server refuses is not asked of it again. */
const asked = new Set<string>();

/** Keeps the device's zone as one's own, once and quietly: another device may have been faster. */
export async function keepZone(): Promise<void> {
  const { person_id } = viewer.value;
  if (person_id === null || !lacksZone()) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || asked.has(person_id)) return; // some browsers do not say where they are
  asked.add(person_id);
  const outcome = await send("person.edit", { person_id, time_zone: { from: null, to: zone } });
  if (!outcome.ok) dismiss(outcome.command_id);
}

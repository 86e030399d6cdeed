/*
 * What I was told that asks something of me. Today asks this of the rows alone; names and words come with what draws
 * them, where there is any.
 */
import { row } from "../../sync";
import { type Notification, unseen } from "./unseen";

/* Of one entry of the log several may tell. */
export const newestFirst = (a: Notification, b: Notification): number =>
  b.seq - a.seq || (a.notification_id < b.notification_id ? -1 : 1);

const DUE: ReadonlySet<string> = new Set(["assigned", "presents", "mentioned"]);
const ENDED: ReadonlySet<string> = new Set([
  "done",
  "dropped",
  "reached",
  "missed",
  "ended",
  "minutes_draft",
  "minutes_circulated",
  "minutes_adopted",
  "cancelled",
]);

/** Whether what was given to me, or where I present, is still to come. */
function isAhead({ reason, about_table: table, about_id: id }: Notification): boolean {
  if (reason === "mentioned") return true;
  if (table !== "action_item" && table !== "milestone" && table !== "meeting") return false;
  return !ENDED.has(row(table, id).value?.state ?? "");
}

/**
 * What stands nowhere on the screen yet: of several about one thing the newest. shown: the ids of what stands there.
 */
export function dueFromMe(shown: readonly string[]): readonly Notification[] {
  const there = new Set(shown);
  return unseen.value.toSorted(newestFirst).filter((one) => {
    if (!DUE.has(one.reason) || there.has(one.about_id) || !isAhead(one)) return false;
    there.add(one.about_id);
    return true;
  });
}

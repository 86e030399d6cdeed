/*
 * What I was told of, as the page and Today want it: in words, with where it leads. Who said it is known of comments
 * alone; what was given to me or moved is told without.
 */
import { computed } from "@preact/signals";
import { type Outcome, row, rows, send, viewer } from "../../sync";
import { type Comment, thingOf } from "./comments";
import { personName } from "./items";
import { isTold, type Notification, unseen } from "./unseen";

export interface Told {
  readonly id: string;
  readonly row: Notification;
  /** What it is about, and where that is. */
  readonly name: string;
  readonly href: string;
  /** "": not known. */
  readonly who: string;
  readonly comment: Comment | undefined;
}

function toldOf(one: Notification): readonly Told[] {
  const thing = isTold(one) ? thingOf(one.about_table, one.about_id) : undefined;
  const comment = one.comment_id === null ? undefined : row("comment", one.comment_id).value;
  if (thing === undefined) return [];
  const who = comment === undefined ? "" : personName(comment.person_id);
  return [{ id: one.notification_id, row: one, ...thing, who, comment }];
}

/* Of one entry of the log several may tell. */
const newestFirst = (a: Notification, b: Notification): number =>
  b.seq - a.seq || (a.notification_id < b.notification_id ? -1 : 1);

export const fresh = computed<readonly Told[]>(() =>
  unseen.value.toSorted(newestFirst).flatMap(toldOf),
);

export const seenBefore = computed<readonly Told[]>(() =>
  [...rows("notification").value.values()]
    .filter((one) => one.seen_at_ms !== null)
    .toSorted(newestFirst)
    .flatMap(toldOf),
);

const seen = ({ notification_id }: Notification) =>
  ["notification", "update", notification_id, { seen_at_ms: Date.now() }] as const;

export const see = ({ row: one }: Told): Promise<Outcome> =>
  send("notification.see", { notification_id: one.notification_id }, [seen(one)]);

/** All that was listed; what comes meanwhile is not among it. */
export function seeAll(listed: readonly Told[]): Promise<Outcome> {
  const seq = Math.max(0, ...listed.map((one) => one.row.seq));
  const all = unseen.value.filter((one) => one.seq <= seq);
  return send(
    "notification.see_all",
    { person_id: viewer.value.person_id ?? "", seq },
    all.map(seen),
  );
}

/* ---- what of it waits for me ---- */

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
function isAhead({ row: one }: Told): boolean {
  const { about_table: table, about_id: id } = one;
  if (one.reason === "mentioned") return true;
  if (table !== "action_item" && table !== "milestone" && table !== "meeting") return false;
  return !ENDED.has(row(table, id).value?.state ?? "");
}

/**
 * What I was told that asks something of me and stands nowhere on the screen yet: of several about one thing the
 * newest. shown: the ids of what stands there.
 */
export function dueFromMe(shown: ReadonlySet<string>): readonly Told[] {
  const there = new Set(shown);
  return fresh.value.filter((one) => {
    const { reason, about_id } = one.row;
    if (!DUE.has(reason) || !isAhead(one) || there.has(about_id)) return false;
    there.add(about_id);
    return true;
  });
}

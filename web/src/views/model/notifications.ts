/*
 * What I was told of, as the page and Today want it: in words, with where it leads. Who said it is known of comments
 * alone; what was given to me or moved is told without.
 */
import { computed } from "@preact/signals";
import { type Outcome, row, rows, send, viewer } from "../../sync";
import { type Comment, thingOf } from "./comments";
import { newestFirst } from "./due";
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

export function toldOf(one: Notification): readonly Told[] {
  const thing = isTold(one) ? thingOf(one.about_table, one.about_id) : undefined;
  const comment = one.comment_id === null ? undefined : row("comment", one.comment_id).value;
  if (thing === undefined) return [];
  const who = comment === undefined ? "" : personName(comment.person_id);
  return [{ id: one.notification_id, row: one, ...thing, who, comment }];
}

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

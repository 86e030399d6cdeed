/*
 * What I was told of and have not looked at: all that the frame knows of notifications. What I do not see, and words
 * that were taken back, are told of nowhere.
 */
import { computed } from "@preact/signals";
import { type RowOf, row, rows } from "../../sync";

export type Notification = RowOf<"notification">;

/** Whether it can be told: the thing is there, and the comment where it is one that speaks to me. */
export const isTold = ({ reason, about_table, about_id, comment_id }: Notification): boolean =>
  row(about_table, about_id).value !== undefined &&
  ((reason !== "mentioned" && reason !== "replied") ||
    row("comment", comment_id ?? "").value !== undefined);

export const unseen = computed(() =>
  [...rows("notification").value.values()].filter((one) => one.seen_at_ms === null && isTold(one)),
);

/*
 * By when something that is still to be done is due, in words: ahead, within its window, or past it
 * everywhere on earth.
 */
import { fuzzyDate, isNow, isOver, readFuzzy, t } from "../../i18n";

/** "due Q3 2031", "due now: Q3 2031", "late, was due Q3 2031". */
export function dueWords(due_on: string, nowMs: number): string {
  const window = readFuzzy(due_on);
  const date = fuzzyDate(due_on);
  if (window === undefined) return t("item_due", { date });
  if (isOver(window, nowMs)) return t("item_overdue", { date });
  return isNow(window, nowMs) ? t("item_due_now", { date }) : t("item_due", { date });
}

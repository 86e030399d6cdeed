/*
 * What is said of milestones wherever they stand: when, how they stand, that they are late.
 */
import type { ComponentChildren } from "preact";
import { formatNumber, fuzzyDate, t } from "../../i18n";
import { isDueNow, isLate, type Milestone } from "../model/plan";
import { milestoneStateWord } from "../model/plan_words";
import { percentOf } from "../model/progress";

export const shareWords = (share: number): string =>
  formatNumber(percentOf(share) / 100, { style: "percent", maximumFractionDigits: 0 });

export const dueWords = ({ row }: Milestone): string =>
  row.due_on === null ? t("date_not_stated") : fuzzyDate(row.due_on);

const WEIGHTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export const weightWord = (weight: number): string =>
  weight === 0 ? t("weight_none") : formatNumber(weight);

export const weightOptions = () =>
  WEIGHTS.map((weight) => ({ value: String(weight), word: weightWord(weight) }));

/** How it stands, in a word; nothing where it is only planned. */
export function standing(milestone: Milestone, now: number): string {
  const { state, reason } = milestone.row;
  if (state === "dropped") {
    return reason === null ? milestoneStateWord(state) : t("milestone_dropped_why", { reason });
  }
  if (isLate(milestone, now)) return t("milestone_late");
  if (isDueNow(milestone, now)) {
    return t(state === "planned" ? "milestone_due_now" : "milestone_under_way_due_now");
  }
  return state === "planned" ? "" : milestoneStateWord(state);
}

/** The same, late marked as late. */
export function Standing(props: {
  readonly milestone: Milestone;
  readonly now: number;
}): ComponentChildren {
  const words = standing(props.milestone, props.now);
  if (words === "") return null;
  if (isLate(props.milestone, props.now)) return <b class="late flagged">{words}</b>;
  return <span class={props.milestone.row.state === "reached" ? "ok" : "q"}>{words}</span>;
}

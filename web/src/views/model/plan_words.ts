/* How plans and milestones stand, in words; apart from the first vocabulary, which everybody loads. */
import { type Key, t } from "../../i18n";
import type { RowOf } from "../../sync";

type PlanState = RowOf<"plan">["state"];
type MilestoneState = RowOf<"milestone">["state"];

const PLAN_STATE = {
  draft: "plan_state_draft",
  active: "plan_state_active",
  under_review: "plan_state_under_review",
  archived: "plan_state_archived",
} as const satisfies Record<PlanState, Key>;

const MILESTONE_STATE = {
  planned: "milestone_state_planned",
  under_way: "milestone_state_under_way",
  reached: "milestone_state_reached",
  missed: "milestone_state_missed",
  dropped: "milestone_state_dropped",
} as const satisfies Record<MilestoneState, Key>;

export const planStateWord = (state: PlanState): string => t(PLAN_STATE[state]);
export const milestoneStateWord = (state: MilestoneState): string => t(MILESTONE_STATE[state]);

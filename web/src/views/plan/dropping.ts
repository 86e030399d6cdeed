/*
 * Where the lines of a plan stand, and what dropping one on another does: goals among goals, objectives in
 * any goal, milestones under any objective or directly under the plan.
 */
import { t } from "../../i18n";
import type { Outcome } from "../../sync";
import type { GoalNode, Milestone, PlanTree } from "../model/plan";
import {
  goalsPlaced,
  milestonesPlaced,
  moveGoal,
  moveMilestone,
  moveObjective,
  objectivesPlaced,
} from "../model/plan_edits";

export interface MilestonePlace {
  readonly objective_id: string | null;
  readonly name: string;
  readonly list: readonly Milestone[];
}

export function placesOf(tree: PlanTree): readonly MilestonePlace[] {
  return [
    { objective_id: null, name: t("plan_direct"), list: tree.direct },
    ...tree.goals.flatMap((goal) =>
      goal.objectives.map((one) => ({
        objective_id: one.row.objective_id,
        name: one.row.name,
        list: one.milestones,
      })),
    ),
  ];
}

export const moveInto = (id: string, { objective_id, list }: MilestonePlace, at = list.length) =>
  moveMilestone(id, objective_id, milestonesPlaced(list), at);

/** Where in the tree a line stands. */
type Spot =
  | { readonly kind: "goal"; readonly at: number }
  | { readonly kind: "objective"; readonly goal: GoalNode; readonly at: number }
  | { readonly kind: "milestone"; readonly place: MilestonePlace; readonly at: number };

function spotOf(tree: PlanTree, id: string): Spot | undefined {
  for (const [at, goal] of tree.goals.entries()) {
    if (goal.row.goal_id === id) return { kind: "goal", at };
    const of = goal.objectives.findIndex((one) => one.row.objective_id === id);
    if (of >= 0) return { kind: "objective", goal, at: of };
  }
  for (const place of placesOf(tree)) {
    const at = place.list.findIndex((one) => one.id === id);
    if (at >= 0) return { kind: "milestone", place, at };
  }
  return undefined;
}

/** The place in a list that something dropped beside another of it takes, the dragged one left out. */
const placeAmong = (ids: readonly string[], dragged: string, at: number, isAfter: boolean) =>
  ids.slice(0, at + (isAfter ? 1 : 0)).filter((id) => id !== dragged).length;

/** What dropping one line on another does; undefined: nothing, it cannot stand there. */
export function dropOf(
  tree: PlanTree,
  dragged: string,
  on: string,
  isAfter: boolean,
): (() => Promise<Outcome>) | undefined {
  if (dragged === on) return undefined;
  const from = spotOf(tree, dragged);
  const to = spotOf(tree, on);
  if (!from || !to) return undefined;
  if (from.kind === "goal") {
    if (to.kind !== "goal") return undefined;
    const goals = goalsPlaced(tree.goals);
    const ids = goals.map(({ id }) => id);
    return () => moveGoal(dragged, goals, placeAmong(ids, dragged, to.at, isAfter));
  }
  if (from.kind === "objective") {
    if (to.kind === "milestone") return undefined;
    const goal = to.kind === "goal" ? tree.goals[to.at] : to.goal;
    if (!goal) return undefined;
    const list = objectivesPlaced(goal.objectives);
    const ids = list.map(({ id }) => id);
    const at = to.kind === "goal" ? list.length : placeAmong(ids, dragged, to.at, isAfter);
    return () => moveObjective(dragged, goal.row.goal_id, list, at);
  }
  if (to.kind === "goal") return undefined;
  const place =
    to.kind === "milestone"
      ? to.place
      : placesOf(tree).find(({ objective_id }) => objective_id === on);
  if (!place) return undefined;
  const ids = place.list.map(({ id }) => id);
  const at = to.kind === "objective" ? ids.length : placeAmong(ids, dragged, to.at, isAfter);
  return () => moveInto(dragged, place, at);
}

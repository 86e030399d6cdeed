/*
 * What is done to a plan, as commands: each is seen at once and told to the server, which has the last
 * word. Edits say what they replace, so two at one plan never overwrite each other unseen.
 */
import type { SaveResult } from "../../components";
import { newId, type Outcome, send } from "../../sync";
import { NOBODY, type OwnerColumns } from "./items";
import type {
  GoalNode,
  GoalRow,
  Milestone,
  MilestoneRow,
  MilestoneState,
  ObjectiveNode,
  ObjectiveRow,
  Plan,
  PlanState,
  PlanTree,
} from "./plan";
import { toSaveResult } from "./refusals";
import { COALITION_SPACE } from "./spaces";

type Text = string | null;

/* ---- plans ---- */

export interface Horizon {
  readonly starts_on: Text;
  readonly ends_min_on: Text;
  readonly ends_max_on: Text;
}

const given = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/** group_id "": the coalition's, drafted by nobody yet; a group's own stands in its space. */
export function createPlan(wanted: {
  readonly plan_id: string;
  readonly name: string;
  readonly group_id: string;
  readonly horizon: Horizon;
}): Promise<Outcome> {
  const { plan_id, name, group_id, horizon } = wanted;
  const row = {
    plan_id,
    space_id: group_id === "" ? COALITION_SPACE : group_id,
    group_id: group_id === "" ? null : group_id,
    name,
    state: "draft",
    ...horizon,
    decision: null,
    sample: 0,
  } as const;
  const changes = [["plan", "insert", plan_id, row]] as const;
  const facts = { plan_id, name, ...given({ ...horizon }) };
  if (group_id === "") return send("plan.create_for_coalition", facts, changes);
  return send("plan.create", { ...facts, group_id }, changes);
}

export async function editPlan(
  id: string,
  field: "name" | "starts_on" | "ends_min_on" | "ends_max_on",
  from: Text,
  to: Text,
): Promise<SaveResult> {
  return toSaveResult(await send("plan.edit", { plan_id: id, [field]: { from, to } }));
}

export const setPlanState = (plan: Plan, to: PlanState, decision: Text): Promise<Outcome> =>
  send(
    "plan.set_state",
    {
      plan_id: plan.id,
      state: { from: plan.row.state, to },
      ...(decision === null ? {} : { decision }),
    },
    [["plan", "update", plan.id, { state: to, decision }]],
  );

export const entrustPlan = (plan: Plan, group_id: Text): Promise<Outcome> =>
  send("plan.entrust", { plan_id: plan.id, group_id: { from: plan.row.group_id, to: group_id } }, [
    ["plan", "update", plan.id, { group_id }],
  ]);

/** What is in the new plan comes from the server: it alone copies. */
export const copyPlan = (plan: Plan, plan_id: string, name: string): Promise<Outcome> =>
  send("plan.copy", { plan_id, from_plan_id: plan.id, name });

/* ---- what is in a plan ---- */

const WEIGHT = 1;

const afterLast = (list: readonly { readonly row: { readonly rank: number } }[]): number =>
  Math.max(0, ...list.map((one) => one.row.rank)) + 1;

export function addGoal(plan: Plan, tree: PlanTree, name: string): Promise<Outcome> {
  const goal_id = newId();
  const row = {
    goal_id,
    space_id: plan.row.space_id,
    plan_id: plan.id,
    name,
    weight: WEIGHT,
    rank: afterLast(tree.goals),
    sample: 0,
  } as const satisfies GoalRow;
  return send("goal.add", { goal_id, plan_id: plan.id, name }, [["goal", "insert", goal_id, row]]);
}

export function addObjective({ row: goal, objectives }: GoalNode, name: string): Promise<Outcome> {
  const objective_id = newId();
  const { goal_id, plan_id, space_id } = goal;
  const row = {
    objective_id,
    space_id,
    plan_id,
    goal_id,
    name,
    weight: WEIGHT,
    starts_on: null,
    ends_on: null,
    rank: afterLast(objectives),
    sample: 0,
  } as const satisfies ObjectiveRow;
  return send("objective.add", { objective_id, goal_id, name }, [
    ["objective", "insert", objective_id, row],
  ]);
}

export function addMilestone(
  plan: Plan,
  beside: readonly Milestone[],
  wanted: {
    readonly milestone_id?: string;
    readonly name: string;
    readonly objective_id: Text;
    readonly due_on?: Text;
    readonly owner?: OwnerColumns;
  },
): Promise<Outcome> {
  const { name, objective_id, due_on = null, owner = NOBODY } = wanted;
  const milestone_id = wanted.milestone_id ?? newId();
  const row = {
    milestone_id,
    space_id: plan.row.space_id,
    plan_id: plan.id,
    objective_id,
    name,
    note: null,
    due_on,
    weight: WEIGHT,
    state: "planned",
    reason: null,
    ...owner,
    convening_id: null,
    rank: afterLast(beside),
    sample: 0,
  } as const satisfies MilestoneRow;
  const facts = { milestone_id, plan_id: plan.id, name };
  return send("milestone.add", { ...facts, ...given({ objective_id, due_on, ...owner }) }, [
    ["milestone", "insert", milestone_id, row],
  ]);
}

/** What a text of a field is on the wire: a weight is a number. */
const asSent = (field: string, text: Text) => (field === "weight" ? Number(text) : text);

const edited = (field: string, from: Text, to: Text) => ({
  [field]: { from: asSent(field, from), to: asSent(field, to) },
});

export async function editGoal(
  id: string,
  field: "name" | "weight",
  from: Text,
  to: Text,
): Promise<SaveResult> {
  return toSaveResult(await send("goal.edit", { goal_id: id, ...edited(field, from, to) }));
}

export async function editObjective(
  id: string,
  field: "name" | "weight" | "starts_on" | "ends_on",
  from: Text,
  to: Text,
): Promise<SaveResult> {
  return toSaveResult(
    await send("objective.edit", { objective_id: id, ...edited(field, from, to) }),
  );
}

export async function editMilestone(
  id: string,
  field: "name" | "note" | "weight" | "due_on" | "convening_id",
  from: Text,
  to: Text,
): Promise<SaveResult> {
  return toSaveResult(
    await send("milestone.edit", { milestone_id: id, ...edited(field, from, to) }),
  );
}

/* ---- order ---- */

interface Ranked {
  readonly rank: number;
}

/** Where something stands that goes before another of a list, or behind all: shown until the server says. */
function rankBefore(list: readonly Ranked[], at: number): number {
  const next = list[at]?.rank;
  const previous = list[at - 1]?.rank;
  if (next === undefined) return (previous ?? 0) + 1;
  return previous === undefined ? next - 1 : (previous + next) / 2;
}

/** Before which of a list it goes that stands at a place in it; undefined: behind all. */
const beforeId = (id: string | undefined) => (id === undefined ? {} : { before_id: id });

const without = <T extends { readonly id: string }>(list: readonly T[], id: string) =>
  list.filter((one) => one.id !== id);

interface Placed extends Ranked {
  readonly id: string;
}

export const goalsPlaced = (goals: readonly GoalNode[]): readonly Placed[] =>
  goals.map(({ row }) => ({ id: row.goal_id, rank: row.rank }));

export const objectivesPlaced = (list: readonly ObjectiveNode[]): readonly Placed[] =>
  list.map(({ row }) => ({ id: row.objective_id, rank: row.rank }));

export const milestonesPlaced = (list: readonly Milestone[]): readonly Placed[] =>
  list.map(({ id, row }) => ({ id, rank: row.rank }));

/** Moves a goal to a place among the plan's other goals. */
export function moveGoal(id: string, goals: readonly Placed[], at: number): Promise<Outcome> {
  const others = without(goals, id);
  return send("goal.move", { goal_id: id, ...beforeId(others[at]?.id) }, [
    ["goal", "update", id, { rank: rankBefore(others, at) }],
  ]);
}

/** Moves an objective to a place among those of a goal, its own or another of the plan. */
export function moveObjective(
  id: string,
  goal_id: string,
  objectives: readonly Placed[],
  at: number,
): Promise<Outcome> {
  const others = without(objectives, id);
  return send("objective.move", { objective_id: id, goal_id, ...beforeId(others[at]?.id) }, [
    ["objective", "update", id, { goal_id, rank: rankBefore(others, at) }],
  ]);
}

/** The same for a milestone; objective_id null: directly under the plan. */
export function moveMilestone(
  id: string,
  objective_id: Text,
  milestones: readonly Placed[],
  at: number,
): Promise<Outcome> {
  const others = without(milestones, id);
  return send("milestone.move", { milestone_id: id, objective_id, ...beforeId(others[at]?.id) }, [
    ["milestone", "update", id, { objective_id, rank: rankBefore(others, at) }],
  ]);
}

export const removeGoal = (id: string): Promise<Outcome> =>
  send("goal.remove", { goal_id: id }, [["goal", "delete", id, null]]);

export const removeObjective = (id: string): Promise<Outcome> =>
  send("objective.remove", { objective_id: id }, [["objective", "delete", id, null]]);

/** Only one that is planned still, and that nothing is done for. */
export const removeMilestone = (id: string): Promise<Outcome> =>
  send("milestone.remove", { milestone_id: id }, [["milestone", "delete", id, null]]);

/* ---- a milestone's course ---- */

export const setMilestoneState = (
  { id, row }: Milestone,
  to: MilestoneState,
  reason: Text,
): Promise<Outcome> =>
  send(
    "milestone.set_state",
    {
      milestone_id: id,
      state: { from: row.state, to },
      ...(reason === null ? {} : { reason }),
    },
    [["milestone", "update", id, { state: to, reason }]],
  );

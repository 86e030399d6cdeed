/*
 * Plans as the views want them: goals, objectives and milestones in their order, what each comes to, who
 * owns a milestone and whether its time has passed everywhere on earth.
 */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Findable, MarkKind } from "../../components";
import {
  collator,
  compareFuzzy,
  type FuzzyWindow,
  fuzzyDate,
  isNow,
  isOver,
  readFuzzy,
  t,
} from "../../i18n";
import { type RowOf, rows } from "../../sync";
import { convenings } from "./convenings";
import { gather } from "./gather";
import { groups, isFinal, isMine } from "./groups";
import { type Item, isMyOwn, items, ownerName } from "./items";
import { shareOfMilestone, together } from "./progress";
import { rightTo } from "./rights";
import { COALITION_SPACE, spaceKind } from "./spaces";

export type PlanRow = RowOf<"plan">;
export type PlanState = PlanRow["state"];
export type GoalRow = RowOf<"goal">;
export type ObjectiveRow = RowOf<"objective">;
export type MilestoneRow = RowOf<"milestone">;
export type MilestoneState = MilestoneRow["state"];

export interface Plan extends Findable {
  readonly row: PlanRow;
}

export interface Milestone extends Findable {
  readonly row: MilestoneRow;
  /** "" where nobody owns it. */
  readonly owner: string;
  readonly due: FuzzyWindow | undefined;
  readonly items: readonly Item[];
  /** Hundredths of a percent; undefined: dropped. */
  readonly share: number | undefined;
}

export interface ObjectiveNode {
  readonly row: ObjectiveRow;
  readonly milestones: readonly Milestone[];
  readonly share: number;
  /** Whether anything is counted in it. */
  readonly isCounted: boolean;
}

export interface GoalNode {
  readonly row: GoalRow;
  readonly objectives: readonly ObjectiveNode[];
  readonly share: number;
  readonly isCounted: boolean;
}

export interface PlanTree {
  readonly goals: readonly GoalNode[];
  /** What stands directly under the plan. */
  readonly direct: readonly Milestone[];
  readonly share: number;
  readonly isCounted: boolean;
}

const NONE: readonly string[] = [];

export const windowOf = (date: string | null): FuzzyWindow | undefined =>
  date === null ? undefined : readFuzzy(date);

const named = (id: string, name: string) => ({ id, name, acronyms: NONE, spellings: NONE });

export const plans: ReadonlySignal<ReadonlyMap<string, Plan>> = computed(
  () => new Map([...rows("plan").value].map(([id, row]) => [id, { ...named(id, row.name), row }])),
);

const itemsOfMilestones = computed(() =>
  gather(items.value.values(), (item) => item.row.milestone_id),
);

const NO_ITEMS: readonly Item[] = [];

/* Of thousands one changes: what was made of a row and its items stands as long as these do, and whose it is, in
   words, is looked up where it is shown. */
const made = new WeakMap<MilestoneRow, Milestone>();

function milestoneOf(id: string, row: MilestoneRow, own: readonly Item[]): Milestone {
  const known = made.get(row);
  const isSame =
    known?.items.length === own.length && own.every((item, index) => item === known.items[index]);
  if (known && isSame) return known;
  const milestone: Milestone = {
    ...named(id, row.name),
    row,
    get owner() {
      return ownerName(row);
    },
    due: windowOf(row.due_on),
    items: own,
    share: shareOfMilestone(
      row.state,
      own.map((item) => item.row),
    ),
  };
  made.set(row, milestone);
  return milestone;
}

export const milestones: ReadonlySignal<ReadonlyMap<string, Milestone>> = computed(() => {
  const ofMilestones = itemsOfMilestones.value;
  const all = new Map<string, Milestone>();
  for (const [id, row] of rows("milestone").value) {
    all.set(id, milestoneOf(id, row, ofMilestones.get(id) ?? NO_ITEMS));
  }
  return all;
});

interface Ranked {
  readonly rank: number;
}

const byRank = (a: Ranked, b: Ranked): number => a.rank - b.rank;
const byRowRank = (a: { readonly row: Ranked }, b: { readonly row: Ranked }): number =>
  byRank(a.row, b.row);

/* Each table is gone through once for all plans, however many rows it has. */
const milestonesOfPlans = computed(() =>
  gather(milestones.value.values(), ({ row }) => row.plan_id),
);
const objectivesOfGoals = computed(() =>
  gather(rows("objective").value.values(), (row) => row.goal_id),
);
const goalsOfPlans = computed(() => gather(rows("goal").value.values(), (row) => row.plan_id));

function objectiveNode(row: ObjectiveRow, own: readonly Milestone[]): ObjectiveNode {
  const inOrder = own.toSorted(byRowRank);
  const share = together(own.map((one) => ({ weight: one.row.weight, share: one.share })));
  return { row, milestones: inOrder, share: share ?? 0, isCounted: share !== undefined };
}

function goalNode(row: GoalRow, objectives: readonly ObjectiveNode[]): GoalNode {
  const share = together(objectives.map((one) => ({ weight: one.row.weight, share: one.share })));
  return { row, objectives, share: share ?? 0, isCounted: objectives.some((one) => one.isCounted) };
}

function makeTree(planId: string): PlanTree {
  const all = milestonesOfPlans.value.get(planId) ?? [];
  const byObjective = gather(all, ({ row }) => row.objective_id);
  const direct = all.filter(({ row }) => row.objective_id === null).toSorted(byRowRank);
  const goals = (goalsOfPlans.value.get(planId) ?? []).toSorted(byRank).map((goal) => {
    const objectives = (objectivesOfGoals.value.get(goal.goal_id) ?? []).toSorted(byRank);
    return goalNode(
      goal,
      objectives.map((row) => objectiveNode(row, byObjective.get(row.objective_id) ?? [])),
    );
  });
  const share = together([
    ...goals.map((one) => ({ weight: one.row.weight, share: one.share })),
    ...direct.map((one) => ({ weight: one.row.weight, share: one.share })),
  ]);
  const isCounted =
    goals.some((one) => one.isCounted) || direct.some((one) => one.share !== undefined);
  return { goals, direct, share: share ?? 0, isCounted };
}

const trees = new Map<string, ReadonlySignal<PlanTree>>();

/** A plan with all that is in it, worked out again when something of it changes. */
export function treeOf(planId: string): PlanTree {
  const known = trees.get(planId) ?? computed(() => makeTree(planId));
  trees.set(planId, known);
  return known.value;
}

/** All milestones of a plan, as the plan has them in order. */
export const milestonesIn = (tree: PlanTree): readonly Milestone[] => [
  ...tree.direct,
  ...tree.goals.flatMap((goal) => goal.objectives.flatMap((one) => one.milestones)),
];

/* ---- milestones ---- */

/** Whether it is still to be reached. */
export const isAhead = ({ state }: MilestoneRow): boolean =>
  state === "planned" || state === "under_way";

/** Past its whole window everywhere on earth, and neither reached nor given up. */
export const isLate = ({ row, due }: Milestone, nowMs: number): boolean =>
  due !== undefined && isAhead(row) && isOver(due, nowMs);

/** Within its window, and still to be reached. */
export const isDueNow = ({ row, due }: Milestone, nowMs: number): boolean =>
  due !== undefined && isAhead(row) && isNow(due, nowMs);

/** By when they are due; what has no date comes last. */
export function byDue(a: Milestone, b: Milestone): number {
  if (a.due && b.due) return compareFuzzy(a.due, b.due) || collator().compare(a.name, b.name);
  return (
    Number(a.due === undefined) - Number(b.due === undefined) || collator().compare(a.name, b.name)
  );
}

export const lateIn = (tree: PlanTree, nowMs: number): readonly Milestone[] =>
  milestonesIn(tree).filter((one) => isLate(one, nowMs));

/** Whether it waits for me: myself, an organization I belong to, or a group I work in. */
export const isMyMilestone = ({ row }: Milestone): boolean => isMyOwn(row);

export const markOfMilestone = (state: MilestoneState): MarkKind => {
  switch (state) {
    case "planned":
      return "open";
    case "under_way":
      return "now";
    case "reached":
      return "past";
    case "missed":
    case "dropped":
      return "ended";
    default:
      return state satisfies never;
  }
};

/* What may follow which; the server holds the same table and refuses anything else. */
export const NEXT: Readonly<Record<MilestoneState, readonly MilestoneState[]>> = {
  planned: ["under_way", "dropped"],
  under_way: ["reached", "missed", "dropped"],
  missed: ["under_way", "dropped"],
  reached: [],
  dropped: [],
};

/* ---- plans ---- */

export const NEXT_OF_PLAN: Readonly<Record<PlanState, readonly PlanState[]>> = {
  draft: ["active"],
  active: ["under_review", "archived"],
  under_review: ["active", "archived"],
  archived: [],
};

/** Whose it is: "" of the coalition, else the name of the group in whose space it stands. */
export const isOfCoalition = ({ row }: Plan): boolean => spaceKind(row.space_id) !== "group";

/** Whether it can be changed at all, whoever asks: archived is frozen, and so is what a group left behind. */
export function isFrozen({ row }: Plan): boolean {
  if (row.state === "archived") return true;
  const group = row.space_id === row.group_id ? groups.value.get(row.group_id) : undefined;
  return group !== undefined && isFinal(group.row.state);
}

/** Whether its milestones still wait for somebody: a draft does not bind yet. */
export function isPlanAlive(planId: string): boolean {
  const plan = plans.value.get(planId);
  return plan !== undefined && plan.row.state !== "draft" && !isFrozen(plan);
}

export const mayEdit = (plan: Plan): boolean =>
  !isFrozen(plan) && rightTo("edit_plan", "plan", plan.id).ok;

/** "2012 → 2022–2032": from when to when, the last years as the span they may be. */
export function horizonWords({ starts_on, ends_min_on, ends_max_on }: PlanRow): string {
  const ends = [...new Set([ends_min_on, ends_max_on])].filter((date) => date !== null);
  const [least, most] = ends.map(fuzzyDate);
  const end =
    least !== undefined && most !== undefined ? t("plan_between", { least, most }) : (least ?? "");
  const start = starts_on === null ? "" : fuzzyDate(starts_on);
  if (start === "") return end === "" ? "" : t("plan_until", { end });
  return end === "" ? t("plan_from", { start }) : t("plan_from_to", { start, end });
}

const STATE_ORDER: readonly PlanState[] = ["active", "under_review", "draft", "archived"];

/** Those at work first, the coalition's before a group's. */
export function byStanding(a: Plan, b: Plan): number {
  return (
    STATE_ORDER.indexOf(a.row.state) - STATE_ORDER.indexOf(b.row.state) ||
    Number(a.row.space_id !== COALITION_SPACE) - Number(b.row.space_id !== COALITION_SPACE) ||
    collator().compare(a.name, b.name)
  );
}

/** The one the room opens: the only one at work or under review that is the coalition's or my group's. */
export function mainPlan(): Plan | undefined {
  const all = [...plans.value.values()].filter(({ row }) => row.state !== "archived");
  const group = ({ row }: Plan) =>
    row.group_id === null ? undefined : groups.value.get(row.group_id);
  const matter = all.filter((plan) => {
    const own = group(plan);
    return isOfCoalition(plan) || (own !== undefined && isMine(own));
  });
  return matter.length === 1 ? matter[0] : undefined;
}

/** "Accra meeting, alongside …": the name of what its convening stands beside. */
export function alongsideOf({ row }: Milestone): string | undefined {
  const convening =
    row.convening_id === null ? undefined : convenings.value.get(row.convening_id)?.row;
  const beside = convening?.alongside_id ?? null;
  return beside === null ? undefined : convenings.value.get(beside)?.name;
}

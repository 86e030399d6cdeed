/*
 * A plan as lanes below each other, and what a drawing of it needs to know: the line of the years, where
 * each lane stands, what of it is in sight.
 */
import {
  byDue,
  type GoalNode,
  type Milestone,
  milestonesIn,
  type ObjectiveNode,
  type Plan,
  type PlanTree,
  windowOf,
} from "../model/plan";
import {
  type Block,
  type Days,
  type Heights,
  type Line,
  linesInSight,
  type Stack,
} from "../model/timeline";
import type { Sight } from "./sight";

export interface Lane extends Stack {
  readonly id: string;
  readonly goal?: GoalNode;
  readonly objective?: ObjectiveNode;
  /** By when they are due. */
  readonly list: readonly Milestone[];
}

/** Everything below each other: what stands directly under the plan, then goal by goal. */
export function lanesOf(tree: PlanTree): readonly Lane[] {
  const lane = (kind: Stack["kind"], id: string, list: readonly Milestone[]) => ({
    kind,
    id,
    list: list.toSorted(byDue),
    milestones: list.length,
  });
  const direct = tree.direct.length > 0 ? [lane("direct", "direct", tree.direct)] : [];
  return [
    ...direct,
    ...tree.goals.flatMap((goal): Lane[] => [
      { ...lane("goal", goal.row.goal_id, []), goal },
      ...goal.objectives.map((objective) => ({
        ...lane("objective", objective.row.objective_id, objective.milestones),
        objective,
      })),
    ]),
  ];
}

/** All that has a date: what the line is about. */
export function daysOf({ row }: Plan, tree: PlanTree): readonly Days[] {
  const objectives = tree.goals.flatMap((goal) => goal.objectives);
  return [
    windowOf(row.starts_on),
    windowOf(row.ends_min_on),
    windowOf(row.ends_max_on),
    ...objectives.flatMap((one) => [windowOf(one.row.starts_on), windowOf(one.row.ends_on)]),
    ...milestonesIn(tree).map((one) => one.due),
  ].filter((days) => days !== undefined);
}

/** What all parts of a drawing are drawn from; it stands while one scrolls. */
export interface Drawn {
  readonly line: Line;
  readonly height: number;
  readonly heights: Heights;
  /** How wide the column of names is; 0: they stand above. */
  readonly names: number;
  readonly now: number;
}

/** A lane of which some milestones are in sight: from this one on, up to but not with that. */
export interface Seen {
  readonly block: Block<Lane>;
  readonly first: number;
  readonly end: number;
}

/** Where a milestone of a lane has its middle. */
export const milestoneY = ({ heights }: Drawn, { top }: Block<Lane>, index: number): number =>
  top + heights.head + heights.milestone / 2 + index * heights.milestone;

export function seenOf({ heights }: Drawn, block: Block<Lane>, sight: Sight): Seen {
  const [first, end] = linesInSight(
    block.of.list.length,
    { begin: block.top + heights.head, each: heights.milestone },
    sight.top,
    sight.bottom,
  );
  return { block, first, end };
}

/*
 * How much of a plan is done, worked out from its action items upwards. Nothing of it is kept anywhere,
 * so that no number can be older than what it counts. Shares are whole hundredths of a percent, rounded
 * half up at each level; what is not finished is never all of it, however near it comes.
 */

/** All of it. */
export const WHOLE = 10_000;
/* What comes nearest to it without being it. */
const NEARLY = WHOLE - 1;

/** One of those a share is made of. */
export interface Part {
  /** Whole, 0 to 9; what has none is shown and not counted. */
  readonly weight: number;
  /** Hundredths of a percent; undefined: dropped, and counted nowhere. */
  readonly share: number | undefined;
}

/** Whole numbers divided, rounded half up. */
const divided = (sum: number, by: number): number => Math.floor((2 * sum + by) / (2 * by));

/** What parts are together; undefined where none counts, which is shown as nothing done. */
export function together(parts: readonly Part[]): number | undefined {
  let weights = 0;
  let sum = 0;
  let isWhole = true;
  for (const { weight, share } of parts) {
    if (share === undefined || weight === 0) continue;
    weights += weight;
    sum += weight * share;
    if (share < WHOLE) isWhole = false;
  }
  if (weights === 0) return undefined;
  return isWhole ? WHOLE : Math.min(divided(sum, weights), NEARLY);
}

export interface CountedItem {
  readonly state: "open" | "doing" | "blocked" | "done" | "dropped";
  /** Of a hundred. */
  readonly progress: number;
}

const shareOfItem = ({ state, progress }: CountedItem): number | undefined => {
  if (state === "dropped") return undefined;
  return state === "done" ? WHOLE : progress * 100;
};

export type MilestoneState = "planned" | "under_way" | "reached" | "missed" | "dropped";

/** The share of a milestone by its state and its items; undefined: dropped. */
export function shareOfMilestone(
  state: MilestoneState,
  items: readonly CountedItem[],
): number | undefined {
  switch (state) {
    case "reached":
      return WHOLE;
    case "missed":
      return 0;
    case "dropped":
      return undefined;
    case "planned":
    case "under_way": {
      const parts = items.map((item) => ({ weight: 1, share: shareOfItem(item) }));
      return Math.min(together(parts) ?? 0, NEARLY);
    }
    default:
      return state satisfies never;
  }
}

/** As it is shown: whole percent, rounded down. */
export const percentOf = (share: number): number => Math.floor(share / 100);

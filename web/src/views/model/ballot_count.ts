/*
 * How a ballot is counted, by the rules that were written down when it opened: whole numbers, multiplied
 * across, so that a page can print each step. The server decides; this only says how it came to it.
 */
import { neededOf, type RuleBase, type Share } from "./rules";

type Row = import("./ballots").Ballot;

export const quorumOf = (row: Row): Share => ({
  kind: row.quorum_kind,
  numerator: row.quorum_numerator,
  denominator: row.quorum_denominator,
});

/** What yes must reach; of consensus there is none. */
export const shareOf = (row: Row): (Share & { readonly base: RuleBase }) | undefined =>
  row.share_kind === null || row.share_base === null
    ? undefined
    : {
        kind: row.share_kind,
        numerator: row.share_numerator ?? 0,
        denominator: row.share_denominator ?? 1,
        base: row.share_base,
      };

/** What those who stand aside may not go past; of a vote there is none. */
export const stoodAsideOf = (row: Row): Share | undefined =>
  row.stand_asides_numerator === null || row.stand_asides_denominator === null
    ? undefined
    : {
        kind: "more_than",
        numerator: row.stand_asides_numerator,
        denominator: row.stand_asides_denominator,
      };

/** So many may stand aside of those present. */
export const stoodAsideMost = (present: number, share: Share): number =>
  Math.min(present, neededOf(present, share) - 1);

/** How many are needed of the roll as it is, or was when it closed. */
export const quorumNeeded = (row: Row): number =>
  neededOf(row.roll_at_close ?? row.roll, quorumOf(row));

export type Sign = ">" | "≥" | "≤" | "<";

/** count × denominator against numerator × whole. */
export interface Reckoning {
  readonly count: number;
  readonly whole: number;
  readonly share: Share;
  readonly left: number;
  readonly right: number;
  readonly sign: Sign;
  readonly holds: boolean;
}

export function reckon(count: number, whole: number, share: Share): Reckoning {
  const left = count * share.denominator;
  const right = share.numerator * whole;
  const isMore = share.kind === "more_than";
  const holds = isMore ? left > right : left >= right;
  const sign = isMore ? (holds ? ">" : "≤") : holds ? "≥" : "<";
  return { count, whole, share, left, right, sign, holds };
}

/** Of which whole yes is counted. */
export function wholeOf(row: Row, base: RuleBase): number {
  switch (base) {
    case "cast":
      return (row.count_yes ?? 0) + (row.count_no ?? 0);
    case "present":
      return row.present ?? 0;
    case "roll":
      return row.roll_at_close ?? 0;
    default:
      return base satisfies never;
  }
}

export const CHOICES = {
  vote: ["yes", "no", "abstain"],
  consensus: ["agree", "reservation", "stand_aside", "block"],
} as const;

export type Choice = (typeof CHOICES)["vote" | "consensus"][number];

export const countOf = (row: Row, choice: Choice): number => row[`count_${choice}`] ?? 0;

/** Whether all who answered chose the same: the totals of a secret ballot then tell what each did. */
export function isOfOneMind(row: Row): boolean {
  const counts = CHOICES[row.method].map((choice) => countOf(row, choice));
  return counts.filter((count) => count > 0).length === 1;
}

/** What is written with a choice. */
export const WORDS_OF = {
  yes: "none",
  no: "none",
  abstain: "none",
  agree: "none",
  reservation: "must",
  stand_aside: "may",
  block: "principle",
} as const satisfies Record<Choice, "none" | "may" | "must" | "principle">;

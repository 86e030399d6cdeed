/*
 * The coalition's rules of counting, with its own numbers: a share of a whole, and how many that is.
 * More than a half of eleven are six; at least two thirds of nine are six.
 */
import { computed } from "@preact/signals";
import { t } from "../../i18n";
import type { RowOf } from "../../sync";
import { coalition, rootId, tiesDown } from "./directory";

type Coalition = RowOf<"coalition">;
export type RuleKind = Coalition["quorum_kind"];
export type RuleBase = Coalition["vote_base"];

export interface Share {
  readonly kind: RuleKind;
  readonly numerator: number;
  readonly denominator: number;
}

export const quorumOf = (rule: Coalition): Share => ({
  kind: rule.quorum_kind,
  numerator: rule.quorum_numerator,
  denominator: rule.quorum_denominator,
});

/** How many of a count a share asks for. Whole numbers only: 2 of 3 of 9 are 6, not 5.999. */
export function neededOf(count: number, { kind, numerator, denominator }: Share): number {
  const parts = count * numerator;
  return kind === "more_than"
    ? Math.floor(parts / denominator) + 1
    : Math.ceil(parts / denominator);
}

/** Who has a vote in the coalition: the members of its root. */
export const rollCount = computed((): number => {
  const root = rootId.value;
  if (root === undefined) return 0;
  return tiesDown(root).filter(({ status }) => status === "member").length;
});

/** How many of a number of votes must answer for a quorum. */
export function quorumNeeded(count: number): number {
  const rule = coalition.value;
  return rule ? neededOf(count, quorumOf(rule)) : count;
}

/** "more than 1/2" */
export const shareWords = ({ kind, numerator, denominator }: Share): string =>
  t(kind === "more_than" ? "share_more_than" : "share_at_least", { numerator, denominator });

const BASE = {
  cast: "base_cast",
  present: "base_present",
  roll: "base_roll",
} as const satisfies Record<RuleBase, Parameters<typeof t>[0]>;

export const baseWord = (base: RuleBase): string => t(BASE[base]);

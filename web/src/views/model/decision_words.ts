/*
 * The words of deciding: proposals and how far each has come, ballots and what came of them, the numbers of
 * the register.
 */
import type { FilterOption, MarkKind } from "../../components";
import { formatDate, type Key, t } from "../../i18n";
import type { RowOf } from "../../sync";
import type { Choice } from "./ballot_count";
import type { Ballot } from "./ballots";
import type { Matter, MatterPart, Occasion, Position } from "./decisions";
import { nameOf } from "./directory";
import { groups } from "./groups";
import { personName } from "./items";
import { myZone, whenWords } from "./meetings";
import type { Decision } from "./register";

const OCCASION = {
  consensus: "ballot_occasion_consensus",
  vote: "ballot_occasion_vote",
  fallback: "ballot_occasion_fallback",
} as const satisfies Record<Occasion, Key>;

const CONFIDENTIALITY = {
  sealed: "confidentiality_sealed",
  secret: "confidentiality_secret",
} as const satisfies Record<Ballot["confidentiality"], Key>;

const CHOICE = {
  yes: "choice_yes",
  no: "choice_no",
  abstain: "choice_abstain",
  agree: "choice_agree",
  reservation: "choice_reservation",
  stand_aside: "choice_stand_aside",
  block: "choice_block",
} as const satisfies Record<Choice, Key>;

/* What it means to choose it; the words of a vote say so themselves. */
const CHOICE_HINT = {
  yes: undefined,
  no: undefined,
  abstain: "hint_choice_abstain",
  agree: "hint_choice_agree",
  reservation: "hint_choice_reservation",
  stand_aside: "hint_choice_stand_aside",
  block: "hint_choice_block",
} as const satisfies Record<Choice, Key | undefined>;

const RESULT = {
  no_quorum: "result_no_quorum",
  not_carried: "result_not_carried",
  carried: "result_carried",
  blocked: "result_blocked",
} as const satisfies Record<NonNullable<Ballot["result"]>, Key>;

const RESULT_REASON = {
  no_quorum: "result_reason_no_quorum",
  share_holds: "result_reason_share_holds",
  share_not_met: "result_reason_share_not_met",
  no_votes_cast: "result_reason_no_votes_cast",
  consensus: "result_reason_consensus",
  block: "result_reason_block",
  stand_asides: "result_reason_stand_asides",
  nobody_agreed: "result_reason_nobody_agreed",
} as const satisfies Record<NonNullable<Ballot["result_reason"]>, Key>;

const VOID_CAUSE = {
  text_changed: "void_cause_text_changed",
  proposal_withdrawn: "void_cause_proposal_withdrawn",
  facilitator: "void_cause_facilitator",
  key_lost: "void_cause_key_lost",
} as const satisfies Record<NonNullable<Ballot["void_cause"]>, Key>;

const STATE = {
  draft: "proposal_state_draft",
  discussion: "proposal_state_discussion",
  ballot: "proposal_state_ballot",
  decided: "proposal_state_decided",
  withdrawn: "proposal_state_withdrawn",
} as const satisfies Record<RowOf<"proposal">["state"], Key>;

const DECISION_STATE = {
  in_force: "decision_state_in_force",
  superseded: "decision_state_superseded",
  rescinded: "decision_state_rescinded",
} as const satisfies Record<Decision["state"], Key>;

const REPLACEMENT = {
  supersedes: "replacement_supersedes",
  rescinds: "replacement_rescinds",
} as const satisfies Record<NonNullable<RowOf<"proposal">["replacement"]>, Key>;

const PART = {
  open: "decisions_open",
  discussion: "decisions_discussion",
  draft: "decisions_drafts",
  decided: "decisions_decided",
  failed: "decisions_failed",
  withdrawn: "decisions_withdrawn",
} as const satisfies Record<MatterPart, Key>;

const optionsOf = <W extends string>(words: Readonly<Record<W, Key>>): readonly FilterOption[] =>
  (Object.keys(words) as W[]).map((value) => ({ value, word: t(words[value]) }));

export const partWord = (part: MatterPart): string => t(PART[part]);
export const parts = () => optionsOf(PART);
export const replacements = () => optionsOf(REPLACEMENT);
export const confidentialities = () => optionsOf(CONFIDENTIALITY);
export const occasionWord = (occasion: Occasion): string => t(OCCASION[occasion]);
export const choiceWord = (choice: Choice): string => t(CHOICE[choice]);
export const choiceHint = (choice: Choice): string | undefined => {
  const key = CHOICE_HINT[choice];
  return key === undefined ? undefined : t(key);
};
export const resultWord = (result: keyof typeof RESULT): string => t(RESULT[result]);
export const reasonWords = (reason: keyof typeof RESULT_REASON): string => t(RESULT_REASON[reason]);
export const causeWords = (cause: keyof typeof VOID_CAUSE): string => t(VOID_CAUSE[cause]);
export const decisionStateWord = (state: Decision["state"]): string => t(DECISION_STATE[state]);

export const bodyWord = (group_id: string | null): string =>
  group_id === null ? t("board_coalition") : (groups.value.get(group_id)?.name ?? "");

export const voterName = ({ organization_id, person_id }: Position): string =>
  organization_id === null ? personName(person_id ?? "") : nameOf(organization_id);

/** When it closes, by the clocks of its zone, and by the reader's own where they are others. */
export const closingWords = ({ closes_at_ms, zone }: Ballot) =>
  whenWords({ starts_at_ms: closes_at_ms, ends_at_ms: closes_at_ms, zone });

/** The day something was opened or closed on, as the reader's clocks have it. */
export const dayOf = (ms: number): string =>
  formatDate(new Date(ms), { dateStyle: "long", timeZone: myZone() });

/* ---- how far it has come ---- */

const STATIONS = ["draft", "discussion", "ballot", "decided"] as const;

const isOver = ({ row, decision }: Matter): boolean =>
  row.state === "withdrawn" ||
  (row.state === "decided" && (decision === undefined || decision.state !== "in_force"));

/** How a state is said at its station. */
function wordAt({ row, decision }: Matter): string {
  if (row.state !== "decided") return t(STATE[row.state]);
  if (decision) return t(DECISION_STATE[decision.state]);
  return row.outcome === null ? t(STATE.decided) : t(RESULT[row.outcome]);
}

export interface Stop {
  readonly id: (typeof STATIONS)[number];
  readonly kind: Extract<MarkKind, "past" | "now" | "ended" | "open">;
  readonly word: string;
}

export function stopsOf(matter: Matter): readonly Stop[] {
  const { state } = matter.row;
  /* What was taken back stays where it began: how far it had come nobody asks any more. */
  const reached = state === "withdrawn" ? 0 : STATIONS.indexOf(state);
  return STATIONS.map((id, at) => {
    if (at !== reached) return { id, kind: at < reached ? "past" : "open", word: t(STATE[id]) };
    return { id, kind: isOver(matter) ? "ended" : "now", word: wordAt(matter) };
  });
}

export const courseOf = (matter: Matter): readonly MarkKind[] =>
  stopsOf(matter).map(({ kind }) => kind);

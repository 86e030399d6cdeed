/*
 * Proposals as the views want them: each with its ballots, the last one first to be looked at, and with what
 * it became in the register. And what may follow: which ballot may be opened, and from when on.
 */
import { computed } from "@preact/signals";
import type { Findable } from "../../components";
import { collator } from "../../i18n";
import { by, type RowOf, rows, viewer } from "../../sync";
import { type Ballot, isDelegate, myCall } from "./ballots";
import { rootId, tiesUp } from "./directory";
import { gather } from "./gather";
import { groups, isFinal } from "./groups";
import { byNumber, type Decision } from "./register";
import { rollCount } from "./rules";

export type Proposal = RowOf<"proposal">;
export type Position = RowOf<"position">;

export interface Matter extends Findable {
  readonly row: Proposal;
  /** All there were, the first one first. */
  readonly ballots: readonly Ballot[];
  /** The one that is open. */
  readonly open: Ballot | undefined;
  readonly decision: Decision | undefined;
}

const NO_NAMES: readonly string[] = [];

const ballotsOf = computed(() => gather(rows("ballot").value.values(), (one) => one.proposal_id));
const decisionOf = computed(
  () => new Map([...rows("decision").value.values()].map((one) => [one.proposal_id, one])),
);

const byOpening = (a: Ballot, b: Ballot): number => a.opened_at_ms - b.opened_at_ms;

export const matters = computed<ReadonlyMap<string, Matter>>(
  () =>
    new Map(
      [...rows("proposal").value].map(([id, row]) => {
        const ballots = (ballotsOf.value.get(id) ?? []).toSorted(byOpening);
        const matter: Matter = {
          id,
          row,
          name: row.title,
          acronyms: NO_NAMES,
          spellings: NO_NAMES,
          ballots,
          open: ballots.find(({ state }) => state === "open"),
          decision: decisionOf.value.get(id),
        };
        return [id, matter];
      }),
    ),
);

/* ---- the list ---- */

export const PARTS = ["open", "discussion", "draft", "decided", "failed", "withdrawn"] as const;
export type MatterPart = (typeof PARTS)[number];

export function partOf({ row, decision }: Matter): MatterPart {
  switch (row.state) {
    case "ballot":
      return "open";
    case "decided":
      return decision === undefined ? "failed" : "decided";
    case "draft":
    case "discussion":
    case "withdrawn":
      return row.state;
    default:
      return row.state satisfies never;
  }
}

/** What closes first stands first; of the register what was numbered last; else by name. */
export function byNeed(a: Matter, b: Matter): number {
  const part = PARTS.indexOf(partOf(a)) - PARTS.indexOf(partOf(b));
  if (part !== 0) return part;
  if (a.open && b.open) return a.open.closes_at_ms - b.open.closes_at_ms;
  if (a.decision && b.decision) {
    return byNumber(a.decision, b.decision) || collator().compare(a.name, b.name);
  }
  return collator().compare(a.name, b.name);
}

/** Whether it waits for my answer. */
export const isAsked = ({ open }: Matter): boolean =>
  open !== undefined && myCall(open.ballot_id)?.person_id === null;

/* ---- whose it is ---- */

/** The coalition goes on; a group may be over, and then all of it can only be read. */
export function isBodyAlive(group_id: string | null): boolean {
  const group = group_id === null ? undefined : groups.value.get(group_id);
  return group === undefined || !isFinal(group.row.state);
}

/** A direct member of the coalition. */
const isMember = (organization_id: string): boolean =>
  tiesUp(organization_id).some(
    ({ parent_id, status }) => parent_id === rootId.value && status === "member",
  );

export const isActingForMember = (): boolean =>
  viewer.value.acting_for !== null && isMember(viewer.value.acting_for) && isDelegate();

/** What an observer, or who is no direct member, brings to the coalition needs a member behind it. */
export const needsBacking = (row: Proposal): boolean =>
  row.group_id === null && row.organization_id !== null && !isMember(row.organization_id);

/** Who would be asked now, as far as I see it. */
export function rollNow(group_id: string | null): number {
  if (group_id === null) return rollCount.value;
  const group = groups.value.get(group_id);
  if (group === undefined) return 0;
  if (group.row.vote_unit === "person") {
    return new Set(group.members.flatMap((one) => one.person_id ?? [])).size;
  }
  const parent = group.row.organization_id ?? rootId.value;
  const voting = group.members
    .flatMap((one) => one.organization_id ?? [])
    .filter((id) => tiesUp(id).every((tie) => tie.parent_id !== parent || tie.status === "member"));
  return new Set(voting).size;
}

/* ---- its ballots ---- */

/** Those of the roll, and of a secret ballot that is closed what was chosen, by nobody. */
export function positionsOf(ballot_id: string) {
  const all = by("position", "ballot_id", ballot_id).value;
  const isNamed = (one: Position) => one.organization_id !== null || one.person_id !== null;
  return { named: all.filter(isNamed), nameless: all.filter((one) => !isNamed(one)) };
}

export type Occasion = Ballot["occasion"];

/** Which ballots may be opened now. */
export interface Next {
  readonly occasions: readonly Occasion[];
  /** From when on the fallback vote is possible. */
  readonly fallbackAtMs?: number;
  /** The same version was blocked: putting it again asks for a reason. */
  readonly needsReason: boolean;
}

const MINUTE_MS = 60_000;

const isRound = ({ method, result }: Ballot): boolean =>
  method === "consensus" && result !== null && result !== "no_quorum";

/** The last round of consensus that was counted. */
const lastRound = ({ ballots }: Matter): Ballot | undefined =>
  ballots
    .filter(isRound)
    .toSorted((a, b) => a.round - b.round || byOpening(a, b))
    .at(-1);

/** Whether the last round failed that there is: then a vote decides, on this text and no other. */
const hasFailed = ({ round, rounds_max, result_reason }: Ballot): boolean =>
  round >= rounds_max && (result_reason === "block" || result_reason === "stand_asides");

/** Whether its text can be changed no more, though it is not decided. */
export function isTextFixed(matter: Matter): boolean {
  const last = lastRound(matter);
  return last !== undefined && hasFailed(last);
}

export function nextOf(matter: Matter): Next {
  const { row, ballots } = matter;
  const none: Next = { occasions: [], needsReason: false };
  if (row.state !== "discussion") return none;
  const last = lastRound(matter);
  if (last === undefined) {
    /* Where consensus was begun, a plain vote would be a way around it. */
    const hasBegun = ballots.some(({ occasion }) => occasion === "consensus");
    return { occasions: hasBegun ? ["consensus"] : ["consensus", "vote"], needsReason: false };
  }
  if (hasFailed(last)) {
    const fallbackAtMs = (last.closed_at_ms ?? 0) + last.fallback_wait_minutes * MINUTE_MS;
    return { occasions: ["fallback"], fallbackAtMs, needsReason: false };
  }
  return last.result === "blocked"
    ? { occasions: ["consensus"], needsReason: last.version === row.version }
    : none;
}

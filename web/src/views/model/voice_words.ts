/*
 * The words of voices, how far each has come, and what of its author is told: who it is as far as they agreed
 * to it, and when, no more exactly than they did.
 */
import type { FilterOption, MarkKind } from "../../components";
import { fuzzyDate, type Key, readFuzzy, t } from "../../i18n";
import { type RowOf, viewer } from "../../sync";
import { nameOf } from "./directory";
import { personName } from "./items";
import { myBelongings } from "./me";
import type { VoiceFacts } from "./voice_edits";
import type { Edition, Own, VoiceState } from "./voices";

/** What an organization is called; whoever is at its base may not see it in the directory. */
export const bodyOf = (organization_id: string): string =>
  nameOf(organization_id) || t("contribution_organization_own");

type Kind = Own["kind"];
export type Attribution = Own["attribution"];
export type Width = Own["max_space"];

const KIND = {
  testimony: "contribution_kind_testimony",
  analysis: "contribution_kind_analysis",
  proposal: "contribution_kind_proposal",
  practice: "contribution_kind_practice",
  question: "contribution_kind_question",
} as const satisfies Record<Kind, Key>;

const STATE = {
  draft: "contribution_state_draft",
  submitted: "contribution_state_submitted",
  returned: "contribution_state_returned",
  accepted: "contribution_state_accepted",
  raised: "contribution_state_raised",
  received: "contribution_state_received",
  synthesised: "contribution_state_synthesised",
  answered: "contribution_state_answered",
  kept: "contribution_state_kept",
  withdrawn: "contribution_state_withdrawn",
} as const satisfies Record<VoiceState, Key>;

/* That which tells least stands first. */
const ATTRIBUTION = {
  anonymous: "attribution_anonymous",
  organization: "attribution_organization",
  role: "attribution_role",
  named: "attribution_named",
} as const satisfies Record<Attribution, Key>;

const WIDTH = {
  person: "width_person",
  organization: "width_organization",
  group: "width_group",
  coalition: "width_coalition",
  public: "width_public",
} as const satisfies Record<Width, Key>;

const QUOTED = { 0: "contribution_quoted_no", 1: "contribution_quoted_yes" } as const;

const optionsOf = <W extends string>(words: Readonly<Record<W, Key>>): readonly FilterOption[] =>
  (Object.keys(words) as W[]).map((value) => ({ value, word: t(words[value]) }));

export const voiceKindWord = (kind: Kind): string => t(KIND[kind]);
export const voiceStateWord = (state: VoiceState): string => t(STATE[state]);

export const voiceKinds = () => optionsOf(KIND);
export const voiceStates = () => optionsOf(STATE);
export const attributions = () => optionsOf(ATTRIBUTION);
export const quotedOptions = () => optionsOf(QUOTED);
/** How far a voice may go that is given to somebody. */
export const widths = () => optionsOf(WIDTH).filter(({ value }) => value !== "person");

/** "told in November 2026" */
export const toldOn = (date: string): string =>
  t(readFuzzy(date)?.precision === "day" ? "contribution_told_day" : "contribution_told_month", {
    date: fuzzyDate(date),
  });

/* ---- how far it has come ---- */

export const STATIONS = ["given", "taken_in", "carried_up", "bundled", "answered"] as const;

const REACHED = {
  draft: 0,
  submitted: 0,
  returned: 1,
  accepted: 1,
  raised: 2,
  received: 2,
  synthesised: 3,
  answered: 4,
  kept: 4,
  withdrawn: 0,
} as const satisfies Record<VoiceState, number>;

/** One mark for each station. */
export function courseOf(
  state: VoiceState,
): readonly Extract<MarkKind, "past" | "now" | "ended" | "open">[] {
  const reached = REACHED[state];
  const present = state === "withdrawn" ? "ended" : "now";
  return STATIONS.map((_, at) => (at < reached ? "past" : at === reached ? present : "open"));
}

/* ---- who gave it, as others read it ---- */

/** What of its author an edition tells. */
export type Told = Pick<
  Edition,
  "organization_id" | "attribution" | "person_id" | "role" | "given_on"
>;

/** What the edition of a voice will tell, given by me today; the server does the same. */
export function toldOf(
  { attribution }: Pick<VoiceFacts, "attribution">,
  organization_id: string,
): Told {
  const today = new Date().toISOString().slice(0, 10);
  const isNamed = attribution === "named";
  const own = myBelongings.value.find((one) => one.organization_id === organization_id);
  return {
    organization_id,
    attribution,
    person_id: isNamed ? viewer.value.person_id : null,
    role: isNamed || attribution === "role" ? (own?.role ?? null) : null,
    given_on: attribution === "anonymous" ? today.slice(0, 7) : today,
  };
}

const BY_ROLE = {
  base_member: "contribution_by_base_member",
  alternate: "contribution_by_alternate",
  lead_delegate: "contribution_by_lead_delegate",
} as const satisfies Record<RowOf<"belonging">["role"], Key>;

/** "nobody is named"; "at the base of …". A name is put before by whoever shows it. */
export function toldBy({ attribution, role, organization_id }: Told): string {
  const organization = bodyOf(organization_id);
  if (attribution === "anonymous") return t("contribution_by_nobody");
  return t(role === null ? "contribution_by_organization" : BY_ROLE[role], { organization });
}

export const authorName = ({ person_id }: Told): string | undefined =>
  person_id === null ? undefined : personName(person_id);

/*
 * The words people read for the words of the wire. Written out, so that every word has its message
 * and a new one does not compile until it has.
 */
import type { FilterOption } from "../../components";
import { isKey, type Key, language, t } from "../../i18n";
import type { RowOf } from "../../sync";

export type OrganizationKind = RowOf<"organization">["kind"];
export type AffiliationStatus = RowOf<"affiliation">["status"];
export type GroupKind = RowOf<"group">["kind"];
export type GroupState = RowOf<"group">["state"];
export type GroupRole = RowOf<"group_member">["role"];
export type BelongingRole = RowOf<"belonging">["role"];
export type VoteUnit = RowOf<"group">["vote_unit"];
export type Admission = RowOf<"group">["admission"];
export type ConveningKind = RowOf<"convening">["kind"];
export type ConveningState = RowOf<"convening">["state"];
export type ItemState = RowOf<"action_item">["state"];
export type MeetingState = RowOf<"meeting">["state"];
export type MeetingPlace = RowOf<"meeting">["place_precision"];
export type MeetingAnswer = NonNullable<RowOf<"meeting_participant">["answer"]>;
export type MeetingAttendance = NonNullable<RowOf<"meeting_participant">["attendance"]>;
export type MeetingFrequency = RowOf<"meeting_series">["frequency"];
export type PlacePrecision = RowOf<"convening">["place_precision"];

const ORGANIZATION_KIND = {
  coalition: "kind_coalition",
  alliance: "kind_alliance",
  network: "kind_network",
  union: "kind_union",
  federation: "kind_federation",
  association: "kind_association",
  commission: "kind_commission",
  ngo: "kind_ngo",
} as const satisfies Record<OrganizationKind, Key>;

const AFFILIATION_STATUS = {
  applicant: "standing_applicant",
  tentative: "status_tentative",
  observer: "standing_observer",
  member: "standing_member",
  suspended: "standing_suspended",
  left: "standing_left",
} as const satisfies Record<AffiliationStatus, Key>;

const GROUP_KIND = {
  working_group: "kind_working_group",
  committee: "kind_committee",
  caucus: "kind_caucus",
  local_organising_committee: "kind_local_organising_committee",
} as const satisfies Record<GroupKind, Key>;

const GROUP_STATE = {
  forming: "state_forming",
  active: "state_active",
  dormant: "state_dormant",
  closed: "state_closed",
  became_alliance: "state_became_alliance",
  reconvened: "state_reconvened",
} as const satisfies Record<GroupState, Key>;

const GROUP_ROLE = {
  member: "role_member",
  facilitator: "role_facilitator",
  note_taker: "role_note_taker",
  chair: "role_chair",
} as const satisfies Record<GroupRole, Key>;

const BELONGING_ROLE = {
  lead_delegate: "role_lead_delegate",
  alternate: "role_alternate",
  base_member: "role_base_member",
} as const satisfies Record<BelongingRole, Key>;

const VOTE_UNIT = {
  organization: "vote_unit_organization",
  person: "vote_unit_person",
} as const satisfies Record<VoteUnit, Key>;

const ADMISSION = {
  by_admission: "admission_by_admission",
  open: "admission_open",
} as const satisfies Record<Admission, Key>;

const CONVENING_KIND = {
  civil_society: "convening_civil_society",
  intergovernmental: "convening_intergovernmental",
  conference: "convening_conference",
} as const satisfies Record<ConveningKind, Key>;

const CONVENING_STATE = {
  idea: "convening_idea",
  announced: "convening_announced",
  held: "convening_held",
  cancelled: "convening_cancelled",
} as const satisfies Record<ConveningState, Key>;

const ITEM_STATE = {
  open: "item_open",
  doing: "item_doing",
  blocked: "item_blocked",
  done: "item_done",
  dropped: "item_dropped",
} as const satisfies Record<ItemState, Key>;

const MEETING_STATE = {
  draft: "meeting_draft",
  planned: "meeting_planned",
  open: "meeting_open",
  paused: "meeting_paused",
  ended: "meeting_ended",
  minutes_draft: "meeting_minutes_draft",
  minutes_circulated: "meeting_minutes_circulated",
  minutes_adopted: "meeting_minutes_adopted",
  cancelled: "meeting_cancelled",
} as const satisfies Record<MeetingState, Key>;

const MEETING_PLACE = {
  venue: "place_venue",
  city: "place_city",
  country: "place_country",
  region: "place_region",
  continent: "place_continent",
  unknown: "place_unknown",
} as const satisfies Record<MeetingPlace, Key>;

const MEETING_ANSWER = {
  yes: "answer_yes",
  maybe: "answer_maybe",
  no: "answer_no",
} as const satisfies Record<MeetingAnswer, Key>;

const MEETING_ATTENDANCE = {
  present: "attendance_present",
  apologies: "attendance_apologies",
  absent: "attendance_absent",
} as const satisfies Record<MeetingAttendance, Key>;

const OPTION_MARK = {
  suits: "mark_suits",
  if_needed: "mark_if_needed",
  does_not: "mark_does_not",
} as const satisfies Record<RowOf<"meeting_option_mark">["mark"], Key>;

const PLACE_PRECISION = {
  city: "place_city",
  country: "place_country",
  region: "place_region",
  continent: "place_continent",
  unknown: "place_unknown",
} as const satisfies Record<PlacePrecision, Key>;

/** Each language in itself, as those look for it who read no other. */
export const LANGUAGE_NAMES = {
  en: "English",
  es: "Español",
  fr: "Français",
  ar: "العربية",
} as const satisfies Record<RowOf<"person">["language"], string>;

const optionsOf = <W extends string>(words: Readonly<Record<W, Key>>): readonly FilterOption[] =>
  (Object.keys(words) as W[]).map((value) => ({ value, word: t(words[value]) }));

export const organizationKindWord = (kind: OrganizationKind): string => t(ORGANIZATION_KIND[kind]);
export const affiliationStatusWord = (status: AffiliationStatus): string =>
  t(AFFILIATION_STATUS[status]);
export const groupKindWord = (kind: GroupKind): string => t(GROUP_KIND[kind]);
export const groupStateWord = (state: GroupState): string => t(GROUP_STATE[state]);
export const groupRoleWord = (role: GroupRole): string => t(GROUP_ROLE[role]);
export const belongingRoleWord = (role: BelongingRole): string => t(BELONGING_ROLE[role]);
export const voteUnitWord = (unit: VoteUnit): string => t(VOTE_UNIT[unit]);

export const admissionWord = (admission: Admission): string => t(ADMISSION[admission]);
export const conveningKindWord = (kind: ConveningKind): string => t(CONVENING_KIND[kind]);
export const conveningStateWord = (state: ConveningState): string => t(CONVENING_STATE[state]);

export const itemStateWord = (state: ItemState): string => t(ITEM_STATE[state]);

export const meetingStateWord = (state: MeetingState): string => t(MEETING_STATE[state]);
export const answerWord = (answer: MeetingAnswer): string => t(MEETING_ANSWER[answer]);
export const attendanceWord = (attendance: MeetingAttendance): string =>
  t(MEETING_ATTENDANCE[attendance]);

export const markWord = (mark: RowOf<"meeting_option_mark">["mark"]): string =>
  t(OPTION_MARK[mark]);

export const optionMarks = () => optionsOf(OPTION_MARK);
export const meetingPlaces = () => optionsOf(MEETING_PLACE);
export const meetingAnswers = () => optionsOf(MEETING_ANSWER);
export const meetingAttendances = () => optionsOf(MEETING_ATTENDANCE);
export const itemStates = () => optionsOf(ITEM_STATE);
export const admissions = () => optionsOf(ADMISSION);
export const conveningKinds = () => optionsOf(CONVENING_KIND);
export const placePrecisions = () => optionsOf(PLACE_PRECISION);
export const organizationKinds = () => optionsOf(ORGANIZATION_KIND);
export const groupKinds = () => optionsOf(GROUP_KIND);
export const groupRoles = () => optionsOf(GROUP_ROLE);
export const voteUnits = () => optionsOf(VOTE_UNIT);
export const languages = (): readonly FilterOption[] =>
  Object.entries(LANGUAGE_NAMES).map(([value, word]) => ({ value, word }));

const WORDS: Readonly<Record<string, Key>> = {
  ...AFFILIATION_STATUS,
  ...GROUP_STATE,
  ...CONVENING_STATE,
  ...ITEM_STATE,
  ...MEETING_STATE,
};

const LATER = [
  ...["milestone_state", "plan_state", "contribution_state"],
  ...["proposal_state", "ballot_occasion", "decision_state"],
];

/* Of a room that is fetched later: its words have come with whoever was refused there. */
const laterWord = (room: string, word: string): string | undefined => {
  const key = [room, word].join("_");
  return isKey(key) ? t(key) : undefined;
};

/** A state named in a refusal. */
export const stateWord = (state: string): string => {
  const known = WORDS[state];
  if (known !== undefined) return t(known);
  const later = LATER.map((room) => laterWord(room, state));
  return later.find((word) => word !== undefined) ?? state;
};

/** How far a voice may go, named in a refusal. */
export const widthWord = (width: string): string => laterWord("width", width) ?? width;

const PERSONA = {
  visitor: "who_person",
  person: "who_person",
  base_member: "who_base_member",
  delegate: "who_delegate",
  lead_delegate: "who_lead_delegate",
  group_member: "who_group_member",
  note_taker: "who_note_taker",
  facilitator: "who_facilitator",
  observer: "who_delegate",
  secretariat: "who_secretariat",
  administrator: "who_administrator",
  own: "who_own",
} as const satisfies Record<string, Key>;

/** "the Secretariat or a facilitator of the group" */
export function whoWords(who: readonly string[]): readonly string[] {
  const keys = who.map((persona) => PERSONA[persona as keyof typeof PERSONA] as Key | undefined);
  return [...new Set(keys)].filter((key) => key !== undefined).map((key) => t(key));
}

/** "11 members, 1 observer": parts of one count, as the language sets them one after the other. */
export const listInLine = (parts: readonly string[]): string =>
  parts.reduce((first, second) => (first === "" ? second : t("list_pair", { first, second })), "");

/** A word that begins a line. Scripts without capitals stay as they are. */
export const atStart = (word: string): string => {
  const [first = "", ...rest] = word;
  return first.toLocaleUpperCase(language.value) + rest.join("");
};

/* Made by scripts/generate.mjs from schema/openrpc.json: change that, then `npm run generate`. */
/** What one saw, and what it shall be. */
export interface Edit<T> {
  readonly from: T;
  readonly to: T;
}
export const VOCABULARIES = {
  language: ["en", "es", "fr", "ar"],
  organization_kind: ["coalition", "alliance", "network", "union", "federation", "association", "commission", "ngo"],
  organization_visibility: ["public", "coalition"],
  name_kind: ["acronym", "spelling"],
  affiliation_status: ["applicant", "tentative", "observer", "member", "suspended", "left"],
  affiliation_status_first: ["applicant", "tentative", "observer", "member"],
  standing_sought: ["observer", "member"],
  vote_unit: ["organization", "person"],
  group_kind: ["working_group", "committee", "caucus", "local_organising_committee"],
  group_visibility: ["public", "coalition", "group"],
  group_state: ["forming", "active", "dormant", "closed", "became_alliance", "reconvened"],
  group_role: ["member", "facilitator", "note_taker", "chair"],
  group_admission: ["by_admission", "open"],
  series_name_kind: ["acronym", "spelling", "former"],
  convening_kind: ["civil_society", "intergovernmental", "conference"],
  convening_state: ["idea", "announced", "held", "cancelled"],
  convening_state_first: ["idea", "announced", "held"],
  place_precision: ["city", "country", "region", "continent", "unknown"],
  lineage_table: ["group", "organization", "series", "convening"],
  history_table: ["organization", "group", "series", "convening", "coalition", "action_item", "meeting", "plan", "milestone"],
  lineage_relation: ["evolved_into", "became_alliance", "reconvened_as", "spun_off", "sprouted", "merged_into", "split_into"],
  belonging_role: ["base_member", "alternate", "lead_delegate"],
  coalition_role: ["secretariat", "administrator"],
  invitation_role: ["base_member", "alternate", "lead_delegate", "secretariat", "administrator"],
  invitation_state: ["open", "accepted", "revoked"],
  room_code_state: ["open", "closed"],
  saved_view_room: ["network", "groups", "convenings"],
  action_item_state: ["open", "doing", "blocked", "done", "dropped"],
  action_item_visibility: ["coalition", "group"],
  meeting_state: ["draft", "planned", "open", "paused", "ended", "minutes_draft", "minutes_circulated", "minutes_adopted", "cancelled"],
  meeting_state_first: ["draft", "planned"],
  meeting_visibility: ["coalition", "group"],
  meeting_place: ["venue", "city", "country", "region", "continent", "unknown"],
  meeting_reading: ["earlier", "later"],
  meeting_answer: ["yes", "maybe", "no"],
  meeting_attendance: ["present", "apologies", "absent"],
  meeting_frequency: ["weekly", "monthly_by_day", "monthly_by_weekday"],
  meeting_series_state: ["active", "ended"],
  calendar_address_state: ["open", "revoked"],
  meeting_mark: ["suits", "if_needed", "does_not"],
  plan_state: ["draft", "active", "under_review", "archived"],
  milestone_state: ["planned", "under_way", "reached", "missed", "dropped"],
  trace_from: ["action_item", "agenda_item", "proposal", "decision"],
  trace_to: ["agenda_item", "action_item", "group", "organization", "convening", "meeting", "plan", "milestone", "proposal", "question"],
  trace_relation: ["drawn_from", "about", "answers"],
  comment_about: ["organization", "group", "series", "convening", "meeting", "agenda_item", "action_item", "plan", "goal", "objective", "milestone", "proposal"],
  mention_kind: ["person", "organization", "group"],
  notification_reason: ["assigned", "presents", "mentioned", "replied", "assigned_to_organization", "meeting_moved", "meeting_cancelled", "ballot_opened", "ballot_closes", "delivered"],
  contribution_kind: ["testimony", "analysis", "proposal", "practice", "question"],
  contribution_state: ["draft", "submitted", "accepted", "returned", "raised", "received", "synthesised", "answered", "kept", "withdrawn"],
  attribution: ["named", "role", "organization", "anonymous"],
  width: ["person", "organization", "group", "coalition", "public"],
  proposal_state: ["draft", "discussion", "ballot", "decided", "withdrawn"],
  replacement: ["supersedes", "rescinds"],
  ballot_occasion: ["consensus", "vote", "fallback"],
  ballot_method: ["consensus", "vote"],
  confidentiality: ["sealed", "secret"],
  ballot_state: ["open", "closed", "void"],
  void_cause: ["text_changed", "proposal_withdrawn", "facilitator", "key_lost"],
  choice: ["yes", "no", "abstain", "agree", "reservation", "stand_aside", "block"],
  result: ["no_quorum", "not_carried", "carried", "blocked"],
  result_reason: ["no_quorum", "share_holds", "share_not_met", "no_votes_cast", "consensus", "block", "stand_asides", "nobody_agreed"],
  decision_state: ["in_force", "superseded", "rescinded"],
  dispatch_kind: ["decision", "request", "statement", "toolkit"],
  dispatch_mode: ["cascade", "broadcast"],
  dispatch_state: ["sent", "paused", "closed", "recalled"],
  delivery_mode: ["information", "mandate"],
  delivery_state: ["scheduled", "delivered", "acknowledged", "localised", "acting", "reported", "declined", "lapsed", "recalled"],
  came_by: ["sent", "passed_on", "declined", "silence"],
  delivery_note_kind: ["wording", "received", "report", "reason"],
  notification_about: ["organization", "group", "series", "convening", "meeting", "agenda_item", "action_item", "plan", "goal", "objective", "milestone", "proposal", "dispatch"],
  digest: ["daily", "off"],
  volume: ["quiet", "normal", "loud"],
  setting: ["sign_in_tries", "address_tries", "calls_per_second", "calls_at_once", "invitation_days", "second_factor_administrator", "second_factor_secretariat", "second_factor_lead_delegate", "second_factor_alternate", "second_factor_base_member"],
  device_after: ["keep", "clear"],
  rule_kind: ["at_least", "more_than"],
  rule_base: ["cast", "present", "roll"],
} as const;
export type Language = (typeof VOCABULARIES.language)[number];
export type OrganizationKind = (typeof VOCABULARIES.organization_kind)[number];
export type OrganizationVisibility = (typeof VOCABULARIES.organization_visibility)[number];
export type NameKind = (typeof VOCABULARIES.name_kind)[number];
export type AffiliationStatus = (typeof VOCABULARIES.affiliation_status)[number];
export type AffiliationStatusFirst = (typeof VOCABULARIES.affiliation_status_first)[number];
export type StandingSought = (typeof VOCABULARIES.standing_sought)[number];
export type VoteUnit = (typeof VOCABULARIES.vote_unit)[number];
export type GroupKind = (typeof VOCABULARIES.group_kind)[number];
export type GroupVisibility = (typeof VOCABULARIES.group_visibility)[number];
export type GroupState = (typeof VOCABULARIES.group_state)[number];
export type GroupRole = (typeof VOCABULARIES.group_role)[number];
export type GroupAdmission = (typeof VOCABULARIES.group_admission)[number];
export type SeriesNameKind = (typeof VOCABULARIES.series_name_kind)[number];
export type ConveningKind = (typeof VOCABULARIES.convening_kind)[number];
export type ConveningState = (typeof VOCABULARIES.convening_state)[number];
export type ConveningStateFirst = (typeof VOCABULARIES.convening_state_first)[number];
export type PlacePrecision = (typeof VOCABULARIES.place_precision)[number];
export type LineageTable = (typeof VOCABULARIES.lineage_table)[number];
export type HistoryTable = (typeof VOCABULARIES.history_table)[number];
export type LineageRelation = (typeof VOCABULARIES.lineage_relation)[number];
export type BelongingRole = (typeof VOCABULARIES.belonging_role)[number];
export type CoalitionRole = (typeof VOCABULARIES.coalition_role)[number];
export type InvitationRole = (typeof VOCABULARIES.invitation_role)[number];
export type InvitationState = (typeof VOCABULARIES.invitation_state)[number];
export type RoomCodeState = (typeof VOCABULARIES.room_code_state)[number];
export type SavedViewRoom = (typeof VOCABULARIES.saved_view_room)[number];
export type ActionItemState = (typeof VOCABULARIES.action_item_state)[number];
export type ActionItemVisibility = (typeof VOCABULARIES.action_item_visibility)[number];
export type MeetingState = (typeof VOCABULARIES.meeting_state)[number];
export type MeetingStateFirst = (typeof VOCABULARIES.meeting_state_first)[number];
export type MeetingVisibility = (typeof VOCABULARIES.meeting_visibility)[number];
export type MeetingPlace = (typeof VOCABULARIES.meeting_place)[number];
export type MeetingReading = (typeof VOCABULARIES.meeting_reading)[number];
export type MeetingAnswer = (typeof VOCABULARIES.meeting_answer)[number];
export type MeetingAttendance = (typeof VOCABULARIES.meeting_attendance)[number];
export type MeetingFrequency = (typeof VOCABULARIES.meeting_frequency)[number];
export type MeetingSeriesState = (typeof VOCABULARIES.meeting_series_state)[number];
export type CalendarAddressState = (typeof VOCABULARIES.calendar_address_state)[number];
export type MeetingMark = (typeof VOCABULARIES.meeting_mark)[number];
export type PlanState = (typeof VOCABULARIES.plan_state)[number];
export type MilestoneState = (typeof VOCABULARIES.milestone_state)[number];
export type TraceFrom = (typeof VOCABULARIES.trace_from)[number];
export type TraceTo = (typeof VOCABULARIES.trace_to)[number];
export type TraceRelation = (typeof VOCABULARIES.trace_relation)[number];
export type CommentAbout = (typeof VOCABULARIES.comment_about)[number];
export type MentionKind = (typeof VOCABULARIES.mention_kind)[number];
export type NotificationReason = (typeof VOCABULARIES.notification_reason)[number];
export type ContributionKind = (typeof VOCABULARIES.contribution_kind)[number];
export type ContributionState = (typeof VOCABULARIES.contribution_state)[number];
export type Attribution = (typeof VOCABULARIES.attribution)[number];
export type Width = (typeof VOCABULARIES.width)[number];
export type ProposalState = (typeof VOCABULARIES.proposal_state)[number];
export type Replacement = (typeof VOCABULARIES.replacement)[number];
export type BallotOccasion = (typeof VOCABULARIES.ballot_occasion)[number];
export type BallotMethod = (typeof VOCABULARIES.ballot_method)[number];
export type Confidentiality = (typeof VOCABULARIES.confidentiality)[number];
export type BallotState = (typeof VOCABULARIES.ballot_state)[number];
export type VoidCause = (typeof VOCABULARIES.void_cause)[number];
export type Choice = (typeof VOCABULARIES.choice)[number];
export type Result = (typeof VOCABULARIES.result)[number];
export type ResultReason = (typeof VOCABULARIES.result_reason)[number];
export type DecisionState = (typeof VOCABULARIES.decision_state)[number];
export type DispatchKind = (typeof VOCABULARIES.dispatch_kind)[number];
export type DispatchMode = (typeof VOCABULARIES.dispatch_mode)[number];
export type DispatchState = (typeof VOCABULARIES.dispatch_state)[number];
export type DeliveryMode = (typeof VOCABULARIES.delivery_mode)[number];
export type DeliveryState = (typeof VOCABULARIES.delivery_state)[number];
export type CameBy = (typeof VOCABULARIES.came_by)[number];
export type DeliveryNoteKind = (typeof VOCABULARIES.delivery_note_kind)[number];
export type NotificationAbout = (typeof VOCABULARIES.notification_about)[number];
export type Digest = (typeof VOCABULARIES.digest)[number];
export type Volume = (typeof VOCABULARIES.volume)[number];
export type Setting = (typeof VOCABULARIES.setting)[number];
export type DeviceAfter = (typeof VOCABULARIES.device_after)[number];
export type RuleKind = (typeof VOCABULARIES.rule_kind)[number];
export type RuleBase = (typeof VOCABULARIES.rule_base)[number];
export type Space = { readonly space_id: string; readonly kind: "public" | "coalition" | "organization" | "group" | "person"; readonly owner_id: string | null };
export type RowChange = readonly [string, "insert" | "update" | "delete", string, Readonly<Record<string, unknown>> | null];
export type CommandResult = { readonly seq: number };
export type SessionWhoResult = { readonly person_id: string | null; readonly session_id: string | null; readonly database_id: string; readonly now_ms: number; readonly sends_mail: boolean };
export type SessionSignOutResult = Readonly<Record<string, unknown>>;
export type RpcDiscoverResult = Readonly<Record<string, unknown>>;
export type SyncHelloResult = { readonly database_id: string; readonly epoch: string; readonly seq: number; readonly person_id: string | null; readonly spaces: readonly Space[]; readonly mode: "nothing" | "rows" | "snapshot"; readonly health?: "full" | "failed"; readonly rows: readonly RowChange[] };
export type SyncPingResult = Readonly<Record<string, unknown>>;
export type SessionListResult = { readonly sessions: readonly { readonly session_id: string; readonly device: string | null; readonly created_at_ms: number; readonly last_used_at_ms: number; readonly is_this: boolean }[] };
export type AccountReadResult = { readonly sign_in_name: string | null; readonly needs_password_now: boolean; readonly has_second_factor: boolean; readonly needs_second_factor: boolean; readonly recovery_code_count: number };
export type AccountListResult = { readonly accounts: readonly { readonly person_id: string; readonly display_name: string; readonly sign_in_name: string | null; readonly has_second_factor: boolean; readonly is_locked: boolean; readonly session_count: number; readonly sample: boolean }[] };
export type SecondFactorBeginResult = { readonly secret: string; readonly address: string };
export type SecondFactorConfirmResult = { readonly recovery_codes: readonly string[] };
export type SecondFactorRenewResult = SecondFactorConfirmResult;
export type SettingListResult = { readonly settings: readonly { readonly setting: Setting; readonly value: number; readonly least: number; readonly most: number; readonly usual: number }[] };
export type AccountMakeLinkResult = { readonly token: string };
export type SessionEndResult = Readonly<Record<string, unknown>>;
export type SessionEndOthersResult = Readonly<Record<string, unknown>>;
export type AccountSetSignInNameResult = Readonly<Record<string, unknown>>;
export type SecondFactorEndResult = Readonly<Record<string, unknown>>;
export type AccountLockResult = Readonly<Record<string, unknown>>;
export type AccountUnlockResult = Readonly<Record<string, unknown>>;
export type AccountEndSessionsResult = Readonly<Record<string, unknown>>;
export type AccountEndSecondFactorResult = Readonly<Record<string, unknown>>;
export type HistoryReadResult = { readonly changes: readonly { readonly seq: number; readonly at_ms: number; readonly actor_id: string | null; readonly for_organization_id: string | null; readonly method: string; readonly table: string; readonly row_id: string; readonly op: "insert" | "update" | "delete"; readonly fields: Readonly<Record<string, unknown>> }[]; readonly has_more: boolean };
export type NewsListResult = { readonly lines: readonly { readonly seq: number; readonly at_ms: number; readonly kind: "meeting_planned" | "meeting_moved" | "meeting_cancelled" | "minutes_circulated" | "minutes_adopted" | "plan_started" | "plan_active" | "plan_archived" | "milestone_reached" | "milestone_missed" | "proposal_discussed" | "proposal_carried" | "proposal_not_carried" | "proposal_blocked" | "group_started" | "group_closed" | "group_became_alliance" | "convening_announced" | "convening_cancelled" | "organization_member" | "organization_observer" | "organization_left" | "item_added" | "item_blocked" | "item_done" | "commented"; readonly table: CommentAbout; readonly row_id: string; readonly group_id: string | null; readonly count: number }[]; readonly has_more: boolean; readonly after_seq: number; readonly last_seq: number };
export type ImportPreviewResult = { readonly sections: readonly { readonly name: string; readonly has_home: boolean; readonly taken: number; readonly changed: number; readonly present: number; readonly left_out: number }[]; readonly references_left_out: number };
export type SamplesPreviewResult = { readonly tables: readonly { readonly table: string; readonly count: number }[]; readonly count: number; readonly kept_count: number };
export interface PersonRow {
  readonly person_id: string;
  readonly space_id: string;
  readonly display_name: string;
  readonly language: Language;
  readonly time_zone: string | null;
  readonly sample: number;
}
export interface OrganizationRow {
  readonly organization_id: string;
  readonly space_id: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly sector: string | null;
  readonly region_stated: string | null;
  readonly role_stated: string | null;
  readonly founded_on: string | null;
  readonly list_position: number | null;
  readonly sample: number;
}
export interface OrganizationNameRow {
  readonly organization_name_id: string;
  readonly space_id: string;
  readonly organization_id: string;
  readonly kind: NameKind;
  readonly text: string;
  readonly language: string | null;
  readonly rank: number;
  readonly sample: number;
}
export interface OrganizationRegionRow {
  readonly organization_region_id: string;
  readonly space_id: string;
  readonly organization_id: string;
  readonly region: string;
  readonly rank: number;
  readonly sample: number;
}
export interface AffiliationRow {
  readonly affiliation_id: string;
  readonly space_id: string;
  readonly organization_id: string;
  readonly parent_id: string;
  readonly status: AffiliationStatus;
  readonly standing_sought: StandingSought | null;
  readonly status_stated: string | null;
  readonly charter_version: number | null;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly is_asked: number;
  readonly sample: number;
}
export interface AffiliationStandingRow {
  readonly affiliation_standing_id: string;
  readonly space_id: string;
  readonly affiliation_id: string;
  readonly status: AffiliationStatus;
  readonly starts_on: string | null;
  readonly decision: string | null;
  readonly sample: number;
}
export interface ApplicationRow {
  readonly application_id: string;
  readonly space_id: string;
  readonly affiliation_id: string;
  readonly organization_id: string;
  readonly organization_name: string;
  readonly parent_id: string;
  readonly status: AffiliationStatus;
  readonly standing_sought: StandingSought | null;
  readonly charter_version: number | null;
  readonly applied_on: string | null;
  readonly answered_on: string | null;
  readonly sample: number;
}
export interface CoalitionRow {
  readonly coalition_id: string;
  readonly space_id: string;
  readonly name: string;
  readonly root_organization_id: string | null;
  readonly default_language: Language;
  readonly vote_unit: VoteUnit;
  readonly quorum_kind: RuleKind;
  readonly quorum_numerator: number;
  readonly quorum_denominator: number;
  readonly vote_kind: RuleKind;
  readonly vote_numerator: number;
  readonly vote_denominator: number;
  readonly vote_base: RuleBase;
  readonly admission_kind: RuleKind;
  readonly admission_numerator: number;
  readonly admission_denominator: number;
  readonly admission_base: RuleBase;
  readonly fallback_kind: RuleKind;
  readonly fallback_numerator: number;
  readonly fallback_denominator: number;
  readonly fallback_base: RuleBase;
  readonly fallback_cooling_minutes: number;
  readonly consensus_blocks_max: number;
  readonly consensus_stand_asides_numerator: number;
  readonly consensus_stand_asides_denominator: number;
  readonly consensus_rounds: number;
}
export interface CoalitionLanguageRow {
  readonly coalition_language_id: string;
  readonly space_id: string;
  readonly coalition_id: string;
  readonly language: Language;
  readonly rank: number;
}
export interface CharterRow {
  readonly charter_id: string;
  readonly space_id: string;
  readonly coalition_id: string;
  readonly version: number;
  readonly text: string;
  readonly language: Language;
  readonly adopted_on: string | null;
  readonly decision: string | null;
}
export interface SeriesRow {
  readonly series_id: string;
  readonly space_id: string;
  readonly name: string;
  readonly kind: ConveningKind;
  readonly named_on: string | null;
  readonly sample: number;
}
export interface SeriesNameRow {
  readonly series_name_id: string;
  readonly space_id: string;
  readonly series_id: string;
  readonly kind: SeriesNameKind;
  readonly text: string;
  readonly language: string | null;
  readonly rank: number;
  readonly sample: number;
}
export interface ConveningRow {
  readonly convening_id: string;
  readonly space_id: string;
  readonly series_id: string | null;
  readonly name: string;
  readonly kind: ConveningKind;
  readonly state: ConveningState;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly place: string | null;
  readonly place_precision: PlacePrecision;
  readonly host_id: string | null;
  readonly alongside_id: string | null;
  readonly relative_to_id: string | null;
  readonly relative_months: number | null;
  readonly sample: number;
}
export interface GroupRow {
  readonly group_id: string;
  readonly space_id: string;
  readonly name: string;
  readonly kind: GroupKind;
  readonly vote_unit: VoteUnit;
  readonly state: GroupState;
  readonly admission: GroupAdmission;
  readonly mandate: string | null;
  readonly mandate_ends_on: string | null;
  readonly formed_on: string | null;
  readonly organization_id: string | null;
  readonly convening_id: string | null;
  readonly series_id: string | null;
  readonly sample: number;
}
export interface GroupNameRow {
  readonly group_name_id: string;
  readonly space_id: string;
  readonly group_id: string;
  readonly kind: NameKind;
  readonly text: string;
  readonly language: string | null;
  readonly rank: number;
  readonly sample: number;
}
export interface GroupMemberRow {
  readonly group_member_id: string;
  readonly space_id: string;
  readonly group_id: string;
  readonly organization_id: string | null;
  readonly person_id: string | null;
  readonly display_name: string | null;
  readonly role: GroupRole;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly sample: number;
}
export interface LineageRow {
  readonly lineage_id: string;
  readonly space_id: string;
  readonly from_table: LineageTable;
  readonly from_id: string;
  readonly to_table: LineageTable;
  readonly to_id: string;
  readonly relation: LineageRelation;
  readonly dated_on: string | null;
  readonly decision: string | null;
  readonly sample: number;
}
export interface BelongingRow {
  readonly belonging_id: string;
  readonly space_id: string;
  readonly person_id: string;
  readonly organization_id: string;
  readonly role: BelongingRole;
  readonly display_name: string;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly sample: number;
}
export interface CoalitionRoleRow {
  readonly coalition_role_id: string;
  readonly space_id: string;
  readonly person_id: string;
  readonly role: CoalitionRole;
  readonly display_name: string;
  readonly ends_on: string | null;
  readonly sample: number;
}
export interface SourceDocumentRow {
  readonly source_document_id: string;
  readonly space_id: string;
  readonly title: string;
  readonly author: string | null;
  readonly prepared_for: string | null;
  readonly place: string | null;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
}
export interface ProvenanceRow {
  readonly provenance_id: string;
  readonly space_id: string;
  readonly source_document_id: string | null;
  readonly table_name: string;
  readonly row_id: string;
  readonly heading: string;
  readonly quotation: string | null;
  readonly inferred: string;
}
export interface ReadingNoteRow {
  readonly reading_note_id: string;
  readonly space_id: string;
  readonly heading: string;
  readonly note: string;
}
export interface ReadingNoteAboutRow {
  readonly reading_note_about_id: string;
  readonly space_id: string;
  readonly reading_note_id: string;
  readonly table_name: string;
  readonly row_id: string;
}
export interface InvitationRow {
  readonly invitation_id: string;
  readonly space_id: string;
  readonly organization_id: string | null;
  readonly role: InvitationRole;
  readonly name_for: string | null;
  readonly language: Language;
  readonly expires_at_ms: number;
  readonly state: InvitationState;
  readonly sample: number;
}
export interface RoomCodeRow {
  readonly room_code_id: string;
  readonly space_id: string;
  readonly group_id: string;
  readonly expires_at_ms: number;
  readonly joined_count: number;
  readonly state: RoomCodeState;
}
export interface SavedViewRow {
  readonly saved_view_id: string;
  readonly space_id: string;
  readonly room: SavedViewRoom;
  readonly name: string;
  readonly query: string;
}
export interface PlanRow {
  readonly plan_id: string;
  readonly space_id: string;
  readonly group_id: string | null;
  readonly name: string;
  readonly state: PlanState;
  readonly starts_on: string | null;
  readonly ends_min_on: string | null;
  readonly ends_max_on: string | null;
  readonly decision: string | null;
  readonly sample: number;
}
export interface GoalRow {
  readonly goal_id: string;
  readonly space_id: string;
  readonly plan_id: string;
  readonly name: string;
  readonly weight: number;
  readonly rank: number;
  readonly sample: number;
}
export interface ObjectiveRow {
  readonly objective_id: string;
  readonly space_id: string;
  readonly plan_id: string;
  readonly goal_id: string;
  readonly name: string;
  readonly weight: number;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly rank: number;
  readonly sample: number;
}
export interface MilestoneRow {
  readonly milestone_id: string;
  readonly space_id: string;
  readonly plan_id: string;
  readonly objective_id: string | null;
  readonly name: string;
  readonly note: string | null;
  readonly due_on: string | null;
  readonly weight: number;
  readonly state: MilestoneState;
  readonly reason: string | null;
  readonly owner_organization_id: string | null;
  readonly owner_person_id: string | null;
  readonly owner_group_id: string | null;
  readonly convening_id: string | null;
  readonly rank: number;
  readonly sample: number;
}
export interface ActionItemRow {
  readonly action_item_id: string;
  readonly space_id: string;
  readonly group_id: string | null;
  readonly title: string;
  readonly note: string | null;
  readonly owner_organization_id: string | null;
  readonly owner_person_id: string | null;
  readonly owner_group_id: string | null;
  readonly due_on: string | null;
  readonly state: ActionItemState;
  readonly reason: string | null;
  readonly progress: number;
  readonly sample: number;
  readonly milestone_id: string | null;
}
export interface ActionItemStepRow {
  readonly action_item_step_id: string;
  readonly space_id: string;
  readonly action_item_id: string;
  readonly text: string;
  readonly is_done: number;
  readonly rank: number;
  readonly sample: number;
}
export interface MeetingSeriesRow {
  readonly meeting_series_id: string;
  readonly space_id: string;
  readonly group_id: string | null;
  readonly title: string;
  readonly frequency: MeetingFrequency;
  readonly every: number;
  readonly first_on: string;
  readonly until_on: string | null;
  readonly state: MeetingSeriesState;
  readonly sample: number;
}
export interface MeetingRow {
  readonly meeting_id: string;
  readonly space_id: string;
  readonly group_id: string | null;
  readonly meeting_series_id: string | null;
  readonly occurs_on: string | null;
  readonly title: string;
  readonly starts_local: string | null;
  readonly ends_local: string | null;
  readonly zone: string | null;
  readonly starts_at_ms: number | null;
  readonly ends_at_ms: number | null;
  readonly place: string | null;
  readonly place_precision: MeetingPlace;
  readonly link: string | null;
  readonly state: MeetingState;
  readonly adopted_by: string | null;
  readonly revision: number;
  readonly sample: number;
  readonly is_exception: number;
}
export interface MeetingParticipantRow {
  readonly meeting_participant_id: string;
  readonly space_id: string;
  readonly meeting_id: string;
  readonly organization_id: string | null;
  readonly person_id: string | null;
  readonly answer: MeetingAnswer | null;
  readonly attendance: MeetingAttendance | null;
  readonly sample: number;
}
export interface AgendaItemRow {
  readonly agenda_item_id: string;
  readonly space_id: string;
  readonly group_id: string | null;
  readonly meeting_id: string | null;
  readonly parent_id: string | null;
  readonly rank: number;
  readonly title: string;
  readonly note: string | null;
  readonly minutes_planned: number | null;
  readonly presenter_organization_id: string | null;
  readonly sample: number;
}
export interface MinutesRow {
  readonly minutes_id: string;
  readonly space_id: string;
  readonly meeting_id: string;
  readonly agenda_item_id: string | null;
  readonly text: string;
  readonly sample: number;
}
export interface MinutesNoteRow {
  readonly minutes_note_id: string;
  readonly space_id: string;
  readonly meeting_id: string;
  readonly text: string;
  readonly noted_at_ms: number;
  readonly sample: number;
}
export interface TraceLinkRow {
  readonly trace_link_id: string;
  readonly space_id: string;
  readonly from_table: TraceFrom;
  readonly from_id: string;
  readonly to_table: TraceTo;
  readonly to_id: string;
  readonly relation: TraceRelation;
  readonly sample: number;
}
export interface CalendarAddressRow {
  readonly calendar_address_id: string;
  readonly space_id: string;
  readonly group_id: string | null;
  readonly state: CalendarAddressState;
  readonly sample: number;
}
export interface OrganizationZoneRow {
  readonly organization_zone_id: string;
  readonly space_id: string;
  readonly organization_id: string;
  readonly zone: string;
  readonly sample: number;
}
export interface MeetingGroupRow {
  readonly meeting_group_id: string;
  readonly space_id: string;
  readonly meeting_id: string;
  readonly group_id: string;
  readonly sample: number;
}
export interface MeetingOptionRow {
  readonly meeting_option_id: string;
  readonly space_id: string;
  readonly meeting_id: string;
  readonly starts_local: string;
  readonly ends_local: string;
  readonly zone: string;
  readonly starts_at_ms: number;
  readonly ends_at_ms: number;
  readonly sample: number;
}
export interface MeetingOptionMarkRow {
  readonly meeting_option_mark_id: string;
  readonly space_id: string;
  readonly meeting_option_id: string;
  readonly organization_id: string | null;
  readonly person_id: string | null;
  readonly mark: MeetingMark;
  readonly sample: number;
}
export interface CommentRow {
  readonly comment_id: string;
  readonly space_id: string;
  readonly group_id: string | null;
  readonly about_table: CommentAbout;
  readonly about_id: string;
  readonly parent_id: string | null;
  readonly text: string;
  readonly person_id: string;
  readonly organization_id: string | null;
  readonly written_at_ms: number;
  readonly edited_at_ms: number | null;
  readonly resolved_at_ms: number | null;
  readonly resolved_by_id: string | null;
  readonly sample: number;
}
export interface CommentMentionRow {
  readonly comment_mention_id: string;
  readonly space_id: string;
  readonly comment_id: string;
  readonly kind: MentionKind;
  readonly mentioned_id: string;
  readonly sample: number;
}
export interface NotificationRow {
  readonly notification_id: string;
  readonly space_id: string;
  readonly reason: NotificationReason;
  readonly about_table: NotificationAbout;
  readonly about_id: string;
  readonly comment_id: string | null;
  readonly seq: number;
  readonly at_ms: number;
  readonly seen_at_ms: number | null;
}
export interface AttentionRow {
  readonly attention_id: string;
  readonly space_id: string;
  readonly digest: Digest;
  readonly digest_hour: number;
  readonly at_once: number;
  readonly quiet_from: number;
  readonly quiet_until: number;
  readonly narrow_words: number;
  readonly news_seen_seq: number | null;
  readonly news_seen_at_ms: number | null;
}
export interface SubscriptionRow {
  readonly subscription_id: string;
  readonly space_id: string;
  readonly group_id: string | null;
  readonly volume: Volume;
}
export interface ContributionRow {
  readonly contribution_id: string;
  readonly space_id: string;
  readonly organization_id: string;
  readonly kind: ContributionKind;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly theme: string | null;
  readonly concerns: string | null;
  readonly place: string | null;
  readonly attribution: Attribution;
  readonly max_space: Width;
  readonly count_up_to: Width;
  readonly may_be_quoted: number;
  readonly allowed_until: string | null;
  readonly explained_in: string | null;
  readonly given_on: string | null;
  readonly state: ContributionState;
  readonly note: string | null;
  readonly sample: number;
}
export interface EditionRow {
  readonly edition_id: string;
  readonly space_id: string;
  readonly contribution_id: string;
  readonly organization_id: string;
  readonly kind: ContributionKind;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly theme: string | null;
  readonly concerns: string | null;
  readonly place: string | null;
  readonly attribution: Attribution;
  readonly person_id: string | null;
  readonly role: BelongingRole | null;
  readonly max_space: Width;
  readonly count_up_to: Width;
  readonly may_be_quoted: number;
  readonly allowed_until: string | null;
  readonly explained_in: string | null;
  readonly given_on: string;
  readonly state: ContributionState;
  readonly note: string | null;
  readonly sample: number;
}
export interface ProposalRow {
  readonly proposal_id: string;
  readonly space_id: string;
  readonly group_id: string | null;
  readonly organization_id: string | null;
  readonly person_id: string;
  readonly backed_by_id: string | null;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly version: number;
  readonly state: ProposalState;
  readonly round: number;
  readonly outcome: Result | null;
  readonly replaces_id: string | null;
  readonly replacement: Replacement | null;
  readonly sample: number;
}
export interface ProposalVersionRow {
  readonly proposal_version_id: string;
  readonly space_id: string;
  readonly proposal_id: string;
  readonly version: number;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly sample: number;
}
export interface BallotRow {
  readonly ballot_id: string;
  readonly space_id: string;
  readonly proposal_id: string;
  readonly group_id: string | null;
  readonly parent_id: string | null;
  readonly version: number;
  readonly round: number;
  readonly occasion: BallotOccasion;
  readonly method: BallotMethod;
  readonly vote_unit: VoteUnit;
  readonly confidentiality: Confidentiality;
  readonly share_kind: RuleKind | null;
  readonly share_numerator: number | null;
  readonly share_denominator: number | null;
  readonly share_base: RuleBase | null;
  readonly quorum_kind: RuleKind;
  readonly quorum_numerator: number;
  readonly quorum_denominator: number;
  readonly stand_asides_numerator: number | null;
  readonly stand_asides_denominator: number | null;
  readonly blocks_max: number;
  readonly rounds_max: number;
  readonly fallback_wait_minutes: number;
  readonly roll: number;
  readonly answered: number;
  readonly closes_early: number;
  readonly is_reminded: number;
  readonly state: BallotState;
  readonly reason: string | null;
  readonly void_cause: VoidCause | null;
  readonly public_key: string;
  readonly opened_at_ms: number;
  readonly closes_local: string;
  readonly zone: string;
  readonly closes_at_ms: number;
  readonly closed_at_ms: number | null;
  readonly result: Result | null;
  readonly result_reason: ResultReason | null;
  readonly roll_at_close: number | null;
  readonly present: number | null;
  readonly count_yes: number | null;
  readonly count_no: number | null;
  readonly count_abstain: number | null;
  readonly count_agree: number | null;
  readonly count_reservation: number | null;
  readonly count_stand_aside: number | null;
  readonly count_block: number | null;
  readonly sample: number;
}
export interface PositionRow {
  readonly position_id: string;
  readonly space_id: string;
  readonly ballot_id: string;
  readonly organization_id: string | null;
  readonly person_id: string | null;
  readonly has_left: number;
  readonly has_answered: number;
  readonly choice: Choice | null;
  readonly text: string | null;
  readonly principle: string | null;
  readonly sample: number;
}
export interface BallotCallRow {
  readonly ballot_call_id: string;
  readonly space_id: string;
  readonly ballot_id: string;
  readonly organization_id: string | null;
  readonly person_id: string | null;
  readonly answered_at_ms: number | null;
  readonly answers: number;
  readonly has_left: number;
  readonly sample: number;
}
export interface DecisionRow {
  readonly decision_id: string;
  readonly space_id: string;
  readonly group_id: string | null;
  readonly proposal_id: string;
  readonly ballot_id: string;
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly decided_on: string;
  readonly rationale: string | null;
  readonly review_on: string | null;
  readonly state: DecisionState;
  readonly replaced_by_id: string | null;
  readonly sample: number;
}
export interface QuestionRow {
  readonly question_id: string;
  readonly space_id: string;
  readonly text: string;
  readonly sample: number;
}
export interface DispatchRow {
  readonly dispatch_id: string;
  readonly space_id: string;
  readonly organization_id: string;
  readonly decision_id: string | null;
  readonly kind: DispatchKind;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly mode: DispatchMode;
  readonly pass_on_days: number;
  readonly due_on: string | null;
  readonly state: DispatchState;
  readonly reason: string | null;
  readonly sent_at_ms: number;
  readonly resumed_at_ms: number;
  readonly next_at_ms: number | null;
  readonly sample: number;
}
export interface DeliveryRow {
  readonly delivery_id: string;
  readonly space_id: string;
  readonly dispatch_id: string;
  readonly organization_id: string;
  readonly mode: DeliveryMode;
  readonly state: DeliveryState;
  readonly due_on: string | null;
  readonly from_id: string | null;
  readonly came_by: CameBy | null;
  readonly made_at_ms: number;
  readonly delivered_at_ms: number | null;
  readonly answered_at_ms: number | null;
  readonly passed_on_at_ms: number | null;
  readonly declined_at_ms: number | null;
  readonly is_reason_told: number;
  readonly action_item_id: string | null;
  readonly sample: number;
}
export interface DeliveryNoteRow {
  readonly delivery_note_id: string;
  readonly space_id: string;
  readonly delivery_id: string;
  readonly organization_id: string;
  readonly kind: DeliveryNoteKind;
  readonly text: string;
  readonly language: string;
  readonly people: number | null;
  readonly at_ms: number;
  readonly sample: number;
}
export interface Rows {
  readonly person: PersonRow;
  readonly organization: OrganizationRow;
  readonly organization_name: OrganizationNameRow;
  readonly organization_region: OrganizationRegionRow;
  readonly affiliation: AffiliationRow;
  readonly affiliation_standing: AffiliationStandingRow;
  readonly application: ApplicationRow;
  readonly coalition: CoalitionRow;
  readonly coalition_language: CoalitionLanguageRow;
  readonly charter: CharterRow;
  readonly series: SeriesRow;
  readonly series_name: SeriesNameRow;
  readonly convening: ConveningRow;
  readonly group: GroupRow;
  readonly group_name: GroupNameRow;
  readonly group_member: GroupMemberRow;
  readonly lineage: LineageRow;
  readonly belonging: BelongingRow;
  readonly coalition_role: CoalitionRoleRow;
  readonly source_document: SourceDocumentRow;
  readonly provenance: ProvenanceRow;
  readonly reading_note: ReadingNoteRow;
  readonly reading_note_about: ReadingNoteAboutRow;
  readonly invitation: InvitationRow;
  readonly room_code: RoomCodeRow;
  readonly saved_view: SavedViewRow;
  readonly plan: PlanRow;
  readonly goal: GoalRow;
  readonly objective: ObjectiveRow;
  readonly milestone: MilestoneRow;
  readonly action_item: ActionItemRow;
  readonly action_item_step: ActionItemStepRow;
  readonly meeting_series: MeetingSeriesRow;
  readonly meeting: MeetingRow;
  readonly meeting_participant: MeetingParticipantRow;
  readonly agenda_item: AgendaItemRow;
  readonly minutes: MinutesRow;
  readonly minutes_note: MinutesNoteRow;
  readonly trace_link: TraceLinkRow;
  readonly calendar_address: CalendarAddressRow;
  readonly organization_zone: OrganizationZoneRow;
  readonly meeting_group: MeetingGroupRow;
  readonly meeting_option: MeetingOptionRow;
  readonly meeting_option_mark: MeetingOptionMarkRow;
  readonly comment: CommentRow;
  readonly comment_mention: CommentMentionRow;
  readonly notification: NotificationRow;
  readonly attention: AttentionRow;
  readonly subscription: SubscriptionRow;
  readonly contribution: ContributionRow;
  readonly edition: EditionRow;
  readonly proposal: ProposalRow;
  readonly proposal_version: ProposalVersionRow;
  readonly ballot: BallotRow;
  readonly position: PositionRow;
  readonly ballot_call: BallotCallRow;
  readonly decision: DecisionRow;
  readonly question: QuestionRow;
  readonly dispatch: DispatchRow;
  readonly delivery: DeliveryRow;
  readonly delivery_note: DeliveryNoteRow;
}
/** Columns by table: # is a whole number, ? may be null. */
export const COLUMNS = {
  person: "person_id space_id display_name language time_zone? sample#",
  organization: "organization_id space_id name kind sector? region_stated? role_stated? founded_on? list_position#? sample#",
  organization_name: "organization_name_id space_id organization_id kind text language? rank# sample#",
  organization_region: "organization_region_id space_id organization_id region rank# sample#",
  affiliation: "affiliation_id space_id organization_id parent_id status standing_sought? status_stated? charter_version#? starts_on? ends_on? is_asked# sample#",
  affiliation_standing: "affiliation_standing_id space_id affiliation_id status starts_on? decision? sample#",
  application: "application_id space_id affiliation_id organization_id organization_name parent_id status standing_sought? charter_version#? applied_on? answered_on? sample#",
  coalition: "coalition_id space_id name root_organization_id? default_language vote_unit quorum_kind quorum_numerator# quorum_denominator# vote_kind vote_numerator# vote_denominator# vote_base admission_kind admission_numerator# admission_denominator# admission_base fallback_kind fallback_numerator# fallback_denominator# fallback_base fallback_cooling_minutes# consensus_blocks_max# consensus_stand_asides_numerator# consensus_stand_asides_denominator# consensus_rounds#",
  coalition_language: "coalition_language_id space_id coalition_id language rank#",
  charter: "charter_id space_id coalition_id version# text language adopted_on? decision?",
  series: "series_id space_id name kind named_on? sample#",
  series_name: "series_name_id space_id series_id kind text language? rank# sample#",
  convening: "convening_id space_id series_id? name kind state starts_on? ends_on? place? place_precision host_id? alongside_id? relative_to_id? relative_months#? sample#",
  group: "group_id space_id name kind vote_unit state admission mandate? mandate_ends_on? formed_on? organization_id? convening_id? series_id? sample#",
  group_name: "group_name_id space_id group_id kind text language? rank# sample#",
  group_member: "group_member_id space_id group_id organization_id? person_id? display_name? role starts_on? ends_on? sample#",
  lineage: "lineage_id space_id from_table from_id to_table to_id relation dated_on? decision? sample#",
  belonging: "belonging_id space_id person_id organization_id role display_name starts_on? ends_on? sample#",
  coalition_role: "coalition_role_id space_id person_id role display_name ends_on? sample#",
  source_document: "source_document_id space_id title author? prepared_for? place? starts_on? ends_on?",
  provenance: "provenance_id space_id source_document_id? table_name row_id heading quotation? inferred",
  reading_note: "reading_note_id space_id heading note",
  reading_note_about: "reading_note_about_id space_id reading_note_id table_name row_id",
  invitation: "invitation_id space_id organization_id? role name_for? language expires_at_ms# state sample#",
  room_code: "room_code_id space_id group_id expires_at_ms# joined_count# state",
  saved_view: "saved_view_id space_id room name query",
  plan: "plan_id space_id group_id? name state starts_on? ends_min_on? ends_max_on? decision? sample#",
  goal: "goal_id space_id plan_id name weight# rank# sample#",
  objective: "objective_id space_id plan_id goal_id name weight# starts_on? ends_on? rank# sample#",
  milestone: "milestone_id space_id plan_id objective_id? name note? due_on? weight# state reason? owner_organization_id? owner_person_id? owner_group_id? convening_id? rank# sample#",
  action_item: "action_item_id space_id group_id? title note? owner_organization_id? owner_person_id? owner_group_id? due_on? state reason? progress# sample# milestone_id?",
  action_item_step: "action_item_step_id space_id action_item_id text is_done# rank# sample#",
  meeting_series: "meeting_series_id space_id group_id? title frequency every# first_on until_on? state sample#",
  meeting: "meeting_id space_id group_id? meeting_series_id? occurs_on? title starts_local? ends_local? zone? starts_at_ms#? ends_at_ms#? place? place_precision link? state adopted_by? revision# sample# is_exception#",
  meeting_participant: "meeting_participant_id space_id meeting_id organization_id? person_id? answer? attendance? sample#",
  agenda_item: "agenda_item_id space_id group_id? meeting_id? parent_id? rank# title note? minutes_planned#? presenter_organization_id? sample#",
  minutes: "minutes_id space_id meeting_id agenda_item_id? text sample#",
  minutes_note: "minutes_note_id space_id meeting_id text noted_at_ms# sample#",
  trace_link: "trace_link_id space_id from_table from_id to_table to_id relation sample#",
  calendar_address: "calendar_address_id space_id group_id? state sample#",
  organization_zone: "organization_zone_id space_id organization_id zone sample#",
  meeting_group: "meeting_group_id space_id meeting_id group_id sample#",
  meeting_option: "meeting_option_id space_id meeting_id starts_local ends_local zone starts_at_ms# ends_at_ms# sample#",
  meeting_option_mark: "meeting_option_mark_id space_id meeting_option_id organization_id? person_id? mark sample#",
  comment: "comment_id space_id group_id? about_table about_id parent_id? text person_id organization_id? written_at_ms# edited_at_ms#? resolved_at_ms#? resolved_by_id? sample#",
  comment_mention: "comment_mention_id space_id comment_id kind mentioned_id sample#",
  notification: "notification_id space_id reason about_table about_id comment_id? seq# at_ms# seen_at_ms#?",
  attention: "attention_id space_id digest digest_hour# at_once# quiet_from# quiet_until# narrow_words# news_seen_seq#? news_seen_at_ms#?",
  subscription: "subscription_id space_id group_id? volume",
  contribution: "contribution_id space_id organization_id kind title text language theme? concerns? place? attribution max_space count_up_to may_be_quoted# allowed_until? explained_in? given_on? state note? sample#",
  edition: "edition_id space_id contribution_id organization_id kind title text language theme? concerns? place? attribution person_id? role? max_space count_up_to may_be_quoted# allowed_until? explained_in? given_on state note? sample#",
  proposal: "proposal_id space_id group_id? organization_id? person_id backed_by_id? title text language version# state round# outcome? replaces_id? replacement? sample#",
  proposal_version: "proposal_version_id space_id proposal_id version# title text language sample#",
  ballot: "ballot_id space_id proposal_id group_id? parent_id? version# round# occasion method vote_unit confidentiality share_kind? share_numerator#? share_denominator#? share_base? quorum_kind quorum_numerator# quorum_denominator# stand_asides_numerator#? stand_asides_denominator#? blocks_max# rounds_max# fallback_wait_minutes# roll# answered# closes_early# is_reminded# state reason? void_cause? public_key opened_at_ms# closes_local zone closes_at_ms# closed_at_ms#? result? result_reason? roll_at_close#? present#? count_yes#? count_no#? count_abstain#? count_agree#? count_reservation#? count_stand_aside#? count_block#? sample#",
  position: "position_id space_id ballot_id organization_id? person_id? has_left# has_answered# choice? text? principle? sample#",
  ballot_call: "ballot_call_id space_id ballot_id organization_id? person_id? answered_at_ms#? answers# has_left# sample#",
  decision: "decision_id space_id group_id? proposal_id ballot_id year# number# title text language decided_on rationale? review_on? state replaced_by_id? sample#",
  question: "question_id space_id text sample#",
  dispatch: "dispatch_id space_id organization_id decision_id? kind title text language mode pass_on_days# due_on? state reason? sent_at_ms# resumed_at_ms# next_at_ms#? sample#",
  delivery: "delivery_id space_id dispatch_id organization_id mode state due_on? from_id? came_by? made_at_ms# delivered_at_ms#? answered_at_ms#? passed_on_at_ms#? declined_at_ms#? is_reason_told# action_item_id? sample#",
  delivery_note: "delivery_note_id space_id delivery_id organization_id kind text language people#? at_ms# sample#",
} as const satisfies Record<keyof Rows, string>;
export interface Methods {
  /** Enters an organization, with a space of its own. */
  readonly "organization.create": {
    readonly params: {
      readonly organization_id: string;
      readonly name: string;
      readonly kind: OrganizationKind;
      readonly visibility: OrganizationVisibility;
      readonly sector?: string | null;
      readonly founded_on?: string | null;
      readonly acronym?: string | null;
      readonly organization_name_id?: string | null;
      readonly region?: string | null;
      readonly organization_region_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes fields of an organization, each from what one saw to what it shall be. */
  readonly "organization.edit": {
    readonly params: {
      readonly organization_id: string;
      readonly name?: Edit<string>;
      readonly kind?: Edit<OrganizationKind>;
      readonly sector?: Edit<string | null>;
      readonly founded_on?: Edit<string | null>;
      readonly region_stated?: Edit<string | null>;
      readonly role_stated?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Adds an acronym or another spelling, behind those there are. */
  readonly "organization.name_add": {
    readonly params: {
      readonly organization_id: string;
      readonly organization_name_id: string;
      readonly kind: NameKind;
      readonly text: string;
      readonly language?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes an acronym or a spelling away. */
  readonly "organization.name_remove": {
    readonly params: {
      readonly organization_name_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Adds a region the organization works in. */
  readonly "organization.region_add": {
    readonly params: {
      readonly organization_id: string;
      readonly organization_region_id: string;
      readonly region: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes a region away. */
  readonly "organization.region_remove": {
    readonly params: {
      readonly organization_region_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Makes this one row public; nothing below it follows. */
  readonly "organization.publish": {
    readonly params: {
      readonly organization_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Enters that one organization belongs to another. */
  readonly "affiliation.add": {
    readonly params: {
      readonly affiliation_id: string;
      readonly organization_id: string;
      readonly parent_id: string;
      readonly status: AffiliationStatusFirst;
      readonly starts_on?: string | null;
      readonly standing_sought?: StandingSought | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Asks that an organization may join another. */
  readonly "affiliation.apply": {
    readonly params: {
      readonly affiliation_id: string;
      readonly organization_id: string;
      readonly parent_id: string;
      readonly standing_sought: StandingSought;
      readonly charter_version?: number | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Enters a new status; one that is admitted to what is public becomes public. */
  readonly "affiliation.set_status": {
    readonly params: {
      readonly affiliation_id: string;
      readonly status: Edit<AffiliationStatus>;
      readonly decision?: string | null;
      readonly decided_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Ends a tie today; it stays, with its dates. */
  readonly "affiliation.leave": {
    readonly params: {
      readonly affiliation_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** An organization that a new parent asks to join says yes: a member from today. */
  readonly "affiliation.confirm": {
    readonly params: {
      readonly affiliation_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes since when a tie exists, or what is sought. */
  readonly "affiliation.edit": {
    readonly params: {
      readonly affiliation_id: string;
      readonly starts_on?: Edit<string | null>;
      readonly standing_sought?: Edit<StandingSought | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Starts a group, with a space of its own; whoever starts it facilitates it. */
  readonly "group.create": {
    readonly params: {
      readonly group_id: string;
      readonly group_member_id: string;
      readonly name: string;
      readonly kind: GroupKind;
      readonly visibility: GroupVisibility;
      readonly vote_unit?: VoteUnit | null;
      readonly organization_id?: string | null;
      readonly mandate?: string | null;
      readonly formed_on?: string | null;
      readonly convening_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes fields of a group, each from what one saw to what it shall be. */
  readonly "group.edit": {
    readonly params: {
      readonly group_id: string;
      readonly name?: Edit<string>;
      readonly mandate?: Edit<string | null>;
      readonly mandate_ends_on?: Edit<string | null>;
      readonly formed_on?: Edit<string | null>;
      readonly vote_unit?: Edit<VoteUnit>;
      readonly admission?: Edit<GroupAdmission>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Adds an acronym or another spelling, behind those there are. */
  readonly "group.name_add": {
    readonly params: {
      readonly group_id: string;
      readonly group_name_id: string;
      readonly kind: NameKind;
      readonly text: string;
      readonly language?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes an acronym or a spelling away. */
  readonly "group.name_remove": {
    readonly params: {
      readonly group_name_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** A forming or resting group begins to work. */
  readonly "group.activate": {
    readonly params: {
      readonly group_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** An active group rests until it is activated again. */
  readonly "group.rest": {
    readonly params: {
      readonly group_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** An active group has done its work: read only from now on. */
  readonly "group.close": {
    readonly params: {
      readonly group_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Makes this one row public; nothing below it follows. */
  readonly "group.publish": {
    readonly params: {
      readonly group_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes an organization or a person into a group. */
  readonly "group_member.admit": {
    readonly params: {
      readonly group_member_id: string;
      readonly group_id: string;
      readonly organization_id?: string | null;
      readonly person_id?: string | null;
      readonly role: GroupRole;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Joins a group that is open: a delegate for the organization, others in person. */
  readonly "group_member.join": {
    readonly params: {
      readonly group_member_id: string;
      readonly group_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes what a member does in a group. */
  readonly "group_member.set_role": {
    readonly params: {
      readonly group_member_id: string;
      readonly role: Edit<GroupRole>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Ends a membership today. */
  readonly "group_member.end": {
    readonly params: {
      readonly group_member_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Opens a code by which whoever has it joins the group, for twelve hours. */
  readonly "room_code.open": {
    readonly params: {
      readonly room_code_id: string;
      readonly group_id: string;
      readonly code_hash: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Closes a code: nobody joins by it any more; who did stays. */
  readonly "room_code.close": {
    readonly params: {
      readonly room_code_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Enters a series: a forum that comes round. */
  readonly "series.create": {
    readonly params: {
      readonly series_id: string;
      readonly name: string;
      readonly kind: ConveningKind;
      readonly visibility: OrganizationVisibility;
      readonly named_on?: string | null;
      readonly acronym?: string | null;
      readonly series_name_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes fields of a series, each from what one saw to what it shall be. */
  readonly "series.edit": {
    readonly params: {
      readonly series_id: string;
      readonly name?: Edit<string>;
      readonly kind?: Edit<ConveningKind>;
      readonly named_on?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Adds an acronym, another spelling or a former name, behind those there are. */
  readonly "series.name_add": {
    readonly params: {
      readonly series_id: string;
      readonly series_name_id: string;
      readonly kind: SeriesNameKind;
      readonly text: string;
      readonly language?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes a name of a series away. */
  readonly "series.name_remove": {
    readonly params: {
      readonly series_name_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Enters a convening; its dates and place are as exact as they are known. */
  readonly "convening.create": {
    readonly params: {
      readonly convening_id: string;
      readonly name: string;
      readonly kind: ConveningKind;
      readonly visibility: OrganizationVisibility;
      readonly host_id?: string | null;
      readonly series_id?: string | null;
      readonly state?: ConveningStateFirst | null;
      readonly starts_on?: string | null;
      readonly ends_on?: string | null;
      readonly place?: string | null;
      readonly place_precision?: PlacePrecision | null;
      readonly alongside_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** An organization tells the coalition of a convening it hosts. */
  readonly "convening.host": {
    readonly params: {
      readonly convening_id: string;
      readonly name: string;
      readonly kind: ConveningKind;
      readonly host_id: string;
      readonly series_id?: string | null;
      readonly state?: ConveningStateFirst | null;
      readonly starts_on?: string | null;
      readonly ends_on?: string | null;
      readonly place?: string | null;
      readonly place_precision?: PlacePrecision | null;
      readonly alongside_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes fields of a convening, each from what one saw to what it shall be. */
  readonly "convening.edit": {
    readonly params: {
      readonly convening_id: string;
      readonly name?: Edit<string>;
      readonly kind?: Edit<ConveningKind>;
      readonly starts_on?: Edit<string | null>;
      readonly ends_on?: Edit<string | null>;
      readonly place?: Edit<string | null>;
      readonly place_precision?: Edit<PlacePrecision>;
      readonly series_id?: Edit<string | null>;
      readonly host_id?: Edit<string | null>;
      readonly alongside_id?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** An idea is announced, a convening was held, or it will not be. */
  readonly "convening.set_state": {
    readonly params: {
      readonly convening_id: string;
      readonly state: Edit<ConveningState>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Enters that one thing came out of another. */
  readonly "lineage.add": {
    readonly params: {
      readonly lineage_id: string;
      readonly from_table: LineageTable;
      readonly from_id: string;
      readonly to_table: LineageTable;
      readonly to_id: string;
      readonly relation: LineageRelation;
      readonly dated_on?: string | null;
      readonly decision?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes back what was entered by mistake. */
  readonly "lineage.remove": {
    readonly params: {
      readonly lineage_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** A group becomes an organization: it stays, read only, and who was in it is asked. */
  readonly "group.become_alliance": {
    readonly params: {
      readonly group_id: string;
      readonly organization_id: string;
      readonly lineage_id: string;
      readonly belonging_id: string;
      readonly name: string;
      readonly kind?: OrganizationKind | null;
      readonly decision: string;
      readonly dated_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** A group goes on as another body that there is already. */
  readonly "group.reconvene": {
    readonly params: {
      readonly group_id: string;
      readonly lineage_id: string;
      readonly organization_id?: string | null;
      readonly to_group_id?: string | null;
      readonly decision: string;
      readonly dated_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** A group is closed and goes over into another, with who works in it. */
  readonly "group.merge": {
    readonly params: {
      readonly group_id: string;
      readonly into_group_id: string;
      readonly lineage_id: string;
      readonly decision: string;
      readonly dated_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** A part of a group starts as a group of its own. */
  readonly "group.split": {
    readonly params: {
      readonly from_group_id: string;
      readonly group_id: string;
      readonly group_member_id: string;
      readonly lineage_id: string;
      readonly name: string;
      readonly decision: string;
      readonly dated_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** An organization goes over into another: its ties end, its past stays. */
  readonly "organization.merge": {
    readonly params: {
      readonly organization_id: string;
      readonly into_organization_id: string;
      readonly lineage_id: string;
      readonly decision: string;
      readonly dated_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Somebody who belongs nowhere applies for an organization that is not known yet. */
  readonly "application.make": {
    readonly params: {
      readonly application_id: string;
      readonly organization_id: string;
      readonly affiliation_id: string;
      readonly belonging_id: string;
      readonly name: string;
      readonly kind: OrganizationKind;
      readonly acronym?: string | null;
      readonly organization_name_id?: string | null;
      readonly standing_sought: StandingSought;
      readonly charter_version?: number | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Asks for another standing while it waits. */
  readonly "application.seek": {
    readonly params: {
      readonly application_id: string;
      readonly standing_sought: Edit<StandingSought | null>;
      readonly charter_version?: number | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Withdraws an application; it stays, with its dates. */
  readonly "application.withdraw": {
    readonly params: {
      readonly application_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Enters the next version of the charter; the ones before stay. */
  readonly "charter.adopt": {
    readonly params: {
      readonly charter_id: string;
      readonly text: string;
      readonly language: Language;
      readonly adopted_on?: string | null;
      readonly decision?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Enters a version of the charter in one more of the coalition's languages. */
  readonly "charter.translate": {
    readonly params: {
      readonly charter_id: string;
      readonly version: number;
      readonly text: string;
      readonly language: Language;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes the coalition's name or rules, each from what one saw to what it shall be. */
  readonly "coalition.edit": {
    readonly params: {
      readonly coalition_id: string;
      readonly name?: Edit<string>;
      readonly default_language?: Edit<Language>;
      readonly vote_unit?: Edit<VoteUnit>;
      readonly quorum_kind?: Edit<RuleKind>;
      readonly quorum_numerator?: Edit<number>;
      readonly quorum_denominator?: Edit<number>;
      readonly vote_kind?: Edit<RuleKind>;
      readonly vote_numerator?: Edit<number>;
      readonly vote_denominator?: Edit<number>;
      readonly vote_base?: Edit<RuleBase>;
      readonly admission_kind?: Edit<RuleKind>;
      readonly admission_numerator?: Edit<number>;
      readonly admission_denominator?: Edit<number>;
      readonly admission_base?: Edit<RuleBase>;
      readonly fallback_kind?: Edit<RuleKind>;
      readonly fallback_numerator?: Edit<number>;
      readonly fallback_denominator?: Edit<number>;
      readonly fallback_base?: Edit<RuleBase>;
      readonly fallback_cooling_minutes?: Edit<number>;
      readonly consensus_blocks_max?: Edit<number>;
      readonly consensus_stand_asides_numerator?: Edit<number>;
      readonly consensus_stand_asides_denominator?: Edit<number>;
      readonly consensus_rounds?: Edit<number>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Adds a language the coalition works in. */
  readonly "coalition.language_add": {
    readonly params: {
      readonly coalition_id: string;
      readonly coalition_language_id: string;
      readonly language: Language;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes a language away. */
  readonly "coalition.language_remove": {
    readonly params: {
      readonly coalition_language_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** What bringing a file in would do, section by section; nothing is done. */
  readonly "import.preview": {
    readonly params: {
      readonly file: string;
      };
    readonly result: ImportPreviewResult;
  };
  /** Brings a file in: all of it or nothing, and twice changes nothing. */
  readonly "import.run": {
    readonly params: {
      readonly file: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** How many samples would go, by table, and how many stay for what rests on them. */
  readonly "samples.preview": {
    readonly params: {
      };
    readonly result: SamplesPreviewResult;
  };
  /** Takes all samples out in one act, but those that something else rests on. */
  readonly "samples.remove": {
    readonly params: {
      readonly count: number;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** A person one knows already becomes one of an organization. */
  readonly "belonging.add": {
    readonly params: {
      readonly belonging_id: string;
      readonly person_id: string;
      readonly organization_id: string;
      readonly role: BelongingRole;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes what a person is in an organization. */
  readonly "belonging.set_role": {
    readonly params: {
      readonly belonging_id: string;
      readonly role: Edit<BelongingRole>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** A person leaves an organization today, and reads it no longer. */
  readonly "belonging.end": {
    readonly params: {
      readonly belonging_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes one's own profile; the name goes wherever one is shown. */
  readonly "person.edit": {
    readonly params: {
      readonly person_id: string;
      readonly display_name?: Edit<string>;
      readonly language?: Edit<Language>;
      readonly time_zone?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Leaves for good: ends all one belongs to, closes the account, and takes one's name back from every row and from the log. Answered when the file holds it no longer; E_BUSY: it is being erased, ask again. */
  readonly "person.redact": {
    readonly params: {
      readonly person_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** The same for whoever a belonging is of, on their request. Staff of the coalition do it themselves. */
  readonly "belonging.redact": {
    readonly params: {
      readonly belonging_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Keeps the filters of a room under a name; nobody else sees it. */
  readonly "saved_view.add": {
    readonly params: {
      readonly person_id: string;
      readonly saved_view_id: string;
      readonly room: SavedViewRoom;
      readonly name: string;
      readonly query: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes one's own saved view away. */
  readonly "saved_view.remove": {
    readonly params: {
      readonly saved_view_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Enters what somebody is to do for the whole coalition. */
  readonly "action_item.create_for_coalition": {
    readonly params: {
      readonly action_item_id: string;
      readonly title: string;
      readonly note?: string | null;
      readonly due_on?: string | null;
      readonly owner_organization_id?: string | null;
      readonly owner_person_id?: string | null;
      readonly owner_group_id?: string | null;
      readonly agenda_item_id?: string | null;
      readonly milestone_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Enters what somebody is to do, on a group's board. */
  readonly "action_item.create": {
    readonly params: {
      readonly action_item_id: string;
      readonly group_id: string;
      readonly visibility?: ActionItemVisibility | null;
      readonly title: string;
      readonly note?: string | null;
      readonly due_on?: string | null;
      readonly owner_organization_id?: string | null;
      readonly owner_person_id?: string | null;
      readonly owner_group_id?: string | null;
      readonly agenda_item_id?: string | null;
      readonly milestone_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes fields of an action item, each from what one saw to what it shall be. A new owner comes with the old one taken away. */
  readonly "action_item.edit": {
    readonly params: {
      readonly action_item_id: string;
      readonly title?: Edit<string>;
      readonly note?: Edit<string | null>;
      readonly due_on?: Edit<string | null>;
      readonly progress?: Edit<number>;
      readonly owner_organization_id?: Edit<string | null>;
      readonly owner_person_id?: Edit<string | null>;
      readonly owner_group_id?: Edit<string | null>;
      readonly milestone_id?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Moves an action item to another board. What it leads to stays as far as it is seen from there; with comments it moves only where the same people read it. */
  readonly "action_item.move": {
    readonly params: {
      readonly action_item_id: string;
      readonly group_id: Edit<string | null>;
      readonly visibility?: ActionItemVisibility | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes what nobody owns: a delegate for the organization, others for themselves. */
  readonly "action_item.take": {
    readonly params: {
      readonly action_item_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says how far it has come; blocked or dropped, and why. */
  readonly "action_item.set_state": {
    readonly params: {
      readonly action_item_id: string;
      readonly state: Edit<ActionItemState>;
      readonly reason?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Adds a line to the checklist of an action item. */
  readonly "action_item_step.add": {
    readonly params: {
      readonly action_item_id: string;
      readonly action_item_step_id: string;
      readonly text: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes a line, or ticks it. */
  readonly "action_item_step.edit": {
    readonly params: {
      readonly action_item_step_id: string;
      readonly text?: Edit<string>;
      readonly is_done?: Edit<number>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes a line away. */
  readonly "action_item_step.remove": {
    readonly params: {
      readonly action_item_step_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Plans a meeting of the whole coalition. */
  readonly "meeting.plan_for_coalition": {
    readonly params: {
      readonly meeting_id: string;
      readonly title: string;
      readonly starts_local?: string | null;
      readonly ends_local?: string | null;
      readonly zone?: string | null;
      readonly reading?: MeetingReading | null;
      readonly place?: string | null;
      readonly place_precision?: MeetingPlace | null;
      readonly link?: string | null;
      readonly state?: MeetingStateFirst | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Plans a meeting of a group. */
  readonly "meeting.plan": {
    readonly params: {
      readonly meeting_id: string;
      readonly group_id: string;
      readonly visibility?: MeetingVisibility | null;
      readonly title: string;
      readonly starts_local?: string | null;
      readonly ends_local?: string | null;
      readonly zone?: string | null;
      readonly reading?: MeetingReading | null;
      readonly place?: string | null;
      readonly place_precision?: MeetingPlace | null;
      readonly link?: string | null;
      readonly state?: MeetingStateFirst | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes fields of a meeting, each from what one saw to what it shall be. */
  readonly "meeting.edit": {
    readonly params: {
      readonly meeting_id: string;
      readonly title?: Edit<string>;
      readonly place?: Edit<string | null>;
      readonly place_precision?: Edit<MeetingPlace>;
      readonly link?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Gives a meeting another time, or its first one. */
  readonly "meeting.move": {
    readonly params: {
      readonly meeting_id: string;
      readonly starts_local: Edit<string | null>;
      readonly ends_local: string;
      readonly zone: string;
      readonly reading?: MeetingReading | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says how far it has come: from a draft to adopted minutes, or cancelled. */
  readonly "meeting.set_state": {
    readonly params: {
      readonly meeting_id: string;
      readonly state: Edit<MeetingState>;
      readonly adopted_by?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says whether one comes: a delegate for the organization, others for themselves. */
  readonly "meeting.answer": {
    readonly params: {
      readonly meeting_id: string;
      readonly meeting_participant_id: string;
      readonly answer: MeetingAnswer;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Notes who was there. */
  readonly "meeting.attend": {
    readonly params: {
      readonly meeting_id: string;
      readonly meeting_participant_id: string;
      readonly organization_id?: string | null;
      readonly person_id?: string | null;
      readonly attendance: MeetingAttendance;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Plans meetings of the whole coalition that come round. */
  readonly "meeting_series.plan_for_coalition": {
    readonly params: {
      readonly meeting_series_id: string;
      readonly title: string;
      readonly starts_local: string;
      readonly ends_local: string;
      readonly zone: string;
      readonly reading?: MeetingReading | null;
      readonly place?: string | null;
      readonly place_precision?: MeetingPlace | null;
      readonly link?: string | null;
      readonly frequency: MeetingFrequency;
      readonly every: number;
      readonly until_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Plans meetings of a group that come round: a row for each, at the same hour on the wall whatever the clocks do. */
  readonly "meeting_series.plan": {
    readonly params: {
      readonly meeting_series_id: string;
      readonly group_id: string;
      readonly visibility?: MeetingVisibility | null;
      readonly title: string;
      readonly starts_local: string;
      readonly ends_local: string;
      readonly zone: string;
      readonly reading?: MeetingReading | null;
      readonly place?: string | null;
      readonly place_precision?: MeetingPlace | null;
      readonly link?: string | null;
      readonly frequency: MeetingFrequency;
      readonly every: number;
      readonly until_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Makes the meetings of another year, as the last one is that was not changed by itself. */
  readonly "meeting_series.extend": {
    readonly params: {
      readonly meeting_series_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes all meetings of a series that are planned and have not begun, each from what one saw to what it shall be. Those that were changed by themselves stay. */
  readonly "meeting_series.edit": {
    readonly params: {
      readonly meeting_series_id: string;
      readonly title?: Edit<string>;
      readonly starts_hour?: Edit<string>;
      readonly lasts_minutes?: Edit<number>;
      readonly zone?: Edit<string>;
      readonly place?: Edit<string | null>;
      readonly place_precision?: Edit<MeetingPlace>;
      readonly link?: Edit<string | null>;
      readonly reading?: MeetingReading | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Ends a series: what is planned and has not begun is cancelled. */
  readonly "meeting_series.end": {
    readonly params: {
      readonly meeting_series_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Opens a secret address by which one's calendar program fetches one's meetings. */
  readonly "calendar_address.make": {
    readonly params: {
      readonly calendar_address_id: string;
      readonly address_hash: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Opens a secret address by which calendar programs fetch a group's meetings. */
  readonly "calendar_address.make_for_group": {
    readonly params: {
      readonly calendar_address_id: string;
      readonly group_id: string;
      readonly address_hash: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Ends an address: whoever fetches it from now on finds nothing. */
  readonly "calendar_address.revoke": {
    readonly params: {
      readonly calendar_address_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Adds an item to the agenda of a meeting, behind those there are. */
  readonly "agenda_item.add": {
    readonly params: {
      readonly agenda_item_id: string;
      readonly meeting_id: string;
      readonly parent_id?: string | null;
      readonly title: string;
      readonly note?: string | null;
      readonly minutes_planned?: number | null;
      readonly presenter_organization_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Brings something up in one's group: it waits in the backlog for a meeting. */
  readonly "agenda_item.propose": {
    readonly params: {
      readonly agenda_item_id: string;
      readonly group_id: string;
      readonly visibility?: MeetingVisibility | null;
      readonly title: string;
      readonly note?: string | null;
      readonly minutes_planned?: number | null;
      readonly presenter_organization_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Brings something up in the coalition: it waits in the backlog for a meeting. */
  readonly "agenda_item.propose_to_coalition": {
    readonly params: {
      readonly agenda_item_id: string;
      readonly title: string;
      readonly note?: string | null;
      readonly minutes_planned?: number | null;
      readonly presenter_organization_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes fields of an item, each from what one saw to what it shall be. */
  readonly "agenda_item.edit": {
    readonly params: {
      readonly agenda_item_id: string;
      readonly title?: Edit<string>;
      readonly note?: Edit<string | null>;
      readonly minutes_planned?: Edit<number | null>;
      readonly presenter_organization_id?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Moves an item: elsewhere in its agenda, from the backlog into a meeting, or back. */
  readonly "agenda_item.move": {
    readonly params: {
      readonly agenda_item_id: string;
      readonly meeting_id?: string | null;
      readonly parent_id?: string | null;
      readonly before_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes an item away that nothing rests on. */
  readonly "agenda_item.remove": {
    readonly params: {
      readonly agenda_item_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says what an item is about: a thing that all who read the agenda see. */
  readonly "agenda_item.link": {
    readonly params: {
      readonly trace_link_id: string;
      readonly agenda_item_id: string;
      readonly about_table: TraceTo;
      readonly about_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says no longer that an item is about something. */
  readonly "agenda_item.unlink": {
    readonly params: {
      readonly agenda_item_id: string;
      readonly trace_link_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Writes the first words of the minutes of an item, or of the meeting. */
  readonly "minutes.write": {
    readonly params: {
      readonly minutes_id: string;
      readonly meeting_id: string;
      readonly agenda_item_id?: string | null;
      readonly text: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes the minutes of an item, from what one saw to what they shall be. */
  readonly "minutes.edit": {
    readonly params: {
      readonly minutes_id: string;
      readonly text: Edit<string>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Notes what is wrong in minutes that are adopted; they themselves stay. */
  readonly "minutes_note.add": {
    readonly params: {
      readonly minutes_note_id: string;
      readonly meeting_id: string;
      readonly text: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says that an organization works in a time zone. */
  readonly "organization_zone.add": {
    readonly params: {
      readonly organization_id: string;
      readonly organization_zone_id: string;
      readonly zone: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes such a zone away. */
  readonly "organization_zone.remove": {
    readonly params: {
      readonly organization_zone_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Invites a group besides the one that meets. */
  readonly "meeting_group.invite": {
    readonly params: {
      readonly meeting_id: string;
      readonly meeting_group_id: string;
      readonly group_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes an invitation of a group back. */
  readonly "meeting_group.remove": {
    readonly params: {
      readonly meeting_group_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Offers a time for a draft. */
  readonly "meeting_option.add": {
    readonly params: {
      readonly meeting_id: string;
      readonly meeting_option_id: string;
      readonly starts_local: string;
      readonly ends_local: string;
      readonly zone: string;
      readonly reading?: MeetingReading | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Offers a time no longer. */
  readonly "meeting_option.remove": {
    readonly params: {
      readonly meeting_option_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Puts the draft at that time. */
  readonly "meeting_option.choose": {
    readonly params: {
      readonly meeting_option_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says whether a time suits: a delegate for the organization, others for themselves. */
  readonly "meeting_option.mark": {
    readonly params: {
      readonly meeting_option_id: string;
      readonly meeting_option_mark_id: string;
      readonly mark: MeetingMark;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Begins a plan of the coalition, as a draft. */
  readonly "plan.create_for_coalition": {
    readonly params: {
      readonly plan_id: string;
      readonly name: string;
      readonly starts_on?: string | null;
      readonly ends_min_on?: string | null;
      readonly ends_max_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Begins a plan of a group, for its people alone. */
  readonly "plan.create": {
    readonly params: {
      readonly plan_id: string;
      readonly group_id: string;
      readonly name: string;
      readonly starts_on?: string | null;
      readonly ends_min_on?: string | null;
      readonly ends_max_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes what a plan is called and how far it reaches. */
  readonly "plan.edit": {
    readonly params: {
      readonly plan_id: string;
      readonly name?: Edit<string>;
      readonly starts_on?: Edit<string | null>;
      readonly ends_min_on?: Edit<string | null>;
      readonly ends_max_on?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says which group drafts a plan of the coalition. */
  readonly "plan.entrust": {
    readonly params: {
      readonly plan_id: string;
      readonly group_id: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says how far a plan has come; archived, by which decision. */
  readonly "plan.set_state": {
    readonly params: {
      readonly plan_id: string;
      readonly state: Edit<PlanState>;
      readonly decision?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Makes a new draft with the lines of a plan that are not dropped. */
  readonly "plan.copy": {
    readonly params: {
      readonly plan_id: string;
      readonly from_plan_id: string;
      readonly name: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Adds a goal to a plan. */
  readonly "goal.add": {
    readonly params: {
      readonly goal_id: string;
      readonly plan_id: string;
      readonly name: string;
      readonly weight?: number | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes a goal's words or weight. */
  readonly "goal.edit": {
    readonly params: {
      readonly goal_id: string;
      readonly name?: Edit<string>;
      readonly weight?: Edit<number>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Moves a goal among the others. */
  readonly "goal.move": {
    readonly params: {
      readonly goal_id: string;
      readonly before_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes a goal away that has no objectives. */
  readonly "goal.remove": {
    readonly params: {
      readonly goal_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Adds an objective to a goal. */
  readonly "objective.add": {
    readonly params: {
      readonly objective_id: string;
      readonly goal_id: string;
      readonly name: string;
      readonly weight?: number | null;
      readonly starts_on?: string | null;
      readonly ends_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes an objective's words, weight or span. */
  readonly "objective.edit": {
    readonly params: {
      readonly objective_id: string;
      readonly name?: Edit<string>;
      readonly weight?: Edit<number>;
      readonly starts_on?: Edit<string | null>;
      readonly ends_on?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Moves an objective, also to another goal of its plan. */
  readonly "objective.move": {
    readonly params: {
      readonly objective_id: string;
      readonly goal_id: string;
      readonly before_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes an objective away that has no milestones. */
  readonly "objective.remove": {
    readonly params: {
      readonly objective_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Adds a milestone to an objective, or to the plan as a whole. */
  readonly "milestone.add": {
    readonly params: {
      readonly milestone_id: string;
      readonly plan_id: string;
      readonly objective_id?: string | null;
      readonly name: string;
      readonly due_on?: string | null;
      readonly weight?: number | null;
      readonly owner_organization_id?: string | null;
      readonly owner_person_id?: string | null;
      readonly owner_group_id?: string | null;
      readonly convening_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes fields of a milestone. A new owner comes with the old one taken away. */
  readonly "milestone.edit": {
    readonly params: {
      readonly milestone_id: string;
      readonly name?: Edit<string>;
      readonly note?: Edit<string | null>;
      readonly due_on?: Edit<string | null>;
      readonly weight?: Edit<number>;
      readonly owner_organization_id?: Edit<string | null>;
      readonly owner_person_id?: Edit<string | null>;
      readonly owner_group_id?: Edit<string | null>;
      readonly convening_id?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Moves a milestone, also to another objective of its plan. */
  readonly "milestone.move": {
    readonly params: {
      readonly milestone_id: string;
      readonly objective_id?: string | null;
      readonly before_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says how far it has come; dropped, and why. */
  readonly "milestone.set_state": {
    readonly params: {
      readonly milestone_id: string;
      readonly state: Edit<MilestoneState>;
      readonly reason?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes a milestone away that was entered by mistake. */
  readonly "milestone.remove": {
    readonly params: {
      readonly milestone_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Begins a thread about a thing. It stands where the thing does; about a public one, in the coalition's space. */
  readonly "comment.add": {
    readonly params: {
      readonly comment_id: string;
      readonly about_table: CommentAbout;
      readonly about_id: string;
      readonly text: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Answers in a thread, which is open again if it was resolved. */
  readonly "comment.reply": {
    readonly params: {
      readonly comment_id: string;
      readonly parent_id: string;
      readonly text: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes what one has said oneself, from what one saw to what it shall be. */
  readonly "comment.edit": {
    readonly params: {
      readonly comment_id: string;
      readonly text: Edit<string>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes what one has said back, from the file and its log; that there was a comment stays. */
  readonly "comment.redact": {
    readonly params: {
      readonly comment_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says that a thread has come to its end; by its first comment. */
  readonly "comment.resolve": {
    readonly params: {
      readonly comment_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Opens a thread again; by its first comment. */
  readonly "comment.reopen": {
    readonly params: {
      readonly comment_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Has seen what one was told of. */
  readonly "notification.see": {
    readonly params: {
      readonly notification_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Has seen all one was told of so far. */
  readonly "notification.see_all": {
    readonly params: {
      readonly person_id: string;
      readonly seq: number;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** How one wants to be told by mail. Who never said has the usual: a digest at 7, at once what is due from oneself, quiet from 21 to 7. */
  readonly "attention.edit": {
    readonly params: {
      readonly person_id: string;
      readonly digest?: Edit<Digest>;
      readonly digest_hour?: Edit<number>;
      readonly at_once?: Edit<number>;
      readonly quiet_from?: Edit<number>;
      readonly quiet_until?: Edit<number>;
      readonly narrow_words?: Edit<number>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Has looked at what has changed so far. */
  readonly "attention.see_news": {
    readonly params: {
      readonly person_id: string;
      readonly seq: number;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** How loudly one is told of a group, or of the coalition. */
  readonly "subscription.set": {
    readonly params: {
      readonly person_id: string;
      readonly subscription_id: string;
      readonly group_id?: string | null;
      readonly volume: Volume;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** What has changed where one reads, the newest first, one line for each thing and what became of it; not what one did oneself, nor of groups one has turned down. */
  readonly "news.list": {
    readonly params: {
      readonly after_seq?: number | null;
      };
    readonly result: NewsListResult;
  };
  /** Invites somebody into an organization; the link is good once, for some days. */
  readonly "invitation.make": {
    readonly params: {
      readonly invitation_id: string;
      readonly organization_id: string;
      readonly role: BelongingRole;
      readonly name_for?: string | null;
      readonly language?: Language | null;
      readonly token_hash: string;
      readonly mail_address?: string | null;
      readonly token?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Invites somebody into the secretariat or to be an administrator. */
  readonly "invitation.make_staff": {
    readonly params: {
      readonly invitation_id: string;
      readonly role: CoalitionRole;
      readonly name_for?: string | null;
      readonly language?: Language | null;
      readonly token_hash: string;
      readonly mail_address?: string | null;
      readonly token?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes an invitation back; its link is good no longer. */
  readonly "invitation.revoke": {
    readonly params: {
      readonly invitation_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Sets what the program would otherwise do by itself. */
  readonly "setting.edit": {
    readonly params: {
      readonly setting: Setting;
      readonly value: Edit<number>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** All settings with their bounds. */
  readonly "setting.list": {
    readonly params: {
      };
    readonly result: SettingListResult;
  };
  /** One's own sessions, the last used first. */
  readonly "session.list": {
    readonly params: {
      };
    readonly result: SessionListResult;
  };
  /** Ends one of one's own sessions and closes its sockets. */
  readonly "session.end": {
    readonly params: {
      readonly session_id: string;
      };
    readonly result: SessionEndResult;
  };
  /** Ends all of one's sessions but this one. */
  readonly "session.end_others": {
    readonly params: {
      };
    readonly result: SessionEndOthersResult;
  };
  /** How one signs in. */
  readonly "account.read": {
    readonly params: {
      };
    readonly result: AccountReadResult;
  };
  /** Changes the name one signs in with. */
  readonly "account.set_sign_in_name": {
    readonly params: {
      readonly sign_in_name: string;
      };
    readonly result: AccountSetSignInNameResult;
  };
  /** Makes the secret an app makes codes from; asked for only once it is confirmed. */
  readonly "second_factor.begin": {
    readonly params: {
      };
    readonly result: SecondFactorBeginResult;
  };
  /** Shows that the app makes the codes; gives the recovery codes, once. */
  readonly "second_factor.confirm": {
    readonly params: {
      readonly code: string;
      };
    readonly result: SecondFactorConfirmResult;
  };
  /** Makes the recovery codes anew; those there were are good no longer. */
  readonly "second_factor.renew": {
    readonly params: {
      readonly code: string;
      };
    readonly result: SecondFactorRenewResult;
  };
  /** Goes back to the password alone. */
  readonly "second_factor.end": {
    readonly params: {
      readonly code: string;
      };
    readonly result: SecondFactorEndResult;
  };
  /** All accounts: who can sign in and how, and nothing of what they do. */
  readonly "account.list": {
    readonly params: {
      };
    readonly result: AccountListResult;
  };
  /** Nobody signs in to this account until it is unlocked; its sessions end. */
  readonly "account.lock": {
    readonly params: {
      readonly person_id: string;
      };
    readonly result: AccountLockResult;
  };
  /** Whoever the account belongs to may sign in again. */
  readonly "account.unlock": {
    readonly params: {
      readonly person_id: string;
      };
    readonly result: AccountUnlockResult;
  };
  /** Ends all sessions of an account. */
  readonly "account.end_sessions": {
    readonly params: {
      readonly person_id: string;
      };
    readonly result: AccountEndSessionsResult;
  };
  /** Makes a link to sign in with, good once and for a day; whoever comes in by it may set a new password. */
  readonly "account.make_link": {
    readonly params: {
      readonly person_id: string;
      };
    readonly result: AccountMakeLinkResult;
  };
  /** Takes the second factor off an account whose owner has lost it. */
  readonly "account.end_second_factor": {
    readonly params: {
      readonly person_id: string;
      };
    readonly result: AccountEndSecondFactorResult;
  };
  /** Writes a voice down for one's organization, as a draft that nobody else hears of. */
  readonly "contribution.write": {
    readonly params: {
      readonly contribution_id: string;
      readonly kind: ContributionKind;
      readonly title: string;
      readonly text: string;
      readonly language: string;
      readonly theme?: string | null;
      readonly concerns?: string | null;
      readonly place?: string | null;
      readonly attribution?: Attribution | null;
      readonly max_space?: Width | null;
      readonly count_up_to?: Width | null;
      readonly may_be_quoted?: number | null;
      readonly allowed_until?: string | null;
      readonly explained_in?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes what one has written, as long as nobody has it or after it came back. */
  readonly "contribution.edit": {
    readonly params: {
      readonly contribution_id: string;
      readonly kind?: Edit<ContributionKind>;
      readonly title?: Edit<string>;
      readonly text?: Edit<string>;
      readonly language?: Edit<string>;
      readonly theme?: Edit<string | null>;
      readonly concerns?: Edit<string | null>;
      readonly place?: Edit<string | null>;
      readonly attribution?: Edit<Attribution>;
      readonly max_space?: Edit<Width>;
      readonly count_up_to?: Edit<Width>;
      readonly may_be_quoted?: Edit<number>;
      readonly allowed_until?: Edit<string | null>;
      readonly explained_in?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Gives a voice to one's organization: an edition of it, which tells of oneself what one has agreed to. Given again, nothing that it said before is kept. */
  readonly "contribution.submit": {
    readonly params: {
      readonly contribution_id: string;
      readonly edition_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes a voice back: its words go from every edition, from the file and its log; that there was a voice stays. */
  readonly "contribution.withdraw": {
    readonly params: {
      readonly contribution_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes a voice in: the organization carries it. */
  readonly "edition.accept": {
    readonly params: {
      readonly edition_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Gives a voice back to whoever gave it, with a note. */
  readonly "edition.return": {
    readonly params: {
      readonly edition_id: string;
      readonly note: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Puts a proposal to a group, as a draft first. */
  readonly "proposal.write": {
    readonly params: {
      readonly proposal_id: string;
      readonly group_id: string;
      readonly title: string;
      readonly text: string;
      readonly language: string;
      readonly replaces_id?: string | null;
      readonly replacement?: Replacement | null;
      readonly agenda_item_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Puts a proposal to the coalition, as a draft first. */
  readonly "proposal.write_for_coalition": {
    readonly params: {
      readonly proposal_id: string;
      readonly title: string;
      readonly text: string;
      readonly language: string;
      readonly replaces_id?: string | null;
      readonly replacement?: Replacement | null;
      readonly agenda_item_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes a proposal. What is discussed already gets a new version, and a ballot that is open on it is void. */
  readonly "proposal.edit": {
    readonly params: {
      readonly proposal_id: string;
      readonly title?: Edit<string>;
      readonly text?: Edit<string>;
      readonly language?: Edit<string>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Puts a draft to its body for discussion. */
  readonly "proposal.discuss": {
    readonly params: {
      readonly proposal_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** A member organization stands behind what an observer has brought in. */
  readonly "proposal.back": {
    readonly params: {
      readonly proposal_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes a proposal back. A ballot that is open on it is void. */
  readonly "proposal.withdraw": {
    readonly params: {
      readonly proposal_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Opens a ballot on a proposal: who may answer and by which rules it is counted is written down now and changes no more. */
  readonly "ballot.open": {
    readonly params: {
      readonly ballot_id: string;
      readonly proposal_id: string;
      readonly version: number;
      readonly occasion?: BallotOccasion | null;
      readonly confidentiality?: Confidentiality | null;
      readonly closes_local: string;
      readonly zone: string;
      readonly reading?: MeetingReading | null;
      readonly closes_early?: number | null;
      readonly reason?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Answers for one's organization, or for oneself where persons vote. It is sealed until the ballot closes; a later answer takes its place. */
  readonly "ballot.cast": {
    readonly params: {
      readonly ballot_id: string;
      readonly version: number;
      readonly choice: Choice;
      readonly text?: string | null;
      readonly principle?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes one's answer back, as long as the ballot is open. */
  readonly "ballot.take_back": {
    readonly params: {
      readonly ballot_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Closes a ballot and counts it. One that is closed already stays as it is. */
  readonly "ballot.close": {
    readonly params: {
      readonly ballot_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Ends a ballot without a result; what was answered is nobody's to read. */
  readonly "ballot.void": {
    readonly params: {
      readonly ballot_id: string;
      readonly reason: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Changes what is said about a decision; its text is what was decided. */
  readonly "decision.edit": {
    readonly params: {
      readonly decision_id: string;
      readonly rationale?: Edit<string | null>;
      readonly review_on?: Edit<string | null>;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Asks the coalition a question, which stays open until a decision answers it. */
  readonly "question.ask": {
    readonly params: {
      readonly question_id: string;
      readonly text: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says that a decision answers a question. Nothing else closes one. */
  readonly "question.answer": {
    readonly params: {
      readonly trace_link_id: string;
      readonly question_id: string;
      readonly decision_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes back that a decision answers a question. */
  readonly "question.unanswer": {
    readonly params: {
      readonly question_id: string;
      readonly trace_link_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Sends something down the network, to each organization once. */
  readonly "dispatch.send": {
    readonly params: {
      readonly dispatch_id: string;
      readonly kind: DispatchKind;
      readonly decision_id?: string | null;
      readonly title: string;
      readonly text: string;
      readonly language: string;
      readonly mode?: DispatchMode | null;
      readonly pass_on_days?: number | null;
      readonly due_on?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Nothing is delivered until it is resumed. */
  readonly "dispatch.pause": {
    readonly params: {
      readonly dispatch_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Goes on with what was paused. */
  readonly "dispatch.resume": {
    readonly params: {
      readonly dispatch_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Ends it: nobody gets it any more, and nobody answers. */
  readonly "dispatch.close": {
    readonly params: {
      readonly dispatch_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Takes it back; what was reported stays to be read. */
  readonly "dispatch.recall": {
    readonly params: {
      readonly dispatch_id: string;
      readonly reason: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** The organization has read it; or thinks better of declining. */
  readonly "delivery.acknowledge": {
    readonly params: {
      readonly delivery_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Gives it the organization's own wording. */
  readonly "delivery.localise": {
    readonly params: {
      readonly delivery_note_id: string;
      readonly delivery_id: string;
      readonly text: string;
      readonly language: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Passes it on to the organization's members, in its own wording or as it is. */
  readonly "delivery.pass_on": {
    readonly params: {
      readonly delivery_id: string;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** The organization acts on it, perhaps by an action item. */
  readonly "delivery.act": {
    readonly params: {
      readonly delivery_id: string;
      readonly action_item_id?: string | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Says what happened; one that has reported adds to it. */
  readonly "delivery.report": {
    readonly params: {
      readonly delivery_note_id: string;
      readonly delivery_id: string;
      readonly text: string;
      readonly language: string;
      readonly people?: number | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Declines it with a reason; the organization's members have it now. */
  readonly "delivery.decline": {
    readonly params: {
      readonly delivery_note_id: string;
      readonly delivery_id: string;
      readonly text: string;
      readonly language: string;
      readonly is_reason_told?: number | null;
      readonly acting_for?: string | null;
      };
    readonly result: CommandResult;
  };
  /** Who one is signed in as, if at all, and whether this server sends mail. */
  readonly "session.who": {
    readonly params: {
      };
    readonly result: SessionWhoResult;
  };
  /** Ends the session and closes all its sockets. */
  readonly "session.sign_out": {
    readonly params: {
      };
    readonly result: SessionSignOutResult;
  };
  /** This description. */
  readonly "rpc.discover": {
    readonly params: {
      };
    readonly result: RpcDiscoverResult;
  };
  /** What changed in a thing and its parts, newest first: of what the reader may see now, the changes made in spaces they may see. Fields are as they became; times to the minute for who reads the coalition, else to the day. */
  readonly "history.read": {
    readonly params: {
      readonly table: HistoryTable;
      readonly id: string;
      };
    readonly result: HistoryReadResult;
  };
  /** Begins or resumes the feed: what changed since, or where to take a snapshot. */
  readonly "sync.hello": {
    readonly params: {
      readonly database_id?: string | null;
      readonly epoch?: string | null;
      readonly seq?: number | null;
      readonly spaces?: readonly string[] | null;
      };
    readonly result: SyncHelloResult;
  };
  /** Asks for a sign of life, which a browser cannot see otherwise. */
  readonly "sync.ping": {
    readonly params: {
      };
    readonly result: SyncPingResult;
  };
}
/** Of each command the table of the row it is about, and the parameter that names it if it is not <table>_id;
    empty: it makes the first. */
export const COMMANDS = {
  "organization.create": "",
  "organization.edit": "organization",
  "organization.name_add": "organization",
  "organization.name_remove": "organization_name",
  "organization.region_add": "organization",
  "organization.region_remove": "organization_region",
  "organization.publish": "organization",
  "affiliation.add": "organization",
  "affiliation.apply": "organization",
  "affiliation.set_status": "affiliation",
  "affiliation.leave": "affiliation",
  "affiliation.confirm": "affiliation",
  "affiliation.edit": "affiliation",
  "group.create": "",
  "group.edit": "group",
  "group.name_add": "group",
  "group.name_remove": "group_name",
  "group.activate": "group",
  "group.rest": "group",
  "group.close": "group",
  "group.publish": "group",
  "group_member.admit": "group",
  "group_member.join": "group",
  "group_member.set_role": "group_member",
  "group_member.end": "group_member",
  "room_code.open": "group",
  "room_code.close": "room_code",
  "series.create": "",
  "series.edit": "series",
  "series.name_add": "series",
  "series.name_remove": "series_name",
  "convening.create": "",
  "convening.host": "organization host_id",
  "convening.edit": "convening",
  "convening.set_state": "convening",
  "lineage.add": "",
  "lineage.remove": "lineage",
  "group.become_alliance": "group",
  "group.reconvene": "group",
  "group.merge": "group",
  "group.split": "group from_group_id",
  "organization.merge": "organization",
  "application.make": "",
  "application.seek": "application",
  "application.withdraw": "application",
  "charter.adopt": "",
  "charter.translate": "",
  "coalition.edit": "coalition",
  "coalition.language_add": "coalition",
  "coalition.language_remove": "coalition_language",
  "import.run": "",
  "samples.remove": "",
  "belonging.add": "organization",
  "belonging.set_role": "belonging",
  "belonging.end": "belonging",
  "person.edit": "person",
  "person.redact": "person",
  "belonging.redact": "belonging",
  "saved_view.add": "person",
  "saved_view.remove": "saved_view",
  "action_item.create_for_coalition": "",
  "action_item.create": "group",
  "action_item.edit": "action_item",
  "action_item.move": "action_item",
  "action_item.take": "action_item",
  "action_item.set_state": "action_item",
  "action_item_step.add": "action_item",
  "action_item_step.edit": "action_item_step",
  "action_item_step.remove": "action_item_step",
  "meeting.plan_for_coalition": "",
  "meeting.plan": "group",
  "meeting.edit": "meeting",
  "meeting.move": "meeting",
  "meeting.set_state": "meeting",
  "meeting.answer": "meeting",
  "meeting.attend": "meeting",
  "meeting_series.plan_for_coalition": "",
  "meeting_series.plan": "group",
  "meeting_series.extend": "meeting_series",
  "meeting_series.edit": "meeting_series",
  "meeting_series.end": "meeting_series",
  "calendar_address.make": "",
  "calendar_address.make_for_group": "group",
  "calendar_address.revoke": "calendar_address",
  "agenda_item.add": "meeting",
  "agenda_item.propose": "group",
  "agenda_item.propose_to_coalition": "",
  "agenda_item.edit": "agenda_item",
  "agenda_item.move": "agenda_item",
  "agenda_item.remove": "agenda_item",
  "agenda_item.link": "agenda_item",
  "agenda_item.unlink": "agenda_item",
  "minutes.write": "meeting",
  "minutes.edit": "minutes",
  "minutes_note.add": "meeting",
  "organization_zone.add": "organization",
  "organization_zone.remove": "organization_zone",
  "meeting_group.invite": "meeting",
  "meeting_group.remove": "meeting_group",
  "meeting_option.add": "meeting",
  "meeting_option.remove": "meeting_option",
  "meeting_option.choose": "meeting_option",
  "meeting_option.mark": "meeting_option",
  "plan.create_for_coalition": "",
  "plan.create": "group",
  "plan.edit": "plan",
  "plan.entrust": "plan",
  "plan.set_state": "plan",
  "plan.copy": "plan from_plan_id",
  "goal.add": "plan",
  "goal.edit": "goal",
  "goal.move": "goal",
  "goal.remove": "goal",
  "objective.add": "goal",
  "objective.edit": "objective",
  "objective.move": "objective",
  "objective.remove": "objective",
  "milestone.add": "plan",
  "milestone.edit": "milestone",
  "milestone.move": "milestone",
  "milestone.set_state": "milestone",
  "milestone.remove": "milestone",
  "comment.add": "",
  "comment.reply": "comment parent_id",
  "comment.edit": "comment",
  "comment.redact": "comment",
  "comment.resolve": "comment",
  "comment.reopen": "comment",
  "notification.see": "notification",
  "notification.see_all": "person",
  "attention.edit": "person",
  "attention.see_news": "person",
  "subscription.set": "person",
  "invitation.make": "organization",
  "invitation.make_staff": "",
  "invitation.revoke": "invitation",
  "setting.edit": "",
  "contribution.write": "",
  "contribution.edit": "contribution",
  "contribution.submit": "contribution",
  "contribution.withdraw": "contribution",
  "edition.accept": "edition",
  "edition.return": "edition",
  "proposal.write": "group",
  "proposal.write_for_coalition": "",
  "proposal.edit": "proposal",
  "proposal.discuss": "proposal",
  "proposal.back": "proposal",
  "proposal.withdraw": "proposal",
  "ballot.open": "proposal",
  "ballot.cast": "ballot",
  "ballot.take_back": "ballot",
  "ballot.close": "ballot",
  "ballot.void": "ballot",
  "decision.edit": "decision",
  "question.ask": "",
  "question.answer": "question",
  "question.unanswer": "question",
  "dispatch.send": "",
  "dispatch.pause": "dispatch",
  "dispatch.resume": "dispatch",
  "dispatch.close": "dispatch",
  "dispatch.recall": "dispatch",
  "delivery.acknowledge": "delivery",
  "delivery.localise": "delivery",
  "delivery.pass_on": "delivery",
  "delivery.act": "delivery",
  "delivery.report": "delivery",
  "delivery.decline": "delivery",
} as const;
export type CommandName = keyof typeof COMMANDS;
export type Persona = "visitor" | "person" | "base_member" | "delegate" | "group_member" | "facilitator" | "observer" | "secretariat" | "administrator";
export type Reach = "own" | "organization" | "lead" | "first" | "notes" | "group" | "board" | "yes";
export type PermissionName = "read" | "edit_organization" | "set_affiliation" | "leave_affiliation" | "confirm_affiliation" | "apply" | "apply_anew" | "set_up_coalition" | "invite" | "revoke_invitation" | "end_belonging" | "set_up_convenings" | "host_convening" | "start_group" | "join_group" | "edit_group" | "change_group_state" | "leave_group" | "publish_organization" | "publish_group" | "edit_profile" | "manage_accounts" | "redact" | "add_action_item" | "add_coalition_item" | "act_on_item" | "take_item" | "plan_meeting" | "plan_coalition_meeting" | "run_meeting" | "answer_meeting" | "subscribe_calendar" | "revoke_calendar" | "feed_backlog" | "feed_coalition_backlog" | "start_plan" | "start_coalition_plan" | "edit_plan" | "change_plan_state" | "act_on_milestone" | "comment" | "edit_comment" | "resolve_thread" | "write_voice" | "edit_voice" | "take_in_voice" | "withdraw_voice" | "propose" | "propose_to_coalition" | "edit_proposal" | "back_proposal" | "withdraw_proposal" | "run_ballot" | "cast" | "edit_decision" | "keep_questions" | "send_dispatch" | "answer_delivery";
/** How far a right goes, by who asks; who is not named has it nowhere. */
export const PERMISSIONS: Record<PermissionName, Partial<Record<Persona, Reach>>> = {
  read: {visitor: "yes", person: "yes", base_member: "yes", delegate: "yes", group_member: "yes", facilitator: "yes", observer: "yes", secretariat: "yes", administrator: "yes"},
  edit_organization: {delegate: "organization", observer: "organization", secretariat: "yes"},
  set_affiliation: {secretariat: "yes"},
  leave_affiliation: {delegate: "organization", observer: "organization", secretariat: "yes"},
  confirm_affiliation: {delegate: "organization", observer: "organization"},
  apply: {delegate: "organization", observer: "organization", secretariat: "yes"},
  apply_anew: {person: "yes"},
  set_up_coalition: {secretariat: "yes", administrator: "yes"},
  invite: {delegate: "lead", observer: "lead", secretariat: "first", administrator: "first"},
  revoke_invitation: {person: "own", delegate: "lead", observer: "lead", secretariat: "first", administrator: "first"},
  end_belonging: {person: "own", delegate: "lead", observer: "lead", secretariat: "first", administrator: "first"},
  set_up_convenings: {secretariat: "yes"},
  host_convening: {delegate: "organization", secretariat: "yes"},
  start_group: {base_member: "yes", delegate: "yes", group_member: "yes", facilitator: "yes", observer: "yes", secretariat: "yes"},
  join_group: {base_member: "yes", delegate: "yes", group_member: "yes", facilitator: "yes", observer: "yes"},
  edit_group: {facilitator: "group"},
  change_group_state: {facilitator: "group", secretariat: "yes"},
  leave_group: {person: "own", delegate: "organization", facilitator: "group", observer: "organization"},
  publish_organization: {delegate: "organization", observer: "organization", secretariat: "yes"},
  publish_group: {facilitator: "group", secretariat: "yes"},
  edit_profile: {person: "own"},
  manage_accounts: {administrator: "yes"},
  redact: {person: "own", secretariat: "yes"},
  add_action_item: {group_member: "group", facilitator: "group"},
  add_coalition_item: {secretariat: "yes"},
  act_on_item: {person: "own", delegate: "organization", group_member: "group", facilitator: "board", observer: "organization", secretariat: "yes"},
  take_item: {delegate: "yes", group_member: "board", facilitator: "board", observer: "yes", secretariat: "yes"},
  plan_meeting: {facilitator: "group", secretariat: "yes"},
  plan_coalition_meeting: {secretariat: "yes"},
  run_meeting: {group_member: "notes", facilitator: "group", secretariat: "yes"},
  answer_meeting: {person: "yes"},
  subscribe_calendar: {person: "yes"},
  revoke_calendar: {person: "own", facilitator: "group"},
  feed_backlog: {group_member: "group", facilitator: "group"},
  feed_coalition_backlog: {delegate: "yes", observer: "yes", secretariat: "yes"},
  start_plan: {facilitator: "group"},
  start_coalition_plan: {secretariat: "yes"},
  edit_plan: {group_member: "board", facilitator: "board", secretariat: "yes"},
  change_plan_state: {facilitator: "group", secretariat: "yes"},
  act_on_milestone: {person: "own", delegate: "organization", group_member: "group", facilitator: "board", observer: "organization", secretariat: "yes"},
  comment: {delegate: "yes", group_member: "yes", facilitator: "yes", observer: "yes", secretariat: "yes"},
  edit_comment: {person: "own"},
  resolve_thread: {person: "own", facilitator: "group", secretariat: "yes"},
  write_voice: {base_member: "yes", delegate: "yes", observer: "yes"},
  edit_voice: {person: "own"},
  take_in_voice: {delegate: "organization", observer: "organization"},
  withdraw_voice: {person: "own"},
  propose: {group_member: "group", facilitator: "group"},
  propose_to_coalition: {delegate: "yes", observer: "yes", secretariat: "yes"},
  edit_proposal: {person: "own", delegate: "organization", facilitator: "group", observer: "organization", secretariat: "yes"},
  back_proposal: {delegate: "yes"},
  withdraw_proposal: {person: "own", delegate: "organization", observer: "organization"},
  run_ballot: {facilitator: "group", secretariat: "yes"},
  cast: {delegate: "yes", group_member: "group", facilitator: "group", observer: "yes"},
  edit_decision: {facilitator: "group", secretariat: "yes"},
  keep_questions: {secretariat: "yes"},
  send_dispatch: {secretariat: "yes"},
  answer_delivery: {delegate: "organization", observer: "organization"},
};
export const ERROR_CODES = ["E_PARSE", "E_REQUEST", "E_METHOD", "E_TYPE", "E_REQUIRED", "E_UNKNOWN_FIELD", "E_TOO_LONG", "E_TOO_FEW", "E_TOO_MANY", "E_ORDER", "E_DATE", "E_ZONE", "E_LOCAL_TIME", "E_CYCLE", "E_CONSENT", "E_OBSERVER_NO_VOTE", "E_NOT_ON_ROLL", "E_EMPTY_ROLL", "E_BLOCK_REASON", "E_FALLBACK_TOO_EARLY", "E_BACKING", "E_ARCHIVED", "E_CLOSED", "E_CHARTER", "E_STALE", "E_STATE", "E_IN_USE", "E_EXISTS", "E_NOT_FOUND", "E_OUTSIDE", "E_FORBIDDEN", "E_SESSION", "E_LINK", "E_SIGN_IN", "E_COMMON", "E_SECOND_FACTOR", "E_CONFLICT", "E_ADDRESS", "E_NO_MAIL", "E_RATE", "E_BUSY", "E_STORAGE", "E_UNAVAILABLE"] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

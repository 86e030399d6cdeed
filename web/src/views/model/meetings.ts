/* Meetings as the views want them: when they are for whoever reads, and who comes. */
import { computed } from "@preact/signals";
import type { Findable, MarkKind } from "../../components";
import {
  cityOf,
  collator,
  isSameClock,
  ownZone,
  type Span,
  spanElsewhere,
  spanIn,
  t,
} from "../../i18n";
import { by, newId, type Outcome, type RowOf, rows, send, viewer } from "../../sync";
import { directIds, nameOf } from "./directory";
import { groups, isFinal, isMine } from "./groups";
import { personName } from "./items";
import { me, myBelongings } from "./me";
import { COALITION_SPACE, PUBLIC_SPACE } from "./spaces";

export type MeetingRow = RowOf<"meeting">;
export type MeetingState = MeetingRow["state"];
export type Participant = RowOf<"meeting_participant">;
export type Answer = NonNullable<Participant["answer"]>;
export type Attendance = NonNullable<Participant["attendance"]>;

export interface Meeting extends Findable {
  readonly row: MeetingRow;
  /** The group's name; "" for the coalition's. */
  readonly body: string;
}

export const meetings = computed<ReadonlyMap<string, Meeting>>(
  () =>
    new Map(
      [...rows("meeting").value].map(([id, row]) => [
        id,
        {
          id,
          row,
          name: row.title,
          acronyms: [],
          spellings: [],
          body: row.group_id === null ? "" : (groups.value.get(row.group_id)?.name ?? ""),
        },
      ]),
    ),
);

/* ---- when ---- */

export const spanOf = (row: Pick<MeetingRow, "starts_at_ms" | "ends_at_ms">): Span | undefined =>
  row.starts_at_ms === null || row.ends_at_ms === null
    ? undefined
    : { startMs: row.starts_at_ms, endMs: row.ends_at_ms };

/** The zone times are shown in to whoever reads. */
export const myZone = (): string => me.value?.time_zone ?? ownZone();

type Timed = Pick<MeetingRow, "starts_at_ms" | "ends_at_ms" | "zone">;

/** "Tue, 16 March 2027, 10:00–12:00 (Accra)", and the reader's own hours where they are others. */
export function whenWords(row: Timed): { readonly there: string; readonly here: string } {
  const span = spanOf(row);
  if (span === undefined || row.zone === null) return { there: t("meeting_no_time"), here: "" };
  const mine = myZone();
  const there = t("meeting_when", { time: spanIn(row.zone, span), city: cityOf(row.zone) });
  const isSame = isSameClock(row.zone, mine, span.startMs);
  return {
    there,
    here: isSame ? "" : t("meeting_when_here", { time: spanElsewhere(mine, span, row.zone) }),
  };
}

/** What comes first stands first; what has no time yet, last. */
export function byStart(a: Meeting, b: Meeting): number {
  const [left, right] = [a.row.starts_at_ms, b.row.starts_at_ms];
  if (left !== null && right !== null && left !== right) return left - right;
  return Number(left === null) - Number(right === null) || collator().compare(a.name, b.name);
}

/** Where a meeting stands in its list. */
export type MeetingPart = "now" | "coming" | "draft" | "minutes" | "past";
export const PARTS = ["now", "coming", "draft", "minutes", "past"] as const;

export function partOf({ row }: Meeting): MeetingPart {
  switch (row.state) {
    case "open":
    case "paused":
      return "now";
    case "draft":
      return "draft";
    case "planned":
      return "coming";
    case "ended":
    case "minutes_draft":
    case "minutes_circulated":
      return "minutes";
    case "minutes_adopted":
    case "cancelled":
      return "past";
    default:
      return row.state satisfies never;
  }
}

export const markOfMeeting = (state: MeetingState): MarkKind => {
  switch (state) {
    case "draft":
      return "waiting";
    case "planned":
      return "open";
    case "open":
    case "paused":
      return "now";
    case "cancelled":
      return "ended";
    default:
      return "past";
  }
};

/* Of a series so many that come show in a list; its other meetings are on the page of each. */
const OF_A_SERIES_MOST = 4;

/** A list in its order without the many of a series that lie far ahead. */
export function nearOnes(list: readonly Meeting[], most = OF_A_SERIES_MOST): readonly Meeting[] {
  const counts = new Map<string, number>();
  return list.filter(({ row }) => {
    const series = row.meeting_series_id;
    if (series === null) return true;
    const count = (counts.get(series) ?? 0) + 1;
    counts.set(series, count);
    return count <= most;
  });
}

/** Whether it is one of mine: of the coalition, or of a group I work in. */
export function isMyMeeting({ id, row }: Meeting): boolean {
  if (row.group_id === null) return true;
  const invited = by("meeting_group", "meeting_id", id).value.map((one) => one.group_id);
  return [row.group_id, ...invited].some((one) => {
    const group = groups.value.get(one);
    return group !== undefined && isMine(group);
  });
}

/** Whether its body goes on; else it can only be read. */
export function isBodyOpen(group_id: string | null): boolean {
  const group = group_id === null ? undefined : groups.value.get(group_id);
  return group === undefined || !isFinal(group.row.state);
}

/* What may follow which; the server holds the same table and refuses anything else. */
export const NEXT_MEETING: Readonly<Record<MeetingState, readonly MeetingState[]>> = {
  draft: ["planned", "cancelled"],
  planned: ["open", "cancelled"],
  open: ["paused", "ended"],
  paused: ["open"],
  ended: ["minutes_draft"],
  minutes_draft: ["minutes_circulated"],
  minutes_circulated: ["minutes_adopted"],
  minutes_adopted: [],
  cancelled: [],
};

const RECORDED: readonly MeetingState[] = [
  "open",
  "paused",
  "ended",
  "minutes_draft",
  "minutes_circulated",
];

/** Whether what is said and who is there is being written down. */
export const isRecorded = (state: MeetingState): boolean => RECORDED.includes(state);
export const isAgendaOpen = (state: MeetingState): boolean =>
  state === "draft" || state === "planned" || state === "open" || state === "paused";
export const isAnswerOpen = (state: MeetingState): boolean =>
  state === "planned" || state === "open" || state === "paused";

/* ---- who ---- */

export const participantsOf = (id: string): readonly Participant[] =>
  by("meeting_participant", "meeting_id", id).value;

export const participantName = (one: Speaker): string =>
  one.organization_id === null ? personName(one.person_id ?? "") : nameOf(one.organization_id);

type Speaker = Pick<Participant, "organization_id" | "person_id">;

/** For whom I speak there: as a delegate for the organization I act for, else for myself; and so in a
 * group that I am in and the organization is not. */
export function mySpeaker(space_id: string): Speaker {
  const { acting_for, person_id } = viewer.value;
  const isDelegate = myBelongings.value.some(
    (one) => one.organization_id === acting_for && one.role !== "base_member",
  );
  const group = groups.value.get(space_id);
  const isInside = !group || group.members.some((one) => one.organization_id === acting_for);
  return isDelegate && isInside
    ? { organization_id: acting_for, person_id: null }
    : { organization_id: null, person_id };
}

/** Whether I may be named there: a base member is known to their own organization alone. */
export function maySpeak(space_id: string): boolean {
  const { organization_id, person_id } = mySpeaker(space_id);
  if (organization_id !== null || person_id === null) return organization_id !== null;
  const known = [
    ...by("group_member", "person_id", person_id).value,
    ...by("coalition_role", "person_id", person_id).value,
    ...by("belonging", "person_id", person_id).value,
  ].filter((one) => one.ends_on === null);
  const open: readonly string[] = [space_id, COALITION_SPACE, PUBLIC_SPACE];
  return known.some((one) => open.includes(one.space_id));
}

const isSame = (a: Speaker, b: Speaker): boolean =>
  a.organization_id === b.organization_id && a.person_id === b.person_id;

export const participantOf = (id: string, whose: Speaker): Participant | undefined =>
  participantsOf(id).find((one) => isSame(one, whose));

type Change = { readonly answer?: Answer; readonly attendance?: Attendance };

/* A row of its own, made or changed, as the server will. */
function participantChange(meeting: Meeting, whose: Speaker, change: Change) {
  const found = participantOf(meeting.id, whose);
  const meeting_participant_id = found?.meeting_participant_id ?? newId();
  const row = {
    meeting_participant_id,
    space_id: meeting.row.space_id,
    meeting_id: meeting.id,
    organization_id: whose.organization_id,
    person_id: whose.person_id,
    answer: null,
    attendance: null,
    sample: 0,
    ...change,
  };
  return {
    params: { meeting_id: meeting.id, meeting_participant_id },
    changes: found
      ? ([["meeting_participant", "update", meeting_participant_id, change]] as const)
      : ([["meeting_participant", "insert", meeting_participant_id, row]] as const),
  };
}

export function answerMeeting(meeting: Meeting, answer: Answer): Promise<Outcome> {
  const { params, changes } = participantChange(meeting, mySpeaker(meeting.row.space_id), {
    answer,
  });
  return send("meeting.answer", { ...params, answer }, changes);
}

export function noteAttendance(
  meeting: Meeting,
  whose: Speaker,
  attendance: Attendance,
): Promise<Outcome> {
  const { params, changes } = participantChange(meeting, whose, { attendance });
  const who =
    whose.organization_id === null
      ? { person_id: whose.person_id ?? "" }
      : { organization_id: whose.organization_id };
  return send("meeting.attend", { ...params, ...who, attendance }, changes);
}

/** The groups that meet or are invited. */
export function groupsAt({ id, row }: Meeting): readonly string[] {
  const invited = by("meeting_group", "meeting_id", id).value.map((one) => one.group_id);
  return row.group_id === null ? invited : [row.group_id, ...invited];
}

/** Who is asked, whether they answered or not: the members of its groups; to a meeting of the coalition,
 * each organization in it. */
export function askedTo(meeting: Meeting): readonly Speaker[] {
  const whole = meeting.row.group_id === null ? directIds.value : [];
  return [
    ...whole.map((organization_id) => ({ organization_id, person_id: null })),
    ...groupsAt(meeting).flatMap((id) => groups.value.get(id)?.members ?? []),
  ];
}

/** Who is expected: who is asked, and who has answered besides. */
export function expectedAt(meeting: Meeting) {
  const known = participantsOf(meeting.id);
  const members = askedTo(meeting);
  const silent = members.filter(
    (member, index) =>
      !known.some((one) => isSame(one, member)) &&
      members.findIndex((one) => isSame(one, member)) === index,
  );
  const everybody = [
    ...known,
    ...silent.map(({ organization_id, person_id }) => ({
      organization_id,
      person_id,
      answer: null,
      attendance: null,
    })),
  ];
  return everybody
    .map((one) => ({ ...one, name: participantName(one) }))
    .toSorted((a, b) => collator().compare(a.name, b.name));
}

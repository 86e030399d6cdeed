/*
 * Meetings as the views want them: when they are for whoever reads, who comes, the agenda as a tree
 * with its numbers, what was said of each item.
 */
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
export type AgendaRow = RowOf<"agenda_item">;
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

/* ---- the agenda ---- */

export interface AgendaNode {
  readonly row: AgendaRow;
  /** "2.1" */
  readonly number: string;
  readonly depth: number;
  readonly children: readonly AgendaNode[];
}

/** The items of one list as a tree, numbered by their order. What hangs on nothing is at the top. */
export function agendaTree(all: readonly AgendaRow[]): readonly AgendaNode[] {
  const ids = new Set(all.map((row) => row.agenda_item_id));
  const under = new Map<string, AgendaRow[]>();
  for (const row of all) {
    const parent = row.parent_id !== null && ids.has(row.parent_id) ? row.parent_id : "";
    under.set(parent, [...(under.get(parent) ?? []), row]);
  }
  const level = (parent: string, prefix: string, depth: number): readonly AgendaNode[] =>
    (under.get(parent) ?? [])
      .toSorted((a, b) => a.rank - b.rank || (a.agenda_item_id < b.agenda_item_id ? -1 : 1))
      .map((row, index) => {
        const number = `${prefix}${index + 1}`;
        return { row, number, depth, children: level(row.agenda_item_id, `${number}.`, depth + 1) };
      });
  return level("", "", 0);
}

/** A tree line by line, in its order. */
export const flat = (nodes: readonly AgendaNode[]): readonly AgendaNode[] =>
  nodes.flatMap((node) => [node, ...flat(node.children)]);

export const agendaOf = (meeting_id: string): readonly AgendaNode[] =>
  agendaTree(by("agenda_item", "meeting_id", meeting_id).value);

/** What waits for a meeting of a body: of a group, or ("null") of the coalition. */
export const backlogOf = (group_id: string | null): readonly AgendaNode[] =>
  agendaTree(
    [...rows("agenda_item").value.values()].filter(
      (row) => row.meeting_id === null && row.group_id === group_id,
    ),
  );

export const minutesPlanned = (nodes: readonly AgendaNode[]): number =>
  flat(nodes).reduce((sum, { row }) => sum + (row.minutes_planned ?? 0), 0);

export interface AgendaPlace {
  readonly meeting_id: string | null;
  readonly parent_id: string | null;
  readonly before_id: string | null;
}

/** Where an item goes by one step; undefined: it cannot go there. */
export function stepOf(
  nodes: readonly AgendaNode[],
  node: AgendaNode,
  step: "up" | "down" | "in" | "out",
): AgendaPlace | undefined {
  const all = flat(nodes);
  const parent = all.find((one) => one.children.includes(node));
  const level = parent?.children ?? nodes;
  const index = level.indexOf(node);
  const meeting_id = node.row.meeting_id;
  const place = (parent_id: string | null, before: AgendaNode | undefined): AgendaPlace => ({
    meeting_id,
    parent_id,
    before_id: before?.row.agenda_item_id ?? null,
  });
  const parentId = parent?.row.agenda_item_id ?? null;
  const before = level[index - 1];
  switch (step) {
    case "up":
      return before && place(parentId, before);
    case "down":
      return level[index + 1] && place(parentId, level[index + 2]);
    case "in":
      return before && node.depth + heightOf(node) < DEPTH_MOST
        ? place(before.row.agenda_item_id, undefined)
        : undefined;
    case "out": {
      if (!parent) return undefined;
      const grand = all.find((one) => one.children.includes(parent));
      const parents = grand?.children ?? nodes;
      return place(grand?.row.agenda_item_id ?? null, parents[parents.indexOf(parent) + 1]);
    }
    default:
      return step satisfies never;
  }
}

/* As many levels as the server allows. */
const DEPTH_MOST = 3;

const heightOf = (node: AgendaNode): number =>
  1 + Math.max(0, ...node.children.map((child) => heightOf(child)));

export function moveAgendaItem(id: string, place: AgendaPlace): Promise<Outcome> {
  const given = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== null));
  return send("agenda_item.move", { agenda_item_id: id, ...given });
}

type ListOf = { readonly meeting: Meeting } | { readonly group_id: string | null };

/** Behind the others: on an agenda, or into a backlog, where a group's is seen by the group. */
export function addAgendaItem(to: ListOf, title: string): Promise<Outcome> {
  const agenda_item_id = newId();
  const isMeeting = "meeting" in to;
  const group_id = isMeeting ? to.meeting.row.group_id : to.group_id;
  const list = isMeeting ? agendaOf(to.meeting.id) : backlogOf(group_id);
  const row = {
    agenda_item_id,
    space_id: isMeeting ? to.meeting.row.space_id : (group_id ?? COALITION_SPACE),
    group_id,
    meeting_id: isMeeting ? to.meeting.id : null,
    parent_id: null,
    rank: Math.max(0, ...list.map((node) => node.row.rank)) + 1,
    title,
    note: null,
    minutes_planned: null,
    presenter_organization_id: null,
    sample: 0,
  } as const;
  const changes = [["agenda_item", "insert", agenda_item_id, row]] as const;
  if (isMeeting) {
    return send("agenda_item.add", { agenda_item_id, meeting_id: to.meeting.id, title }, changes);
  }
  return group_id === null
    ? send("agenda_item.propose_to_coalition", { agenda_item_id, title }, changes)
    : send("agenda_item.propose", { agenda_item_id, group_id, title }, changes);
}

/** The minutes of each item; "" stands for the meeting as a whole. */
export const minutesOf = (meeting_id: string): ReadonlyMap<string, RowOf<"minutes">> =>
  new Map(
    by("minutes", "meeting_id", meeting_id).value.map((row) => [row.agenda_item_id ?? "", row]),
  );

/** What was drawn from an item of an agenda. */
export const drawnFrom = (agenda_item_id: string): readonly string[] =>
  by("trace_link", "to_id", agenda_item_id)
    .value.filter((link) => link.from_table === "action_item")
    .map((link) => link.from_id);

/** The meetings on whose agenda an action item was agreed, as far as the reader sees them. */
export const agreedAt = (action_item_id: string): readonly Meeting[] =>
  by("trace_link", "from_id", action_item_id)
    .value.filter((link) => link.relation === "drawn_from")
    .flatMap((link) => {
      const meeting_id = rows("agenda_item").value.get(link.to_id)?.meeting_id ?? "";
      return meetings.value.get(meeting_id) ?? [];
    });

/*
 * The agenda of a meeting as a tree with its numbers, what waits for one, and what was said and drawn of
 * each item. Apart from meetings.ts, since the lists of meetings know nothing of it.
 */
import { by, newId, type Outcome, type RowOf, rows, send } from "../../sync";
import { type Meeting, meetings } from "./meetings";
import { COALITION_SPACE } from "./spaces";

export type AgendaRow = RowOf<"agenda_item">;

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

/* The agenda as a tree and its steps, who would sit there at night, what waits for whom. */
import { beforeEach, expect, test, vi } from "vitest";
import {
  type AgendaNode,
  type AgendaRow,
  agendaTree,
  agreedAt,
  flat,
  minutesPlanned,
  stepOf,
} from "web/views/model/agenda";
import {
  expectedAt,
  type Meeting,
  maySpeak,
  meetings,
  mySpeaker,
  NEXT_MEETING,
} from "web/views/model/meetings";
import { atNight, isAtNight, zonelessAt } from "web/views/model/planner";
import { waitingAt } from "web/views/model/today";
import { begin, lay, layCoalition, layOrganization, viewer } from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));

const ME = "11111111-1111-4111-8111-111111111111";
const MFA = "33333333-3333-4333-8333-333333333333";
const GROUP = "44444444-4444-4444-8444-444444444444";
const TIE = "55555555-5555-4555-8555-555555555555";
const COALITION = "00000000-0000-4000-8000-000000000002";

beforeEach(() => {
  begin();
  viewer.value = { person_id: ME, acting_for: MFA, ready: true };
});

/* "a b(c d) e": letters are items, brackets what is under one. */
function rowsOf(picture: string): readonly AgendaRow[] {
  const found: AgendaRow[] = [];
  const parents: string[] = [];
  let last = "";
  for (const letter of picture.replaceAll(" ", "")) {
    if (letter === "(") parents.push(last);
    else if (letter === ")") parents.pop();
    else {
      last = letter;
      found.push({
        agenda_item_id: letter,
        parent_id: parents.at(-1) ?? null,
        rank: found.length,
        minutes_planned: 5,
        meeting_id: "m",
      } as AgendaRow);
    }
  }
  return found;
}

const numbers = (nodes: readonly AgendaNode[]): string =>
  flat(nodes)
    .map(({ number, row }) => `${number} ${row.agenda_item_id}`)
    .join(", ");

test("items are numbered by their order, level by level", () => {
  const tree = agendaTree(rowsOf("a b(c d(e)) f"));
  expect(numbers(tree)).toBe("1 a, 2 b, 2.1 c, 2.2 d, 2.2.1 e, 3 f");
  expect(minutesPlanned(tree)).toBe(30);
});

test("what hangs on nothing stands at the top, so that nothing is lost from sight", () => {
  const rows = rowsOf("a(b)").filter((row) => row.agenda_item_id !== "a");
  expect(numbers(agendaTree(rows))).toBe("1 b");
});

test.each([
  ["a b c", "b", "up", null, "a"],
  ["a b c", "b", "down", null, null],
  ["a b c d", "b", "down", null, "d"],
  ["a b", "a", "up", undefined, undefined],
  ["a b", "b", "down", undefined, undefined],
  ["a b", "b", "in", "a", null],
  ["a b", "a", "in", undefined, undefined],
  ["a(b) c", "b", "out", null, "c"],
  ["a(b(c)) d", "c", "out", "a", null],
  ["a", "a", "out", undefined, undefined],
  ["a(b(c d))", "d", "in", undefined, undefined], // a fourth level
  ["a(b c(d))", "c", "in", undefined, undefined], // what is under it would be on a fourth
] as const)("%s: %s goes %s", (picture, id, step, parent, before) => {
  const tree = agendaTree(rowsOf(picture));
  const node = flat(tree).find((one) => one.row.agenda_item_id === id) as AgendaNode;
  expect(stepOf(tree, node, step)).toEqual(
    parent === undefined ? undefined : { meeting_id: "m", parent_id: parent, before_id: before },
  );
});

test("night is from 22:00 to 07:00 on the clocks of whoever would sit there", () => {
  const at = (start: string, end: string) => ({
    startMs: Date.parse(`2031-03-04T${start}Z`),
    endMs: Date.parse(`2031-03-04T${end}Z`),
  });
  expect(isAtNight("UTC", at("07:00", "22:00"))).toBe(false);
  expect(isAtNight("UTC", at("06:59", "08:00"))).toBe(true);
  expect(isAtNight("UTC", at("21:00", "22:01"))).toBe(true);
  expect(isAtNight("Asia/Manila", at("14:00", "15:00"))).toBe(true);
  expect(isAtNight("Asia/Manila", at("13:00", "14:00"))).toBe(false);
});

/* An assembly of a coalition in which each standing is one organization's. */
function layAssembly(): Meeting {
  const root = layCoalition();
  layOrganization("member", { [root]: { status: "member" } });
  layOrganization("observer", { [root]: { status: "observer" } });
  layOrganization("trial", { [root]: { status: "tentative", standing_sought: "member" } });
  layOrganization("applicant", { [root]: { status: "applicant" } });
  layOrganization("suspended", { [root]: { status: "suspended" } });
  layOrganization("gone", { [root]: { status: "left" } });
  layOrganization("below", { member: { status: "member" } });
  const id = lay("meeting", TIE, { title: "Assembly", group_id: null, space_id: COALITION });
  return meetings.value.get(id) as Meeting;
}

test("at a meeting of the coalition each organization in it is expected, answered or not", () => {
  const assembly = layAssembly();
  const expected = () => expectedAt(assembly).map((one) => `${one.name} ${one.answer ?? "-"}`);
  expect(expected()).toEqual([
    "Organization member -",
    "Organization observer -",
    "Organization trial -",
  ]);
  for (const organization_id of ["observer", "below"]) {
    const answered = { meeting_id: TIE, organization_id, person_id: null, answer: "yes" };
    lay("meeting_participant", organization_id, answered);
  }
  expect(expected()).toEqual([
    "Organization below yes",
    "Organization member -",
    "Organization observer yes",
    "Organization trial -",
  ]);
});

test("the planner of an assembly names who of the coalition would sit there at night", () => {
  const assembly = layAssembly();
  lay("organization_zone", "z1", { organization_id: "member", zone: "Asia/Manila" });
  lay("organization_zone", "z2", { organization_id: "observer", zone: "Africa/Accra" });
  lay("organization_zone", "z3", { organization_id: "applicant", zone: "Asia/Manila" });
  const span = {
    startMs: Date.parse("2031-03-04T15:00Z"),
    endMs: Date.parse("2031-03-04T16:00Z"),
  };
  expect(atNight(assembly, span)).toEqual([
    { name: "Organization member", zone: "Asia/Manila", hour: "23:00" },
  ]);
  expect(zonelessAt(assembly)).toBe(1); // the one on trial
});

test("a delegate speaks for the organization, and in a group that it is not in for themselves", () => {
  lay("belonging", TIE, { person_id: ME, organization_id: MFA, role: "alternate", space_id: MFA });
  expect(mySpeaker(COALITION)).toEqual({ organization_id: MFA, person_id: null });
  lay("group", GROUP, { name: "Wells", state: "active" });
  expect(mySpeaker(GROUP)).toEqual({ organization_id: null, person_id: ME });
  lay("group_member", GROUP, { group_id: GROUP, organization_id: MFA, role: "member" });
  expect(mySpeaker(GROUP)).toEqual({ organization_id: MFA, person_id: null });
});

test("a base member, known to their organization alone, is not asked before the coalition", () => {
  lay("belonging", TIE, {
    person_id: ME,
    organization_id: MFA,
    role: "base_member",
    space_id: MFA,
    ends_on: null,
  });
  expect(maySpeak(COALITION)).toBe(false);
  lay("meeting", TIE, {
    title: "Assembly",
    state: "planned",
    space_id: COALITION,
    group_id: null,
    meeting_series_id: null,
    starts_at_ms: Date.UTC(2031, 2, 4, 10),
    ends_at_ms: Date.UTC(2031, 2, 4, 11),
  });
  expect(waitingAt(Date.UTC(2031, 2, 3))).toEqual([]);
});

test("what waits stands by its deadline, late before, and what has none last", () => {
  lay("belonging", TIE, { person_id: ME, organization_id: MFA, role: "alternate", space_id: MFA });
  const item = (id: string, due_on: string | null) =>
    lay("action_item", id, { title: id, state: "open", owner_person_id: ME, due_on });
  item("far", "2040");
  item("late", "2011");
  item("never", null);
  lay("meeting", "soon", {
    title: "Assembly",
    state: "planned",
    space_id: COALITION,
    group_id: null,
    meeting_series_id: null,
    starts_at_ms: Date.UTC(2031, 2, 4, 10),
    ends_at_ms: Date.UTC(2031, 2, 4, 11),
  });
  const ids = () => waitingAt(Date.UTC(2031, 2, 3)).map(({ kind, id }) => `${kind} ${id}`);
  expect(ids()).toEqual(["item late", "answer soon", "item far", "item never"]);
  lay("meeting_participant", "p", {
    meeting_id: "soon",
    organization_id: MFA,
    person_id: null,
    answer: "no",
  });
  expect(ids()).toEqual(["item late", "item far", "item never"]);
});

test("the steps that are offered are those the server takes", () => {
  expect(NEXT_MEETING).toEqual({
    draft: ["planned", "cancelled"],
    planned: ["open", "cancelled"],
    open: ["paused", "ended"],
    paused: ["open"],
    ended: ["minutes_draft"],
    minutes_draft: ["minutes_circulated"],
    minutes_circulated: ["minutes_adopted"],
    minutes_adopted: [],
    cancelled: [],
  });
});

test("an action item leads back to the meeting on whose agenda it was agreed, where that is seen", () => {
  const link = (id: string, to_id: string, relation = "drawn_from") =>
    lay("trace_link", id, {
      from_table: "action_item",
      from_id: "item",
      to_table: "agenda_item",
      to_id,
      relation,
    });
  lay("meeting", "call", { title: "Wells call", state: "ended" });
  lay("meeting", "other", { title: "Another", state: "ended" });
  lay("agenda_item", "point", { meeting_id: "call" });
  lay("agenda_item", "waiting", { meeting_id: null });
  lay("agenda_item", "elsewhere", { meeting_id: "narrower" });
  lay("agenda_item", "about", { meeting_id: "other" });
  for (const id of ["waiting", "elsewhere", "unseen"]) link(`to-${id}`, id);
  link("to-about", "about", "about");
  expect(agreedAt("item")).toEqual([]);
  link("to-point", "point");
  expect(agreedAt("item").map((one) => one.name)).toEqual(["Wells call"]);
});

/* What waits for whom, what is late, and what comes first. */
import { beforeEach, expect, test, vi } from "vitest";
import { type Language, setLanguage } from "web/i18n";
import { dueWords } from "web/views/model/deadline";
import {
  byDue,
  type Item,
  isDueNow,
  isMyItem,
  isOverdue,
  items,
  NEXT,
  ownerOf,
} from "web/views/model/items";
import { begin, lay, viewer } from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));

const ME = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";
const MFA = "33333333-3333-4333-8333-333333333333";
const GROUP = "44444444-4444-4444-8444-444444444444";
const ITEM = "55555555-5555-4555-8555-555555555555";

const item = (fields: object): Item => {
  lay("action_item", ITEM, { title: "Write", state: "open", ...fields });
  return items.value.get(ITEM) as Item;
};

beforeEach(() => {
  begin();
  viewer.value = { person_id: ME, acting_for: null, ready: true };
});

test("what is late is past its whole window everywhere on earth, and not done", () => {
  const due = item({ due_on: "2012-09" }).row;
  const over = Date.UTC(2012, 9, 1, 12);
  expect(isOverdue(due, over - 1)).toBe(false);
  expect(isOverdue(due, over)).toBe(true);
  expect(isOverdue({ ...due, state: "done" }, over)).toBe(false);
  expect(isOverdue({ ...due, state: "dropped" }, over)).toBe(false);
  expect(isOverdue({ ...due, due_on: null }, over)).toBe(false);
});

test("what is due first comes first, the more exact before; without a date last", () => {
  const of = (due_on: string | null, name: string): Item => ({
    ...item({ due_on }),
    name,
    id: name,
  });
  const list = [of(null, "f"), of("2014", "e"), of("2014-01-01", "a"), of("2014-H1", "d")];
  const more = [of("2014-Q1", "c"), of("2014-01", "b"), of("2013", "0")];
  expect([...list, ...more].toSorted(byDue).map((one) => one.id)).toEqual([
    "0",
    ..."abcdef".split(""),
  ]);
});

test("it waits for me when it is mine, my organization’s, or my group’s", () => {
  lay("belonging", OTHER, { person_id: ME, organization_id: MFA, role: "alternate" });
  lay("group", GROUP, { name: "Wells" });
  expect(isMyItem(item({ owner_person_id: ME }).row)).toBe(true);
  expect(isMyItem(item({ owner_person_id: OTHER }).row)).toBe(false);
  expect(isMyItem(item({ owner_organization_id: MFA }).row)).toBe(true);
  expect(isMyItem(item({ owner_group_id: GROUP }).row)).toBe(false);
  lay("group_member", ITEM, { group_id: GROUP, organization_id: MFA, role: "member" });
  expect(isMyItem(item({ owner_group_id: GROUP }).row)).toBe(true);
  expect(isMyItem(item({}).row)).toBe(false);
  expect(ownerOf(item({}).row)).toBeUndefined();
});

test("the steps that are offered are those the server takes", () => {
  expect(NEXT).toEqual({
    open: ["doing", "blocked", "dropped"],
    doing: ["done", "blocked", "dropped"],
    blocked: ["doing", "dropped"],
    done: ["doing"],
    dropped: [],
  });
});

test.each([
  ["2012-08-31T23:59:59Z", "due September 2012", false],
  ["2012-09-01T00:00:00Z", "due now: September 2012", true],
  ["2012-10-01T11:59:59Z", "due now: September 2012", true],
  ["2012-10-01T12:00:00Z", "late, was due September 2012", false],
])("at %s an item of September is %s", (at, words, isNow) => {
  const nowMs = Date.parse(at);
  expect(dueWords("2012-09", nowMs)).toBe(words);
  const { row } = item({ due_on: "2012-09" });
  expect(isDueNow(row, nowMs)).toBe(isNow);
  expect(isDueNow({ ...row, state: "done" }, nowMs)).toBe(false);
  expect(isDueNow({ ...row, due_on: null }, nowMs)).toBe(false);
});

test.each<[Language, string]>([
  ["en", "due now: Q3 2012"],
  ["es", "vence ahora: 3.er trimestre de 2012"],
  ["fr", "à faire maintenant, échéance : 3e trimestre 2012"],
  [
    "ar",
    `حان موعده: ${"الربع الثالث من"} ${new Intl.DateTimeFormat("ar", { year: "numeric" }).format(Date.UTC(2012, 6))}`,
  ],
])("that its time is now is said in %s", async (language, words) => {
  await setLanguage(language);
  expect(dueWords("2012-Q3", Date.parse("2012-08-15T00:00:00Z"))).toBe(words);
  await setLanguage("en");
});

/* What the log says of a thing, as lines: what a field was is read off the change before. */

import { beforeEach, expect, test, vi } from "vitest";
import { type Change, entriesOf } from "web/views/history/changes";
import { begin, layCoalition, layOrganization, PUBLIC_SPACE } from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));

const change = (seq: number, of: Partial<Change>): Change => ({
  seq,
  at_ms: seq * 60_000,
  actor_id: "p",
  for_organization_id: null,
  method: "organization.edit",
  table: "organization",
  row_id: "o",
  op: "update",
  fields: {},
  ...of,
});

beforeEach(() => {
  begin();
  layCoalition();
});

test("an edit says what the field was and became; the beginning is said once", () => {
  const entries = entriesOf("o", [
    change(3, { fields: { name: "Rivers and Deltas" } }),
    change(2, { fields: { name: "Rivers", sector: "water" } }),
    change(1, { op: "insert", fields: { name: "River", sector: null, kind: "ngo" } }),
  ]);
  expect(entries.map(({ seq }) => seq)).toEqual([3, 2, 1]);
  expect(entries[0]?.lines).toEqual([
    { label: "Whole name", from: "Rivers", to: "Rivers and Deltas" },
  ]);
  expect(entries[1]?.lines).toEqual([
    { label: "Whole name", from: "River", to: "Rivers" },
    { label: "Sector", from: undefined, to: "water" },
  ]);
  expect(entries[2]).toMatchObject({ isBeginning: true, lines: [] });
});

test("a part that came and went says what it was both times", () => {
  const part = { table: "organization_name", row_id: "n" } as const;
  const entries = entriesOf("o", [
    change(2, { ...part, op: "delete" }),
    change(1, { ...part, op: "insert", fields: { text: "Ríos", kind: "spelling" } }),
  ]);
  expect(entries.map(({ lines }) => lines)).toEqual([
    [{ label: "Also written", from: "Ríos", to: undefined }],
    [{ label: "Also written", from: undefined, to: "Ríos" }],
  ]);
});

test("words of closed lists, dates and who reads it are said as on the page", () => {
  const entries = entriesOf("o", [
    change(2, { fields: { kind: "union", founded_on: "2011-Q3", space_id: PUBLIC_SPACE } }),
    change(1, { op: "insert", fields: { kind: "ngo", founded_on: null, space_id: "c" } }),
  ]);
  expect(entries[0]?.lines).toEqual([
    { label: "Kind", from: "non-governmental organization", to: "union" },
    { label: "Founded", from: undefined, to: "Q3 2011" },
    { label: "Who reads it", from: "read by the coalition", to: "read by everyone" },
  ]);
});

test("a tie is told by whom it leads to; what one does not read has no name", () => {
  layOrganization("parent", {});
  const tie = (row_id: string, parent_id: string) =>
    change(1, {
      table: "affiliation",
      row_id,
      op: "insert",
      fields: { parent_id, status: "member" },
    });
  const [entry] = entriesOf("o", [tie("a", "parent"), tie("b", "hidden")]);
  expect(entry?.lines.map(({ label }) => label)).toEqual([
    "something you do not read: Status",
    expect.stringMatching(/: Status$/),
  ]);
});

test("changes of one command are one entry", () => {
  const entries = entriesOf("o", [
    change(1, {
      table: "organization_region",
      row_id: "r",
      op: "insert",
      fields: { region: "Asia" },
    }),
    change(1, { op: "insert", fields: { name: "River" } }),
  ]);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({
    isBeginning: true,
    lines: [{ label: "Region", from: undefined, to: "Asia" }],
  });
});

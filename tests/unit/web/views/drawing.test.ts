/* What is drawn: which branches are folded, where nodes and years stand, and which ties held on a day. */

import { beforeEach, describe, expect, test, vi } from "vitest";
import { readFuzzy } from "web/i18n";
import { unfold } from "web/views/drawing/folding";
import { layOut } from "web/views/drawing/layout";
import { type Branch, drawYears, type Life } from "web/views/drawing/years";
import { tiesAt } from "web/views/model/ties_at";
import { begin, lay, layCoalition, layOrganization } from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));

const day = (text: string): number => readFuzzy(text)?.firstDay ?? Number.NaN;
const lastDay = (text: string): number => readFuzzy(text)?.lastDay ?? Number.NaN;

describe("folding", () => {
  const below = (tree: Record<string, readonly string[]>) => (id: string) => tree[id] ?? [];
  const many = Array.from({ length: 160 }, (_, i) => `n${i}`);

  test("a small network is drawn whole, each organization once, however many it belongs to", () => {
    const drawn = unfold(
      { roots: ["r"], below: below({ r: ["a", "b"], a: ["c"], b: ["c"] }) },
      new Set(),
    );
    expect([...drawn.ids]).toEqual(["r", "a", "b", "c"]);
    expect(drawn.folded.size).toBe(0);
  });

  test("a branch for which there is no room is folded with its count, the others stay", () => {
    const graph = { roots: ["r"], below: below({ r: ["a", "b"], a: many, b: ["c"] }) };
    const drawn = unfold(graph, new Set());
    expect([...drawn.ids]).toEqual(["r", "a", "b", "c"]);
    expect([...drawn.folded]).toEqual([["a", 160]]);
    const opened = unfold(graph, new Set(["a"]));
    expect(opened.ids.size).toBe(164);
    expect(opened.folded.size).toBe(0);
  });

  test("past the last bound a branch does not open", () => {
    const huge = Array.from({ length: 1001 }, (_, i) => `n${i}`);
    const drawn = unfold({ roots: ["r"], below: below({ r: huge }) }, new Set(["r"]));
    expect(drawn.folded.get("r")).toBe(1001);
  });
});

describe("the layout of a graph", () => {
  test("each stands a rank after all it hangs on, and none covers another", () => {
    const nodes = ["r", "a", "b", "c"].map((id) => ({ id, width: 100, height: 40 }));
    const ties = [
      ["r", "a"],
      ["r", "b"],
      ["a", "c"],
      ["b", "c"],
    ] as const;
    const { places, width, height } = layOut({ nodes, ties });
    const at = (id: string) => places.get(id) ?? { x: Number.NaN, y: Number.NaN };
    for (const [from, to] of ties) expect(at(to).x).toBeGreaterThanOrEqual(at(from).x + 100);
    for (const one of nodes) {
      for (const other of nodes) {
        if (one === other || at(one.id).x !== at(other.id).x) continue;
        expect(Math.abs(at(one.id).y - at(other.id).y)).toBeGreaterThanOrEqual(40);
      }
      expect(at(one.id).x + 100).toBeLessThanOrEqual(width);
      expect(at(one.id).y + 40).toBeLessThanOrEqual(height);
    }
  });
});

describe("the years", () => {
  const life = (id: string, begins: string | null, more: Partial<Life> = {}): Life => ({
    id,
    begins: begins === null ? undefined : day(begins),
    isOver: false,
    stations: [],
    ...more,
  });
  const branch = (from: string, to: string, date: string | null = null): Branch => ({
    id: `${from}-${to}`,
    from,
    to,
    day: date === null ? undefined : day(date),
  });

  test("years without anything have no place; those with something are in order and as wide", () => {
    const { ticks } = drawYears([life("a", "1994"), life("b", "2008-06"), life("c", "2007")], []);
    expect(ticks.map(({ year }) => year)).toEqual([1994, 2007, 2008]);
    const [first, second, third] = ticks.map(({ x }) => x);
    expect((second ?? 0) - (first ?? 0)).toBe((third ?? 0) - (second ?? 0));
  });

  test("what has no date stands after what it came out of, and is told to be undated", () => {
    const { lives } = drawYears([life("b", null), life("a", "1994")], [branch("a", "b")]);
    expect(lives.map(({ id }) => id)).toEqual(["a", "b"]);
    const [a, b] = lives;
    expect(b?.x).toBeGreaterThan(a?.x ?? 0);
    expect([a?.isDated, b?.isDated]).toEqual([true, false]);
  });

  test("what came of something stands below it, and its branch ends where it begins", () => {
    const lives = [life("z", "2011"), life("a", "2008"), life("other", "2010")];
    const drawn = drawYears(lives, [branch("a", "z", "2011")]);
    expect(drawn.lives.map(({ id }) => id)).toEqual(["a", "z", "other"]);
    const z = drawn.lives[1];
    expect(drawn.branches[0]?.to).toEqual({ x: z?.x, y: z?.y });
    expect(drawn.branches[0]?.from.x).toBeLessThanOrEqual(z?.x ?? 0);
  });

  test("the line of what is over ends where it became something else, any other goes on", () => {
    const lives = [life("a", "2008", { isOver: true }), life("z", "2011")];
    const drawn = drawYears(lives, [branch("a", "z", "2011")]);
    expect(drawn.lives[0]?.end).toBe(drawn.branches[0]?.from.x);
    expect(drawn.lives[1]?.end).toBe(drawn.width);
  });

  test("a circle, which the server does not let in, does not hang the page", () => {
    const drawn = drawYears(
      [life("a", null), life("b", null)],
      [branch("a", "b"), branch("b", "a")],
    );
    expect(drawn.lives).toHaveLength(2);
  });
});

describe("the ties on a day", () => {
  beforeEach(() => {
    begin();
    layCoalition();
  });
  const standing = (tie: string, status: string, starts_on: string | null) =>
    lay("affiliation_standing", `${tie} ${status}`, { affiliation_id: tie, status, starts_on });
  const statuses = (text: string) => tiesAt(lastDay(text)).map(({ status }) => status);

  test("each standing holds from the first day it may have begun, until the next", () => {
    lay("affiliation", "t", {
      organization_id: layOrganization("a", {}),
      parent_id: "root",
      status: "member",
      starts_on: "2011",
      ends_on: null,
    });
    standing("t", "observer", "2011");
    standing("t", "member", "2013-06");
    expect(statuses("2010")).toEqual([]);
    expect(statuses("2011")).toEqual(["observer"]);
    expect(statuses("2013-05")).toEqual(["observer"]);
    expect(statuses("2013-06")).toEqual(["member"]);
  });

  test("who has left is there before, and not from the day of leaving on", () => {
    lay("affiliation", "t", {
      organization_id: layOrganization("a", {}),
      parent_id: "root",
      status: "left",
      starts_on: "2011",
      ends_on: "2014-03-01",
    });
    standing("t", "member", "2011");
    expect(statuses("2014-02")).toEqual(["member"]);
    expect(statuses("2014-03")).toEqual([]);
    expect(tiesAt(undefined)).toEqual([]);
  });

  test("a standing without a date has always been, and is told to be unstated", () => {
    lay("affiliation", "t", {
      organization_id: layOrganization("a", {}),
      parent_id: "root",
      status: "member",
      starts_on: null,
      ends_on: null,
    });
    standing("t", "member", null);
    expect(tiesAt(lastDay("1950")).map(({ isStated }) => isStated)).toEqual([false]);
  });
});

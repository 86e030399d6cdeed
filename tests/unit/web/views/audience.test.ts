/* Whom a dispatch reaches, when it comes, how far it has come: the worked examples of the domain study, § 4.3. */
import { describe, expect, test, vi } from "vitest";

vi.mock("web/sync", () => import("./fake_sync"));

const model = await import("web/views/model/audience");

type Tie = import("web/views/model/audience").Tie;
type Row = import("web/views/model/audience").Course;
type State = Row["state"];

const DAY_MS = 86_400_000;
/* The day it is sent: examples count from there. */
const SENT_MS = Date.UTC(2027, 0, 1);
const day = (days: number): number => SENT_MS + days * DAY_MS;

const STATUS = {
  m: "member",
  o: "observer",
  t: "tentative",
  a: "applicant",
  s: "suspended",
  l: "left",
} as const;

/** "R-m>A": A is a member of R; "R-o>A@2014": an observer since then. */
const ties = (text: string): readonly Tie[] =>
  [...text.matchAll(/(\w+)-(\w)>(\w+)(?:@(\S+))?/g)].map(([, parent, status, child, since]) => ({
    organization_id: child ?? "",
    parent_id: parent ?? "",
    status: STATUS[status as keyof typeof STATUS],
    starts_on: since ?? null,
  }));

const audience = (text: string) => model.audienceOf(ties(text), "R");

/** "C2m:A,B": depth 2, asked to act, from A, which leads, and B; "i": for information. */
const told = (text: string): string =>
  [...audience(text).values()]
    .map(({ id, depth, isMandate, vias }) => {
      const parents = vias.map(({ parent }) => parent).join(",");
      return `${id}${depth}${isMandate ? "m" : "i"}:${parents}`;
    })
    .join(" ");

describe("whom it reaches", () => {
  test.each([
    ["without ties there is nobody", "", ""],
    ["the root is not among them", "R-m>A A-m>R", "A1m:R"],
    ["ties go down alone", "A-m>R R-m>B", "B1m:R"],
    [
      "a. who is reached by two ways is there once",
      "R-m>A R-m>B A-m>C B-m>C",
      "A1m:R B1m:R C2m:A,B",
    ],
    ["b. below an observer there is information alone", "R-o>O O-m>K", "K2i:O O1i:R"],
    [
      "c. one path of members is enough for a mandate",
      "R-o>O O-m>K R-m>A A-m>K",
      "A1m:R K2m:A,O O1i:R",
    ],
    ["an observer of a member has information", "R-m>A A-o>B", "A1m:R B2i:A"],
    ["a tentative member is reached and has information", "R-t>A A-m>B", "A1i:R B2i:A"],
    ["h. an applicant is not reached, nor who is below", "R-a>A A-m>B R-m>C", "C1m:R"],
    ["nor is who was suspended or left", "R-s>A A-m>B R-l>C C-m>D", ""],
    ["an applicant who is below by another way is", "R-a>A R-m>B B-o>A", "A2i:B B1m:R"],
    ["the path of members may be the longer one", "R-o>C R-m>A A-m>B B-m>C", "A1m:R B2m:A C1m:R,B"],
    [
      "the lead parent is the one nearest to the root",
      "R-m>A A-m>B@2014 B-m>D@2010 A-m>D@2012",
      "A1m:R B2m:A D2m:A,B",
    ],
    [
      "of parents as near, who was joined earliest leads",
      "R-m>A R-m>B A-m>C@2014-H2 B-m>C@2014-06",
      "A1m:R B1m:R C2m:B,A",
    ],
    [
      "who joined nobody knows when comes last",
      "R-m>A R-m>B A-m>C B-m>C@2031",
      "A1m:R B1m:R C2m:B,A",
    ],
    [
      "of parents joined the same day, the least id leads",
      "R-m>B R-m>A B-m>C A-m>C",
      "A1m:R B1m:R C2m:A,B",
    ],
    ["the root leads wherever it is a parent", "R-m>B@2014 R-m>A A-m>B@2010", "A1m:R B1m:R,A"],
    ["a parent out of reach is no way", "X-m>A R-m>A Y-m>X R-a>Y", "A1m:R"],
    ["a pair's second tie does not make a second parent", "R-m>A A-o>B A-m>B", "A1m:R B2m:A"],
    ["a circle ends", "R-m>A A-m>B B-m>C C-m>A", "A1m:R,C B2m:A C3m:B"],
    ["a tie to oneself is none", "R-m>A A-m>A R-m>R", "A1m:R"],
  ])("%s", (_, text, expected) => {
    expect(told(text)).toBe(expected);
  });

  test("no deeper than the server goes", () => {
    const chain = Array.from({ length: 20 }, (_, at) => `n${at}-m>n${at + 1}`).join(" ");
    expect(model.audienceOf(ties(chain), "n0").size).toBe(16);
  });
});

const EMPTY = { delivered_at_ms: null, passed_on_at_ms: null, declined_at_ms: null };

const rowOf = (id: string, state: State, given: Partial<Row> = {}): Row => ({
  ...{ organization_id: id, mode: "mandate", state, made_at_ms: SENT_MS, ...EMPTY },
  ...(state === "scheduled" ? {} : { delivered_at_ms: SENT_MS }),
  ...given,
});

const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [row.organization_id, row]));

const covered = (rows: readonly Row[], nowMs = day(0)) => model.coverageOf(rows, nowMs, 7);

describe("coverage", () => {
  test("a. a diamond: three rows, and who is reached by two ways is counted in two branches", () => {
    const graph = audience("R-m>A R-m>B A-m>C B-m>C");
    const rows = byId([rowOf("A", "delivered"), rowOf("B", "delivered"), rowOf("C", "scheduled")]);
    expect(covered([...rows.values()]).total).toBe(3);
    const totals = model
      .headsOf(graph)
      .map((id) => covered(model.rowsOfBranch(graph, rows, id)).total);
    expect(totals).toEqual([2, 2]);
    expect(model.overlapOf(graph, rows)).toBe(1);
  });

  test("b. below an observer nobody is counted, and a share of nobody is none", () => {
    const rows = ["O", "K"].map((id) => rowOf(id, "delivered", { mode: "information" }));
    expect(covered(rows)).toMatchObject({ total: 0, reached: 0, answered: 0 });
    expect(model.percentOf(0, 0)).toBeUndefined();
    const graph = audience("R-o>O O-m>K");
    expect(model.overlapOf(graph, byId(rows))).toBe(0);
  });

  test("c. who is asked by one way and informed by another is counted once", () => {
    const rows = [
      rowOf("A", "delivered"),
      rowOf("K", "scheduled"),
      rowOf("O", "delivered", { mode: "information" }),
    ];
    expect(covered(rows)).toMatchObject({ total: 2, reached: 1 });
    const graph = audience("R-o>O O-m>K R-m>A A-m>K");
    expect(covered(model.rowsOfBranch(graph, byId(rows), "O")).total).toBe(1);
  });

  test("d. a node that declined and its children: shares are rounded down", () => {
    const rows = [rowOf("A", "declined"), rowOf("A1", "acting"), rowOf("A2", "reported")];
    const found = covered(rows);
    expect(found).toEqual({
      ...{ total: 3, reached: 3, answered: 3, acting: 2, reported: 1, declined: 1, silent: 0 },
    });
    const shares = [found.reached, found.answered, found.acting, found.reported];
    expect(shares.map((count) => model.percentOf(count, 3))).toEqual([100, 100, 66, 33]);
  });

  test("f. whoever joins makes the share smaller", () => {
    expect(model.percentOf(4, 5)).toBe(80);
    expect(model.percentOf(4, 6)).toBe(66);
  });

  test("k. seventeen as the study has them", () => {
    const states = {
      ...{ reported: 4, acting: 3, acknowledged: 3, declined: 1, delivered: 4, scheduled: 2 },
    } as const;
    const rows = Object.entries(states).flatMap(([state, count]) =>
      Array.from({ length: count }, (_, at) => rowOf(`${state}${at}`, state as State)),
    );
    const informed = [rowOf("BWI", "delivered", { mode: "information" })];
    const found = covered([...rows, ...informed], day(8));
    expect(found).toEqual({
      ...{ total: 17, reached: 15, answered: 11, acting: 7, reported: 4, declined: 1, silent: 4 },
    });
    const shares = [found.reached, found.answered, found.acting, found.reported];
    expect(shares.map((count) => model.percentOf(count, 17))).toEqual([88, 64, 41, 23]);
  });

  test("who left or from whom it was taken back is counted nowhere", () => {
    expect(
      covered([rowOf("A", "lapsed"), rowOf("B", "recalled"), rowOf("C", "reported")]).total,
    ).toBe(1);
  });

  test("silent is who has it for seven days and has not answered", () => {
    const rows = [rowOf("A", "delivered"), rowOf("B", "acknowledged"), rowOf("C", "scheduled")];
    expect(covered(rows, day(7) - 1).silent).toBe(0);
    expect(covered(rows, day(7)).silent).toBe(1);
  });

  test("an organization out of reach is a branch by itself", () => {
    const rows = byId([rowOf("gone", "reported"), rowOf("A", "delivered")]);
    expect(covered(model.rowsOfBranch(audience("R-m>A"), rows, "gone")).total).toBe(1);
  });

  test("whom a branch has by an observer's tie alone is not of it", () => {
    expect([...model.branchOf(audience("R-m>A A-o>B A-m>C"), "A")]).toEqual(["A", "C"]);
  });
});

const CASCADE = { isBroadcast: false, passOnDays: 14, resumedAtMs: 0 };

/** "C 14 A": comes on day 14 from A. */
const coming = (text: string, rows: readonly Row[], how = CASCADE): string =>
  [...model.comingOf(audience(text), byId(rows), how)]
    .map(([id, { atMs, from }]) => `${id} ${(atMs - SENT_MS) / DAY_MS} ${from ?? "R"}`)
    .toSorted()
    .join("; ");

describe("when it comes at the latest", () => {
  const CHAIN = "R-m>A A-m>A1 A1-m>A11";
  const waiting = (...ids: readonly string[]) => ids.map((id) => rowOf(id, "scheduled"));

  test("e. nobody answers: fourteen days for each level", () => {
    const rows = [rowOf("A", "delivered"), ...waiting("A1", "A11")];
    expect(coming(CHAIN, rows)).toBe("A1 14 A; A11 28 A1");
  });

  test("b. below an observer too", () => {
    expect(coming("R-o>O O-m>K", [rowOf("O", "delivered"), ...waiting("K")])).toBe("K 14 O");
  });

  test("from whom it comes first, of several parents", () => {
    const rows = [
      rowOf("A", "delivered"),
      rowOf("B", "delivered", { delivered_at_ms: day(-3) }),
      ...waiting("C"),
    ];
    expect(coming("R-m>A R-m>B A-m>C B-m>C", rows)).toBe("C 11 B");
  });

  test("whoever is bettered later betters those below", () => {
    const graph = "R-m>A R-m>B A-m>C B-m>D D-m>C C-m>E";
    const rows = [
      rowOf("A", "delivered", { delivered_at_ms: day(30) }),
      rowOf("B", "delivered"),
      ...waiting("C", "D", "E"),
    ];
    expect(coming(graph, rows)).toBe("C 28 D; D 14 B; E 42 C");
  });

  test("at once after a pause, or when it is sent to all", () => {
    const rows = [rowOf("A", "delivered"), ...waiting("A1")];
    expect(coming(CHAIN, rows, { ...CASCADE, resumedAtMs: day(20) })).toBe("A1 20 A");
    expect(coming("R-m>A", waiting("A"))).toBe("A 0 R");
    const all = { ...CASCADE, isBroadcast: true };
    expect(coming(CHAIN, waiting("A", "A1", "A11"), all)).toBe("A 0 R; A1 0 R; A11 0 R");
  });

  test("not by a parent that has left or does not have it", () => {
    expect(coming(CHAIN, [rowOf("A", "lapsed"), ...waiting("A1")])).toBe("");
  });
});

test("also from: who passed it on besides the one it came from, in the order of time", () => {
  const graph = audience("R-m>A R-m>B R-m>D A-m>C B-m>C D-m>C");
  const rows = byId([
    rowOf("A", "delivered", { passed_on_at_ms: day(5) }),
    rowOf("B", "delivered", { passed_on_at_ms: day(3) }),
    rowOf("D", "delivered", { passed_on_at_ms: day(4) }),
    rowOf("C", "delivered"),
  ]);
  expect(model.alsoFrom(graph, rows, "C", "B")).toEqual(["D", "A"]);
  expect(model.alsoFrom(graph, rows, "C", null)).toEqual(["B", "D", "A"]);
  expect(model.alsoFrom(graph, rows, "nobody", null)).toEqual([]);
});

// @vitest-environment node
/* What is done of a plan: the sample roadmap to the hundredth of a percent, and what holds of any plan. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type CountedItem,
  type MilestoneState,
  type Part,
  percentOf,
  shareOfMilestone,
  together,
  WHOLE,
} from "web/views/model/progress";

/* ---- the sample roadmap ---- */

interface SampleMilestone {
  readonly id: string;
  readonly weight: number;
  readonly state: MilestoneState;
  readonly action_items: readonly CountedItem[];
}
interface SampleGoal {
  readonly id: string;
  readonly weight: number;
  readonly objectives: readonly {
    readonly id: string;
    readonly weight: number;
    readonly milestones: readonly SampleMilestone[];
  }[];
}

const path = new URL("../../../../backend/gcm.json", import.meta.url);
const file = JSON.parse(readFileSync(path, "utf8")) as {
  plans: readonly { readonly id: string; readonly goals?: readonly SampleGoal[] }[];
};
const roadmap = file.plans.find(({ id }) => id === "ex-roadmap-2032");

/** Every share of the sample by its id. */
function sharesOfSample(): Readonly<Record<string, number | undefined>> {
  const shares: Record<string, number | undefined> = {};
  const note = (id: string, share: number | undefined) => {
    shares[id] = share;
    return share;
  };
  const goals = (roadmap?.goals ?? []).map((goal): Part => {
    const objectives = goal.objectives.map((objective): Part => {
      const milestones = objective.milestones.map((one): Part => {
        const share = note(one.id, shareOfMilestone(one.state, one.action_items));
        return { weight: one.weight, share };
      });
      return { weight: objective.weight, share: note(objective.id, together(milestones) ?? 0) };
    });
    return { weight: goal.weight, share: note(goal.id, together(objectives) ?? 0) };
  });
  note("plan", together(goals));
  return shares;
}

const golden: readonly (readonly [string, number | undefined, string])[] = [
  ["m111", 10_000, "reached"],
  ["m112", 5000, "(100 + 40 + 10) / 3"],
  ["m113", 0, "nothing begun"],
  ["o11", 3333, "(1 × 10000 + 2 × 5000 + 3 × 0) / 6"],
  ["o12", 2500, "(10000 + 3 × 0) / 4"],
  ["g1", 3055, "(2 × 3333 + 2500) / 3"],
  ["m211", 1250, "(25 + 0) / 2"],
  ["o21", 250, "1250 / 5"],
  ["o22", 0, "nothing begun"],
  ["g2", 167, "500 / 3, rounded half up"],
  ["m311", 3000, "its one item"],
  ["o31", 750, "3000 / 4"],
  ["g3", 250, "750 / 3"],
  ["m411", 5000, "its one item"],
  ["o41", 2500, "5000 / 2"],
  ["m421", undefined, "dropped, and out"],
  ["o42", 0, "what is left is not begun"],
  ["g4", 1250, "2500 / 2"],
  ["plan", 1268, "(3 × 3055 + 3 × 167 + 2 × 250 + 1 × 1250) / 9"],
];

describe("the sample roadmap", () => {
  const shares = sharesOfSample();
  test.each(golden)("%s is %s: %s", (id, share) => {
    expect(id in shares, `${id} is in the sample`).toBe(true);
    expect(shares[id]).toBe(share);
  });

  test("it is shown as 12 %, rounded down", () => expect(percentOf(1268)).toBe(12));
});

/* ---- single rules ---- */

test.each<readonly [string, MilestoneState, readonly CountedItem[], number | undefined]>([
  [
    "reached is all of it, whatever its items say",
    "reached",
    [{ state: "open", progress: 0 }],
    10_000,
  ],
  ["missed is nothing, whatever its items say", "missed", [{ state: "done", progress: 100 }], 0],
  ["dropped is out", "dropped", [{ state: "done", progress: 100 }], undefined],
  ["without items nothing is done", "under_way", [], 0],
  [
    "a dropped item is not counted",
    "planned",
    [
      { state: "dropped", progress: 90 },
      { state: "doing", progress: 30 },
    ],
    3000,
  ],
  ["only dropped items are none", "planned", [{ state: "dropped", progress: 90 }], 0],
  [
    "done is all of an item, whatever its number says",
    "under_way",
    [
      { state: "done", progress: 20 },
      { state: "open", progress: 0 },
    ],
    5000,
  ],
  ["all items done is not yet reached", "under_way", [{ state: "done", progress: 100 }], 9999],
  [
    "a third is rounded",
    "under_way",
    [
      { state: "done", progress: 0 },
      { state: "done", progress: 0 },
      { state: "open", progress: 0 },
    ],
    6667,
  ],
])("%s", (_, state, items, share) => expect(shareOfMilestone(state, items)).toBe(share));

test("none that counts is undefined: shown as nothing, with its own words", () => {
  expect(together([])).toBeUndefined();
  expect(together([{ weight: 0, share: 5000 }])).toBeUndefined();
  expect(together([{ weight: 3, share: undefined }])).toBeUndefined();
});

test("half is rounded up", () => {
  expect(together([1, 2].map((share) => ({ weight: 1, share })))).toBe(2);
  expect(together([0, 0, 1].map((share) => ({ weight: 1, share })))).toBe(0);
});

/* ---- what holds of any parts ---- */

/** Numbers that look drawn and are the same each time (mulberry32). */
function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

function drawParts(draw: (below: number) => number): Part[] {
  return Array.from({ length: draw(9) }, () => {
    const kind = draw(8);
    const share = kind === 0 ? undefined : kind < 3 ? WHOLE : kind === 3 ? WHOLE - 1 : draw(WHOLE);
    return { weight: draw(10), share };
  });
}

const counted = (parts: readonly Part[]) =>
  parts.flatMap(({ weight, share }) => (weight > 0 && share !== undefined ? [share] : []));

function shuffled<T>(list: readonly T[], draw: (below: number) => number): T[] {
  const left = [...list];
  return list.map(() => left.splice(draw(left.length), 1)[0] as T);
}

test("of any parts: between the least and the most, whole only when all are, in any order, without what does not count", () => {
  for (let seed = 1; seed <= 4000; seed++) {
    const draw = drawing(seed);
    const parts = drawParts(draw);
    const share = together(parts);
    const shares = counted(parts);
    const said = `seed ${seed}: ${JSON.stringify(parts)}`;
    if (shares.length === 0) {
      expect(share, said).toBeUndefined();
      continue;
    }
    expect(Number.isInteger(share), said).toBe(true);
    expect(share, said).toBeGreaterThanOrEqual(Math.min(...shares));
    expect(share, said).toBeLessThanOrEqual(Math.max(...shares));
    expect(share === WHOLE, said).toBe(shares.every((one) => one === WHOLE));
    expect(together(shuffled(parts, draw)), said).toBe(share);
    const more = [
      { weight: 0, share: draw(WHOLE) },
      { weight: 5, share: undefined },
    ];
    expect(together(shuffled([...parts, ...more], draw)), said).toBe(share);
  }
});

test("one that comes further never takes the whole back", () => {
  for (let seed = 1; seed <= 2000; seed++) {
    const draw = drawing(seed);
    const parts = drawParts(draw).map((part) => ({ ...part, share: part.share ?? 0 }));
    if (parts.length === 0) continue;
    const at = draw(parts.length);
    const more = parts.map((part, index) =>
      index === at ? { ...part, share: Math.min(WHOLE, part.share + draw(3000)) } : part,
    );
    expect(together(more) ?? 0, `seed ${seed}`).toBeGreaterThanOrEqual(together(parts) ?? 0);
  }
});

test("what is not reached is never all of it, and no share leaves its bounds", () => {
  const states = ["open", "doing", "blocked", "done", "dropped"] as const;
  for (let seed = 1; seed <= 2000; seed++) {
    const draw = drawing(seed);
    const items = Array.from({ length: draw(6) }, () => ({
      state: states[draw(5)] ?? "open",
      progress: draw(3) === 0 ? 100 : draw(101),
    }));
    const share = shareOfMilestone("under_way", items) ?? -1;
    expect(share, `seed ${seed}`).toBeGreaterThanOrEqual(0);
    expect(share, `seed ${seed}`).toBeLessThan(WHOLE);
    expect(percentOf(share), `seed ${seed}`).toBeLessThan(100);
  }
});

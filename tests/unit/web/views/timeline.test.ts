// @vitest-environment node
/* The years as places on a line: scales, ticks, bars, words beside them, and what is in sight. */
import { describe, expect, test } from "vitest";
import { civilOf, type FuzzyWindow, moveFuzzy, readFuzzy, writeFuzzy } from "web/i18n";
import {
  barOf,
  dayAt,
  dayOf,
  inSight,
  lineOf,
  linesInSight,
  placeOf,
  possibleYears,
  SCALES,
  sideOf,
  softnessOf,
  stacked,
  ticksOf,
} from "web/views/model/timeline";

const read = (text: string): FuzzyWindow => {
  const found = readFuzzy(text);
  expect(found, text).toBeDefined();
  return found as FuzzyWindow;
};

const TODAY = dayOf(2014, 11, 18);
const PLAN = [read("2012"), read("2032")];
const ROOM = 1000;

describe("the line", () => {
  test("has whole years about all there is", () => {
    const line = lineOf(PLAN, TODAY, "year", ROOM);
    expect(civilOf(line.firstDay)).toEqual({ year: 2012, month: 1, day: 1 });
    expect(civilOf(line.endDay)).toEqual({ year: 2033, month: 1, day: 1 });
  });

  test.each([
    ["years_5", 5],
    ["year", 1],
    ["quarter", 0.25],
  ] as const)("%s: so many years fill the room: %s", (scale, years) => {
    const line = lineOf(PLAN, TODAY, scale, ROOM);
    expect(line.perDay * 365.25 * years).toBeCloseTo(ROOM, -1);
    expect(line.width).toBeGreaterThanOrEqual(ROOM);
  });

  test("of hardly more than twenty years is seen whole, of many more is scrolled", () => {
    expect(lineOf(PLAN, TODAY, "years_20", ROOM).width).toBe(ROOM);
    const long = lineOf([read("2012"), read("2045")], TODAY, "years_20", ROOM);
    expect(long.perDay * 7305).toBeCloseTo(ROOM);
    expect(long.width).toBeGreaterThan(1.6 * ROOM);
  });

  test("of nothing is about today, and fills the room", () => {
    const line = lineOf([], TODAY, "years_20", ROOM);
    expect(civilOf(line.firstDay).year).toBe(2014);
    expect(line.width).toBeGreaterThanOrEqual(ROOM);
  });

  test("from a day to its place and back", () => {
    for (const scale of SCALES) {
      const line = lineOf(PLAN, TODAY, scale, ROOM);
      for (let day = line.firstDay; day < line.endDay; day += 97) {
        expect(dayAt(line, placeOf(line, day) + line.perDay / 2), scale).toBe(day);
      }
    }
  });
});

describe("bars", () => {
  test("are as wide as what the date may mean; the coarser, the wider and the softer", () => {
    const line = lineOf(PLAN, TODAY, "years_20", 4000);
    const dates = ["2014-06-10", "2014-06", "2014-Q2", "2014-H1", "2014"].map(read);
    const widths = dates.map((date) => barOf(line, date).width);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    const soft = dates.map(({ precision }) => softnessOf(precision));
    expect(soft).toEqual([...soft].sort((a, b) => a - b));
    expect(soft[0]).toBe(0);
    expect(barOf(line, read("2014")).x).toBeCloseTo(placeOf(line, dayOf(2014)));
    const year = barOf(line, read("2014"));
    expect(year.x + year.width).toBeCloseTo(placeOf(line, dayOf(2015)));
  });

  test("a day is seen on a line of many years", () => {
    const line = lineOf(PLAN, TODAY, "years_20", 400);
    expect(barOf(line, read("2014-06-10")).width).toBe(7);
  });

  test("words stand after it, before it where the line ends, on it where it is wide", () => {
    const line = lineOf(PLAN, TODAY, "years_20", ROOM);
    expect(sideOf(line, barOf(line, read("2014")), 300)).toBe("after");
    expect(sideOf(line, barOf(line, read("2031")), 300)).toBe("before");
    const near = lineOf(PLAN, TODAY, "quarter", ROOM);
    expect(sideOf(near, barOf(near, read("2014")), 300)).toBe("on");
    expect(sideOf(near, barOf(near, read("2014-11")), 300)).toBe("after");
  });

  test("words never leave the line where either side has room for them", () => {
    for (const scale of SCALES) {
      const line = lineOf(PLAN, TODAY, scale, ROOM);
      for (let year = 2012; year <= 2032; year++) {
        for (const words of [50, 200, 400]) {
          const bar = barOf(line, read(`${year}-Q3`));
          const side = sideOf(line, bar, words);
          if (side === "before") expect(bar.x - 8 - words, `${year}`).toBeGreaterThanOrEqual(0);
          if (side === "after") {
            const end = bar.x + bar.width + 8 + words;
            expect(end, `${scale} ${year} ${words}`).toBeLessThanOrEqual(line.width);
          }
        }
      }
    }
  });
});

describe("the possible last years", () => {
  test("lie after the earliest end up to the latest", () => {
    expect(possibleYears(read("2022"), read("2032"))).toEqual({
      firstDay: dayOf(2023),
      lastDay: dayOf(2033) - 1,
    });
  });

  test("are none where the end is one, or not stated", () => {
    expect(possibleYears(read("2032"), read("2032"))).toBeUndefined();
    expect(possibleYears(read("2032"), undefined)).toBeUndefined();
    expect(possibleYears(undefined, read("2032"))).toBeUndefined();
  });
});

describe("ticks", () => {
  const spans = { years_20: 7305, years_5: 1826, year: 365, quarter: 91 } as const;

  test.each(SCALES)("%s: in order, within what is in sight, and not too close", (scale) => {
    const line = lineOf(PLAN, TODAY, scale, ROOM);
    const from = TODAY - Math.floor(spans[scale] / 2);
    const ticks = ticksOf(line, scale, from, from + spans[scale]);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThan(30);
    const places = ticks.map(({ day }) => placeOf(line, day));
    for (const [index, place] of places.entries()) {
      if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThan(20);
    }
    for (const { day } of ticks) {
      expect(civilOf(day).day, "none within a week").toSatisfy((one: number) =>
        [1, 8, 15, 22].includes(one),
      );
    }
  });

  test("those of the years stay where they are while one scrolls", () => {
    const line = lineOf(PLAN, TODAY, "years_20", ROOM);
    const whole = ticksOf(line, "years_20", line.firstDay, line.endDay).map(({ day }) => day);
    for (let from = line.firstDay; from < line.endDay; from += 400) {
      for (const { day } of ticksOf(line, "years_20", from, from + 2000)) {
        expect(whole).toContain(day);
      }
    }
  });
});

describe("in sight", () => {
  const heights = { goal: 80, head: 30, milestone: 28, least: 90 } as const;
  const stack = Array.from({ length: 200 }, (_, index) => ({
    kind: index % 5 === 0 ? ("goal" as const) : ("objective" as const),
    milestones: index % 5 === 0 ? 0 : (index * 7) % 13,
  }));
  const { blocks, height } = stacked(stack, heights);

  test("each stands below the one before", () => {
    for (const [index, block] of blocks.entries()) {
      const before = blocks[index - 1];
      expect(block.top).toBe(before ? before.top + before.height : 0);
    }
    expect(height).toBe((blocks.at(-1)?.top ?? 0) + (blocks.at(-1)?.height ?? 0));
  });

  test("exactly those that touch what is seen", () => {
    for (let from = -500; from < height + 500; from += 137) {
      const to = from + 640;
      const wanted = blocks.filter((one) => one.top < to && one.top + one.height > from);
      expect(inSight(blocks, from, to)).toEqual(wanted);
    }
  });

  test("of equal lines exactly those that touch what is seen", () => {
    for (let from = -300; from < 1500; from += 17) {
      const to = from + 200;
      const [first, end] = linesInSight(40, { begin: 50, each: 28 }, from, to);
      const wanted = Array.from({ length: 40 }, (_, index) => index).filter(
        (index) => 50 + index * 28 < to && 50 + (index + 1) * 28 > from,
      );
      expect(Array.from({ length: end - first }, (_, index) => first + index)).toEqual(wanted);
    }
  });
});

describe("moving a date", () => {
  const forms = ["2014", "2014-H2", "2014-Q3", "2014-09", "2014-09-15", "2012-02-29", "1999-12"];

  test("keeps its precision, and comes back by as many steps", () => {
    for (const form of forms) {
      for (let steps = -40; steps <= 40; steps++) {
        const there = moveFuzzy(read(form), steps);
        expect(there?.precision, `${form} ${steps}`).toBe(read(form).precision);
        const back = there && moveFuzzy(there, -steps);
        expect(back && writeFuzzy(back), `${form} ${steps}`).toBe(form);
      }
    }
  });

  test("one step begins the day after the last", () => {
    for (const form of forms) {
      const next = moveFuzzy(read(form), 1);
      expect(next?.firstDay, form).toBe(read(form).lastDay + 1);
    }
  });
});

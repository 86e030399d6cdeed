// @vitest-environment node
/* Fuzzy dates by the table of cases the server is tested with, and how they are said. */
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import {
  compareFuzzy,
  type FuzzyWindow,
  fuzzyDate,
  isNow,
  isOver,
  isSpan,
  type Language,
  moveFuzzy,
  readFuzzy,
  setLanguage,
  touchesFuzzy,
  writeFuzzy,
} from "web/i18n";

interface Cases {
  readonly valid: readonly {
    text: string;
    precision: string;
    first_day: number;
    last_day: number;
  }[];
  readonly invalid: readonly string[];
  readonly ascending: readonly (readonly string[])[];
  readonly touches: readonly { date: string; filter: string; touches: boolean }[];
  readonly overdue: readonly { date: string; now_ms: number; overdue: boolean }[];
  readonly moves: readonly { date: string; steps: number; to: string | null }[];
  readonly spans: readonly { start: string; end: string; valid: boolean }[];
}

const path = new URL("../../../data/fuzzy_dates.json", import.meta.url);
const cases: Cases = JSON.parse(readFileSync(path, "utf8"));

function window(text: string): FuzzyWindow {
  const read = readFuzzy(text);
  expect(read, text).toBeDefined();
  return read as FuzzyWindow;
}

describe("the shared table", () => {
  test.each(cases.valid)("$text is read as its days, and written back", (given) => {
    expect(window(given.text)).toEqual({
      precision: given.precision,
      firstDay: given.first_day,
      lastDay: given.last_day,
    });
    expect(writeFuzzy(window(given.text))).toBe(given.text);
  });

  test.each(cases.invalid)("%j is no date", (text) => expect(readFuzzy(text)).toBeUndefined());

  test.each(cases.ascending)("in order from %s", (...texts) => {
    const shuffled = [...texts].reverse();
    const sorted = shuffled.sort((a, b) => compareFuzzy(window(a), window(b)));
    expect(sorted).toEqual(texts);
  });

  test.each(cases.touches)("$date under the filter $filter: $touches", (given) => {
    expect(touchesFuzzy(window(given.date), window(given.filter))).toBe(given.touches);
  });

  test.each(cases.overdue)("$date is over at $now: $overdue", (given) => {
    expect(isOver(window(given.date), given.now_ms)).toBe(given.overdue);
  });

  test.each(cases.moves)("$date moved by $steps is $to", (given) => {
    const moved = moveFuzzy(window(given.date), given.steps);
    expect(moved ? writeFuzzy(moved) : null).toBe(given.to);
  });

  test.each(cases.spans)("from $start to $end: $valid", (given) => {
    expect(isSpan(window(given.start), window(given.end))).toBe(given.valid);
  });
});

const HOUR_MS = 3_600_000;
const FINEST_FIRST = ["day", "month", "quarter", "half", "year"];

/* Mulberry32: numbers from 0 to below most, the same for each seed. */
function drawing(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}

/* Of few years, so that many begin on the same day; each tenth of the first or the last year. */
function drawDates(seed: number, count = 40): readonly FuzzyWindow[] {
  const draw = drawing(seed);
  const two = (number: number) => String(number).padStart(2, "0");
  return Array.from({ length: count }, () => {
    const year = draw(10) === 0 ? [1900, 2199][draw(2)] : 2011 + draw(3);
    const month = 1 + draw(12);
    const day = draw(3) === 0 ? 1 + draw(28) : 1;
    const forms = [
      `${year}`,
      `${year}-H${Math.ceil(month / 6)}`,
      `${year}-Q${Math.ceil(month / 3)}`,
      `${year}-${two(month)}`,
      `${year}-${two(month)}-${two(day)}`,
    ];
    return window(forms[draw(forms.length)] ?? "");
  });
}

const fineness = ({ precision }: FuzzyWindow): number => FINEST_FIRST.indexOf(precision);

/* The clocks of the earth are from 14 hours before UTC's to 12 behind. */
function isStillSomewhere(day: number, nowMs: number): boolean {
  for (let hours = -12; hours <= 14; hours++) {
    if (nowMs + hours * HOUR_MS < (day + 1) * 24 * HOUR_MS) return true;
  }
  return false;
}

describe("of dates drawn by one seed", () => {
  test("there is one order: by first day, then the finer first, and the same both ways round", () => {
    const drawn = drawDates(4711);
    for (const a of drawn) {
      for (const b of drawn) {
        const order = Math.sign(compareFuzzy(a, b));
        const expected = Math.sign(a.firstDay - b.firstDay || fineness(a) - fineness(b));
        expect(order).toBe(expected);
        expect(Math.sign(compareFuzzy(b, a)) + order).toBe(0);
        expect(order === 0).toBe(writeFuzzy(a) === writeFuzzy(b));
      }
    }
  });

  test("the order goes on: what is before another is before all that come after that", () => {
    const drawn = drawDates(4712, 25);
    const isUpTo = (a: FuzzyWindow, b: FuzzyWindow) => compareFuzzy(a, b) <= 0;
    const pairs = drawn.flatMap((a) => drawn.filter((b) => isUpTo(a, b)).map((b) => [a, b]));
    expect(pairs.length).toBeGreaterThan(drawn.length);
    for (const [a, b] of pairs) {
      for (const c of drawn) if (a && b && isUpTo(b, c)) expect(isUpTo(a, c)).toBe(true);
    }
  });

  test("a window holds its first day and its last, and neither the day before nor the day after", () => {
    for (const date of drawDates(4713)) {
      const within = (day: number) =>
        touchesFuzzy(date, { precision: "day", firstDay: day, lastDay: day });
      const days = [date.firstDay - 1, date.firstDay, date.lastDay, date.lastDay + 1];
      expect(days.map(within), writeFuzzy(date)).toEqual([false, true, true, false]);
    }
  });

  test("one is over from noon UTC of the day after its last, never while it is still that day somewhere, and for good", () => {
    for (const date of drawDates(4714)) {
      const noonMs = ((date.lastDay + 1) * 24 + 12) * HOUR_MS;
      expect([isOver(date, noonMs - 1), isOver(date, noonMs)]).toEqual([false, true]);
      let wasOver = false;
      for (let at = noonMs - 60 * HOUR_MS; at <= noonMs + 60 * HOUR_MS; at += HOUR_MS / 2) {
        const is = isOver(date, at);
        expect(is, writeFuzzy(date)).toBe(!isStillSomewhere(date.lastDay, at));
        expect(is || !wasOver).toBe(true);
        wasOver = is;
      }
    }
  });

  test("its time is now from its first day until it is over, and never both", () => {
    for (const date of drawDates(4715)) {
      const fromMs = date.firstDay * 24 * HOUR_MS;
      const overMs = ((date.lastDay + 1) * 24 + 12) * HOUR_MS;
      const at = [fromMs - 1, fromMs, overMs - 1, overMs];
      expect(at.map((one) => isNow(date, one))).toEqual([false, true, true, false]);
    }
  });
});

describe("said in words", () => {
  afterEach(() => setLanguage("en"));

  test.each<[Language, string, string]>([
    ["en", "2014", "2014"],
    ["en", "2014-H2", "second half of 2014"],
    ["en", "2014-Q3", "Q3 2014"],
    ["en", "2014-09", "September 2014"],
    ["en", "2014-09-15", "15 September 2014"],
    ["es", "2014-H1", "primer semestre de 2014"],
    ["es", "2014-Q2", "2.º trimestre de 2014"],
    ["es", "2014-Q3", "3.er trimestre de 2014"],
    ["fr", "2014-Q1", "1er trimestre 2014"],
    ["fr", "2014-Q3", "3e trimestre 2014"],
    ["fr", "2014-09-15", "15 septembre 2014"],
    [
      "ar",
      "2014-H2",
      `النصف الثاني من ${new Intl.DateTimeFormat("ar", { year: "numeric" }).format(Date.UTC(2014, 6))}`,
    ],
    [
      "ar",
      "2014-Q4",
      `الربع الرابع من ${new Intl.DateTimeFormat("ar", { year: "numeric" }).format(Date.UTC(2014, 6))}`,
    ],
    ["en", "soon", "soon"],
  ])("%s %s: %s", async (language, text, words) => {
    await setLanguage(language);
    expect(fuzzyDate(text)).toBe(words);
  });
});

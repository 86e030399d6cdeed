// @vitest-environment node
/* Fuzzy dates by the table of cases the server is tested with, and how they are said. */
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import {
  compareFuzzy,
  type FuzzyWindow,
  fuzzyDate,
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

describe("said in words", () => {
  afterEach(() => setLanguage("en"));

  test.each<[Language, string, string]>([
    ["en", "2014", "2014"],
    ["en", "2014-H2", "second half of 2014"],
    ["en", "2014-Q3", "quarter 3 of 2014"],
    ["en", "2014-09", "September 2014"],
    ["en", "2014-09-15", "September 15, 2014"],
    ["es", "2014-H1", "primer semestre de 2014"],
    ["fr", "2014-09-15", "15 septembre 2014"],
    [
      "ar",
      "2014-H2",
      `النصف الثاني من ${new Intl.DateTimeFormat("ar", { year: "numeric" }).format(Date.UTC(2014, 6))}`,
    ],
    ["en", "soon", "soon"],
  ])("%s %s: %s", async (language, text, words) => {
    await setLanguage(language);
    expect(fuzzyDate(text)).toBe(words);
  });
});

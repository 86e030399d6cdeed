// @vitest-environment node
/* Whether a line is good: by the best of what came over it. */
import { describe, expect, test } from "vitest";
import { type Came, cameOf, isGood } from "web/sync/pace";

/** Files of a first visit as a line brings them that takes so long to answer, and carries so much. */
const over = (answerMs: number, bytesAMs: number, sizes = [500, 6_000, 28_000, 10_000, 7_800]) =>
  sizes.map((bytes): Came => ({ bytes, ms: answerMs + bytes / bytesAMs }));

const POOR = over(800, 6.25);

describe("a first visit", () => {
  test.each([
    ["50 kbit/s, 800 ms away", POOR, false],
    ["64 kbit/s, though near", over(60, 8), false],
    ["400 kbit/s", over(100, 50), true],
    ["by satellite", over(650, 250), true],
    ["on this machine", over(2, 10_000), true],
  ])("%s", (_, came, isIt) => expect(isGood(came)).toBe(isIt));

  test("a busy machine keeps most files waiting, but not all", () => {
    const late = over(3_000, 50);
    expect(isGood(late)).toBe(false);
    expect(isGood([...late, { bytes: 6_000, ms: 350 }])).toBe(true);
  });

  test("what is small and soon says nothing of what is large", () => {
    expect(isGood([...POOR, { bytes: 300, ms: 5 }])).toBe(false);
  });

  test.each([{ saveData: true }, { effectiveType: "2g" }, { effectiveType: "slow-2g" }])(
    "is not good where the browser says %o",
    (told) => expect(isGood(over(2, 10_000), told)).toBe(false),
  );

  test("is good where it says nothing bad", () => {
    const told = { saveData: false, effectiveType: "4g" };
    expect(isGood(over(2, 10_000), told)).toBe(true);
    expect(isGood(POOR, told)).toBe(false);
  });
});

describe("opened from the device", () => {
  test("it is told by how soon the server answers", () => {
    expect(isGood([])).toBe(false);
    expect(isGood([{ bytes: 745, ms: 40 }])).toBe(true);
    expect(isGood([{ bytes: 745, ms: 920 }])).toBe(false);
  });

  test("until more has come", () => {
    const near = { bytes: 745, ms: 40 };
    expect(isGood([near, ...over(60, 8, [2_000, 3_000])])).toBe(true);
    expect(isGood([near, ...over(60, 8, [2_000, 3_000, 6_000])])).toBe(false);
    expect(isGood([{ bytes: 745, ms: 920 }, ...over(650, 250, [3_000, 28_000])])).toBe(true);
  });
});

test("what the browser had already did not come over the line", () => {
  const entry = (transferSize: number) =>
    ({ transferSize, requestStart: 100, responseEnd: 350 }) as PerformanceResourceTiming;
  expect(cameOf([entry(0), entry(900)])).toEqual([{ bytes: 900, ms: 250 }]);
});

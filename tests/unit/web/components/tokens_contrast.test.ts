// @vitest-environment node
/* [tokens-contrast] Every colour can be read where it may stand: WCAG 2.x, computed from the file. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../../../../web/src/styles/tokens.css", import.meta.url), "utf8");

const colours = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const,
  ),
);

function channel(hex: string): number {
  const part = Number.parseInt(hex, 16) / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(colour.slice(at, at + 2)));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const of = (name: string, mode: "light" | "dark"): string => {
  const colour = colours.get(name);
  if (!colour) throw new Error(`no colour ${name}`);
  return colour[mode];
};

const SOFT = ["accent-soft", "good-soft", "warn-soft", "bad-soft", "mark"];
const GROUNDS = ["bg", "surface", "sunken", ...SOFT];
const TEXTS = ["text", "muted", "accent", "good", "warn", "bad"];

test("black on white is 21, so the computing is right", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

describe.each(["light", "dark"] as const)("%s", (mode) => {
  test.each(TEXTS)("%s reads on every ground", (text) => {
    for (const ground of GROUNDS) {
      expect(contrast(of(text, mode), of(ground, mode)), ground).toBeGreaterThanOrEqual(4.5);
    }
  });
  test("what stands on a filled button reads", () => {
    for (const fill of ["accent", "bad"]) {
      expect(contrast(of("on-accent", mode), of(fill, mode)), fill).toBeGreaterThanOrEqual(4.5);
    }
  });
  test.each(["edge", "focus"])(
    "%s is seen on page, sheet, strip, selected row and mark",
    (line) => {
      for (const ground of ["bg", "surface", "sunken", "accent-soft", "mark"]) {
        expect(contrast(of(line, mode), of(ground, mode)), ground).toBeGreaterThanOrEqual(3);
      }
    },
  );
});

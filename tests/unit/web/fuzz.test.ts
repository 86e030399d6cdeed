// @vitest-environment node
/*
 * What people paste and type, made up: tables, bytes of files, names and what is sought in them. A few thousand of
 * each in every run; for longer, and from another seed: FUZZ_SECONDS=3600 FUZZ_SEED=7 npx vitest run fuzz
 */
import { expect, test } from "vitest";
import { findIn } from "web/components/find";
import { fold } from "web/i18n";
import { decode, readTable } from "web/views/import/table";

const SECONDS = Number(process.env["FUZZ_SECONDS"] ?? 0);
const SEED = Number(process.env["FUZZ_SEED"] ?? 1);
const AT_LEAST = 3000;

/** Numbers from a seed (mulberry32), so that what fails can be had again. */
function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Draw = (below: number) => number;

const PIECES = [
  ..."aZé,;|\t\"'\n\r=+-@0 9\u00a0\u200f\u0301\u0640",
  ..."أٱىةکیﷲﬁßİıςΣŁ٢۲’–\uFEFF\u2028😀𝕏",
  "\r\n",
  '""',
  "of the ",
  "el ",
  "ال",
  "مُحَمَّد",
  "Réseau",
  "e\u0301",
];

const piece = (draw: Draw): string =>
  draw(12) === 0 ? anyLetter(draw) : (PIECES[draw(PIECES.length)] ?? "");

/* Any letter there is, but none of the halves that only stand in pairs. */
function anyLetter(draw: Draw): string {
  const code = draw(0x110000);
  return code >= 0xd800 && code < 0xe000 ? "x" : String.fromCodePoint(code);
}

const words = (draw: Draw, most: number): string =>
  Array.from({ length: draw(most + 1) }, () => piece(draw)).join("");

/** Runs a check of made-up inputs; what fails is told with its seed. */
function fuzz(name: string, check: (draw: Draw) => void): void {
  test(
    name,
    () => {
      const end = performance.now() + SECONDS * 1000;
      for (let count = 0; count < AT_LEAST || performance.now() < end; count++) {
        const seed = SEED * 1_000_003 + count;
        try {
          check(chance(seed));
        } catch (problem) {
          throw new Error(`input ${count} of FUZZ_SEED=${SEED}`, { cause: problem });
        }
      }
    },
    60_000 + SECONDS * 1000,
  );
}

fuzz(
  "folding a second time changes nothing, and how letters are composed does not count",
  (draw) => {
    const text = words(draw, 12);
    const folded = fold(text);
    expect(fold(folded)).toBe(folded);
    expect(fold(text.normalize("NFC"))).toBe(fold(text.normalize("NFD")));
  },
);

fuzz("whatever stands in a name is found in it, at a place that is there", (draw) => {
  const text = words(draw, 14);
  const letters = [...text];
  const from = draw(letters.length + 1);
  const sought = letters.slice(from, from + 1 + draw(6)).join("");
  const found = findIn(text, sought);
  if (fold(sought).trim() !== "") expect(found).toBeDefined();
  let last = 0;
  for (const [start, end] of found?.ranges ?? []) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeLessThanOrEqual(text.length);
    expect(end).toBeGreaterThanOrEqual(start);
    last = start;
  }
  findIn(text, words(draw, 8));
});

fuzz("any text is read as a table, and what is wrong told where it is", (draw) => {
  const text = words(draw, 60);
  const lines = text.split(/\r\n|\r|\n/).length;
  const { header, rows, problems } = readTable(text);
  expect(problems.length).toBeLessThanOrEqual(100);
  for (const { line, column } of problems) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(1);
  }
  let last = 0;
  for (const { line, cells } of rows) {
    expect(line).toBeGreaterThan(last);
    expect(line).toBeLessThanOrEqual(lines);
    for (const cell of cells) expect(cell).toBe(cell.trim());
    last = line;
  }
  if (header.length === 0) expect(problems[0]?.key).toBe("csv_empty");
});

fuzz("a table that a sheet has written is read as it was", (draw) => {
  const width = 2 + draw(4);
  const separator = [",", ";", "\t", "|"][draw(4)] ?? ",";
  /* Of what separates cells only that one: which it is, is guessed. */
  const cell = () =>
    words(draw, 5).replace(/[\r\n\uFEFF,;\t|]/g, (sign) => (sign === separator ? sign : ""));
  const table = Array.from({ length: 2 + draw(5) }, () => Array.from({ length: width }, cell));
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const text = table.map((row) => row.map(quoted).join(separator)).join(draw(2) ? "\r\n" : "\n");
  const kept = table
    .map((row) => row.map((each) => each.trim()))
    .filter((row) => row.some((each) => each !== ""));
  const read = readTable(text);
  expect([read.header, ...read.rows.map(({ cells }) => cells)]).toEqual(
    kept.length === 0 ? [[]] : kept,
  );
});

fuzz("any bytes are text, or the first line is told that is none", (draw) => {
  const bytes = Uint8Array.from({ length: draw(40) }, () =>
    draw(3) === 0 ? draw(256) : draw(128),
  );
  if (draw(5) === 0) bytes.set([0xff, 0xfe].slice(0, bytes.length));
  const decoded = decode(bytes);
  if ("line" in decoded) expect(decoded.line).toBeGreaterThanOrEqual(1);
  else expect(decoded.text).not.toContain("\uFFFD");
});

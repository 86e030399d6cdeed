// @vitest-environment node
/* Hours in zones: the same table of gaps and overlaps that the server is tested with, by another reader. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { cityOf, isSameClock, localIn, spanElsewhere, spanIn } from "web/i18n";

const CASES = fileURLToPath(new URL("../../../data/time_zones/dst-cases.csv", import.meta.url));
const HOUR_MS = 3_600_000;

const lines = readFileSync(CASES, "utf8").trim().split(/\r?\n/).slice(1);

test.each(lines)("%s", (line) => {
  const [zone = "", , local = "", instants = ""] = line.split(",");
  for (const instant of instants.split("; ").filter((text) => text !== "")) {
    expect(localIn(zone, Date.parse(instant))).toBe(local.slice(0, 16));
  }
  if (instants === "") {
    // no instant of that day shows it
    const day = Date.parse(`${local.slice(0, 10)}T00:00:00Z`) - 24 * HOUR_MS;
    for (let at = day; at < day + 72 * HOUR_MS; at += HOUR_MS / 2) {
      expect(localIn(zone, at)).not.toBe(local.slice(0, 16));
    }
  }
});

test("a zone is called by its city", () => {
  expect(cityOf("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
  expect(cityOf("UTC")).toBe("UTC");
});

/* Dashes stand between thin spaces. */
const plain = (text: string): string => text.replaceAll(/\s/g, " ");

test("elsewhere the day is told where it is another, and only there", () => {
  const span = { startMs: Date.UTC(2031, 2, 4, 15), endMs: Date.UTC(2031, 2, 4, 16) };
  expect(plain(spanIn("Africa/Accra", span))).toMatch(/Tue, 4 March 2031.*15:00–16:00/);
  expect(plain(spanElsewhere("Europe/Brussels", span, "Africa/Accra"))).toBe("16:00–17:00");
  expect(plain(spanElsewhere("Asia/Tokyo", span, "Africa/Accra"))).toMatch(
    /Wed,? 5 Mar.*00:00–01:00/,
  );
  expect(isSameClock("Africa/Accra", "Africa/Dakar", span.startMs)).toBe(true);
  expect(isSameClock("Africa/Accra", "Europe/Paris", span.startMs)).toBe(false);
});

test("a zone that this browser is too old for is read by its own clocks, and nothing breaks", () => {
  expect(localIn("Old/Town", Date.UTC(2031, 2, 4))).toMatch(/^2031-03-0[345]T\d\d:\d\d$/);
});

/*
 * Dates as exact as they are known: 2014, 2014-H2, 2014-Q3, 2014-09, 2014-09-15. A year, half, quarter
 * or month has a number that grows by one from each to the next, so moving is adding, and a window
 * runs from the first day of its unit to the day before the next unit begins. Days count from
 * 1970-01-01 UTC. The server's rules are the same; both are tested with one table of cases.
 */
export type Precision = "day" | "month" | "quarter" | "half" | "year";

export interface FuzzyWindow {
  readonly precision: Precision;
  readonly firstDay: number;
  readonly lastDay: number;
}

const YEAR_MIN = 1900;
const YEAR_MAX = 2199;
const DAY_MS = 86_400_000;
/* A date is over when its last day is over everywhere on earth: twelve hours after it is in UTC. */
const EVERYWHERE_MS = DAY_MS / 2;
const UNITS_PER_YEAR = { month: 12, quarter: 4, half: 2, year: 1 } as const;
const FINEST_FIRST: readonly Precision[] = ["day", "month", "quarter", "half", "year"];
const FORM = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)(?:-(\d\d))?))?$/;

const dayNumber = (year: number, month: number, day: number) =>
  Date.UTC(year, month - 1, day) / DAY_MS;

/** The window of a unit by its number; undefined outside the years the coalition uses. */
function windowOf(precision: Precision, unit: number): FuzzyWindow | undefined {
  const units = precision === "day" ? 0 : UNITS_PER_YEAR[precision];
  const first = units ? YEAR_MIN * units : dayNumber(YEAR_MIN, 1, 1);
  const end = units ? (YEAR_MAX + 1) * units : dayNumber(YEAR_MAX + 1, 1, 1);
  if (unit < first || unit >= end) return undefined;
  if (!units) return { precision, firstDay: unit, lastDay: unit };
  const begin = (of: number) =>
    dayNumber(Math.floor(of / units), (of % units) * (12 / units) + 1, 1);
  return { precision, firstDay: begin(unit), lastDay: begin(unit + 1) - 1 };
}

export function readFuzzy(text: string): FuzzyWindow | undefined {
  const [found, year, half, quarter, month, day] = FORM.exec(text) ?? [];
  if (found !== text) return undefined; // `$` lets a line end through
  const y = Number(year);
  if (half) return windowOf("half", y * 2 + Number(half) - 1);
  if (quarter) return windowOf("quarter", y * 4 + Number(quarter) - 1);
  if (!month) return windowOf("year", y);
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  const whole = windowOf("month", y * 12 + Number(month) - 1);
  if (!day || !whole) return whole;
  const number = whole.firstDay + Number(day) - 1;
  return number < whole.firstDay || number > whole.lastDay ? undefined : windowOf("day", number);
}

/** The calendar day of a day number. */
export function civilOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const padded = (number: number) => String(number).padStart(2, "0");

export function writeFuzzy({ precision, firstDay }: FuzzyWindow): string {
  const { year, month, day } = civilOf(firstDay);
  switch (precision) {
    case "year":
      return `${year}`;
    case "half":
      return `${year}-H${month < 7 ? 1 : 2}`;
    case "quarter":
      return `${year}-Q${Math.ceil(month / 3)}`;
    case "month":
      return `${year}-${padded(month)}`;
    case "day":
      return `${year}-${padded(month)}-${padded(day)}`;
  }
}

/** The date as many of its own units later; undefined past the years the coalition uses. */
export function moveFuzzy(window: FuzzyWindow, steps: number): FuzzyWindow | undefined {
  const { precision, firstDay } = window;
  if (precision === "day") return windowOf("day", firstDay + steps);
  const units = UNITS_PER_YEAR[precision];
  const { year, month } = civilOf(firstDay);
  return windowOf(precision, year * units + Math.floor((month - 1) / (12 / units)) + steps);
}

/** By first day; of those that begin together the more exact comes first. */
export const compareFuzzy = (a: FuzzyWindow, b: FuzzyWindow): number =>
  a.firstDay - b.firstDay || FINEST_FIRST.indexOf(a.precision) - FINEST_FIRST.indexOf(b.precision);

export const touchesFuzzy = (a: FuzzyWindow, b: FuzzyWindow): boolean =>
  a.firstDay <= b.lastDay && b.firstDay <= a.lastDay;

/** Whether its last day is over everywhere. */
export const isOver = (window: FuzzyWindow, nowMs: number): boolean =>
  nowMs >= (window.lastDay + 1) * DAY_MS + EVERYWHERE_MS;

/** From its first day until it is over. */
export const isNow = (window: FuzzyWindow, nowMs: number): boolean =>
  nowMs >= window.firstDay * DAY_MS && !isOver(window, nowMs);

/** Whether the second can be the end of what the first begins. */
export const isSpan = (start: FuzzyWindow, end: FuzzyWindow): boolean =>
  start.firstDay <= end.lastDay;

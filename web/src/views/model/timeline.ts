/*
 * The years of a plan as places on a line: what is in sight at a scale, where its ticks stand, how wide
 * and how soft the bar of a date is, and on which side of it its words have room. Places are pixels from
 * the beginning of the line, days count from 1970-01-01. Nothing here draws, and nothing knows which side
 * the page begins on: a page that is read from the right is mirrored as a whole.
 */
import { civilOf, type FuzzyWindow, type Precision } from "../../i18n";

export const SCALES = ["years_20", "years_5", "year", "quarter"] as const;
export type Scale = (typeof SCALES)[number];

/* How many days stand side by side on a screen. */
const DAYS_IN_SIGHT: Readonly<Record<Scale, number>> = {
  years_20: 7305,
  years_5: 1826,
  year: 365.25,
  quarter: 91.3125,
};

/* A plan of hardly more than twenty years is seen whole at that scale. */
const WHOLE_MOST = 9131;

const DAY_MS = 86_400_000;

export const dayOf = (year: number, month = 1, day = 1): number =>
  Date.UTC(year, month - 1, day) / DAY_MS;

export interface Days {
  readonly firstDay: number;
  readonly lastDay: number;
}

/** A line: which days it is about, and how much room a day has. */
export interface Line {
  readonly firstDay: number;
  /** The day after the last. */
  readonly endDay: number;
  readonly perDay: number;
  readonly width: number;
}

/** Whole years about everything there is; at least so many as the widest scale has side by side. */
export function lineOf(all: readonly Days[], today: number, scale: Scale, room: number): Line {
  const known = all.length > 0 ? all : [{ firstDay: today, lastDay: today }];
  const first = known.reduce((least, one) => Math.min(least, one.firstDay), Infinity);
  const last = known.reduce((most, one) => Math.max(most, one.lastDay), -Infinity);
  const begin = civilOf(first).year;
  const end = civilOf(last).year + 1;
  const firstDay = dayOf(begin);
  const whole = dayOf(end) - firstDay;
  const isWhole = scale === "years_20" && whole <= WHOLE_MOST;
  const perDay = room / (isWhole ? Math.max(whole, DAYS_IN_SIGHT[scale]) : DAYS_IN_SIGHT[scale]);
  const endDay = Math.max(dayOf(end), firstDay + DAYS_IN_SIGHT[scale]);
  return { firstDay, endDay, perDay, width: Math.round((endDay - firstDay) * perDay) };
}

/** Where a day begins. */
export const placeOf = (line: Line, day: number): number => (day - line.firstDay) * line.perDay;

/** The day a place is in. */
export const dayAt = (line: Line, place: number): number =>
  Math.floor(place / line.perDay + line.firstDay);

export interface Bar {
  readonly x: number;
  readonly width: number;
}

/* Less than this is not seen. */
const BAR_LEAST = 7;

/** As wide as what a date may mean, and never so narrow that it is not seen. */
export function barOf(line: Line, { firstDay, lastDay }: Days): Bar {
  const x = placeOf(line, firstDay);
  return { x, width: Math.max(placeOf(line, lastDay + 1) - x, BAR_LEAST) };
}

/* The coarser, the softer its ends: the share of the bar over which each comes and goes. */
const SOFTNESS: Readonly<Record<Precision, number>> = {
  day: 0,
  month: 0.1,
  quarter: 0.2,
  half: 0.25,
  year: 0.3,
};

export const softnessOf = (precision: Precision): number => SOFTNESS[precision];

/** The years in which the plan may end; undefined where its end is stated, or not at all. */
export function possibleYears(
  least: FuzzyWindow | undefined,
  most: FuzzyWindow | undefined,
): Days | undefined {
  if (!least || !most || most.lastDay <= least.lastDay) return undefined;
  return { firstDay: least.lastDay + 1, lastDay: most.lastDay };
}

/* ---- ticks ---- */

export type TickUnit = "year" | "quarter" | "month" | "day";

export interface Tick {
  readonly day: number;
  readonly unit: TickUnit;
  readonly isMajor: boolean;
}

/* What a word of the axis needs, with air. */
const WORD_ROOM = 52;
const YEAR_STEPS = [1, 2, 5, 10, 20, 50];

function yearTicks(line: Line, from: number, to: number): Tick[] {
  const perYear = line.perDay * 365.25;
  const step = YEAR_STEPS.find((years) => years * perYear >= WORD_ROOM) ?? 100;
  const begin = civilOf(line.firstDay).year;
  const ticks: Tick[] = [];
  const first = begin + Math.max(0, Math.floor((civilOf(from).year - begin) / step)) * step;
  for (let year = first; dayOf(year) <= to; year += step) {
    const isMajor = step === 1 || ((year - begin) / step) % 2 === 0;
    ticks.push({ day: dayOf(year), unit: "year", isMajor });
  }
  return ticks;
}

function monthTicks(from: number, to: number, every: 1 | 3): Tick[] {
  const { year, month } = civilOf(from);
  const ticks: Tick[] = [];
  for (let at = year * 12 + Math.floor((month - 1) / every) * every; ; at += every) {
    const day = dayOf(Math.floor(at / 12), (at % 12) + 1);
    if (day > to) return ticks;
    const isYear = at % 12 === 0;
    ticks.push({ day, unit: isYear ? "year" : every === 3 ? "quarter" : "month", isMajor: isYear });
  }
}

/* Within a month as a calendar on the wall has its weeks: the 8th, the 15th, the 22nd. */
const DAYS_OF_MONTH = [8, 15, 22];

const dayTicks = (from: number, to: number): Tick[] =>
  monthTicks(from, to, 1).flatMap(({ day, unit }) => {
    const { year, month } = civilOf(day);
    const weeks = DAYS_OF_MONTH.map(
      (of): Tick => ({ day: dayOf(year, month, of), unit: "day", isMajor: false }),
    );
    return [{ day, unit, isMajor: true }, ...weeks.filter((tick) => tick.day <= to)];
  });

/** The ticks of the days from one to another, in order; those of the years stand fast while one scrolls. */
export function ticksOf(line: Line, scale: Scale, from: number, to: number): readonly Tick[] {
  const first = Math.max(from, line.firstDay);
  const last = Math.min(to, line.endDay - 1);
  switch (scale) {
    case "years_20":
      return yearTicks(line, first, last);
    case "years_5":
      return monthTicks(first, last, 3);
    case "year":
      return monthTicks(first, last, 1);
    case "quarter":
      return dayTicks(first, last);
    default:
      return scale satisfies never;
  }
}

/* ---- words beside their bars ---- */

export type Side = "after" | "before" | "on";

/* Between a bar and its words. */
export const WORDS_GAP = 8;
/* A bar so wide carries its words itself, so that they stay in sight while it does. */
const CARRIES_FROM = 420;

/** On which side of a bar its words have room: after it, where they are read first, else before. */
export function sideOf(line: Line, { x, width }: Bar, words: number): Side {
  if (width >= CARRIES_FROM && width >= words) return "on";
  const after = line.width - (x + width + WORDS_GAP);
  const before = x - WORDS_GAP;
  if (after >= words || after >= before) return "after";
  return "before";
}

/* ---- lines below each other ---- */

export interface Heights {
  readonly goal: number;
  /** Above the milestones of an objective: its own span, and its name where it has no column. */
  readonly head: number;
  readonly milestone: number;
  /** What an objective needs at least, so that its name can be read. */
  readonly least: number;
}

export interface Block<T> {
  readonly of: T;
  readonly top: number;
  readonly height: number;
}

export interface Stack {
  readonly kind: "goal" | "objective" | "direct";
  readonly milestones: number;
}

/** Each below the one before; what stands where, and how high all of it is. */
export function stacked<T extends Stack>(
  all: readonly T[],
  heights: Heights,
): { readonly blocks: readonly Block<T>[]; readonly height: number } {
  let top = 0;
  const blocks = all.map((of) => {
    const own = heights.head + of.milestones * heights.milestone;
    const height = of.kind === "goal" ? heights.goal : Math.max(own, heights.least);
    const block = { of, top, height };
    top += height;
    return block;
  });
  return { blocks, height: top };
}

/** Of blocks below each other those in sight between two heights; found by halving, since there may be thousands. */
export function inSight<T>(
  blocks: readonly Block<T>[],
  from: number,
  to: number,
): readonly Block<T>[] {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle] as Block<T>;
    if (block.top + block.height <= from) low = middle + 1;
    else high = middle;
  }
  const first = low;
  let end = first;
  while (end < blocks.length && (blocks[end] as Block<T>).top < to) end++;
  return blocks.slice(first, end);
}

/** Which of equal lines are in sight: from this one on, up to but not with that. */
export function linesInSight(
  count: number,
  { begin, each }: { readonly begin: number; readonly each: number },
  from: number,
  to: number,
): readonly [number, number] {
  const first = Math.max(0, Math.floor((from - begin) / each));
  const end = Math.min(count, Math.ceil((to - begin) / each));
  return [Math.min(first, count), Math.max(end, Math.min(first, count))];
}

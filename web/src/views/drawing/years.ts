/*
 * Lives beside each other over the years: each thing is a line of its own, and what came of it branches
 * off. A year that has something is as wide as any other, one that has nothing has no place. What has no
 * date of its own stands a little after what it came out of, dotted: some time in here.
 */
import { civilOf } from "../../i18n";

export interface Life {
  readonly id: string;
  /** Days since 1970-01-01; undefined where it is not stated. */
  readonly begins: number | undefined;
  /** Whether it is over: its line then ends where it became something else. */
  readonly isOver: boolean;
  readonly stations: readonly { readonly id: string; readonly day: number | undefined }[];
}

export interface Branch {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly day: number | undefined;
}

export interface DrawnLife {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly end: number;
  readonly isDated: boolean;
  /** room: how wide a name may be until the next one begins. */
  readonly stations: readonly { readonly id: string; readonly x: number; readonly room: number }[];
}

export interface DrawnBranch {
  readonly id: string;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly isDated: boolean;
}

export interface DrawnYears {
  readonly width: number;
  readonly height: number;
  readonly ticks: readonly { readonly year: number; readonly x: number }[];
  readonly lives: readonly DrawnLife[];
  readonly branches: readonly DrawnBranch[];
}

const YEAR_WIDTH = 66;
const ROW_HEIGHT = 50;
/* What a line with stations needs below it, for their names to be hit by a thumb. */
const STATIONS_HEIGHT = 44;
const START = 8;
const TOP = 34;
/* Where names of what began last have their place. */
const END_ROOM = 230;
/* How far after its origin something without a date is put; how far before it leaves that. */
const LATER = YEAR_WIDTH / 2;

const yearOf = (day: number): number => civilOf(day).year;

/** From a day to its place: the year's, and a share of its width for the day within it. */
function scaleOf(days: readonly number[]) {
  const years = [...new Set(days.map(yearOf))].sort((a, b) => a - b);
  const at = new Map(years.map((year, index) => [year, START + index * YEAR_WIDTH]));
  const x = (day: number): number => {
    const { year, month } = civilOf(day);
    return (at.get(year) ?? START) + ((month - 1) / 12) * YEAR_WIDTH * 0.8;
  };
  return { ticks: years.map((year) => ({ year, x: at.get(year) ?? START })), x };
}

/** What comes of something stands right below it; those that came of nothing by their beginning. */
function inOrder(lives: readonly Life[], branches: readonly Branch[]): readonly Life[] {
  const byId = new Map(lives.map((life) => [life.id, life]));
  const isBorn = new Set(branches.map(({ to }) => to));
  const byBeginning = (a: Life, b: Life) => (a.begins ?? 0) - (b.begins ?? 0);
  const order = new Map<string, Life>();
  const walk = (life: Life) => {
    if (order.has(life.id)) return;
    order.set(life.id, life);
    branches
      .filter(({ from }) => from === life.id)
      .map(({ to }) => byId.get(to))
      .filter((one) => one !== undefined)
      .sort(byBeginning)
      .forEach(walk);
  };
  lives
    .filter(({ id }) => !isBorn.has(id))
    .sort(byBeginning)
    .forEach(walk);
  for (const life of lives) walk(life); // none is left out, whatever its passages say
  return [...order.values()];
}

/** Where the line of each runs. */
function rowsOf(ordered: readonly Life[]) {
  const row = new Map<string, number>();
  let height = TOP;
  for (const { id, stations } of ordered) {
    row.set(id, height + ROW_HEIGHT - 12);
    height += ROW_HEIGHT + (stations.length > 0 ? STATIONS_HEIGHT : 0);
  }
  return { row, height };
}

export function drawYears(lives: readonly Life[], branches: readonly Branch[]): DrawnYears {
  const days = [
    ...lives.flatMap(({ begins, stations }) => [begins, ...stations.map(({ day }) => day)]),
    ...branches.map(({ day }) => day),
  ].filter((day) => day !== undefined);
  const { ticks, x } = scaleOf(days);
  const width = START + Math.max(ticks.length, 1) * YEAR_WIDTH + END_ROOM;
  const ordered = inOrder(lives, branches);
  const { row, height } = rowsOf(ordered);
  const begin = new Map<string, number>();
  const into = (id: string) => branches.filter(({ to }) => to === id);
  const byId = new Map(lives.map((life) => [life.id, life]));
  const beginOf = (id: string): number => {
    const found = begin.get(id);
    if (found !== undefined) return found;
    begin.set(id, START); // for a circle that cannot be
    const life = byId.get(id);
    const stated = life?.begins ?? into(id).find(({ day }) => day !== undefined)?.day;
    const place =
      stated === undefined
        ? Math.max(START, ...into(id).map(({ from }) => beginOf(from) + LATER))
        : x(stated);
    begin.set(id, place);
    return place;
  };
  const drawnBranches = branches.map((branch): DrawnBranch => {
    const to = { x: beginOf(branch.to), y: row.get(branch.to) ?? TOP };
    const first = beginOf(branch.from);
    const leaves = branch.day === undefined ? to.x - LATER : x(branch.day) - LATER / 2;
    const from = { x: Math.max(first, Math.min(leaves, to.x)), y: row.get(branch.from) ?? TOP };
    return { id: branch.id, from, to, isDated: branch.day !== undefined };
  });
  const endOf = (life: Life): number => {
    if (!life.isOver) return width;
    const left = drawnBranches
      .filter((_, index) => branches[index]?.from === life.id)
      .map(({ from }) => from.x);
    return Math.max(beginOf(life.id), ...left);
  };
  return {
    width,
    height,
    ticks,
    lives: ordered.map((life) => ({
      id: life.id,
      x: beginOf(life.id),
      y: row.get(life.id) ?? TOP,
      end: endOf(life),
      isDated: life.begins !== undefined,
      stations: life.stations
        .map(({ id, day }) => ({ id, x: day === undefined ? beginOf(life.id) : x(day) }))
        .map((one, index, all) => ({ ...one, room: (all[index + 1]?.x ?? width) - one.x })),
    })),
    branches: drawnBranches,
  };
}

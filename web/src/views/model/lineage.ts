/*
 * What came out of what. A passage leads from one thing to what it became; the past of a thing is
 * all passages that led to it, the oldest first. There are no circles, and what one may not read is
 * not here at all.
 */
import { by, type RowOf, row } from "../../sync";

export type Lineage = RowOf<"lineage">;
export type LineageTable = Lineage["from_table"];

export interface Thing {
  readonly table: LineageTable;
  readonly id: string;
  readonly name: string;
  readonly href: string;
}

export interface Passage {
  readonly id: string;
  readonly row: Lineage;
  readonly from: Thing;
  readonly to: Thing;
}

const ADDRESS = {
  organization: "/network/",
  group: "/groups/",
  series: "/series/",
  convening: "/convenings/",
} as const satisfies Record<LineageTable, string>;

/** undefined: it is not there for the reader. */
export function thingOf(table: LineageTable, id: string): Thing | undefined {
  const found = row(table, id).value;
  return found && { table, id, name: found.name, href: `${ADDRESS[table]}${id}` };
}

function passageOf(lineage: Lineage): readonly Passage[] {
  const from = thingOf(lineage.from_table, lineage.from_id);
  const to = thingOf(lineage.to_table, lineage.to_id);
  return from && to ? [{ id: lineage.lineage_id, row: lineage, from, to }] : [];
}

const inOrder = (list: readonly Lineage[]): readonly Lineage[] =>
  list.toSorted((a, b) => (a.dated_on ?? "9").localeCompare(b.dated_on ?? "9"));

const into = (id: string): readonly Passage[] =>
  inOrder(by("lineage", "to_id", id).value).flatMap(passageOf);
const outOf = (id: string): readonly Passage[] =>
  inOrder(by("lineage", "from_id", id).value).flatMap(passageOf);

/** Walks from one thing to the next; each passage once, however many ways lead there. */
function walk(id: string, next: (id: string) => readonly Passage[], end: "from" | "to") {
  const seen = new Map<string, Passage>();
  const waiting = [id];
  while (waiting.length > 0) {
    for (const passage of next(waiting.shift() ?? "")) {
      if (seen.has(passage.id)) continue;
      seen.set(passage.id, passage);
      waiting.push(passage[end].id);
    }
  }
  return [...seen.values()];
}

/** All that led to it, what is furthest back first. */
export const pastOf = (id: string): readonly Passage[] => walk(id, into, "from").reverse();

/** All that came of it, the nearest first. */
export const cameOf = (id: string): readonly Passage[] => walk(id, outOf, "to");

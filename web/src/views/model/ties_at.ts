/*
 * The ties between organizations as they were on a day: by the standings each has had, whose dates may
 * be as coarse as a year. A standing counts from the first day it may have begun; one without a date
 * counts as having always been, and is told to be so.
 */
import { readFuzzy } from "../../i18n";
import { rows } from "../../sync";
import type { Affiliation } from "./directory";

export interface TieThen {
  readonly tie: Affiliation;
  readonly status: Exclude<Affiliation["status"], "left">;
  /** Whether it is stated since when; else it is drawn dotted. */
  readonly isStated: boolean;
}

interface Standing {
  readonly status: Affiliation["status"];
  readonly starts_on: string | null;
}

const ALWAYS = Number.NEGATIVE_INFINITY;

const firstDay = (text: string | null): number =>
  text === null ? ALWAYS : (readFuzzy(text)?.firstDay ?? ALWAYS);

function standingsByTie(): ReadonlyMap<string, readonly Standing[]> {
  const gathered = new Map<string, Standing[]>();
  for (const one of rows("affiliation_standing").value.values()) {
    const list = gathered.get(one.affiliation_id);
    if (list) list.push(one);
    else gathered.set(one.affiliation_id, [one]);
  }
  return gathered;
}

/** The last that had begun. Of several on one day the one that is not the oldest row's: what followed. */
function lastBegun(standings: readonly Standing[], day: number): Standing | undefined {
  let last: Standing | undefined;
  for (const one of standings) {
    const begins = firstDay(one.starts_on);
    if (begins <= day && (!last || begins >= firstDay(last.starts_on))) last = one;
  }
  return last;
}

const toThen = (tie: Affiliation, { status, starts_on }: Standing): readonly TieThen[] =>
  status === "left" ? [] : [{ tie, status, isStated: starts_on !== null }];

/** All ties that held on a day (1970-01-01 is 0); without a day those of now. */
export function tiesAt(day: number | undefined): readonly TieThen[] {
  const ties = [...rows("affiliation").value.values()];
  if (day === undefined) return ties.flatMap((tie) => toThen(tie, tie));
  const standings = standingsByTie();
  return ties.flatMap((tie) => {
    const ended = tie.ends_on === null ? Number.POSITIVE_INFINITY : firstDay(tie.ends_on);
    if (ended <= day) return [];
    const known = standings.get(tie.affiliation_id) ?? [tie];
    const last = lastBegun(known, day);
    return last ? toThen(tie, last) : [];
  });
}

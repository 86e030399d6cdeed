/*
 * A series as a whole: which of its meetings would change together, what they have in common, and
 * which stay as they are. The server decides by the same rule.
 */
import { by, type RowOf } from "../../sync";
import type { MeetingRow } from "./meetings";

export interface SeriesParts {
  /** Those that change together, by their days. */
  readonly regular: readonly MeetingRow[];
  /** How many that come were changed by themselves, */
  readonly changed: number;
  /** and how many are cancelled. */
  readonly cancelled: number;
}

export function seriesParts(series_id: string, nowMs: number): SeriesParts {
  const coming = by("meeting", "meeting_series_id", series_id).value.filter(
    (row) => row.starts_at_ms !== null && row.starts_at_ms > nowMs,
  );
  const planned = coming.filter((row) => row.state === "planned");
  return {
    regular: planned
      .filter((row) => row.is_exception === 0)
      .toSorted((a, b) => ((a.occurs_on ?? "") < (b.occurs_on ?? "") ? -1 : 1)),
    changed: planned.filter((row) => row.is_exception === 1).length,
    cancelled: coming.filter((row) => row.state === "cancelled").length,
  };
}

export interface SeriesCommon {
  readonly title: string;
  /** "10:00", on the wall of the zone. */
  readonly starts_hour: string;
  readonly lasts_minutes: number;
  readonly zone: string;
  readonly place: string | null;
  readonly place_precision: RowOf<"meeting">["place_precision"];
  readonly link: string | null;
}

const hourOf = (row: MeetingRow): string => row.starts_local?.slice(11) ?? "";

const MINUTE_MS = 60_000;

/** What they have in common: of the first that has the hour of most, since in the night of a change
 * of clocks one may be elsewhere. */
export function commonOf(regular: readonly MeetingRow[]): SeriesCommon | undefined {
  const counts = new Map<string, number>();
  for (const row of regular) counts.set(hourOf(row), (counts.get(hourOf(row)) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const one = regular.find((row) => counts.get(hourOf(row)) === most);
  if (!one || one.zone === null || one.starts_at_ms === null || one.ends_at_ms === null) {
    return undefined;
  }
  return {
    title: one.title,
    starts_hour: hourOf(one),
    lasts_minutes: (one.ends_at_ms - one.starts_at_ms) / MINUTE_MS,
    zone: one.zone,
    place: one.place,
    place_precision: one.place_precision,
    link: one.link,
  };
}

/** What is to be sent: each field that is another, with what was seen. */
export function seriesEdits(seen: SeriesCommon, wanted: SeriesCommon) {
  const changed = (Object.keys(wanted) as (keyof SeriesCommon)[]).filter(
    (field) => seen[field] !== wanted[field],
  );
  return Object.fromEntries(
    changed.map((field) => [field, { from: seen[field], to: wanted[field] }]),
  );
}

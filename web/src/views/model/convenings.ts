/*
 * Convenings and the series they are editions of, as the views want them. Dates and places are as
 * exact as they were stated: what is not known is said to be so, never filled in.
 */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Findable, MarkKind } from "../../components";
import { compareFuzzy, fuzzyDate, readFuzzy, t } from "../../i18n";
import { type RowOf, rows } from "../../sync";

export type ConveningRow = RowOf<"convening">;

export interface Convening extends Findable {
  readonly row: ConveningRow;
}

export interface Series extends Findable {
  readonly row: RowOf<"series">;
  readonly editions: readonly Convening[];
}

const NONE: readonly string[] = [];

/** By when they began; what has no date comes last. */
export function byDate(a: Convening, b: Convening): number {
  const [one, other] = [a, b].map(({ row }) => row.starts_on && readFuzzy(row.starts_on));
  if (one && other) return compareFuzzy(one, other) || (a.name < b.name ? -1 : 1);
  return one ? -1 : other ? 1 : 0;
}

export const convenings: ReadonlySignal<ReadonlyMap<string, Convening>> = computed(
  () =>
    new Map(
      [...rows("convening").value].map(([id, row]) => [
        id,
        { id, row, name: row.name, acronyms: NONE, spellings: NONE },
      ]),
    ),
);

export const seriesNames = (id: string, kind: RowOf<"series_name">["kind"]) =>
  [...rows("series_name").value.values()]
    .filter((name) => name.series_id === id && name.kind === kind)
    .sort((a, b) => a.rank - b.rank);

const textsOf = (id: string, kind: RowOf<"series_name">["kind"]) =>
  seriesNames(id, kind).map(({ text }) => text);

export const allSeries: ReadonlySignal<ReadonlyMap<string, Series>> = computed(() => {
  const editions = [...convenings.value.values()].sort(byDate);
  return new Map(
    [...rows("series").value].map(([id, row]) => [
      id,
      {
        id,
        row,
        name: row.name,
        acronyms: textsOf(id, "acronym"),
        spellings: [...textsOf(id, "spelling"), ...textsOf(id, "former")],
        editions: editions.filter((one) => one.row.series_id === id),
      },
    ]),
  );
});

/** "PGA", or its name where it has no short one. */
export const seriesBrief = (id: string): string => {
  const series = allSeries.value.get(id);
  return series?.acronyms[0] ?? series?.name ?? "";
};

/** What stands beside it, told from either side. */
export const beside = (convening: Convening): readonly Convening[] =>
  [...convenings.value.values()]
    .filter(({ id, row }) => row.alongside_id === convening.id || convening.row.alongside_id === id)
    .sort(byDate);

export const hostedBy = (organization: string): readonly Convening[] =>
  [...convenings.value.values()].filter(({ row }) => row.host_id === organization).sort(byDate);

/** "2008", "30 May 2012 to 1 June 2012", "date not stated". */
export function whenWords({ starts_on, ends_on }: ConveningRow): string {
  if (starts_on === null) return ends_on === null ? t("date_not_stated") : fuzzyDate(ends_on);
  if (ends_on === null || ends_on === starts_on) return fuzzyDate(starts_on);
  return t("date_from_to", { from: fuzzyDate(starts_on), to: fuzzyDate(ends_on) });
}

export const placeWords = ({ place }: ConveningRow): string => place ?? t("place_not_stated");

export const markOf = ({ state }: ConveningRow): MarkKind => {
  switch (state) {
    case "held":
      return "past";
    case "announced":
      return "now";
    case "cancelled":
      return "ended";
    case "idea":
      return "open";
    default:
      return state satisfies never;
  }
};

/** The last edition of a convening's series after it and by a date; what a later step came after. */
export function editionBefore(convening: Convening, date: string): Convening | undefined {
  const until = readFuzzy(date);
  const series = convening.row.series_id;
  if (!until || series === null) return undefined;
  return allSeries.value
    .get(series)
    ?.editions.filter((edition) => {
      const held = edition.row.starts_on === null ? undefined : readFuzzy(edition.row.starts_on);
      return byDate(convening, edition) < 0 && held !== undefined && held.lastDay <= until.lastDay;
    })
    .at(-1);
}

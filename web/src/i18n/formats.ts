/*
 * Numbers, dates and lists as the chosen language writes them, all by Intl. What is made once per
 * language is kept, because making a formatter is slow and a list draws hundreds of rows.
 */
import { type Language, language, t } from "./catalogue";
import { readFuzzy, writeFuzzy } from "./fuzzy";

const DAY_MS = 86_400_000;
/* Within so many days a weekday says more than a year. */
const NEAR_DAYS = 14;

const kept = new Map<string, unknown>();

/* Days before months, as most who write English together do; its words are the same. */
const asWritten = (of: Language): string => (of === "en" ? "en-GB" : of);

function keep<T>(name: string, make: (of: Language) => T): T {
  const key = `${language.value} ${name}`;
  if (!kept.has(key)) kept.set(key, make(language.value));
  return kept.get(key) as T;
}

export const formatNumber = (number: number, options: Intl.NumberFormatOptions = {}): string =>
  keep(`number ${JSON.stringify(options)}`, (of) => new Intl.NumberFormat(of, options)).format(
    number,
  );

const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  keep(`date ${JSON.stringify(options)}`, (of) => new Intl.DateTimeFormat(asWritten(of), options));

/** A date; without options with its weekday within two weeks of today, else with its year. */
export function formatDate(date: Date, options?: Intl.DateTimeFormatOptions): string {
  const isNear = Math.abs(date.getTime() - Date.now()) < NEAR_DAYS * DAY_MS;
  const shown: Intl.DateTimeFormatOptions =
    options ??
    (isNear
      ? { weekday: "long", day: "numeric", month: "long" }
      : { day: "numeric", month: "long", year: "numeric" });
  return dates(shown).format(date);
}

/** From one instant to another. */
export const formatTimes = (
  span: { readonly startMs: number; readonly endMs: number },
  options: Intl.DateTimeFormatOptions,
): string => dates(options).formatRange(span.startMs, span.endMs);

export const formatList = (
  parts: readonly string[],
  type: "conjunction" | "disjunction" = "conjunction",
) => keep(`list ${type}`, (of) => new Intl.ListFormat(of, { type })).format(parts);

/** Sorts names as a dictionary of the language does, with numbers by value. */
export const collator = (): Intl.Collator =>
  keep("collator", (of) => new Intl.Collator(of, { numeric: true }));

const QUARTERS = [
  "fuzzy_quarter_1",
  "fuzzy_quarter_2",
  "fuzzy_quarter_3",
  "fuzzy_quarter_4",
] as const;

/** A fuzzy date in words, no more exact than it is: "second half of 2014". */
export function fuzzyDate(text: string): string {
  const window = readFuzzy(text);
  if (!window) return text;
  const first = new Date(window.firstDay * DAY_MS);
  const part = (options: Intl.DateTimeFormatOptions) =>
    formatDate(first, { ...options, timeZone: "UTC" });
  const year = part({ year: "numeric" });
  switch (window.precision) {
    case "year":
      return year;
    case "half":
      return t(writeFuzzy(window).endsWith("1") ? "fuzzy_half_1" : "fuzzy_half_2", { year });
    case "quarter":
      return t(QUARTERS[Number(text.at(-1)) - 1] ?? "fuzzy_quarter_1", { year });
    case "month":
      return part({ month: "long", year: "numeric" });
    case "day":
      return part({ day: "numeric", month: "long", year: "numeric" });
  }
}

/*
 * Times as the clocks of a zone show them, by Intl. A meeting is told in its own zone, and in the
 * reader's where that differs, with the weekday where that differs too.
 */
import { collator, formatDate, formatTimes } from "./formats";

/* Making a formatter costs far more than using it, and a list asks for hundreds of hours. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const found =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: knownZone(zone),
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
  clocks.set(zone, found);
  return found;
}

/** "2027-03-28T10:00" as the clocks of a zone show it at an instant; an unknown zone: the browser's. */
export function localIn(zone: string, instantMs: number): string {
  const parts = clockOf(zone).formatToParts(instantMs);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

const known = new Map<string, boolean>();

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

/* A server may know a zone that this browser is too old for. */
export function knownZone(zone: string): string | undefined {
  const is = known.get(zone) ?? isKnown(zone);
  known.set(zone, is);
  return is ? zone : undefined;
}

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "Mexico City" of "America/Mexico_City". */
export const cityOf = (zone: string): string =>
  (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

/** All zones this browser knows, by city. */
export const allZones = (): readonly string[] =>
  Intl.supportedValuesOf("timeZone").toSorted((a, b) => collator().compare(cityOf(a), cityOf(b)));

const DAY = { weekday: "short", day: "numeric", month: "long", year: "numeric" } as const;
const HOUR = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

const isOneDay = ({ startMs, endMs }: Span, zone: string): boolean =>
  localIn(zone, startMs).slice(0, 10) === localIn(zone, endMs).slice(0, 10);

/** "Tue, 16 March 2027, 10:00–12:00" in a zone. */
export const spanIn = (zone: string, span: Span): string =>
  formatTimes(span, { ...DAY, ...HOUR, timeZone: knownZone(zone) });

/** The same hours elsewhere: without the day where it is the same one, with its weekday else. */
export function spanElsewhere(zone: string, span: Span, than: string): string {
  const isSameDay =
    localIn(zone, span.startMs).slice(0, 10) === localIn(than, span.startMs).slice(0, 10) &&
    isOneDay(span, zone);
  const day = isSameDay ? {} : ({ weekday: "short", day: "numeric", month: "short" } as const);
  return formatTimes(span, { ...day, ...HOUR, timeZone: knownZone(zone) });
}

/** Whether the clocks of two zones show the same at that time. */
export const isSameClock = (a: string, b: string, atMs: number): boolean =>
  localIn(a, atMs) === localIn(b, atMs);

/** An instant with its day, in a zone: "28 March at 03:30". */
export const instantIn = (zone: string, atMs: number): string =>
  formatDate(new Date(atMs), {
    day: "numeric",
    month: "long",
    ...HOUR,
    timeZone: knownZone(zone),
  });

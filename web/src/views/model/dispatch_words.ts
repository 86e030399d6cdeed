/* The words of follow-through: what is sent and how it stands, and what each organization says of it. */
import type { FilterOption, MarkKind } from "../../components";
import { formatDate, formatNumber, type Key, knownZone, t } from "../../i18n";
import { hasAnswered, isStruck, percentOf } from "./audience";
import type { Delivery, Dispatch } from "./deliveries";
import type { Deed, DeliveryState, SentPart } from "./dispatches";
import { myZone } from "./meetings";

const KIND = {
  decision: "dispatch_kind_decision",
  request: "dispatch_kind_request",
  statement: "dispatch_kind_statement",
  toolkit: "dispatch_kind_toolkit",
} as const satisfies Record<Dispatch["kind"], Key>;

const STATE = {
  sent: "dispatch_state_sent",
  paused: "dispatch_state_paused",
  closed: "dispatch_state_closed",
  recalled: "dispatch_state_recalled",
} as const satisfies Record<Dispatch["state"], Key>;

const MODE = {
  cascade: "dispatch_mode_cascade",
  broadcast: "dispatch_mode_broadcast",
} as const satisfies Record<Dispatch["mode"], Key>;

const DELIVERY_STATE = {
  scheduled: "delivery_state_scheduled",
  delivered: "delivery_state_delivered",
  acknowledged: "delivery_state_acknowledged",
  localised: "delivery_state_localised",
  acting: "delivery_state_acting",
  reported: "delivery_state_reported",
  declined: "delivery_state_declined",
  lapsed: "delivery_state_lapsed",
  recalled: "delivery_state_recalled",
} as const satisfies Record<DeliveryState, Key>;

const MARK = {
  scheduled: "waiting",
  delivered: "open",
  acknowledged: "now",
  localised: "now",
  acting: "now",
  reported: "past",
  declined: "ended",
  lapsed: "outside",
  recalled: "outside",
} as const satisfies Record<DeliveryState, MarkKind>;

const NEXT = {
  acknowledge: "delivery_next_acknowledge",
  localise: "delivery_next_act",
  pass_on: "delivery_next_act",
  act: "delivery_next_act",
  report: "delivery_next_report",
  decline: "delivery_next_act",
} as const satisfies Record<Deed, Key>;

const PART = {
  open: "dispatches_open",
  ended: "dispatches_ended",
} as const satisfies Record<SentPart, Key>;

const optionsOf = <W extends string>(words: Readonly<Record<W, Key>>): readonly FilterOption[] =>
  (Object.keys(words) as W[]).map((value) => ({ value, word: t(words[value]) }));

export const kinds = () => optionsOf(KIND);
export const kindWord = (kind: Dispatch["kind"]): string => t(KIND[kind]);
export const modeWord = (mode: Dispatch["mode"]): string => t(MODE[mode]);
export const dispatchStateWord = (state: Dispatch["state"]): string => t(STATE[state]);
export const deliveryStateWord = (state: DeliveryState): string => t(DELIVERY_STATE[state]);
export const partWord = (part: SentPart): string => t(PART[part]);
export const nextWord = (deed: Deed): string => t(NEXT[deed]);
export const markOf = ({ state }: Pick<Delivery, "state">): MarkKind => MARK[state];

export const markOfDispatch = ({ state }: Dispatch): MarkKind =>
  state === "sent" ? "now" : state === "paused" ? "waiting" : state === "closed" ? "past" : "ended";

/** The day of an instant, as the reader's clocks have it. */
export const dayWord = (ms: number): string =>
  formatDate(new Date(ms), { dateStyle: "long", timeZone: knownZone(myZone()) });

/** "11 of 17": where nobody is counted, a dash. */
export const ofWords = (count: number, total: number): string =>
  total === 0 ? t("coverage_none") : t("coverage_of", { count, total });

/** "64 %", rounded down; nothing where nobody is counted. */
export function percentWord(count: number, total: number): string {
  const percent = percentOf(count, total);
  return percent === undefined
    ? ""
    : formatNumber(percent / 100, { style: "percent", maximumFractionDigits: 0 });
}

/* ---- who has it how ---- */

const SHOWN = {
  silent: "delivery_show_silent",
  scheduled: "delivery_state_scheduled",
  answered: "delivery_show_answered",
  reported: "delivery_state_reported",
  declined: "delivery_state_declined",
  information: "delivery_information",
  ended: "delivery_show_ended",
} as const satisfies Record<string, Key>;
/** The parts that the organizations of a dispatch are told in; each is in one. */
export type Shown = keyof typeof SHOWN;
export const SHOWN_PARTS = Object.keys(SHOWN) as readonly Shown[];

export const shownWord = (part: Shown): string => t(SHOWN[part]);

export function shownIn(delivery: Delivery): Shown {
  if (isStruck(delivery)) return "ended";
  if (delivery.mode === "information") return "information";
  if (delivery.state === "scheduled") return "scheduled";
  if (!hasAnswered(delivery)) return "silent";
  return delivery.state === "reported" || delivery.state === "declined"
    ? delivery.state
    : "answered";
}

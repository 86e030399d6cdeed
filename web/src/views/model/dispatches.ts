/*
 * What was sent down the network, as the views want it: each with its deliveries, how far it has come, and what
 * the organization I act for may do about it.
 */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Findable } from "../../components";
import { collator, compareFuzzy, readFuzzy } from "../../i18n";
import { by, type RowOf, rows } from "../../sync";
import { type Audience, audienceOf, type Coverage, comingOf, coverageOf } from "./audience";
import { type Delivery, type Dispatch, isOpen, isUnread, myDelivery } from "./deliveries";
import { rootId } from "./directory";

export type Note = RowOf<"delivery_note">;
export type DeliveryState = Delivery["state"];

export interface Sent extends Findable {
  readonly row: Dispatch;
}

const NO_NAMES: readonly string[] = [];
/* Who has it so long and has not answered is silent. */
export const SILENT_DAYS = 7;

export const dispatches = computed<ReadonlyMap<string, Sent>>(
  () =>
    new Map(
      [...rows("dispatch").value].map(([id, row]) => [
        id,
        { id, row, name: row.title, acronyms: NO_NAMES, spellings: NO_NAMES },
      ]),
    ),
);

const NOBODY: Audience = new Map();

/** Whom a dispatch reaches today. */
export const audience = computed<Audience>(() =>
  rootId.value === undefined
    ? NOBODY
    : audienceOf(rows("affiliation").value.values(), rootId.value),
);

export type Deliveries = ReadonlyMap<string, Delivery>;

/* One list may show hundreds, each of thousands: what was reckoned stands until a row of it changes. */
const known = new Map<string, ReadonlySignal<Deliveries>>();

/** The deliveries of a dispatch by organization. */
export function deliveriesOf(dispatch_id: string): Deliveries {
  const found =
    known.get(dispatch_id) ??
    computed(
      () =>
        new Map(
          by("delivery", "dispatch_id", dispatch_id).value.map((one) => [one.organization_id, one]),
        ),
    );
  known.set(dispatch_id, found);
  return found.value;
}

export const coverageNow = (dispatch_id: string, nowMs: number): Coverage =>
  coverageOf(deliveriesOf(dispatch_id).values(), nowMs, SILENT_DAYS);

/** When it comes to those who wait for it; while it is paused it comes to nobody. */
export const comingNow = ({ id, row }: Sent) =>
  row.state === "sent"
    ? comingOf(audience.value, deliveriesOf(id), {
        isBroadcast: row.mode === "broadcast",
        passOnDays: row.pass_on_days,
        resumedAtMs: row.resumed_at_ms,
      })
    : new Map<string, never>();

/** To how many it goes now: who is asked to act, and who has it for information. */
export function reachNow(): { readonly asked: number; readonly informed: number } {
  const all = [...audience.value.values()];
  const asked = all.filter(({ isMandate }) => isMandate).length;
  return { asked, informed: all.length - asked };
}

/** Whom an organization passes it on to. */
export const belowNow = (id: string): readonly string[] =>
  (audience.value.get(id)?.belows ?? []).map(({ child }) => child);

/* ---- the list ---- */

export const PARTS = ["open", "ended"] as const;
export type SentPart = (typeof PARTS)[number];

export const partOf = ({ row }: Sent): SentPart => (isOpen(row) ? "open" : "ended");

/** What is due first stands first, then what was sent last. */
export function byDue(a: Sent, b: Sent): number {
  const [left, right] = [a, b].map(({ row }) =>
    row.due_on === null || !isOpen(row) ? undefined : readFuzzy(row.due_on),
  );
  const part = PARTS.indexOf(partOf(a)) - PARTS.indexOf(partOf(b));
  const due = left && right ? compareFuzzy(left, right) : Number(!left) - Number(!right);
  return part || due || b.row.sent_at_ms - a.row.sent_at_ms || collator().compare(a.name, b.name);
}

/** Whether it waits for the organization I act for. */
export function isAwaited({ id, row }: Sent): boolean {
  const mine = isOpen(row) ? myDelivery(id) : undefined;
  return mine !== undefined && isUnread(mine);
}

/* ---- what may be done about it ---- */

export type Deed = "acknowledge" | "localise" | "pass_on" | "act" | "report" | "decline";

/* The first is what is asked next. */
const DEEDS = {
  scheduled: [],
  delivered: ["acknowledge", "pass_on", "decline"],
  acknowledged: ["act", "localise", "pass_on", "decline"],
  localised: ["act", "localise", "pass_on", "decline"],
  acting: ["report", "localise", "pass_on", "act", "decline"],
  reported: ["report", "pass_on"],
  declined: ["acknowledge"],
  lapsed: [],
  recalled: [],
} as const satisfies Record<DeliveryState, readonly Deed[]>;

/** What its state allows, while it is within reach; passing on where there is somebody, and once. */
export function deedsOf(delivery: Delivery, dispatch: Dispatch): readonly Deed[] {
  if (!isOpen(dispatch) || !audience.value.has(delivery.organization_id)) return [];
  const mayPassOn =
    delivery.passed_on_at_ms === null && belowNow(delivery.organization_id).length > 0;
  return DEEDS[delivery.state].filter((deed) => deed !== "pass_on" || mayPassOn);
}

/** What is asked of it next; undefined: nothing more. */
export function nextOf(delivery: Delivery, dispatch: Dispatch): Deed | undefined {
  const isSettled = delivery.state === "reported" || delivery.state === "declined";
  return isSettled || delivery.mode === "information" ? undefined : deedsOf(delivery, dispatch)[0];
}

/* ---- what was said ---- */

/** Words of a kind about a delivery, the latest first. */
export const notesOf = (delivery_id: string, kind: Note["kind"]): readonly Note[] =>
  by("delivery_note", "delivery_id", delivery_id)
    .value.filter((one) => one.kind === kind)
    .toSorted((a, b) => b.at_ms - a.at_ms);

/** People reached as the reports say; they may speak of the same. */
export function peopleOf(deliveries: Deliveries): number | undefined {
  const told = [...deliveries.values()].flatMap(({ delivery_id }) =>
    notesOf(delivery_id, "report").flatMap(({ people }) => people ?? []),
  );
  return told.length === 0 ? undefined : told.reduce((sum, people) => sum + people, 0);
}

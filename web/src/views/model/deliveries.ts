/*
 * What has come down the network to the organization I act for, as far as Today knows of it: what asks that
 * organization to act, and to say that it has read it.
 */
import { by, type Outcome, type RowOf, row, send, viewer } from "../../sync";
import { rightTo } from "./rights";

export type Dispatch = RowOf<"dispatch">;
export type Delivery = RowOf<"delivery">;

/** Whether anything of it may still be answered. */
export const isOpen = ({ state }: Dispatch): boolean => state === "sent" || state === "paused";

/** Those of the organization I act for. */
const ofMine = (): readonly Delivery[] =>
  by("delivery", "organization_id", viewer.value.acting_for ?? "").value;

export const myDelivery = (dispatch_id: string): Delivery | undefined =>
  ofMine().find((one) => one.dispatch_id === dispatch_id);

/** A delivery that waits for my organization's answer. */
export interface Awaited {
  readonly delivery: Delivery;
  readonly dispatch: Dispatch;
}

/** Whether it waits to be said that it is read: what only informs waits for nobody. */
export const isUnread = (delivery: Delivery): boolean =>
  delivery.state === "delivered" &&
  delivery.mode === "mandate" &&
  rightTo("answer_delivery", "delivery", delivery.delivery_id).ok;

export const awaited = (): readonly Awaited[] =>
  ofMine()
    .filter(isUnread)
    .flatMap((delivery) => {
      const dispatch = row("dispatch", delivery.dispatch_id).value;
      return dispatch !== undefined && isOpen(dispatch) ? [{ delivery, dispatch }] : [];
    });

/** Whoever came later has longer. */
export const dueOf = (delivery: Delivery | undefined, dispatch: Dispatch): string | null =>
  delivery?.due_on ?? dispatch.due_on;

export const acknowledge = ({ delivery_id }: Delivery): Promise<Outcome> =>
  send("delivery.acknowledge", { delivery_id }, [
    ["delivery", "update", delivery_id, { state: "acknowledged", answered_at_ms: Date.now() }],
  ]);

/*
 * What is done with dispatches and deliveries. What an organization says of its own shows at once; what stops
 * or ends a dispatch is done when the server answers.
 */
import { type Methods, type Outcome, type RowChange, send } from "../../sync";
import type { Delivery, Dispatch } from "./deliveries";
import type { Note } from "./dispatches";

export const sendDispatch = (
  params: Omit<Methods["dispatch.send"]["params"], "acting_for">,
): Promise<Outcome> => send("dispatch.send", params);

export const pauseDispatch = ({ dispatch_id }: Dispatch): Promise<Outcome> =>
  send("dispatch.pause", { dispatch_id });

export const resumeDispatch = ({ dispatch_id }: Dispatch): Promise<Outcome> =>
  send("dispatch.resume", { dispatch_id });

export const closeDispatch = ({ dispatch_id }: Dispatch): Promise<Outcome> =>
  send("dispatch.close", { dispatch_id });

export const recallDispatch = ({ dispatch_id }: Dispatch, reason: string): Promise<Outcome> =>
  send("dispatch.recall", { dispatch_id, reason });

/* ---- what an organization does about it ---- */

/** Words as they were typed. */
export interface Written {
  readonly delivery_note_id: string;
  readonly text: string;
  readonly language: string;
}

type Step = Partial<Delivery>;

const stepped = ({ delivery_id }: Delivery, fields: Step): RowChange => [
  "delivery",
  "update",
  delivery_id,
  { ...fields, answered_at_ms: Date.now() },
];

/* Own words stand in the organization's space, what all read where the dispatch does. */
function noted(
  delivery: Delivery,
  kind: Note["kind"],
  written: Written,
  isTold: boolean,
  people: number | null = null,
): RowChange {
  const row: Note = {
    ...written,
    space_id: isTold ? delivery.space_id : delivery.organization_id,
    delivery_id: delivery.delivery_id,
    organization_id: delivery.organization_id,
    kind,
    people,
    at_ms: Date.now(),
    sample: 0,
  };
  return ["delivery_note", "insert", written.delivery_note_id, { ...row }];
}

export const localise = (delivery: Delivery, written: Written): Promise<Outcome> =>
  send("delivery.localise", { delivery_id: delivery.delivery_id, ...written }, [
    noted(delivery, "wording", written, false),
    stepped(delivery, { state: delivery.state === "acting" ? "acting" : "localised" }),
  ]);

export const passOn = ({ delivery_id }: Delivery): Promise<Outcome> =>
  send("delivery.pass_on", { delivery_id }, [
    ["delivery", "update", delivery_id, { passed_on_at_ms: Date.now() }],
  ]);

export const actOn = (delivery: Delivery, action_item_id: string | null): Promise<Outcome> =>
  send(
    "delivery.act",
    { delivery_id: delivery.delivery_id, ...(action_item_id === null ? {} : { action_item_id }) },
    [
      stepped(delivery, {
        state: "acting",
        action_item_id: action_item_id ?? delivery.action_item_id,
      }),
    ],
  );

export const report = (
  delivery: Delivery,
  written: Written,
  people: number | null,
): Promise<Outcome> =>
  send(
    "delivery.report",
    { delivery_id: delivery.delivery_id, ...written, ...(people === null ? {} : { people }) },
    [noted(delivery, "report", written, true, people), stepped(delivery, { state: "reported" })],
  );

export const decline = (delivery: Delivery, written: Written, isTold: boolean): Promise<Outcome> =>
  send(
    "delivery.decline",
    { delivery_id: delivery.delivery_id, ...written, is_reason_told: Number(isTold) },
    [
      noted(delivery, "reason", written, isTold),
      stepped(delivery, {
        state: "declined",
        declined_at_ms: delivery.declined_at_ms ?? Date.now(),
        is_reason_told: Number(isTold),
      }),
    ],
  );

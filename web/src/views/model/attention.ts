/*
 * How I want to be told: the row of my own, the usual where I have never said anything, and how loudly of each
 * group. All of it is seen at once and told to the server, which has the last word.
 */
import { computed } from "@preact/signals";
import type { SaveResult } from "../../components";
import { newId, type Outcome, type RowOf, rows, send, viewer } from "../../sync";
import { type Group, groups, isFinal, isMine } from "./groups";
import { toSaveResult } from "./refusals";

export type AttentionRow = RowOf<"attention">;
export type AttentionField =
  | "digest"
  | "digest_hour"
  | "at_once"
  | "quiet_from"
  | "quiet_until"
  | "narrow_words";
export type Volume = RowOf<"subscription">["volume"];

export const VOLUMES = ["quiet", "normal", "loud"] as const satisfies readonly Volume[];

const me = (): string => viewer.value.person_id ?? "";

/* As the server has it for whoever has no row. */
const usual = (person_id: string): AttentionRow => ({
  attention_id: person_id,
  space_id: person_id,
  digest: "daily",
  digest_hour: 7,
  at_once: 1,
  quiet_from: 21,
  quiet_until: 7,
  narrow_words: 0,
  news_seen_seq: null,
  news_seen_at_ms: null,
});

const own = () => rows("attention").value.get(me());

export const attention = computed<AttentionRow>(() => own() ?? usual(me()));

/* The row is made by the first thing one says. */
const written = (fields: Partial<AttentionRow>) =>
  own() === undefined
    ? (["attention", "insert", me(), { ...usual(me()), ...fields }] as const)
    : (["attention", "update", me(), fields] as const);

/* Fields hold texts; the wire has numbers. */
const toCell = (field: AttentionField, text: string): string | number =>
  field === "digest" ? text : Number(text);

export async function editAttention(
  field: AttentionField,
  from: string,
  to: string,
): Promise<SaveResult> {
  const edit = { from: toCell(field, from), to: toCell(field, to) };
  const params = { person_id: me(), [field]: edit };
  return toSaveResult(await send("attention.edit", params, [written({ [field]: edit.to })]));
}

/** What had changed up to an entry of the log has been looked at. */
export const seeNews = (seq: number): Promise<Outcome> =>
  send("attention.see_news", { person_id: me(), seq }, [
    written({ news_seen_seq: seq, news_seen_at_ms: Date.now() }),
  ]);

/* ---- how loudly ---- */

const subscription = (group_id: string | null) =>
  [...rows("subscription").value.values()].find(
    (one) => one.group_id === group_id && one.space_id === me(),
  );

/** group_id null: of the coalition. */
export const volumeOf = (group_id: string | null): Volume =>
  subscription(group_id)?.volume ?? "normal";

export function setVolume(group_id: string | null, volume: Volume): Promise<Outcome> {
  const there = subscription(group_id);
  const subscription_id = there?.subscription_id ?? newId();
  const params = {
    person_id: me(),
    subscription_id,
    volume,
    ...(group_id === null ? {} : { group_id }),
  };
  const row = { subscription_id, space_id: me(), group_id, volume };
  return send("subscription.set", params, [
    there === undefined
      ? ["subscription", "insert", subscription_id, row]
      : ["subscription", "update", subscription_id, { volume }],
  ]);
}

/** Groups that can be turned up or down: those I work in, and those I once said something of. */
export const audible = (): readonly Group[] =>
  [...groups.value.values()].filter(
    (group) => !isFinal(group.row.state) && (isMine(group) || subscription(group.id) !== undefined),
  );

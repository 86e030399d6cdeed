/*
 * How far an item has come: what may follow as buttons, and over the page the reason where one is
 * asked for.
 */
import { useState } from "preact/hooks";
import { Dialog, offerUndo, Refusal, Section, TextArea, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { type Outcome, send } from "../../sync";
import { type Item, type ItemState, NEXT } from "../model/items";
import { MANDATE_MOST } from "../model/limits";
import { takeRefusal } from "../model/refusals";
import { ActButton, rightTo } from "../model/rights";
import { itemStateWord } from "../model/vocabulary";

const WORD = {
  open: "item_open",
  doing: "item_begin_do",
  blocked: "item_block_do",
  done: "item_done_do",
  dropped: "item_drop_do",
} as const satisfies Record<ItemState, Key>;

export const asksWhy = (to: ItemState): to is "blocked" | "dropped" =>
  to === "blocked" || to === "dropped";

/**
 * A course from state to state, seen at once. All its steps are sent at once, so that the later ones are
 * kept with the first where there is no line; the first that is refused tells what stood in the way.
 */
export async function walk(
  id: string,
  course: readonly ItemState[],
  reason: string | null = null,
): Promise<Outcome> {
  const sent = course.slice(1).map((to, index) => {
    const why = asksWhy(to) ? reason : null;
    const state = { from: course[index] ?? to, to };
    const params = { action_item_id: id, state, ...(why === null ? {} : { reason: why }) };
    return send("action_item.set_state", params, [
      ["action_item", "update", id, { state: to, reason: why }],
    ]);
  });
  const outcomes = await Promise.all(sent);
  const [first, ...behind] = outcomes.filter((outcome) => !outcome.ok);
  for (const one of behind) takeRefusal(one);
  return first ?? (outcomes.at(-1) as Outcome);
}

/** Begun and done are two steps of its course. */
export const toDone = (from: ItemState): readonly ItemState[] =>
  from === "doing" ? ["doing", "done"] : [from, "doing", "done"];

/** Goes a course, whose last step can be undone where it may go back; in words what refused it. */
async function go(
  item: Item,
  course: readonly ItemState[],
  reason: string | null,
): Promise<string | undefined> {
  const words = takeRefusal(await walk(item.id, course, reason));
  const [to, from] = course.toReversed();
  if (words === undefined && to && from && NEXT[to].includes(from)) {
    offerUndo(
      <Words
        k="undo_changed"
        parts={{
          field: t("field_state"),
          now: itemStateWord(to),
          before: itemStateWord(from),
        }}
      />,
      () => void go(item, [to, from], null),
    );
  }
  return words;
}

/** One step. */
export const setState = (item: Item, to: ItemState, reason: string | null) =>
  go(item, [item.row.state, to], reason);

/** In one touch. */
export const finish = (item: Item) => go(item, toDone(item.row.state), null);

function Why(props: {
  readonly item: Item;
  readonly to: "blocked" | "dropped";
  readonly onClose: () => void;
}) {
  const { item, to, onClose } = props;
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const text = reason.trim();
  const save = async () => {
    const words = await setState(item, to, text);
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  const tooLong =
    [...text].length > MANDATE_MOST ? t("E_TOO_LONG", { most: MANDATE_MOST }) : undefined;
  return (
    <Dialog
      title={
        <Words
          k={to === "blocked" ? "item_block_title" : "item_drop_title"}
          parts={{ name: <bdi>{item.name}</bdi> }}
        />
      }
      onClose={onClose}
      act={{
        word: t(to === "blocked" ? "item_block_act" : "item_drop_act"),
        run: save,
        reason: text === "" ? t("item_reason_first") : tooLong,
      }}
    >
      <TextArea
        label={t("field_reason")}
        value={reason}
        onInput={setReason}
        hint={t(to === "blocked" ? "hint_block" : "hint_drop")}
      />
      <Refusal words={refusal} />
    </Dialog>
  );
}

export function ItemStates({ item }: { readonly item: Item }) {
  const { state, reason } = item.row;
  const right = rightTo("act_on_item", "action_item", item.id);
  const [asked, setAsked] = useState<"blocked" | "dropped" | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const act = (to: ItemState) => {
    if (asksWhy(to)) return setAsked(to);
    void setState(item, to, null).then(setRefusal);
  };
  return (
    <Section
      title={t("field_state")}
      end={<span class="muted">{t("state_now", { state: itemStateWord(state) })}</span>}
    >
      {reason === null ? null : (
        <p class="said" dir="auto">
          {reason}
        </p>
      )}
      <div class="btns block-s">
        {state === "open" ? (
          <ActButton right={right} onClick={() => void finish(item).then(setRefusal)}>
            {t("item_done_do")}
          </ActButton>
        ) : null}
        {right.ok || state !== "open"
          ? NEXT[state].map((to) => (
              <ActButton
                key={to}
                right={right}
                look={asksWhy(to) ? "plain" : "edge"}
                onClick={() => act(to)}
              >
                {t(state === "open" || to !== "doing" ? WORD[to] : "item_again_do")}
              </ActButton>
            ))
          : null}
      </div>
      <Refusal words={refusal} />
      {asked === undefined ? null : (
        <Why item={item} to={asked} onClose={() => setAsked(undefined)} />
      )}
    </Section>
  );
}

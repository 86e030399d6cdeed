/*
 * How far an item has come: what may follow as buttons, and over the page the reason where one is
 * asked for.
 */
import { useState } from "preact/hooks";
import { Dialog, offerUndo, Refusal, Section, TextArea, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { send } from "../../sync";
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

/** One step, seen at once; what may go back can be undone. */
export async function setState(
  item: Item,
  to: ItemState,
  reason: string | null,
): Promise<string | undefined> {
  const from = item.row.state;
  const outcome = await send(
    "action_item.set_state",
    { action_item_id: item.id, state: { from, to }, ...(reason === null ? {} : { reason }) },
    [["action_item", "update", item.id, { state: to, reason }]],
  );
  const words = takeRefusal(outcome);
  if (words === undefined && NEXT[to].includes(from)) {
    offerUndo(
      <Words
        k="undo_changed"
        parts={{
          field: t("field_state"),
          now: itemStateWord(to),
          before: itemStateWord(from),
        }}
      />,
      () => void setState({ ...item, row: { ...item.row, state: to } }, from, null),
    );
  }
  return words;
}

/**
 * In one touch: begun and done are two steps of its course. Both are sent at once, so that the second
 * is kept with the first where there is no line; refused, the first says why.
 */
export async function finish(item: Item): Promise<string | undefined> {
  if (item.row.state === "doing") return await setState(item, "done", null);
  const begun = { ...item, row: { ...item.row, state: "doing" } } as const;
  const steps = [setState(item, "doing", null), setState(begun, "done", null)];
  const [first, second] = await Promise.all(steps);
  return first ?? second;
}

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

/*
 * Several items at once: given to somebody, set to a date, or marked as done. Each is a command of its
 * own, so what one may not change stays as it was and says so; one undo takes all back that went. All
 * are sent at once, none waiting for another's answer, so without a line too every row shows it.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Dialog,
  FuzzyDate,
  fromDraft,
  offerUndo,
  Refusal,
  toDraft,
  Words,
} from "../../components";
import { formatList, type Key, t } from "../../i18n";
import { type Outcome, send } from "../../sync";
import { type Item, type ItemRow, isAlive, type OwnerColumns } from "../model/items";
import { takeRefusal } from "../model/refusals";
import { toDone, walk } from "./ItemState";
import { isOwnerMissing, type OwnerDraft, OwnerField, ownerColumns } from "./OwnerField";

/** So many are changed at once: a page that a person looks over. */
export const CHOSEN_MOST = 50;

type Fields = Partial<OwnerColumns & Pick<ItemRow, "due_on">>;

/** What an item had of the fields that change. */
const before = ({ row }: Item, fields: Fields): Fields =>
  Object.fromEntries(
    Object.keys(fields).map((field) => [field, row[field as keyof Fields]]),
  ) as Fields;

function edit(id: string, from: Fields, to: Fields): Promise<Outcome> {
  const changed = (Object.keys(to) as (keyof Fields)[]).filter(
    (field) => from[field] !== to[field],
  );
  const edits = Object.fromEntries(
    changed.map((field) => [field, { from: from[field] ?? null, to: to[field] ?? null }]),
  );
  return send("action_item.edit", { action_item_id: id, ...edits }, [
    ["action_item", "update", id, to],
  ]);
}

const finish = ({ id, row }: Item): Promise<Outcome> => walk(id, toDone(row.state));

/* The course leads from done back to under way alone: a block is put up again with its reason, and what had
   not been begun stays under way. */
const unfinish = ({ id, row }: Item): Promise<Outcome> =>
  row.state === "blocked"
    ? walk(id, ["done", "doing", "blocked"], row.reason)
    : walk(id, ["done", "doing"]);

interface Deed {
  readonly run: (item: Item) => Promise<Outcome>;
  readonly back: (item: Item) => Promise<Outcome>;
  readonly undo: (went: readonly Item[]) => Key;
}

/** Does it to each; in words what did not go, each reason once. One undo for all that went. */
async function doToAll(chosen: readonly Item[], { run, back, undo }: Deed) {
  const words = (await Promise.all(chosen.map(run))).map(takeRefusal);
  const went = chosen.filter((_, index) => words[index] === undefined);
  const reasons = new Set(words.filter((one) => one !== undefined));
  if (went.length > 0) {
    offerUndo(<Words k={undo(went)} values={{ count: went.length }} />, () => {
      for (const item of went) void back(item).then(takeRefusal);
    });
  }
  return reasons.size === 0
    ? undefined
    : t("bulk_refused", {
        count: chosen.length - went.length,
        why: formatList([...reasons]),
      });
}

const editDeed = (to: Fields, undo: Key): Deed => ({
  run: (item) => edit(item.id, before(item, to), to),
  back: (item) => edit(item.id, to, before(item, to)),
  undo: () => undo,
});

const FINISH: Deed = {
  run: finish,
  back: unfinish,
  undo: (went) => (went.some(({ row }) => row.state === "open") ? "bulk_done_begun" : "bulk_done"),
};

interface Props {
  readonly chosen: readonly Item[];
  readonly onDone: (words: string | undefined) => void;
}

function GiveTo({ chosen, onDone, onClose }: Props & { readonly onClose: () => void }) {
  const [draft, setDraft] = useState<OwnerDraft>({ kind: "organization", chosen: undefined });
  const boards = new Set(chosen.map((item) => item.row.group_id));
  const [board] = boards;
  const isOne = boards.size === 1;
  const place = {
    group_id: isOne ? (board ?? null) : null,
    isWithin: isOne && chosen.every(({ row }) => row.space_id === row.group_id),
  };
  return (
    <Dialog
      title={t("bulk_give_title", { count: chosen.length })}
      onClose={onClose}
      act={{
        word: t("owner_do"),
        run: async () => {
          void doToAll(chosen, editDeed(ownerColumns(draft.chosen), "bulk_given")).then(onDone);
          onClose();
        },
        reason: isOwnerMissing(draft) ? t("owner_choose_first") : undefined,
      }}
    >
      {draft.chosen === undefined ? null : (
        <p class="lede">
          <Words k="owner_chosen" parts={{ name: <bdi>{draft.chosen.name}</bdi> }} />
        </p>
      )}
      <OwnerField place={place} draft={draft} onChange={setDraft} />
    </Dialog>
  );
}

function SetDate({ chosen, onDone, onClose }: Props & { readonly onClose: () => void }) {
  const [draft, setDraft] = useState(() => toDraft(null));
  const due_on = fromDraft(draft);
  return (
    <Dialog
      title={t("bulk_date_title", { count: chosen.length })}
      onClose={onClose}
      act={{
        word: t("save_date"),
        run: async () => {
          void doToAll(chosen, editDeed({ due_on: due_on ?? null }, "bulk_dated")).then(onDone);
          onClose();
        },
        reason: due_on === undefined ? t("bulk_date_first") : undefined,
      }}
    >
      <FuzzyDate draft={draft} onChange={setDraft} invalid={false} />
    </Dialog>
  );
}

export function BulkBar({ chosen, onDone }: Props) {
  const [asked, setAsked] = useState<"give" | "date" | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const reason =
    chosen.length === 0
      ? t("bulk_choose_first")
      : chosen.length > CHOSEN_MOST
        ? t("E_TOO_MANY", { most: CHOSEN_MOST })
        : undefined;
  const done = (words: string | undefined) => {
    setRefusal(words);
    onDone(words);
  };
  const alive = chosen.filter((item) => isAlive(item.row));
  return (
    <div class="bulk">
      <p role="status">{t("bulk_chosen", { count: chosen.length })}</p>
      <div class="btns">
        <Button onClick={() => setAsked("give")} {...(reason === undefined ? {} : { reason })}>
          {t("bulk_give")}
        </Button>
        {reason === undefined ? (
          <>
            <Button onClick={() => setAsked("date")}>{t("bulk_date")}</Button>
            <Button onClick={() => void doToAll(alive, FINISH).then(done)}>
              {t("item_done_do")}
            </Button>
          </>
        ) : null}
      </div>
      <Refusal words={refusal} />
      {asked === "give" ? (
        <GiveTo chosen={chosen} onDone={done} onClose={() => setAsked(undefined)} />
      ) : null}
      {asked === "date" ? (
        <SetDate chosen={chosen} onDone={done} onClose={() => setAsked(undefined)} />
      ) : null}
    </div>
  );
}

/*
 * The page of one action item: what is to be done, whose it is, by when, how far it has come, its
 * checklist, and what was changed.
 */
import { useState } from "preact/hooks";
import {
  Dots,
  EditableFact,
  Link,
  Name,
  PageHead,
  Refusal,
  type SaveResult,
  Section,
  Tag,
  useKey,
  Words,
} from "../../components";
import { formatNumber, fuzzyDate, t } from "../../i18n";
import { navigate, route } from "../../router";
import { connection, may, send } from "../../sync";
import { Comments } from "../comments/Comments";
import { Changes } from "../history/Changes";
import { lazy } from "../lazy";
import { agreedAt } from "../model/agenda";
import { editItem, savingOf } from "../model/edits";
import { groups, isFinal } from "../model/groups";
import {
  type Item,
  type ItemRow,
  isAlive,
  isDueNow,
  isOverdue,
  items,
  ownerOf,
} from "../model/items";
import { MANDATE_MOST, NAME_MOST } from "../model/limits";
import { takeRefusal, toSaveResult } from "../model/refusals";
import { ActButton, rightTo, WhoCan } from "../model/rights";
import { readBy, spaceKind } from "../model/spaces";
import { itemStateWord } from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { boards } from "./boards";
import { Checklist } from "./Checklist";
import { ItemStates } from "./ItemState";
import { MilestoneFact } from "./MilestoneField";
import { OwnerFact } from "./OwnerFact";

const MoveBoard = lazy(async () => (await import("./MoveBoard")).MoveBoard, "members");

/* Beside its date: that it is late, or that its time is now. */
function dueNote(row: ItemRow) {
  const now = Date.now();
  if (isOverdue(row, now)) return <span class="late"> {t("item_late")}</span>;
  return isDueNow(row, now) ? <span> {t("item_now")}</span> : undefined;
}

function OwnerRow({ item, canEdit }: { readonly item: Item; readonly canEdit: boolean }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const take = async () =>
    setRefusal(takeRefusal(await send("action_item.take", { action_item_id: item.id })));
  const mayTake = ownerOf(item.row) === undefined && isAlive(item.row);
  return (
    <OwnerFact
      thing={item}
      group_id={item.row.group_id}
      space_id={item.row.space_id}
      canEdit={canEdit}
      onSave={(edits) => send("action_item.edit", { action_item_id: item.id, ...edits })}
      refusal={<Refusal words={refusal} />}
      act={
        mayTake ? (
          <ActButton
            right={rightTo("take_item", "action_item", item.id)}
            onClick={() => void take()}
          >
            {t("item_take_do")}
          </ActButton>
        ) : null
      }
    />
  );
}

const shareOf = (progress: number): string =>
  formatNumber(progress / 100, { style: "percent", maximumFractionDigits: 0 });

const SHARES = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

async function editProgress(
  id: string,
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  const progress = { from: Number(from), to: Number(to) };
  return toSaveResult(await send("action_item.edit", { action_item_id: id, progress }));
}

/** On whose board it stands, and the way to another. */
function BoardRow({ item, canEdit }: { readonly item: Item; readonly canEdit: boolean }) {
  const [open, setOpen] = useState(false);
  const { group_id } = item.row;
  const board = group_id === null ? undefined : groups.value.get(group_id);
  const isElsewhere = boards().some(({ id }) => id !== group_id);
  const canMove =
    canEdit && (isElsewhere || (group_id !== null && may("add_coalition_item").value.ok));
  return (
    <div>
      <dt>{t("field_board")}</dt>
      <dd class="val">
        <span>
          {board === undefined ? (
            t("board_coalition")
          ) : (
            <Link href={`/groups/${board.id}`}>
              <Name>{board.name}</Name>
            </Link>
          )}
        </span>
        {canMove ? (
          <button
            type="button"
            class="editbtn"
            aria-label={t("item_move_do")}
            onClick={() => setOpen(true)}
          >
            {t("change")}
          </button>
        ) : null}
        {open ? <MoveBoard item={item} onClose={() => setOpen(false)} /> : null}
      </dd>
    </div>
  );
}

/** The way back to where it was agreed. */
function AgreedRow({ item }: { readonly item: Item }) {
  const from = agreedAt(item.id);
  return from.length === 0 ? null : (
    <div>
      <dt>{t("field_agreed_at")}</dt>
      {from.map((meeting) => (
        <dd key={meeting.id}>
          <Link href={`/meetings/${meeting.id}`}>
            <Name>{meeting.name}</Name>
          </Link>
        </dd>
      ))}
    </div>
  );
}

interface Part {
  readonly item: Item;
  readonly canEdit: boolean;
  readonly open: string | undefined;
  readonly setOpen: (field: string | undefined) => void;
}

function Facts({ item, canEdit, open, setOpen }: Part) {
  const { id, row } = item;
  const door = (field: string) => ({
    open: open === field,
    onOpen: () => setOpen(field),
    onClose: () => setOpen(undefined),
  });
  const fact = (field: "title" | "note" | "due_on") => ({
    value: row[field],
    ...savingOf("action_item", id, field),
    canEdit,
    ...door(field),
    onSave: (from: string | null, to: string | null) => editItem(id, field, from, to),
  });
  const shares = SHARES.includes(row.progress)
    ? SHARES
    : [...SHARES, row.progress].toSorted((a, b) => a - b);
  return (
    <Section title={t("item_facts")}>
      <dl class="facts">
        <OwnerRow item={item} canEdit={canEdit} />
        <EditableFact
          {...fact("due_on")}
          words={{ label: t("field_due"), edit: t("edit_due"), save: t("save_date") }}
          editor={{ kind: "date" }}
          extra={dueNote(row)}
        />
        <EditableFact
          words={{
            label: t("field_progress"),
            edit: t("edit_progress"),
            save: t("save_progress"),
          }}
          value={String(row.progress)}
          shown={shareOf(row.progress)}
          editor={{
            kind: "choice",
            options: shares.map((share) => ({ value: String(share), word: shareOf(share) })),
          }}
          {...savingOf("action_item", id, "progress")}
          canEdit={canEdit}
          {...door("progress")}
          onSave={(from, to) => editProgress(id, from, to)}
        />
        <EditableFact
          {...fact("title")}
          words={{
            label: t("field_item_title"),
            edit: t("edit_item_title"),
            save: t("save_item_title"),
          }}
          editor={{ kind: "line", most: NAME_MOST, required: true }}
        />
        <EditableFact
          {...fact("note")}
          words={{
            label: t("field_item_note"),
            edit: t("edit_item_note"),
            save: t("save_item_note"),
          }}
          editor={{ kind: "text", most: MANDATE_MOST }}
        />
        <MilestoneFact item={item} canEdit={canEdit} />
        <AgreedRow item={item} />
        <BoardRow item={item} canEdit={canEdit} />
      </dl>
    </Section>
  );
}

function Page({ item }: { readonly item: Item }) {
  const { id, row, name } = item;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const right = rightTo("act_on_item", "action_item", id);
  const board = row.group_id === null ? undefined : groups.value.get(row.group_id);
  const isReadOnly = board !== undefined && isFinal(board.row.state);
  const canEdit = right.ok && !isReadOnly;
  const back = `/actions${route.value.query.size > 0 ? `?${route.value.query}` : ""}`;
  useKey("back", () => navigate(back));
  useKey("edit", () => {
    if (canEdit) setOpen("title");
  });
  return (
    <>
      <PageHead
        title={name}
        back={{ href: back, word: t("room_actions") }}
        kicker={
          <>
            <Dots>
              {[itemStateWord(row.state), row.due_on === null ? "" : fuzzyDate(row.due_on)]}
            </Dots>{" "}
            {row.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
          </>
        }
      >
        <p class="small muted">
          {spaceKind(row.space_id) === "group" && board !== undefined ? (
            <Words k="item_seen_by_group" parts={{ name: <Name>{board.name}</Name> }} />
          ) : (
            t(readBy(row.space_id))
          )}
        </p>
      </PageHead>
      <div class="two">
        <div>
          {isReadOnly ? <p class="lede">{t("item_board_closed")}</p> : <ItemStates item={item} />}
          <Checklist item={item} canEdit={canEdit} />
          <Facts item={item} canEdit={canEdit} open={open} setOpen={setOpen} />
          {isReadOnly ? null : <WhoCan right={right} />}
          <Comments table="action_item" id={id} space_id={row.space_id} group_id={row.group_id} />
        </div>
        <div class="side">
          <Changes table="action_item" id={id} />
        </div>
      </div>
    </>
  );
}

export function ItemPage({ id }: { readonly id: string }) {
  const item = items.value.get(id);
  if (item) return <Page key={id} item={item} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}

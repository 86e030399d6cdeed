/*
 * The board: a column for each state. A card is moved by its list, by dragging, or by keys; where a
 * reason is asked for, it is asked in the card, which stays where it is until then.
 */
import "../../styles/board.css";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { announce, Button, Dots, Link, Name, Refusal, TextArea } from "../../components";
import { t } from "../../i18n";
import { type Item, type ItemState, NEXT } from "../model/items";
import { MANDATE_MOST } from "../model/limits";
import { rightTo } from "../model/rights";
import { itemStateWord } from "../model/vocabulary";
import { useMore } from "../useMore";
import { aboutItem } from "./ItemRows";
import { asksWhy, finish, setState } from "./ItemState";

const COLUMNS = ["open", "doing", "blocked", "done", "dropped"] as const;

/** Where a card may go. What is done was begun first: that takes both steps. */
export const targetsOf = (state: ItemState): readonly ItemState[] => {
  const next = NEXT[state];
  return next.includes("doing") && state !== "done" ? [...next, "done"] : next;
};

/** The column an arrow leads to: the nearest on that side to which it may go. */
export function besideOf(state: ItemState, step: 1 | -1): ItemState | undefined {
  const targets = targetsOf(state);
  const at = COLUMNS.indexOf(state);
  const side = step === 1 ? COLUMNS.slice(at + 1) : COLUMNS.slice(0, at).toReversed();
  return side.find((one) => targets.includes(one));
}

const move = (item: Item, to: ItemState, reason: string | null): Promise<string | undefined> =>
  to === "done" ? finish(item) : setState(item, to, reason);

/* ---- a card ---- */

function Why(props: {
  readonly to: "blocked" | "dropped";
  readonly onSave: (reason: string) => Promise<void>;
  readonly onLeave: () => void;
}) {
  const { to, onSave, onLeave } = props;
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  const save = () => {
    const text = reason.trim();
    if (text === "") return setProblem(t("item_reason_first"));
    if ([...text].length > MANDATE_MOST) {
      return setProblem(t("E_TOO_LONG", { most: MANDATE_MOST }));
    }
    void onSave(text);
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <TextArea
        label={t("field_reason")}
        value={reason}
        onInput={(text) => {
          setReason(text);
          setProblem(undefined);
        }}
        hint={t(to === "blocked" ? "hint_block" : "hint_drop")}
        problem={problem}
      />
      <div class="btns">
        <Button kind="submit">{t(to === "blocked" ? "item_block_act" : "item_drop_act")}</Button>
        <Button look="plain" onClick={onLeave}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

interface Held {
  readonly id: string;
  readonly state: ItemState;
}

/** What the cards of a board share. */
interface Table {
  readonly query: string;
  readonly withBoard: boolean;
  /** Which card asks for a reason, and for what. */
  readonly asked: { readonly id: string; readonly to: "blocked" | "dropped" } | undefined;
  readonly refused: { readonly id: string; readonly words: string } | undefined;
  readonly dragged: Held | undefined;
  /** The card that takes the focus once it is where it goes. */
  readonly follows: { current: Held | undefined };
  readonly go: (item: Item, to: ItemState, reason?: string) => Promise<void>;
  readonly leave: (item: Item) => void;
  readonly drag: (held: Held | undefined) => void;
}

function Card({ item, table }: { readonly item: Item; readonly table: Table }) {
  const { id, row, name } = item;
  const link = useRef<HTMLLIElement>(null);
  const isMine = rightTo("act_on_item", "action_item", id).ok;
  const targets = isMine ? targetsOf(row.state) : [];
  useLayoutEffect(() => {
    const { current } = table.follows;
    if (current?.id !== id || current.state !== row.state) return;
    table.follows.current = undefined;
    link.current?.querySelector("a")?.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const isArrow = event.key === "ArrowRight" || event.key === "ArrowLeft";
    if (!event.shiftKey || !isArrow || !(event.target instanceof HTMLAnchorElement)) return;
    const isForward = (event.key === "ArrowRight") === (document.dir !== "rtl");
    const to = besideOf(row.state, isForward ? 1 : -1);
    if (to === undefined || !targets.includes(to)) return;
    event.preventDefault();
    void table.go(item, to);
  };
  const asked = table.asked?.id === id ? table.asked.to : undefined;
  return (
    <li
      ref={link}
      class={table.dragged?.id === id ? "card dragged" : "card"}
      draggable={targets.length > 0 && asked === undefined}
      onDragStart={(event) => {
        event.dataTransfer?.setData("text/plain", id);
        table.drag({ id, state: row.state });
      }}
      onDragEnd={() => table.drag(undefined)}
      onKeyDown={onKeyDown}
    >
      <Link href={`/actions/${id}${table.query}`}>
        <span class="t">
          <Name>{name}</Name>
        </span>
        <span class="m">
          <Dots>{aboutItem(item, table.withBoard, false)}</Dots>
        </span>
      </Link>
      {row.reason === null ? null : (
        <p class="said clamp2" dir="auto">
          {row.reason}
        </p>
      )}
      {targets.length === 0 || asked !== undefined ? null : (
        <select
          aria-label={t("board_move_named", { name })}
          value=""
          onChange={(event) => {
            const to = event.currentTarget.value as ItemState;
            event.currentTarget.value = "";
            void table.go(item, to);
          }}
        >
          <option value="">{t("board_move")}</option>
          {targets.map((to) => (
            <option key={to} value={to}>
              {itemStateWord(to)}
            </option>
          ))}
        </select>
      )}
      {asked === undefined ? null : (
        <Why
          to={asked}
          onSave={(reason) => table.go(item, asked, reason)}
          onLeave={() => table.leave(item)}
        />
      )}
      <Refusal words={table.refused?.id === id ? table.refused.words : undefined} />
    </li>
  );
}

/* ---- the columns ---- */

function Column(props: {
  readonly state: ItemState;
  readonly list: readonly Item[];
  readonly table: Table;
  readonly onDrop: (id: string) => void;
}) {
  const { state, list, table, onDrop } = props;
  const id = useId();
  const [isOver, setOver] = useState(false);
  const { shown, more } = useMore(list);
  const held = table.dragged;
  const takes = held !== undefined && targetsOf(held.state).includes(state);
  const look = takes ? `droppable${isOver ? " dropping" : ""}` : undefined;
  return (
    <section
      aria-labelledby={id}
      class={look}
      onDragOver={(event) => {
        if (!takes) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (held && takes) onDrop(held.id);
      }}
    >
      <h2 class="sec">
        <span id={id}>{itemStateWord(state)}</span>
        <span class="n">{list.length}</span>
      </h2>
      {list.length === 0 ? <p class="small muted note">{t("board_empty")}</p> : null}
      <ul class="cards">
        {shown.map((item) => (
          <Card key={item.id} item={item} table={table} />
        ))}
      </ul>
      {more}
    </section>
  );
}

export function Board(props: {
  readonly list: readonly Item[];
  readonly query: string;
  readonly withBoard: boolean;
}) {
  const { list } = props;
  const [asked, setAsked] = useState<Table["asked"]>(undefined);
  const [refused, setRefused] = useState<Table["refused"]>(undefined);
  const [dragged, drag] = useState<Held | undefined>(undefined);
  const follows = useRef<Held | undefined>(undefined);
  const table: Table = {
    query: props.query,
    withBoard: props.withBoard,
    asked,
    refused,
    dragged,
    follows,
    drag,
    go: async (item, to, reason) => {
      setRefused(undefined);
      if (asksWhy(to) && reason === undefined) return setAsked({ id: item.id, to });
      follows.current = { id: item.id, state: to };
      const words = await move(item, to, reason ?? null);
      if (words !== undefined) {
        follows.current = undefined;
        return setRefused({ id: item.id, words });
      }
      setAsked(undefined);
      announce(t("board_moved", { name: item.name, state: itemStateWord(to) }));
    },
    leave: (item) => {
      follows.current = { id: item.id, state: item.row.state };
      setAsked(undefined);
    },
  };
  return (
    <>
      <p class="small muted more">{t("board_hint")}</p>
      <div class="board">
        {COLUMNS.map((state) => (
          <Column
            key={state}
            state={state}
            list={list.filter((item) => item.row.state === state)}
            table={table}
            onDrop={(id) => {
              const item = list.find((one) => one.id === id);
              drag(undefined);
              if (item) void table.go(item, state);
            }}
          />
        ))}
      </div>
    </>
  );
}

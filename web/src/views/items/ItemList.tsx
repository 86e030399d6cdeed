/*
 * What is to be done: late first, then by the day it is due; what is done or was dropped stays below.
 * At first one sees what waits for oneself, since that is what one asks here.
 */
import { useState } from "preact/hooks";
import { Chip, Mark, Section, useKey, Words } from "../../components";
import { collator, type Key, t } from "../../i18n";
import { may } from "../../sync";
import { lazy } from "../lazy";
import { type Filters, filtersNow, queryOf, setFilters } from "../model/filters";
import { groups } from "../model/groups";
import { byDue, type Item, isMyItem, isOverdue, isUnowned, items, markOf } from "../model/items";
import { rightTo } from "../model/rights";
import { itemStates, itemStateWord } from "../model/vocabulary";
import {
  AddLink,
  type AddProps,
  FilterSet,
  NoMatch,
  RoomList,
  Toggle,
  useRoomRows,
} from "../RoomList";
import { BulkBar } from "./Bulk";
import { ItemRows } from "./ItemRows";

const Board = lazy(async () => (await import("./Board")).Board, "members");

type Part = "overdue" | "todo" | "done" | "dropped";

const PARTS = {
  overdue: "items_overdue",
  todo: "items_todo",
  done: "items_done",
  dropped: "items_dropped",
} as const satisfies Record<Part, Key>;

const partOf = ({ row }: Item): Part =>
  row.state === "done" || row.state === "dropped"
    ? row.state
    : isOverdue(row, Date.now())
      ? "overdue"
      : "todo";

/* Whose, "": mine; "all"; "unowned"; "overdue": late, whoever it is with. Board, on whose: a group's id, "coalition",
   or "" for any. As, "": as a list; "board": by columns, which are the states. */
const FILTERS = ["whose", "state", "board", "as"] as const;
type ItemFilters = Filters<(typeof FILTERS)[number]>;

function itemFilters(): ItemFilters {
  const filters = filtersNow(FILTERS);
  return filters.as === "board" ? filters : { ...filters, as: "" };
}

const setFilter = (filters: ItemFilters): void => setFilters("/actions", filters);

const boardOf = ({ row }: Item): string => row.group_id ?? "coalition";

/** The boards on which something stands, by name; the coalition's first. */
function boardOptions() {
  const used = new Set([...items.value.values()].map(boardOf));
  const named = [...used].flatMap((value) => {
    const word = groups.value.get(value)?.name;
    return word === undefined ? [] : [{ value, word }];
  });
  return [
    ...(used.has("coalition") ? [{ value: "coalition", word: t("board_coalition") }] : []),
    ...named.toSorted((a, b) => collator().compare(a.word, b.word)),
  ];
}

function passesWhose(item: Item, whose: string): boolean {
  switch (whose) {
    case "all":
      return true;
    case "unowned":
      return isUnowned(item);
    case "overdue":
      return isOverdue(item.row, Date.now());
    default:
      return isMyItem(item.row);
  }
}

const passes = (item: Item, { whose, state, board, as }: ItemFilters): boolean =>
  passesWhose(item, whose) &&
  (board === "" || boardOf(item) === board) &&
  (state === "" || as === "board" || item.row.state === state);

/** Whether there is a board that one may enter something on. */
export const mayAddSomewhere = (): boolean =>
  may("add_coalition_item").value.ok ||
  [...groups.value.keys()].some((id) => rightTo("add_action_item", "group", id).ok);

const Add = (props: AddProps) => (
  <AddLink {...props} href="/actions/new" word={t("item_add")} isAllowed={mayAddSomewhere()} />
);

const WHOSE = [
  ["", "items_mine"],
  ["all", "items_all"],
  ["unowned", "items_unowned"],
  ["overdue", "items_overdue"],
] as const satisfies readonly (readonly [string, Key])[];

const FORMS = [
  ["", "items_as_list"],
  ["board", "items_as_board"],
] as const satisfies readonly (readonly [string, Key])[];

function Forms({ filters }: { readonly filters: ItemFilters }) {
  useKey("view", () => setFilter({ ...filters, as: filters.as === "" ? "board" : "" }));
  return (
    <fieldset class="filters">
      <legend class="vh">{t("shown_as")}</legend>
      {FORMS.map(([as, word]) => (
        <Toggle
          key={as}
          isOn={filters.as === as}
          word={t(word)}
          onPress={() => setFilter({ ...filters, as })}
        />
      ))}
    </fieldset>
  );
}

function FilterBar({ filters }: { readonly filters: ItemFilters }) {
  const boards = boardOptions();
  return (
    <FilterSet>
      {WHOSE.map(([whose, word]) => (
        <Toggle
          key={whose}
          isOn={filters.whose === whose}
          word={t(word)}
          onPress={() => setFilter({ ...filters, whose })}
        />
      ))}
      {boards.length > 1 || filters.board !== "" ? (
        <Chip
          label={t("field_board")}
          value={filters.board}
          options={boards}
          onChange={(board) => setFilter({ ...filters, board })}
        />
      ) : null}
      {filters.as === "board" ? null : (
        <Chip
          label={t("field_state")}
          value={filters.state}
          options={itemStates()}
          onChange={(state) => setFilter({ ...filters, state })}
        />
      )}
    </FilterSet>
  );
}

function Nothing({ filters }: { readonly filters: ItemFilters }) {
  const isMine = filters.whose === "" && filters.state === "" && filters.board === "";
  return isMine ? (
    <NoMatch clear="/actions?whose=all" word={t("items_show_all")}>
      {t("items_none_mine")}
    </NoMatch>
  ) : (
    <NoMatch clear="/actions">{t("items_no_match")}</NoMatch>
  );
}

function Body({ filters, isPane }: { readonly filters: ItemFilters; readonly isPane: boolean }) {
  const [chosen, setChosen] = useState<ReadonlySet<string> | undefined>(undefined);
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const query = queryOf(filters);
  const wanted = [...items.value.values()].toSorted(byDue).filter((item) => passes(item, filters));
  const { list: shown, fresh, isNone } = useRoomRows(items.value, wanted, query);
  const isBoard = filters.as === "board" && !isPane;
  return (
    <>
      {isPane ? null : <Forms filters={filters} />}
      <FilterBar filters={filters} />
      {isPane || isBoard || shown.length < 2 ? null : (
        <p class="more small">
          <button
            type="button"
            class="linkbtn"
            aria-pressed={chosen !== undefined}
            onClick={() => setChosen(chosen === undefined ? new Set() : undefined)}
          >
            {t(chosen === undefined ? "bulk_begin" : "bulk_end")}
          </button>
        </p>
      )}
      {chosen === undefined || isBoard ? null : (
        <BulkBar
          chosen={shown.filter((item) => chosen.has(item.id))}
          onDone={(words) => {
            if (words === undefined) setChosen(new Set());
          }}
        />
      )}
      {fresh}
      {isNone ? <Nothing filters={filters} /> : null}
      {isBoard && shown.length > 0 ? (
        <Board list={shown} query={query} withBoard={filters.board === ""} />
      ) : null}
      {(Object.keys(PARTS) as Part[]).map((part) => {
        const list = isBoard ? [] : shown.filter((item) => partOf(item) === part);
        return list.length === 0 ? null : (
          <Section key={part} title={t(PARTS[part])} count={list.length} class="block-s">
            <ItemRows list={list} query={query} withBoard picking={chosen && { chosen, toggle }} />
          </Section>
        );
      })}
    </>
  );
}

export function ItemList({ isPane }: { readonly isPane: boolean }) {
  const filters = itemFilters();
  return (
    <RoomList
      isPane={isPane}
      title={t("room_actions")}
      icon="actions"
      all={[...items.value.values()]}
      Add={Add}
      empty={<Words k="items_empty" />}
      search={{
        label: t("items_search"),
        mark: (item) => <Mark kind={markOf(item.row.state)} />,
        note: (item) => itemStateWord(item.row.state),
        hrefOf: (item) => `/actions/${item.id}${queryOf(filters)}`,
      }}
    >
      <Body filters={filters} isPane={isPane} />
    </RoomList>
  );
}

export const ItemsHome = () => (
  <div class={itemFilters().as === "board" ? "listhome" : "only-upto listhome"}>
    <ItemList isPane={false} />
  </div>
);

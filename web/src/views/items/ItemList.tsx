/*
 * What is to be done: late first, then by the day it is due; what is done or was dropped stays below.
 * At first one sees what waits for oneself, since that is what one asks here.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Chip,
  Empty,
  Link,
  ListHead,
  LoadingRows,
  Mark,
  SearchBox,
  Section,
  useGathered,
  useKey,
  Words,
} from "../../components";
import { collator, type Key, language, t } from "../../i18n";
import { navigate, route } from "../../router";
import { arrived, loading, may, slowLoading } from "../../sync";
import { lazy } from "../lazy";
import { groups } from "../model/groups";
import { byDue, type Item, isMyItem, isOverdue, isUnowned, items, markOf } from "../model/items";
import { rightTo } from "../model/rights";
import { itemStates, itemStateWord } from "../model/vocabulary";
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

interface Filters {
  /** "": mine; "all"; "unowned"; "overdue": late, whoever it is with. */
  readonly whose: string;
  readonly state: string;
  /** On whose board: a group's id, "coalition", or "" for any. */
  readonly board: string;
  /** "": as a list; "board": by columns, which are the states. */
  readonly as: string;
}

const filtersOf = (query: URLSearchParams): Filters => ({
  whose: query.get("whose") ?? "",
  state: query.get("state") ?? "",
  board: query.get("board") ?? "",
  as: query.get("as") === "board" ? "board" : "",
});

function queryOf(filters: Filters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== "") query.set(name, value);
  return query.size > 0 ? `?${query}` : "";
}

function setFilter(filters: Filters): void {
  const id = route.value.params["id"];
  navigate(`/actions${id === undefined ? "" : `/${id}`}${queryOf(filters)}`, { replace: true });
}

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

const passes = (item: Item, { whose, state, board, as }: Filters): boolean =>
  passesWhose(item, whose) &&
  (board === "" || boardOf(item) === board) &&
  (state === "" || as === "board" || item.row.state === state);

/** Whether there is a board that one may enter something on. */
export const mayAddSomewhere = (): boolean =>
  may("add_coalition_item").value.ok ||
  [...groups.value.keys()].some((id) => rightTo("add_action_item", "group", id).ok);

function AddButton({ isFirst = false }: { readonly isFirst?: boolean }) {
  const mayAdd = mayAddSomewhere();
  useKey("create", () => {
    if (mayAdd) navigate("/actions/new");
  });
  return mayAdd ? (
    <Link href="/actions/new" class={isFirst ? "btn primary" : "btn"}>
      {t("item_add")}
    </Link>
  ) : null;
}

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

function Forms({ filters }: { readonly filters: Filters }) {
  useKey("view", () => setFilter({ ...filters, as: filters.as === "" ? "board" : "" }));
  return (
    <fieldset class="filters">
      <legend class="vh">{t("shown_as")}</legend>
      {FORMS.map(([as, word]) => (
        <button
          key={as}
          type="button"
          class={filters.as === as ? "chip plainchip on" : "chip plainchip"}
          aria-pressed={filters.as === as}
          onClick={() => setFilter({ ...filters, as })}
        >
          {t(word)}
        </button>
      ))}
    </fieldset>
  );
}

function FilterBar({ filters }: { readonly filters: Filters }) {
  const boards = boardOptions();
  return (
    <fieldset class="filters">
      <legend class="vh">{t("filters")}</legend>
      {WHOSE.map(([whose, word]) => (
        <button
          key={whose}
          type="button"
          class={filters.whose === whose ? "chip plainchip on" : "chip plainchip"}
          aria-pressed={filters.whose === whose}
          onClick={() => setFilter({ ...filters, whose })}
        >
          {t(word)}
        </button>
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
    </fieldset>
  );
}

function Nothing({ filters }: { readonly filters: Filters }) {
  const isMine = filters.whose === "" && filters.state === "" && filters.board === "";
  return (
    <p class="more block-s">
      {t(isMine ? "items_none_mine" : "items_no_match")}{" "}
      {isMine ? (
        <Link href="/actions?whose=all">{t("items_show_all")}</Link>
      ) : (
        <Link href="/actions">{t("filter_clear")}</Link>
      )}
    </p>
  );
}

function Body({ filters, isPane }: { readonly filters: Filters; readonly isPane: boolean }) {
  const [chosen, setChosen] = useState<ReadonlySet<string> | undefined>(undefined);
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const all = [...items.value.values()].toSorted(byDue);
  const query = queryOf(filters);
  const wanted = all.filter((item) => passes(item, filters)).map((item) => item.id);
  const open = route.value.params["id"];
  const gathered = useGathered(wanted, language.value + query, arrived.value, open);
  const shown = gathered.ids.map((id) => items.value.get(id)).filter((item) => item !== undefined);
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
      {gathered.freshCount > 0 ? (
        <p class="fresh more">
          <Button onClick={gathered.show}>{t("fresh_show", { count: gathered.freshCount })}</Button>
        </p>
      ) : null}
      {shown.length === 0 && gathered.freshCount === 0 ? <Nothing filters={filters} /> : null}
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
  const filters = filtersOf(route.value.query);
  const everything = [...items.value.values()];
  if (!loading.value && everything.length === 0) {
    return (
      <>
        <ListHead title={t("room_actions")} isPane={isPane}>
          {null}
        </ListHead>
        <Empty icon="actions" act={<AddButton isFirst />}>
          <Words k="items_empty" />
        </Empty>
      </>
    );
  }
  return (
    <>
      <ListHead title={t("room_actions")} isPane={isPane}>
        <AddButton />
      </ListHead>
      <SearchBox
        label={t("items_search")}
        things={everything}
        mark={(item) => <Mark kind={markOf(item.row.state)} />}
        note={(item) => itemStateWord(item.row.state)}
        onChoose={(item) => navigate(`/actions/${item.id}${queryOf(filters)}`)}
      />
      {loading.value ? (
        <LoadingRows slow={slowLoading.value} />
      ) : (
        <Body filters={filters} isPane={isPane} />
      )}
    </>
  );
}

export const ItemsHome = () => (
  <div class={filtersOf(route.value.query).as === "board" ? "listhome" : "only-upto listhome"}>
    <ItemList isPane={false} />
  </div>
);

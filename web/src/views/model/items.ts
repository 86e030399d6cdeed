/*
 * Action items as the views want them: who owns one, whether it waits for me, whether its time has
 * passed everywhere on earth.
 */
import { computed } from "@preact/signals";
import type { Findable, MarkKind } from "../../components";
import { collator, compareFuzzy, isNow, isOver, readFuzzy, t } from "../../i18n";
import { by, newId, type Outcome, type RowOf, rows, send, viewer } from "../../sync";
import { nameOf } from "./directory";
import { groups, isMine } from "./groups";
import { me, myBelongings } from "./me";
import { COALITION_SPACE } from "./spaces";

export type ItemRow = RowOf<"action_item">;
export type ItemState = ItemRow["state"];
export type Step = RowOf<"action_item_step">;
export type OwnerKind = "organization" | "person" | "group";

export interface Item extends Findable {
  readonly row: ItemRow;
  /** "" where nobody owns it. */
  readonly owner: string;
}

/** The three columns of which one names who owns something. */
export type OwnerColumns = Pick<
  ItemRow,
  "owner_organization_id" | "owner_person_id" | "owner_group_id"
>;

/** Who owns it, and as what; undefined: nobody does. */
export function ownerOf(
  row: OwnerColumns,
): { readonly kind: OwnerKind; readonly id: string } | undefined {
  if (row.owner_organization_id !== null) {
    return { kind: "organization", id: row.owner_organization_id };
  }
  if (row.owner_person_id !== null) return { kind: "person", id: row.owner_person_id };
  if (row.owner_group_id !== null) return { kind: "group", id: row.owner_group_id };
  return undefined;
}

/** Whoever is in a group is known there, and elsewhere by a belonging or a role in the coalition; oneself by one's own
 * row. */
export function personName(id: string): string {
  const seen = by("belonging", "person_id", id).value[0]?.display_name;
  const inGroup = by("group_member", "person_id", id).value[0]?.display_name;
  const staff = by("coalition_role", "person_id", id).value[0]?.display_name;
  const own = me.value?.person_id === id ? me.value.display_name : undefined;
  return own ?? seen ?? staff ?? inGroup ?? t("change_somebody");
}

export function ownerName(row: OwnerColumns): string {
  const owner = ownerOf(row);
  switch (owner?.kind) {
    case "organization":
      return nameOf(owner.id);
    case "person":
      return personName(owner.id);
    case "group":
      return groups.value.get(owner.id)?.name ?? "";
    default:
      return "";
  }
}

/* Of thousands one changes: what was made of a row stands as long as the row does, and whose it is, in words,
   is looked up where it is shown. */
const made = new WeakMap<ItemRow, Item>();
const NO_NAMES: readonly string[] = [];

function itemOf(id: string, row: ItemRow): Item {
  const known = made.get(row);
  if (known) return known;
  const item: Item = {
    id,
    row,
    name: row.title,
    acronyms: NO_NAMES,
    spellings: NO_NAMES,
    get owner() {
      return ownerName(row);
    },
  };
  made.set(row, item);
  return item;
}

export const items = computed<ReadonlyMap<string, Item>>(() => {
  const all = new Map<string, Item>();
  for (const [id, row] of rows("action_item").value) all.set(id, itemOf(id, row));
  return all;
});

/** Whether something is still to be done. */
export const isAlive = ({ state }: ItemRow): boolean => state !== "done" && state !== "dropped";

/** Nobody's yet, and still to be done. */
export const isUnowned = (item: Item): boolean => isAlive(item.row) && item.owner === "";

/** Past its whole window everywhere on earth, and not done. */
export function isOverdue(row: ItemRow, nowMs: number): boolean {
  const due = row.due_on === null ? undefined : readFuzzy(row.due_on);
  return due !== undefined && isAlive(row) && isOver(due, nowMs);
}

/** Within its window, and not done. */
export function isDueNow(row: ItemRow, nowMs: number): boolean {
  const due = row.due_on === null ? undefined : readFuzzy(row.due_on);
  return due !== undefined && isAlive(row) && isNow(due, nowMs);
}

/** What is due first comes first; what has no date comes last. */
export function byDue(a: Item, b: Item): number {
  const left = a.row.due_on === null ? undefined : readFuzzy(a.row.due_on);
  const right = b.row.due_on === null ? undefined : readFuzzy(b.row.due_on);
  if (left && right) return compareFuzzy(left, right) || collator().compare(a.name, b.name);
  return (
    Number(right !== undefined) - Number(left !== undefined) || collator().compare(a.name, b.name)
  );
}

/** Whether it waits for me: myself, an organization I belong to, or a group I work in. */
export function isMyOwn(row: OwnerColumns): boolean {
  const owner = ownerOf(row);
  switch (owner?.kind) {
    case "person":
      return owner.id === viewer.value.person_id;
    case "organization":
      return myBelongings.value.some((one) => one.organization_id === owner.id);
    case "group": {
      const group = groups.value.get(owner.id);
      return group !== undefined && isMine(group);
    }
    default:
      return false;
  }
}

export const isMyItem = (row: ItemRow): boolean => isMyOwn(row);

export const stepsOf = (id: string): readonly Step[] =>
  by("action_item_step", "action_item_id", id).value.toSorted((a, b) => a.rank - b.rank);

export const markOf = (state: ItemState): MarkKind => {
  switch (state) {
    case "open":
      return "open";
    case "doing":
      return "now";
    case "blocked":
      return "waiting";
    case "done":
      return "past";
    case "dropped":
      return "ended";
    default:
      return state satisfies never;
  }
};

/* What may follow which; the server holds the same table and refuses anything else. */
export const NEXT: Readonly<Record<ItemState, readonly ItemState[]>> = {
  open: ["doing", "blocked", "dropped"],
  doing: ["done", "blocked", "dropped"],
  blocked: ["doing", "dropped"],
  done: ["doing"],
  dropped: [],
};

export const NOBODY: OwnerColumns = {
  owner_organization_id: null,
  owner_person_id: null,
  owner_group_id: null,
};

interface NewItem {
  readonly action_item_id?: string;
  readonly title: string;
  /** The group on whose board it stands; "": the coalition's. */
  readonly board: string;
  /** In the group's own space. */
  readonly isWithin: boolean;
  readonly note?: string | null;
  readonly due_on?: string | null;
  readonly owner?: OwnerColumns;
  /** The item of an agenda it was drawn from. */
  readonly agenda_item_id?: string;
  /** What it helps to reach. */
  readonly milestone_id?: string | null;
}

/** Enters an item; it is seen at once. */
export function createItem(wanted: NewItem): Promise<Outcome> {
  const { title, board, isWithin, note = null, due_on = null, owner = NOBODY } = wanted;
  const action_item_id = wanted.action_item_id ?? newId();
  const row = {
    action_item_id,
    space_id: isWithin ? board : COALITION_SPACE,
    group_id: board === "" ? null : board,
    title,
    note,
    ...owner,
    due_on,
    milestone_id: wanted.milestone_id ?? null,
    state: "open",
    reason: null,
    progress: 0,
    sample: 0,
  } as const;
  const given = {
    note,
    due_on,
    ...owner,
    agenda_item_id: wanted.agenda_item_id ?? null,
    milestone_id: wanted.milestone_id ?? null,
  };
  const facts = {
    action_item_id,
    title,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
  };
  const changes = [["action_item", "insert", action_item_id, row]] as const;
  return board === ""
    ? send("action_item.create_for_coalition", facts, changes)
    : send(
        "action_item.create",
        { ...facts, group_id: board, visibility: isWithin ? "group" : "coalition" },
        changes,
      );
}

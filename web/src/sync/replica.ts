/*
 * The rows this person may see, in memory. `confirmed` is what the server said; over it lie the own
 * changes it has not answered yet, by command and in the order they were made; `view` is both together
 * and what signals show. A row is an immutable object, so that a view which reads one row, or one group
 * of an index, is only drawn again when that changed.
 */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { COLUMNS, type Fields, type RowChange, type RowOf, type TableName } from "../wire";

export type Row = Fields;
export type Rows = ReadonlyMap<string, Row>;
type Groups = ReadonlyMap<string, readonly Row[]>;

interface Table {
  confirmed: Map<string, Row>;
  readonly view: Map<string, Row>;
  /** Rises with each change of the view. */
  readonly version: Signal<number>;
  readonly whole: ReadonlySignal<Rows>;
  readonly rowSignals: Map<string, ReadonlySignal<Row | undefined>>;
  readonly indexes: Map<string, ReadonlySignal<Groups>>;
  readonly groupSignals: Map<string, ReadonlySignal<readonly Row[]>>;
}

const NO_ROWS: readonly Row[] = [];

function createTable(): Table {
  const view = new Map<string, Row>();
  const version = signal(0);
  const whole = computed(() => {
    version.value;
    return new Map(view);
  });
  return {
    confirmed: new Map(),
    view,
    version,
    whole,
    rowSignals: new Map(),
    indexes: new Map(),
    groupSignals: new Map(),
  };
}

export function remembered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

const isSame = (a: readonly Row[], b: readonly Row[]) =>
  a.length === b.length && a.every((row, index) => row === b[index]);

/** Rows by a column's value. A group in which nothing changed stays the same array. */
function groupBy(view: Rows, column: string, before: Groups): Groups {
  const groups = new Map<string, Row[]>();
  for (const row of view.values()) {
    const value = row[column];
    if (value !== null && value !== undefined) {
      remembered(groups, String(value), () => []).push(row);
    }
  }
  const settled = new Map<string, readonly Row[]>(groups);
  for (const [value, group] of groups) {
    const old = before.get(value);
    if (old && isSame(old, group)) settled.set(value, old);
  }
  return settled;
}

/** What a change makes of a row; an update of a row that is not there is of one no longer seen. */
function changed(row: Row | undefined, [, op, , fields]: RowChange): Row | undefined {
  switch (op) {
    case "insert":
      return fields;
    case "update":
      return row && { ...row, ...fields };
    case "delete":
      return undefined;
    default:
      return op satisfies never;
  }
}

export type Replica = ReturnType<typeof createReplica>;

export function createReplica() {
  const tables = new Map<string, Table>(Object.keys(COLUMNS).map((name) => [name, createTable()]));
  let own = new Map<string, readonly RowChange[]>();
  const tableOf = (name: TableName) => tables.get(name) as Table;

  /** Lays the own changes over what the server said, row by row. */
  function refresh(touched: readonly RowChange[]): void {
    const bumped = new Set<Table>();
    for (const [name, , id] of touched) {
      const table = tableOf(name);
      let row = table.confirmed.get(id);
      for (const changes of own.values()) {
        for (const change of changes) {
          if (change[0] === name && change[2] === id) row = changed(row, change);
        }
      }
      if (row === table.view.get(id)) continue;
      if (row) table.view.set(id, row);
      else table.view.delete(id);
      bumped.add(table);
    }
    batch(() => {
      for (const table of bumped) table.version.value += 1;
    });
  }

  /** What the server says changed. */
  function apply(changes: readonly RowChange[]): void {
    for (const change of changes) {
      const [name, , id] = change;
      const { confirmed } = tableOf(name);
      const row = changed(confirmed.get(id), change);
      if (row) confirmed.set(id, row);
      else confirmed.delete(id);
    }
    refresh(changes);
  }

  /** Takes the place of everything the server said before, at once. */
  function replace(inserts: readonly RowChange[]): void {
    const touched: RowChange[] = [...inserts];
    for (const [name, table] of tables) {
      for (const id of table.confirmed.keys())
        touched.push([name as TableName, "delete", id, null]);
      table.confirmed = new Map();
    }
    for (const [name, , id, fields] of inserts) if (fields) tableOf(name).confirmed.set(id, fields);
    refresh(touched);
  }

  /** Drops the rows of every space that is not kept, and tells which. */
  function keepSpaces(kept: ReadonlySet<string>): readonly RowChange[] {
    const gone: RowChange[] = [];
    for (const [name, table] of tables) {
      for (const [id, row] of table.confirmed) {
        if (!kept.has(row["space_id"] as string))
          gone.push([name as TableName, "delete", id, null]);
      }
    }
    apply(gone);
    return gone;
  }

  function setOwn(commandId: string, changes: readonly RowChange[]): void {
    own = new Map([...own, [commandId, changes] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
    refresh(changes);
  }

  function dropOwn(commandId: string): void {
    const changes = own.get(commandId) ?? [];
    own.delete(commandId);
    refresh(changes);
  }

  /** A whole table; changes when any of its rows does. */
  function rows<T extends TableName>(name: T): ReadonlySignal<ReadonlyMap<string, RowOf<T>>> {
    return tableOf(name).whole as ReadonlySignal<ReadonlyMap<string, never>>;
  }

  /** One row, as the person sees it: with own changes that are still under way. */
  function row<T extends TableName>(name: T, id: string): ReadonlySignal<RowOf<T> | undefined> {
    const table = tableOf(name);
    return remembered(table.rowSignals, id, () =>
      computed(() => {
        table.version.value;
        return table.view.get(id);
      }),
    ) as ReadonlySignal<never>;
  }

  /** The rows whose column has a value. */
  function by<T extends TableName>(
    name: T,
    column: keyof RowOf<T> & string,
    value: string,
  ): ReadonlySignal<readonly RowOf<T>[]> {
    const table = tableOf(name);
    const index = remembered(table.indexes, column, () => {
      let before: Groups = new Map();
      return computed(() => {
        before = groupBy(table.whole.value, column, before);
        return before;
      });
    });
    return remembered(table.groupSignals, `${column}=${value}`, () =>
      computed(() => index.value.get(value) ?? NO_ROWS),
    ) as ReadonlySignal<readonly never[]>;
  }

  /** A row as the server has it. */
  const confirmed = (name: TableName, id: string) => tableOf(name).confirmed.get(id);

  /** Every row as the server has it. */
  const all = () =>
    [...tables].flatMap(([name, table]) =>
      [...table.confirmed].map(([id, row]) => [name as TableName, id, row] as const),
    );

  return { apply, replace, keepSpaces, setOwn, dropOwn, rows, row, by, confirmed, all };
}

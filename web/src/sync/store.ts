/*
 * What outlives the page, in IndexedDB: public and coalition rows, the number they are the state of,
 * and own commands that are not settled. Rows of narrower spaces are written only on a device that is
 * marked as its person's own. Each frame is one transaction, so rows and number always fit. Where nothing can be
 * kept (a private window, a full disk) everything goes on in memory.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import { isTable, type RowChange, type Space, type TableName } from "../wire";
import type { Row } from "./replica";
import type { Command, Held, Refused } from "./types";

/** A command as it is kept; tab: who sends it, so that another tab only takes it over when that is gone. */
export type Kept = (Command | Refused) & { readonly tab: string };

/** A row after a change; undefined: it is gone. */
export type Written = readonly [table: TableName, id: string, row: Row | undefined];

export interface Change {
  readonly since: number;
  readonly written: readonly Written[];
  /** Every row there is now. */
  readonly whole: () => readonly Written[];
  readonly isFrame: boolean;
  /** Whether narrower rows are kept too. */
  readonly isOwnDevice: boolean;
}

export interface Restored {
  readonly held: Held;
  readonly rows: readonly RowChange[];
}

/* Rows lie together in packs of text, up to so many of a table, by how their ids begin: to be handed a hundred
   thousand one by one takes the browser six times as long. With fewer a change would write much anew. */
const PACKS = 64;
type Pack = Record<string, Row>;
const partOf = (id: string): number => Number.parseInt(id.slice(0, 2), 16) % PACKS || 0;
const unpack = (text: string | undefined): Pack => (text === undefined ? {} : JSON.parse(text));

interface Shape extends DBSchema {
  packs: { key: [table: string, part: number]; value: string };
  state: { key: "held"; value: Held };
  commands: { key: string; value: Kept };
}

const NAME = "tributary";
/* 1 had each row by itself. */
const FORM = 2;
/* Opening hangs while another tab holds an older form; past this the page goes on in memory. */
const OPEN_MS = 3000;

/** Changes by the pack they fall into. */
function byPack(written: Iterable<Written>): ReadonlyMap<string, readonly Written[]> {
  const packs = new Map<string, Written[]>();
  for (const one of written) {
    const key = `${one[0]} ${partOf(one[1])}`;
    const list = packs.get(key);
    if (list) list.push(one);
    else packs.set(key, [one]);
  }
  return packs;
}

const isShared = ({ kind }: Space) => kind === "public" || kind === "coalition";

export type Store = ReturnType<typeof createStore>;

export function createStore() {
  let opening: Promise<IDBPDatabase<Shape> | undefined> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function open(): Promise<IDBPDatabase<Shape> | undefined> {
    const opened = openDB<Shape>(NAME, FORM, {
      upgrade(database, before, _now, writing) {
        database.createObjectStore("packs");
        if (before === 0) {
          database.createObjectStore("state");
          database.createObjectStore("commands", { keyPath: "command_id" });
        } else {
          /* the rows come anew; what was not sent stays */
          (database as IDBPDatabase).deleteObjectStore("rows");
          void writing.objectStore("state").clear();
        }
      },
      blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
    }).catch(() => undefined);
    const late = new Promise<undefined>((done) => setTimeout(done, OPEN_MS));
    opening = Promise.race([opened, late]);
    return opening;
  }

  /** One after the other; the first that fails is the last that is tried. */
  function run<T>(work: (database: IDBPDatabase<Shape>) => Promise<T>): Promise<T | undefined> {
    const result = last.then(async () => {
      const database = await (opening ?? open());
      return database && work(database);
    });
    last = result.catch(() => {
      opening = Promise.resolve(undefined);
    });
    return result.catch(() => undefined);
  }

  /** What was kept, if it is whole. */
  const restore = (): Promise<Restored | undefined> =>
    run(async (database) => {
      const reading = database.transaction(["packs", "state"]);
      const [held, keys, packs] = await Promise.all([
        reading.objectStore("state").get("held"),
        reading.objectStore("packs").getAllKeys(),
        reading.objectStore("packs").getAll(),
      ]);
      const rows: RowChange[] = [];
      for (const [index, [table]] of keys.entries()) {
        if (!isTable(table)) continue;
        for (const [id, row] of Object.entries(unpack(packs[index]))) {
          rows.push([table, "insert", id, row]);
        }
      }
      return held && { held, rows };
    });

  /**
   * What changed since the state `since`. It is written onto what is kept only where that reaches at
   * least so far, else the whole replica takes its place. A frame is left out when another tab of the
   * same person is past it already.
   */
  const write = (held: Held, change: Change): Promise<void> =>
    run(async (database) => {
      const writing = database.transaction(["packs", "state"], "readwrite");
      const packs = writing.objectStore("packs");
      const before = await writing.objectStore("state").get("held");
      const isSame = before?.epoch === held.epoch && before.person_id === held.person_id;
      if (!(isSame && change.isFrame && before.seq > held.seq)) {
        const continues = isSame && before.seq >= change.since;
        const spaces = change.isOwnDevice ? held.spaces : held.spaces.filter(isShared);
        const kept = new Set(spaces.map(({ space_id }) => space_id));
        const fill = async (some: readonly Written[]) => {
          const [[table, first]] = some as readonly [Written];
          const key: [string, number] = [table, partOf(first)];
          const pack = unpack(continues ? await packs.get(key) : undefined);
          for (const [, id, row] of some) {
            if (row && kept.has(row["space_id"] as string)) pack[id] = row;
            else delete pack[id];
          }
          const isEmpty = Object.keys(pack).length === 0;
          await (isEmpty ? packs.delete(key) : packs.put(JSON.stringify(pack), key));
        };
        const parts: Promise<unknown>[] = continues ? [] : [packs.clear()];
        const written = byPack(continues ? change.written : change.whole());
        parts.push(...[...written.values()].map(fill));
        parts.push(writing.objectStore("state").put({ ...held, spaces }, "held"));
        await Promise.all(parts);
      }
      await writing.done;
    });

  const commands = async (): Promise<readonly Kept[]> =>
    (await run((database) => database.getAll("commands"))) ?? [];

  const keepCommand = (command: Kept) => run((database) => database.put("commands", command));
  const dropCommand = (id: string) => run((database) => database.delete("commands", id));

  /** Leaves nothing of anybody on this device. */
  async function clear(): Promise<void> {
    await last;
    (await opening)?.close();
    opening = undefined;
    last = deleteDB(NAME).catch(() => undefined);
    await last;
  }

  return { restore, write, commands, keepCommand, dropCommand, clear };
}

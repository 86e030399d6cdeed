// @vitest-environment node
/* What outlives the page: public and coalition rows, the number that fits them, and own commands. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStore } from "web/sync/store";
import {
  COALITION,
  insert,
  ME,
  MFA,
  OWN,
  PICUM,
  PUBLIC,
  settle,
  snapshot,
  useStillClock,
  World,
  whole,
} from "./world";

const GROUP = "55555555-5555-4555-8555-555555555555";
const SPACES = [PUBLIC, COALITION, OWN];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  useStillClock();
});
afterEach(() => vi.useRealTimers());

const ids = async () => {
  const restored = await createStore().restore();
  return restored?.rows.map(([, , id]) => id).sort();
};

const rows = [
  insert("organization", MFA),
  insert("organization", PICUM, { space_id: COALITION.space_id }),
  insert("group", GROUP, { space_id: OWN.space_id }),
];

test("only public and coalition rows are kept, with their number and spaces", async () => {
  const world = new World();
  await world.greet({ person_id: ME, spaces: SPACES, rows });
  expect(world.client.row("group", GROUP).value, "shown all the same").toBeDefined();
  const restored = await createStore().restore();
  expect(restored?.held).toEqual({
    database_id: "db",
    epoch: "epoch",
    seq: 10,
    person_id: ME,
    spaces: [PUBLIC, COALITION],
  });
  expect(await ids()).toEqual([MFA, PICUM]);
});

test("of a snapshot too", async () => {
  const world = new World();
  world.fetch.mockResolvedValueOnce(new Response(snapshot(rows, SPACES, { end: 10, rows: 3 })));
  await world.client.start();
  await world.welcome({ person_id: ME, spaces: SPACES, mode: "snapshot" });
  await settle();
  expect(await ids()).toEqual([MFA, PICUM]);
});

test("a row that is narrowed is no longer kept", async () => {
  const world = new World();
  await world.greet({ person_id: ME, spaces: SPACES, rows });
  const narrowed = [["organization", "update", PICUM, { space_id: OWN.space_id }]];
  world.socket.notify("sync.changed", { from: 11, to: 11, rows: narrowed });
  await settle();
  expect(await ids()).toEqual([MFA]);
});

test("a new page shows what was kept before there is a line, and goes on from its number", async () => {
  const first = new World();
  await first.greet({ person_id: ME, spaces: SPACES, rows });
  first.socket.notify("sync.changed", {
    from: 11,
    to: 12,
    rows: [["organization", "delete", MFA, null]],
  });
  await settle();
  const second = new World();
  await second.client.start();
  expect(second.client.loading.value).toBe(false);
  expect([...second.client.rows("organization").value.keys()]).toEqual([PICUM]);
  expect(second.client.viewer.value).toMatchObject({ person_id: ME, ready: true });
  const said = await second.welcome({ person_id: ME, spaces: SPACES, seq: 12, rows: [rows[2]] });
  expect(said.params).toMatchObject({ seq: 12, spaces: [PUBLIC.space_id, COALITION.space_id] });
});

test("a space lost leaves the device", async () => {
  const world = new World();
  await world.greet({ person_id: ME, spaces: SPACES, rows });
  const scope = { seq: 11, gained: [], lost: [COALITION.space_id], rows: [] };
  world.socket.notify("sync.scope", scope);
  await settle();
  expect(await ids()).toEqual([MFA]);
});

test("what was not sent outlives the page, is shown, and goes out with its id", async () => {
  const first = new World();
  await first.greet({ person_id: ME, spaces: SPACES, rows });
  first.client.setOnline(false);
  const edit = { organization_id: MFA, name: { from: "word", to: "mine" } };
  void first.client.send("organization.edit", edit);
  const [kept] = await first.store.commands();
  const second = new World();
  await second.client.start();
  await settle();
  expect(second.client.row("organization", MFA).value?.name).toBe("mine");
  expect(second.client.waitingCount.value).toBe(1);
  await second.welcome({ person_id: ME, spaces: SPACES, mode: "nothing" });
  const frame = second.socket.last("organization.edit");
  expect(frame.id).toBe(kept?.command_id);
  expect(frame.params).toEqual({ ...edit, acting_for: null });
  second.socket.answer("organization.edit", { seq: 11 });
  await settle();
  expect(await second.store.commands()).toEqual([]);
});

test("what was refused outlives the page, with its words", async () => {
  const first = new World();
  await first.greet({ person_id: ME, rows });
  const edit = { organization_id: MFA, name: { from: "word", to: "mine" } };
  void first.client.send("organization.edit", edit);
  first.socket.refuse("organization.edit", "E_STALE", { arguments: { stored: "theirs" } });
  await settle();
  const second = new World();
  await second.client.start();
  await settle();
  expect(second.client.refused.value[0]).toMatchObject({
    params: edit,
    error: { code: "E_STALE", arguments: { stored: "theirs" } },
  });
  expect(second.client.row("organization", MFA).value?.name).toBe("word");
});

test("a command of a tab that lives is left to it; of one that is gone, it is taken over", async () => {
  const held = new Set<string>();
  const locks = {
    query: async () => ({ held: [...held].map((name) => ({ name })) }),
    request: async (name: string, then: () => Promise<void>) => {
      held.add(name);
      await then();
      held.delete(name);
    },
  } as unknown as LockManager;
  const first = new World({ locks });
  await first.greet({ person_id: ME, rows });
  void first.client.send("organization.edit", {
    organization_id: MFA,
    name: { from: "word", to: "mine" },
  });
  await settle();
  const second = new World({ locks });
  await second.greet({ person_id: ME, mode: "nothing" });
  expect(second.client.waitingCount.value).toBe(0);
  held.clear();
  const third = new World({ locks });
  await third.greet({ person_id: ME, mode: "nothing" });
  expect(third.client.waitingCount.value).toBe(1);
  expect(third.socket.of("organization.edit")).toHaveLength(1);
});

test("a state that misses something is not written onto, but written anew", async () => {
  const store = createStore();
  const held = { database_id: "db", epoch: "epoch", spaces: [PUBLIC], person_id: null };
  const row = (id: string, name: string) => whole("organization", id, { name });
  const all = () => [["organization", PICUM, row(PICUM, "PICUM")] as const];
  const change = { isOwnDevice: false, since: 0, written: [], whole: all, isFrame: true };
  await store.write({ ...held, seq: 10 }, change);
  const written = [["organization", MFA, row(MFA, "late")] as const];
  await store.write({ ...held, seq: 12 }, { ...change, since: 10, written });
  expect(await ids()).toEqual([MFA, PICUM]);
  await store.write({ ...held, seq: 15 }, { ...change, since: 14, written });
  expect(await ids(), "14 never came here").toEqual([PICUM]);
});

test("another tab that is ahead is not set back", async () => {
  const ahead = new World();
  const behind = new World();
  await ahead.greet({ rows: [insert("organization", MFA)] });
  await behind.greet({ rows: [insert("organization", MFA)] });
  const at = (seq: number, name: string) => ({
    from: seq,
    to: seq,
    rows: [["organization", "update", MFA, { name }]],
  });
  ahead.socket.notify("sync.changed", at(11, "eleven"));
  ahead.socket.notify("sync.changed", at(12, "twelve"));
  await settle();
  behind.socket.notify("sync.changed", at(11, "eleven"));
  await settle();
  const restored = await createStore().restore();
  expect(restored?.held.seq).toBe(12);
  expect(restored?.rows[0]?.[3]).toMatchObject({ name: "twelve" });
});

test("where nothing can be kept, everything goes on in memory", async () => {
  globalThis.indexedDB = {
    open() {
      throw new DOMException("denied", "SecurityError");
    },
  } as unknown as IDBFactory;
  const world = new World();
  await world.greet({ rows: [insert("organization", MFA, { name: "MFA" })] });
  const outcome = world.client.send("organization.edit", {
    organization_id: MFA,
    name: { from: "MFA", to: "mine" },
  });
  expect(world.client.row("organization", MFA).value?.name).toBe("mine");
  world.socket.answer("organization.edit", { seq: 11 });
  expect((await outcome).ok).toBe(true);
});

test("on one's own device the narrower rows are kept too, and go when it is not any more", async () => {
  const memory = new Map<string, string>();
  const world = new World({
    memory: {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    },
  });
  await world.greet({ person_id: ME, spaces: SPACES, rows });
  world.client.markDevice(true);
  await settle();
  expect(world.client.isOwnDevice.value).toBe(true);
  expect(await ids()).toEqual([MFA, GROUP, PICUM].sort());
  world.client.markDevice(false);
  await settle();
  expect(await ids()).toEqual([MFA, PICUM]);
});

test("the mark is one person's: whoever comes after them has none", async () => {
  const kept = new Map([["tributary.own_device", MFA]]);
  const world = new World({
    memory: { getItem: (key) => kept.get(key) ?? null, setItem: () => {}, removeItem: () => {} },
  });
  await world.greet({ person_id: ME, spaces: SPACES, rows });
  expect(world.client.isOwnDevice.value).toBe(false);
  expect(await ids()).toEqual([MFA, PICUM]);
});

test("what an earlier client kept row by row comes anew, and what was not sent stays", async () => {
  const earlier = await openDB("tributary", 1, {
    upgrade(database) {
      database.createObjectStore("rows");
      database.createObjectStore("state");
      database.createObjectStore("commands", { keyPath: "command_id" });
    },
  });
  await earlier.put("rows", { organization_id: MFA, space_id: PUBLIC.space_id }, [
    "organization",
    MFA,
  ]);
  await earlier.put(
    "state",
    { database_id: "db", epoch: "epoch", seq: 10, spaces: SPACES },
    "held",
  );
  await earlier.put("commands", { command_id: "c", method: "x", params: {}, tab: "t" });
  earlier.close();
  const store = createStore();
  expect(await store.restore()).toBeUndefined();
  expect((await store.commands()).map((one) => one.command_id)).toEqual(["c"]);
});

test("of many rows each change is kept, and no other is lost with it", async () => {
  const many = Array.from({ length: 200 }, (_, index) => {
    const id = `${index.toString(16).padStart(2, "0")}000000-0000-4000-8000-000000000000`;
    return insert("organization", id);
  });
  const world = new World();
  await world.greet({ person_id: ME, spaces: SPACES, rows: many });
  const all = many.map(([, , id]) => id);
  const [first, second] = all;
  world.socket.notify("sync.changed", {
    from: 11,
    to: 12,
    rows: [
      ["organization", "delete", first, null],
      ["organization", "update", second, { name: "Another" }],
    ],
  });
  const restored = await world.store.restore();
  expect(restored?.rows.map(([, , id]) => id).sort()).toEqual(all.slice(1));
  expect(restored?.rows.find(([, , id]) => id === second)?.[3]).toMatchObject({ name: "Another" });
});

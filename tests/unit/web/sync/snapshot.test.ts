// @vitest-environment node
/* A snapshot is used whole or not at all. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  COALITION,
  hello,
  insert,
  ME,
  MFA,
  PICUM,
  PUBLIC,
  settle,
  snapshot,
  useStillClock,
  World,
} from "./world";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  useStillClock();
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => vi.useRealTimers());

const old = insert("organization", MFA, { name: "old" });
const fresh = insert("organization", PICUM, { name: "fresh" });

/** A body that comes in pieces that end anywhere, also within a letter. */
function inPieces(text: string, bytes: number): Response {
  const all = new TextEncoder().encode(text);
  let at = 0;
  return new Response(
    new ReadableStream({
      pull(controller) {
        if (at >= all.length) return controller.close();
        controller.enqueue(all.subarray(at, at + bytes));
        at += bytes;
        return undefined;
      },
    }),
  );
}

async function behind(world: World): Promise<void> {
  await world.greet({ rows: [old] });
  world.socket.cut();
  await vi.advanceTimersByTimeAsync(1000);
  await world.welcome({ mode: "snapshot", seq: 20 });
}

test("a whole one takes the place of everything, and hello goes on from its number", async () => {
  const world = new World();
  const text = snapshot([insert("organization", PICUM, { name: "Réseau العمال" })], [PUBLIC], {
    end: 20,
    rows: 1,
  });
  world.fetch.mockResolvedValueOnce(inPieces(text, 7));
  await behind(world);
  await settle();
  expect(world.fetch.mock.calls[0]?.[0]).toBe("/api/v1/snapshot");
  expect([...world.client.rows("organization").value.values()].map((row) => row.name)).toEqual([
    "Réseau العمال",
  ]);
  expect(world.socket.of("sync.hello").at(-1)?.params).toMatchObject({ seq: 20 });
  expect(world.client.connection.value, "not live before the second hello").not.toBe("live");
  world.socket.answer("sync.hello", hello({ seq: 20, mode: "nothing" }));
  await settle();
  expect(world.client.connection.value).toBe("live");
});

test.each([
  ["its last line is missing", snapshot([fresh], [PUBLIC], undefined)],
  ["it counts other rows than came", snapshot([fresh], [PUBLIC], { end: 20, rows: 2 })],
  ["a line is cut in two", snapshot([fresh], [PUBLIC], undefined).slice(0, -20)],
  [
    "a row is not as described",
    snapshot([insert("organization", PICUM, { name: null })], [PUBLIC], { end: 20, rows: 1 }),
  ],
  ["it is empty", ""],
])("nothing of it is used when %s", async (_, text) => {
  const world = new World();
  world.fetch.mockResolvedValueOnce(new Response(text));
  await behind(world);
  await settle();
  const shown = [...world.client.rows("organization").value.values()];
  expect(shown.map((row) => row.name)).toEqual(["old"]);
  expect(world.socket.isClosed, "it begins anew").toBe(true);
  const restored = await world.store.restore();
  expect(restored?.held.seq, "nothing of it was kept").toBe(10);
});

test("who signs in reads on what visitors see, and has arrived when all of theirs has come", async () => {
  const world = new World();
  await world.greet({ rows: [old] });
  world.fetch.mockResolvedValueOnce(new Response("{}"));
  await world.client.enter("link", { token: "key" });
  let deliver: (response: Response) => void = () => {};
  world.fetch.mockReturnValueOnce(new Promise((done) => (deliver = done)));
  const theirs = { person_id: ME, spaces: [PUBLIC, COALITION] };
  const said = await world.welcome({ ...theirs, mode: "snapshot", seq: 20 });
  expect(said.params).toMatchObject({ spaces: [PUBLIC.space_id] });
  expect(world.client.row("organization", MFA).value?.name).toBe("old");
  expect(world.client.arrived.value).toBe(false);
  const inCoalition = insert("organization", PICUM, { space_id: COALITION.space_id });
  const rows = [old, inCoalition];
  deliver(new Response(snapshot(rows, [PUBLIC, COALITION], { end: 20, rows: 2 })));
  await settle();
  world.socket.answer("sync.hello", hello({ ...theirs, seq: 20, mode: "nothing" }));
  await settle();
  expect(world.client.arrived.value).toBe(true);
  expect(world.client.viewer.value.person_id).toBe(ME);
  expect(world.client.rows("organization").value.size).toBe(2);
});

test("one that comes after the line was cut is given up", async () => {
  const world = new World();
  let deliver: (response: Response) => void = () => {};
  world.fetch.mockReturnValueOnce(new Promise((done) => (deliver = done)));
  await behind(world);
  expect(world.fetch.mock.calls[0]?.[1]?.signal?.aborted).toBe(false);
  world.socket.cut();
  expect(world.fetch.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
  deliver(new Response(snapshot([fresh], [PUBLIC], { end: 20, rows: 1 })));
  await settle();
  expect(world.client.row("organization", PICUM).value).toBeUndefined();
});

test("while the server is too busy for one, the next try waits", async () => {
  const world = new World();
  await world.client.start();
  await world.welcome({ mode: "snapshot" });
  await settle();
  expect(world.socket.isClosed).toBe(true);
  expect(world.client.loading.value).toBe(true);
  expect(world.client.slowLoading.value).toBe(false);
  await vi.advanceTimersByTimeAsync(5000);
  expect(world.client.slowLoading.value).toBe(true);
});

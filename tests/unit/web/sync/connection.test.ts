// @vitest-environment node
/* The line: hello, resume, scopes, silence, dead lines, and being shown out. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  COALITION,
  hello,
  insert,
  ME,
  MFA,
  OWN,
  PICUM,
  PUBLIC,
  settle,
  useStillClock,
  World,
} from "./world";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  useStillClock();
});
afterEach(() => vi.useRealTimers());

const named = (world: World, id: string) => world.client.row("organization", id).value?.name;

const whoIs = (world: World, person_id: string | null) =>
  world.fetch.mockImplementation(async (_, init) => {
    const { id } = JSON.parse(String(init?.body));
    const result = { person_id, session_id: null, database_id: "db", now_ms: 0 };
    return new Response(JSON.stringify({ jsonrpc: "2.0", id, result }));
  });

test("the first hello says that nothing is held, and what is answered is shown", async () => {
  const world = new World();
  expect(world.client.loading.value).toBe(true);
  const said = await world.greet({ rows: [insert("organization", MFA, { name: "MFA" })] });
  expect(said.params).toEqual({});
  expect(world.client.connection.value).toBe("live");
  expect(world.client.loading.value).toBe(false);
  expect(named(world, MFA)).toBe("MFA");
});

test("told to wait it connects when it is told to, or when somebody comes in by a door", async () => {
  const waiting = new World();
  await waiting.client.start(true);
  expect(waiting.sockets).toHaveLength(0);
  waiting.client.setOnline(true);
  expect(waiting.sockets).toHaveLength(1);
  const entering = new World();
  await entering.client.start(true);
  entering.fetch.mockResolvedValueOnce(new Response("{}"));
  await entering.client.enter("link", { token: "key" });
  expect(entering.sockets).toHaveLength(1);
  expect((await entering.welcome({ person_id: ME })).params).toEqual({});
});

test("after a cut line hello names what is held, with the last number", async () => {
  const world = new World();
  await world.greet();
  world.socket.notify("sync.changed", { from: 12, to: 14, rows: [insert("organization", MFA)] });
  world.socket.cut();
  expect(world.client.connection.value).toBe("connecting");
  await vi.advanceTimersByTimeAsync(1000);
  expect(world.sockets).toHaveLength(2);
  const said = await world.welcome({ mode: "nothing", seq: 14 });
  expect(said.params).toEqual({
    database_id: "db",
    epoch: "epoch",
    seq: 14,
    spaces: [PUBLIC.space_id],
  });
  expect(world.client.row("organization", MFA).value).toBeDefined();
});

test("rows change, come and go as the server says", async () => {
  const world = new World();
  await world.greet({ rows: [insert("organization", MFA, { name: "MFA" })] });
  const rows = [
    ["organization", "update", MFA, { sector: "migrants" }],
    insert("organization", PICUM, { name: "PICUM" }),
  ];
  world.socket.notify("sync.changed", { from: 11, to: 11, rows });
  const row = world.client.row("organization", MFA);
  expect(row.value).toMatchObject({ name: "MFA", sector: "migrants" });
  expect(named(world, PICUM)).toBe("PICUM");
  const gone = [["organization", "delete", MFA, null]];
  world.socket.notify("sync.changed", { from: 12, to: 12, rows: gone });
  expect(row.value).toBeUndefined();
  expect(world.client.rows("organization").value.size).toBe(1);
});

test("a space lost takes its rows along, a space gained brings them", async () => {
  const world = new World();
  const inCoalition = insert("organization", MFA, { space_id: COALITION.space_id });
  await world.greet({ person_id: ME, spaces: [PUBLIC, COALITION], rows: [inCoalition] });
  const inOwn = insert("group", PICUM, { space_id: OWN.space_id });
  const scope = { seq: 11, gained: [OWN], lost: [COALITION.space_id], rows: [inOwn] };
  world.socket.notify("sync.scope", scope);
  expect(world.client.row("organization", MFA).value).toBeUndefined();
  expect(world.client.row("group", PICUM).value).toBeDefined();
  world.socket.cut();
  await vi.advanceTimersByTimeAsync(1000);
  const said = await world.welcome({ person_id: ME, spaces: [PUBLIC, OWN], seq: 11 });
  expect(said.params["spaces"]).toEqual([PUBLIC.space_id, OWN.space_id]);
});

test("spaces that hello no longer names are dropped", async () => {
  const world = new World();
  const row = insert("organization", MFA, { space_id: COALITION.space_id });
  await world.greet({ person_id: ME, spaces: [PUBLIC, COALITION], rows: [row] });
  world.socket.cut();
  await vi.advanceTimersByTimeAsync(1000);
  await world.welcome({ person_id: ME, spaces: [PUBLIC], mode: "nothing" });
  expect(world.client.rows("organization").value.size).toBe(0);
});

test("told to resume, it says hello again on the same line", async () => {
  const world = new World();
  await world.greet();
  world.socket.notify("sync.resume", {});
  await settle();
  expect(world.socket.of("sync.hello")).toHaveLength(2);
  const rows = [insert("organization", MFA)];
  world.socket.answer("sync.hello", hello({ seq: 30, rows }));
  await settle();
  expect(world.client.row("organization", MFA).value).toBeDefined();
});

test("an answer that is no hello ends the line", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const world = new World();
  await world.greet({ seq: -1 });
  expect(world.socket.isClosed).toBe(true);
  expect(world.client.loading.value).toBe(true);
});

test("after 20 seconds of silence it asks, and after 10 more without answer the line is dead", async () => {
  const world = new World();
  await world.greet();
  const first = world.socket;
  await vi.advanceTimersByTimeAsync(19_999);
  expect(first.of("sync.ping")).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(first.of("sync.ping")).toHaveLength(1);
  first.answer("sync.ping", {});
  await vi.advanceTimersByTimeAsync(20_000);
  expect(first.of("sync.ping")).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(4000);
  expect(world.client.connection.value).toBe("slow");
  await vi.advanceTimersByTimeAsync(6000);
  expect(first.isClosed).toBe(true);
  expect(world.client.connection.value).toBe("connecting");
});

test("anything that comes is life: no ping while the line speaks", async () => {
  const world = new World();
  await world.greet();
  for (let seq = 11; seq < 15; seq++) {
    await vi.advanceTimersByTimeAsync(15_000);
    world.socket.notify("sync.changed", { from: seq, to: seq, rows: [] });
  }
  expect(world.socket.of("sync.ping")).toHaveLength(0);
});

test("a call stays bounded though other things come: ten seconds after the last of them", async () => {
  const world = new World();
  await world.greet();
  void world.client.send("organization.edit", {
    organization_id: MFA,
    name: { from: "a", to: "b" },
  });
  await vi.advanceTimersByTimeAsync(5000);
  world.socket.notify("sync.changed", { from: 11, to: 11, rows: [] });
  await vi.advanceTimersByTimeAsync(9999);
  expect(world.socket.isClosed).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(world.socket.isClosed).toBe(true);
});

test("a line that never opens, or never greets, is waited for longer each time", async () => {
  const world = new World();
  await world.client.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(world.socket.isClosed).toBe(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(world.sockets).toHaveLength(2);
  world.socket.onopen?.();
  await vi.advanceTimersByTimeAsync(19_999);
  expect(world.socket.isClosed).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(world.socket.isClosed).toBe(true);
});

test("a late answer over a line that was given up changes nothing", async () => {
  const world = new World();
  await world.greet();
  const dead = world.socket;
  world.client.setOnline(false);
  expect(world.client.connection.value).toBe("offline");
  dead.notify("sync.changed", { from: 11, to: 11, rows: [insert("organization", MFA)] });
  expect(world.client.rows("organization").value.size).toBe(0);
  world.client.setOnline(true);
  expect(world.sockets).toHaveLength(2);
  await world.welcome({ mode: "nothing" });
  dead.notify("sync.changed", { from: 11, to: 11, rows: [insert("organization", MFA)] });
  dead.cut();
  expect(world.client.rows("organization").value.size).toBe(0);
  expect(world.client.connection.value).toBe("live");
});

test("it waits longer each time it fails, and connects at once when the network is back", async () => {
  const world = new World();
  await world.client.start();
  const waits = [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000];
  for (const [index, wait] of waits.entries()) {
    world.socket.cut();
    expect(world.client.connection.value).toBe("offline");
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(world.sockets).toHaveLength(index + 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(world.sockets).toHaveLength(index + 2);
  }
  world.socket.cut();
  const before = world.sockets.length;
  world.client.setOnline(true);
  expect(world.sockets).toHaveLength(before + 1);
});

test("shown out with the session over, it says so and stays away", async () => {
  const world = new World();
  whoIs(world, null);
  await world.greet({ person_id: ME });
  world.socket.cut(1008);
  await settle();
  expect(world.client.connection.value).toBe("ended");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(world.sockets).toHaveLength(1);
  expect(world.client.viewer.value.person_id, "what is shown stays").toBe(ME);
});

test("shown out though the session lives, it comes back", async () => {
  const world = new World();
  whoIs(world, ME);
  await world.greet({ person_id: ME });
  world.socket.cut(1008);
  await settle();
  await vi.advanceTimersByTimeAsync(1000);
  expect(world.sockets).toHaveLength(2);
});

test("sent away for having fallen behind (1013), it resumes", async () => {
  const world = new World();
  await world.greet();
  world.socket.cut(1013);
  await vi.advanceTimersByTimeAsync(1000);
  const said = await world.welcome({ mode: "nothing" });
  expect(said.params["seq"]).toBe(10);
  expect(world.client.connection.value).toBe("live");
});

test("a hello that knows nobody where somebody was is the end of the session", async () => {
  const world = new World();
  const row = insert("organization", MFA, { space_id: COALITION.space_id });
  await world.greet({ person_id: ME, spaces: [PUBLIC, COALITION], rows: [row] });
  world.socket.cut();
  await vi.advanceTimersByTimeAsync(1000);
  await world.welcome({ person_id: null, spaces: [PUBLIC] });
  expect(world.client.connection.value).toBe("ended");
  expect(world.client.row("organization", MFA).value).toBeDefined();
});

test("a frame that is not what the description says ends the line, and changes nothing", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const world = new World();
  await world.greet({ rows: [insert("organization", MFA, { name: "MFA" })] });
  const rows = [["organization", "update", MFA, { name: 7 }]];
  world.socket.notify("sync.changed", { from: 11, to: 11, rows });
  expect(world.socket.isClosed).toBe(true);
  expect(named(world, MFA)).toBe("MFA");
});

test("tables of a newer server are passed over", async () => {
  const world = new World();
  await world.greet();
  const rows = [["voice", "insert", PICUM, { voice_id: PICUM }], insert("organization", MFA)];
  world.socket.notify("sync.changed", { from: 11, to: 11, rows });
  expect(world.client.row("organization", MFA).value).toBeDefined();
});

test("a newer client on the server is offered once the line is back", async () => {
  const world = new World({ isCurrent: async () => false });
  await world.greet();
  expect(world.client.newVersion.value).toBe(false);
  world.socket.cut();
  await vi.advanceTimersByTimeAsync(1000);
  await world.welcome();
  expect(world.client.newVersion.value).toBe(true);
});

test("signing in begins the line anew; a used link says why not", async () => {
  const world = new World();
  await world.greet();
  const problem = { type: "/errors/E_LINK", title: "Used", status: 400, code: "E_LINK" };
  world.fetch.mockResolvedValueOnce(new Response(JSON.stringify(problem), { status: 400 }));
  expect(await world.client.enter("link", { token: "old" })).toMatchObject({
    ok: false,
    error: { code: "E_LINK" },
  });
  expect(world.sockets).toHaveLength(1);
  world.fetch.mockResolvedValueOnce(new Response("{}"));
  expect(await world.client.enter("link", { token: "new" })).toEqual({ ok: true });
  expect(world.sockets).toHaveLength(2);
  expect(world.client.connection.value).toBe("connecting");
  await world.welcome({ person_id: ME });
  expect(world.client.viewer.value.person_id).toBe(ME);
  expect(world.client.rejoined.value, "nobody was away").toBeUndefined();
});

test("who has come in is nobody until they are known: not the visitor who was here, unless the line is lost", async () => {
  const world = new World();
  await world.greet();
  expect(world.client.viewer.value).toMatchObject({ person_id: null, ready: true });
  world.fetch.mockResolvedValueOnce(new Response("{}"));
  await world.client.enter("link", { token: "new" });
  expect(world.client.viewer.value).toMatchObject({ person_id: null, ready: false });
  world.socket.cut();
  expect(world.client.viewer.value).toMatchObject({ person_id: null, ready: true });
  await vi.advanceTimersByTimeAsync(1000);
  await world.welcome({ person_id: ME });
  expect(world.client.viewer.value).toMatchObject({ person_id: ME, ready: true });
});

test("a short question goes over the line while there is one, and beside it when it is cut; others always beside it", async () => {
  const world = new World();
  await world.greet();
  const http = () => world.fetch.mock.calls.filter(([path]) => path === "/api/v1/rpc").length;
  const first = world.client.ask("news.list", { after_seq: 3 });
  expect(world.socket.of("news.list")).toHaveLength(1);
  world.socket.answer("news.list", { lines: [] });
  expect(await first).toEqual({ ok: true, result: { lines: [] } });
  expect(http()).toBe(0);

  const answer = (result: object) =>
    world.fetch.mockResolvedValueOnce(
      new Response(JSON.stringify({ jsonrpc: "2.0", id: "1", result })),
    );
  answer({ lines: ["again"] });
  const second = world.client.ask("news.list");
  world.socket.cut();
  expect(await second).toEqual({ ok: true, result: { lines: ["again"] } });
  answer({ changes: [] });
  expect(await world.client.ask("history.read")).toEqual({ ok: true, result: { changes: [] } });
  expect(http()).toBe(2);
});

test("what one sees has arrived with the first hello of whoever one is, and not before", async () => {
  const world = new World();
  expect(world.client.arrived.value).toBe(false);
  await world.greet();
  expect(world.client.arrived.value).toBe(true);
  world.socket.cut();
  expect(world.client.arrived.value).toBe(true);
  await vi.advanceTimersByTimeAsync(1000);
  await world.welcome({ mode: "nothing" });
  world.fetch.mockImplementation(async () => new Response("{}"));
  await world.client.enter("link", { token: "token" });
  expect(world.client.arrived.value).toBe(false);
  await world.welcome({ person_id: ME });
  expect(world.client.arrived.value).toBe(true);
});

test("signing out leaves nothing here and comes back as a visitor", async () => {
  const world = new World();
  const row = insert("organization", MFA, { space_id: COALITION.space_id });
  await world.greet({ person_id: ME, spaces: [PUBLIC, COALITION], rows: [row] });
  whoIs(world, null);
  expect(await world.client.signOut()).toEqual({ ok: true });
  expect(world.client.rows("organization").value.size).toBe(0);
  expect(world.client.viewer.value.person_id).toBeNull();
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([]);
  const said = await world.welcome();
  expect(said.params).toEqual({});
});

test("a sign-out that does not reach the server changes nothing", async () => {
  const world = new World();
  await world.greet({ person_id: ME });
  world.fetch.mockRejectedValueOnce(new TypeError("no network"));
  expect(await world.client.signOut()).toMatchObject({ ok: false });
  expect(world.client.viewer.value.person_id).toBe(ME);
  expect(world.client.connection.value).toBe("live");
});

test.each([
  ["reached", (world: World) => whoIs(world, null)],
  ["out of reach", (world: World) => world.fetch.mockRejectedValue(new TypeError("no network"))],
])("leaving keeps nothing and connects no more, the server %s", async (_, answer) => {
  const world = new World();
  const row = insert("organization", MFA, { space_id: COALITION.space_id });
  await world.greet({ person_id: ME, spaces: [PUBLIC, COALITION], rows: [row] });
  answer(world);
  const { length } = world.sockets;
  await world.client.leave();
  world.client.setOnline(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(world.sockets.length).toBe(length);
  expect(world.client.rows("organization").value.size).toBe(0);
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([]);
});

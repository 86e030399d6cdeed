// @vitest-environment node
/* Own commands: shown at once, sent until answered, given back with their words when refused. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RowChange } from "web/wire";
import { insert, ME, MFA, PICUM, settle, useStillClock, World, whole } from "./world";

const TIE = "44444444-4444-4444-8444-444444444444";
const GROUP = "55555555-5555-4555-8555-555555555555";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  useStillClock();
});
afterEach(() => vi.useRealTimers());

const belonging = insert("belonging", TIE, {
  person_id: ME,
  organization_id: MFA,
  role: "lead_delegate",
});

async function delegate(): Promise<World> {
  const world = new World();
  const mfa = insert("organization", MFA, { name: "MFA", sector: "work" });
  await world.greet({ person_id: ME, rows: [mfa, insert("organization", PICUM), belonging] });
  return world;
}

const rename = (world: World, to: string, from = "MFA") =>
  world.client.send("organization.edit", { organization_id: MFA, name: { from, to } });

const nameOf = (world: World) => world.client.row("organization", MFA).value?.name;
const saving = (world: World, column?: string) =>
  world.client.pending("organization", MFA, column).value;

test("an edit shows at once, and is settled when the server's row and answer have come", async () => {
  const world = await delegate();
  const outcome = rename(world, "Migrant Forum in Asia");
  expect(nameOf(world)).toBe("Migrant Forum in Asia");
  expect(saving(world, "name")).toBe("waiting");
  expect(saving(world, "sector")).toBe("settled");
  expect(world.client.waitingCount.value).toBe(1);
  const frame = world.socket.last("organization.edit");
  expect(frame.params).toEqual({
    organization_id: MFA,
    name: { from: "MFA", to: "Migrant Forum in Asia" },
    acting_for: MFA,
  });
  expect(frame.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  const rows = [["organization", "update", MFA, { name: "Migrant Forum in Asia" }]];
  world.socket.notify("sync.changed", { from: 11, to: 11, rows });
  world.socket.answer("organization.edit", { seq: 11 });
  expect(await outcome).toEqual({ ok: true, result: { seq: 11 } });
  expect(nameOf(world)).toBe("Migrant Forum in Asia");
  expect(saving(world, "name")).toBe("saved");
  expect(world.client.savedAt("organization", MFA, "name").value).toBe(Date.now());
  await vi.advanceTimersByTimeAsync(4000);
  expect(saving(world, "name")).toBe("settled");
});

test("an own edit stays on top of what others change meanwhile", async () => {
  const world = await delegate();
  void rename(world, "mine");
  const rows = [["organization", "update", MFA, { name: "theirs", sector: "care" }]];
  world.socket.notify("sync.changed", { from: 11, to: 11, rows });
  const row = world.client.row("organization", MFA);
  expect(row.value).toMatchObject({ name: "mine", sector: "care" });
});

test("refused: the row returns, and the words stay until somebody has dealt with them", async () => {
  const world = await delegate();
  const outcome = rename(world, "mine");
  world.socket.refuse("organization.edit", "E_TOO_LONG", {
    field: "name",
    arguments: { most: 200 },
  });
  await settle();
  expect(nameOf(world)).toBe("MFA");
  expect(saving(world, "name")).toBe("putback");
  expect(world.client.waitingCount.value).toBe(0);
  const [entry] = world.client.refused.value;
  expect(entry).toMatchObject({
    method: "organization.edit",
    params: { name: { from: "MFA", to: "mine" } },
    error: { code: "E_TOO_LONG", field: "name", arguments: { most: 200 } },
  });
  const command_id = entry?.command_id ?? "";
  expect(await outcome).toMatchObject({ ok: false, command_id, error: { code: "E_TOO_LONG" } });
  world.client.dismiss(command_id);
  expect(world.client.refused.value).toEqual([]);
  expect(saving(world, "name")).toBe("settled");
});

test("edited by two: both wordings are kept", async () => {
  const world = await delegate();
  void rename(world, "mine");
  const rows = [["organization", "update", MFA, { name: "theirs" }]];
  world.socket.notify("sync.changed", { from: 11, to: 11, rows });
  const more = { field: "name", arguments: { stored: "theirs" } };
  world.socket.refuse("organization.edit", "E_STALE", more);
  await settle();
  expect(nameOf(world)).toBe("theirs");
  expect(world.client.refused.value[0]).toMatchObject({
    params: { name: { to: "mine" } },
    error: { code: "E_STALE", arguments: { stored: "theirs" } },
  });
});

test("a refused one can be sent again, under its own id", async () => {
  const world = await delegate();
  void rename(world, "mine");
  const { id } = world.socket.last("organization.edit");
  world.socket.refuse("organization.edit", "E_FORBIDDEN", { arguments: { who: ["secretariat"] } });
  await settle();
  world.client.retry(id);
  expect(world.client.refused.value).toEqual([]);
  expect(nameOf(world)).toBe("mine");
  expect(world.socket.of("organization.edit").map((frame) => frame.id)).toEqual([id, id]);
});

test("cut before the answer: sent again with the same id, and only then settled", async () => {
  const world = await delegate();
  const outcome = rename(world, "mine");
  const first = world.socket.last("organization.edit");
  world.socket.cut();
  expect(nameOf(world)).toBe("mine");
  await vi.advanceTimersByTimeAsync(1000);
  expect(world.socket.of("organization.edit"), "not before hello").toHaveLength(0);
  await world.welcome({ person_id: ME, mode: "nothing" });
  expect(world.socket.last("organization.edit")).toEqual(first);
  world.socket.answer("organization.edit", { seq: 11 });
  expect(await outcome).toEqual({ ok: true, result: { seq: 11 } });
});

test("written without a line, sent when it is there, and said once how many", async () => {
  const world = await delegate();
  world.client.setOnline(false);
  void rename(world, "mine");
  void world.client.send("organization.edit", {
    organization_id: PICUM,
    sector: { from: null, to: "rights" },
  });
  expect(world.client.waitingCount.value).toBe(2);
  world.client.setOnline(true);
  await world.welcome({ person_id: ME, mode: "nothing" });
  const frames = world.socket.of("organization.edit");
  expect(frames).toHaveLength(2);
  expect(world.client.rejoined.value).toBeUndefined();
  for (const { id } of frames) world.socket.tell({ jsonrpc: "2.0", id, result: { seq: 12 } });
  await settle();
  expect(world.client.rejoined.value).toBe(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(world.client.rejoined.value).toBeUndefined();
});

test("commands that name a common row go out one after the other", async () => {
  const world = await delegate();
  void rename(world, "one");
  void rename(world, "two", "one");
  void world.client.send("group.edit", { group_id: GROUP, name: { from: "a", to: "b" } });
  expect(world.socket.of("organization.edit")).toHaveLength(1);
  expect(world.socket.of("group.edit"), "another row does not wait").toHaveLength(1);
  expect(nameOf(world)).toBe("two");
  world.socket.answer("organization.edit", { seq: 11 });
  await settle();
  expect(world.socket.of("organization.edit")).toHaveLength(2);
  expect(world.socket.last("organization.edit").params["name"]).toEqual({ from: "one", to: "two" });
});

test("a refusal that passes by itself is no refusal: it is tried again later", async () => {
  const world = await delegate();
  void rename(world, "mine");
  world.socket.refuse("organization.edit", "E_RATE", { arguments: { seconds: 3 } });
  await settle();
  expect(world.client.refused.value).toEqual([]);
  await vi.advanceTimersByTimeAsync(2999);
  expect(world.socket.of("organization.edit")).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(world.socket.of("organization.edit")).toHaveLength(2);
  expect(nameOf(world)).toBe("mine");
});

test("what fails inside again and again is handed back, so that others can go on", async () => {
  const world = await delegate();
  void rename(world, "mine");
  for (const wait of [1000, 2000, 4000, 8000]) {
    world.socket.refuse("organization.edit", "E_UNAVAILABLE");
    await settle();
    expect(world.client.refused.value).toEqual([]);
    await vi.advanceTimersByTimeAsync(wait);
  }
  expect(world.socket.of("organization.edit")).toHaveLength(5);
  world.socket.refuse("organization.edit", "E_UNAVAILABLE");
  await settle();
  expect(world.client.refused.value).toHaveLength(1);
  expect(world.client.waitingCount.value).toBe(0);
});

test("a visitor who is told to sign in first has lost no session", async () => {
  const world = new World();
  await world.greet({ rows: [insert("organization", MFA, { name: "MFA" })] });
  void rename(world, "mine");
  world.socket.refuse("organization.edit", "E_SESSION");
  await settle();
  expect(world.client.connection.value).toBe("live");
  expect(world.client.refused.value[0]?.error.code).toBe("E_SESSION");
});

test("what was just made is saved as a whole; none of its fields says that it was edited", async () => {
  const world = new World();
  await world.greet();
  const fields = { organization_id: PICUM, name: "PICUM", kind: "network" as const };
  const outcome = world.client.send("organization.create", { ...fields, visibility: "coalition" }, [
    insert("organization", PICUM, fields),
  ]);
  world.socket.answer("organization.create", { seq: 12 });
  await outcome;
  expect(world.client.pending("organization", PICUM).value).toBe("saved");
  expect(world.client.pending("organization", PICUM, "name").value).toBe("settled");
});

test("what the server cannot save waits as long as it says so", async () => {
  const world = await delegate();
  expect(world.client.health.value).toBe("fine");
  world.socket.notify("sync.health", { health: "failed" });
  expect(world.client.health.value).toBe("failed");
  void rename(world, "mine");
  for (const wait of [1000, 2000, 4000, 8000]) {
    world.socket.refuse("organization.edit", "E_UNAVAILABLE");
    await settle();
    await vi.advanceTimersByTimeAsync(wait);
  }
  world.socket.refuse("organization.edit", "E_UNAVAILABLE");
  await settle();
  expect(world.client.refused.value).toEqual([]);
  expect(saving(world, "name")).toBe("waiting");
  world.socket.notify("sync.health", { health: "fine" });
  world.socket.answer("organization.edit", { seq: 11 });
  await settle();
  expect(world.client.health.value).toBe("fine");
  expect(saving(world, "name")).toBe("saved");
});

test("whoever comes while the disk is full is told, and who was cut off knows nothing of it", async () => {
  const world = new World();
  await world.greet({ person_id: ME, rows: [belonging], health: "full" });
  expect(world.client.health.value).toBe("full");
  world.socket.cut();
  expect(world.client.health.value).toBe("fine");
});

test("signed out in the middle: nothing is lost, and it goes out after signing in again", async () => {
  const world = await delegate();
  void rename(world, "mine");
  world.socket.refuse("organization.edit", "E_SESSION");
  await settle();
  expect(world.client.connection.value).toBe("ended");
  expect(world.client.waitingCount.value).toBe(1);
  world.fetch.mockResolvedValueOnce(new Response("{}"));
  await world.client.enter("link", { token: "token" });
  await world.welcome({ person_id: ME, mode: "nothing" });
  expect(world.socket.of("organization.edit")).toHaveLength(1);
});

test("signed in as another person: what the first one wrote is not sent for them", async () => {
  const world = await delegate();
  void rename(world, "mine");
  world.socket.refuse("organization.edit", "E_SESSION");
  await settle();
  world.fetch.mockResolvedValueOnce(new Response("{}"));
  await world.client.enter("link", { token: "token" });
  await world.welcome({ person_id: PICUM, mode: "nothing" });
  expect(world.socket.of("organization.edit")).toHaveLength(0);
  expect(world.client.waitingCount.value).toBe(0);
  expect(nameOf(world)).toBe("MFA");
  expect(await world.store.commands(), "it waits on the device").toHaveLength(1);
});

test("what is made shows at once as its maker says, and goes when refused", async () => {
  const world = await delegate();
  const row: RowChange = ["group", "insert", GROUP, whole("group", GROUP, { name: "Water" })];
  const params = {
    group_id: GROUP,
    group_member_id: TIE,
    name: "Water",
    kind: "caucus",
    visibility: "coalition",
  } as const;
  void world.client.send("group.create", params, [row]);
  expect(world.client.row("group", GROUP).value?.name).toBe("Water");
  expect(world.client.pending("group", GROUP).value).toBe("waiting");
  world.socket.refuse("group.create", "E_EXISTS", { field: "group_id" });
  await settle();
  expect(world.client.row("group", GROUP).value).toBeUndefined();
  expect(world.client.refused.value[0]?.params["name"]).toBe("Water");
});

/* A group that is made, and then a change to it, before the server has answered. */
async function maker() {
  const world = await delegate();
  const row: RowChange = ["group", "insert", GROUP, whole("group", GROUP, { name: "Water" })];
  const params = {
    group_id: GROUP,
    group_member_id: TIE,
    name: "Water",
    kind: "caucus",
    visibility: "coalition",
  } as const;
  void world.client.send("group.create", params, [row]);
  await vi.advanceTimersByTimeAsync(5);
  void world.client.send("group.edit", {
    group_id: GROUP,
    mandate: { from: null, to: "Bring water." },
  });
  await vi.advanceTimersByTimeAsync(5);
  void rename(world, "goes its own way");
  world.socket.refuse("group.create", "E_FORBIDDEN", { arguments: { who: ["delegate"] } });
  await settle();
  return world;
}

test("a refused one holds back what builds on it, and nothing else", async () => {
  const world = await maker();
  expect(world.socket.of("group.edit")).toEqual([]);
  expect(world.socket.of("organization.edit")).toHaveLength(1);
  expect(world.client.refused.value).toHaveLength(1);
  expect(world.client.waitingCount.value).toBe(2);
});

test("sent again, it goes first, and what builds on it after", async () => {
  const world = await maker();
  const [refused] = world.client.refused.value;
  world.client.retry(refused?.command_id ?? "");
  expect(world.socket.of("group.create")).toHaveLength(2);
  expect(world.socket.of("group.edit")).toEqual([]);
  world.socket.answer("group.create", { seq: 11 });
  await settle();
  expect(world.socket.of("group.edit")).toHaveLength(1);
});

test("given up, what builds on it goes out and comes back for its own sake", async () => {
  const world = await maker();
  const [refused] = world.client.refused.value;
  world.client.dismiss(refused?.command_id ?? "");
  world.socket.refuse("group.edit", "E_NOT_FOUND", { field: "group_id" });
  await settle();
  expect(world.client.refused.value.map(({ method }) => method)).toEqual(["group.edit"]);
});

test("what is removed goes at once, and comes back when refused", async () => {
  const world = await delegate();
  const name = insert("organization_name", TIE, { organization_id: MFA, text: "MFA" });
  world.socket.notify("sync.changed", { from: 11, to: 11, rows: [name] });
  const names = world.client.by("organization_name", "organization_id", MFA);
  expect(names.value).toHaveLength(1);
  void world.client.send("organization.name_remove", { organization_name_id: TIE });
  expect(names.value).toHaveLength(0);
  world.socket.refuse("organization.name_remove", "E_NOT_FOUND");
  await settle();
  expect(names.value).toHaveLength(1);
});

test("one acts for one's organization, for another when chosen, and for nobody when chosen", async () => {
  const world = await delegate();
  const second = insert("belonging", GROUP, { person_id: ME, organization_id: PICUM });
  world.socket.notify("sync.changed", { from: 11, to: 11, rows: [second] });
  expect(world.client.viewer.value).toEqual({ person_id: ME, acting_for: MFA, ready: true });
  world.client.actFor(PICUM);
  void rename(world, "mine");
  expect(world.socket.last("organization.edit").params["acting_for"]).toBe(PICUM);
  world.client.actFor(null);
  expect(world.client.viewer.value.acting_for).toBeNull();
  world.client.actFor(PICUM);
  const ended = [["belonging", "update", GROUP, { ends_on: "2026-11-24" }]];
  world.socket.notify("sync.changed", { from: 12, to: 12, rows: ended });
  expect(world.client.viewer.value.acting_for).toBe(MFA);
});

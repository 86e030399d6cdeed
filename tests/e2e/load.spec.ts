/*
 * Many people at once, over real connections: the server is killed under them again and again, and copied while they
 * work. Nobody's browser is needed for that: each person is a session that gives one command after the
 * other, and knows what was answered.
 */
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Coalition } from "./support/coalition.ts";
import { expect, test } from "./support/test.ts";
import { newCommandId, newId } from "./support/wire.ts";

const PEOPLE = 50;
const KILLS = 50;
/* Answers between two kills: so many at least, so that each life is under way when it ends. */
const ANSWERS_A_LIFE = 100;

test.use({ seed: "empty" });
test.setTimeout(180_000);

interface Call {
  readonly id: string;
  readonly method: string;
  readonly params: object;
}

/** Somebody who keeps and throws away a saved view, over and over: each step needs the one before. */
class Person {
  answered = 0;
  readonly refusals: string[] = [];
  #cookie = "";
  #isKept = false;
  #view = newId();
  #call: Call | undefined;
  #person_id = "";

  readonly coalition: Coalition;
  readonly name: string;

  constructor(coalition: Coalition, name: string) {
    this.coalition = coalition;
    this.name = name;
  }

  async comeIn(token: string): Promise<void> {
    const answer = await this.#post("/api/v1/sign-in", { token });
    this.#cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const who = await this.#post("/api/v1/rpc", { jsonrpc: "2.0", id: 1, method: "session.who" });
    this.#person_id = ((await who.json()) as { result: { person_id: string } }).result.person_id;
    expect(this.#person_id).toMatch(/^[0-9a-f-]{36}$/);
  }

  #post(path: string, body: object): Promise<Response> {
    return fetch(this.coalition.url + path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        origin: this.coalition.url,
        cookie: this.#cookie,
      },
      body: JSON.stringify(body),
    });
  }

  #next(): Call {
    const id = newCommandId();
    const saved_view_id = this.#view;
    if (this.#isKept) return { id, method: "saved_view.remove", params: { saved_view_id } };
    const view = { room: "network", name: this.name, query: "region=Asia" };
    const params = { saved_view_id, person_id: this.#person_id, ...view };
    return { id, method: "saved_view.add", params };
  }

  /** One command to its answer; what was cut off is said again, with the same id. False: the line is gone. */
  async step(): Promise<boolean> {
    this.#call ??= this.#next();
    let text = "";
    try {
      const answer = await this.#post("/api/v1/rpc", { jsonrpc: "2.0", ...this.#call });
      text = await answer.text();
    } catch {
      return false;
    }
    if (!text.includes('"result":{"seq":')) this.refusals.push(text);
    this.#isKept = this.#call.method === "saved_view.add";
    if (!this.#isKept) this.#view = newId();
    this.#call = undefined;
    this.answered++;
    return true;
  }
}

async function people(coalition: Coalition): Promise<readonly Person[]> {
  await coalition.stop();
  const tokens = coalition.invite(PEOPLE);
  await coalition.serve("--rate", "0");
  const all = tokens.map((_, index) => new Person(coalition, `View of ${index}`));
  await Promise.all(all.map((one, index) => one.comeIn(tokens[index] ?? "")));
  return all;
}

const answers = (all: readonly Person[]): number =>
  all.reduce((sum, { answered }) => sum + answered, 0);

const refusals = (all: readonly Person[]): readonly string[] => all.flatMap((one) => one.refusals);

/** All work until somebody says that it is enough, or their line is gone. */
const work = (all: readonly Person[], isEnough: () => boolean): Promise<unknown> =>
  Promise.all(
    all.map(async (one) => {
      while (!isEnough() && (await one.step()));
    }),
  );

test(`nothing that was answered is lost in ${KILLS} lives that are killed under load`, async ({
  coalition,
}) => {
  const all = await people(coalition);
  for (let life = 0; life < KILLS; life++) {
    const before = answers(all);
    let killed: Promise<void> | undefined;
    await work(all, () => {
      if (answers(all) - before >= ANSWERS_A_LIFE) killed ??= coalition.stop("SIGKILL");
      return false;
    });
    await killed;
    expect(answers(all) - before).toBeGreaterThanOrEqual(ANSWERS_A_LIFE);
    await coalition.serve("--rate", "0");
  }
  /* What was under way at the last kill is said again, and each goes on from where they were. */
  const end = answers(all) + 3 * PEOPLE;
  await work(all, () => answers(all) >= end);
  expect(refusals(all)).toEqual([]);
  expect(coalition.verify()).toContain("the replay equals the file");
});

test(`copies are made while ${PEOPLE} people work, and one is gone back to`, async ({
  coalition,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "tributary-copies-"));
  try {
    const all = await people(coalition);
    let isOver = false;
    const working = work(all, () => isOver);
    for (let copy = 0; copy < 3; copy++) {
      const before = answers(all);
      await coalition.backup(folder);
      expect(answers(all)).toBeGreaterThan(before); /* nobody waits for it */
      for (const name of copy < 2 ? readdirSync(folder) : []) rmSync(join(folder, name));
    }
    isOver = true;
    await working;
    expect(refusals(all)).toEqual([]);
    await coalition.stop();
    const [name = ""] = readdirSync(folder);
    coalition.restore(join(folder, name));
    expect(coalition.verify()).toContain("the replay equals the file");
    await coalition.serve("--rate", "0");
    const [first] = all;
    await first?.step(); /* whoever was in is out */
    expect(first?.refusals.join()).toContain("E_SESSION");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const IDLE = 2000;
const HALF_HEADS = 200;

async function lineTo(coalition: Coalition, text: string): Promise<Socket> {
  const socket = connect(coalition.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(text);
  return socket;
}

/** A figure of the server's own. */
async function figure(coalition: Coalition, name: string): Promise<number> {
  const text = await (await fetch(`${coalition.url}/metrics`)).text();
  return Number(new RegExp(`^tributary_${name} (\\d+)$`, "m").exec(text)?.[1]);
}

test(`among ${IDLE} who only listen, whoever works is answered`, async ({ coalition }) => {
  const all = await people(coalition);
  const before = await figure(coalition, "connections");
  const upgrade =
    `GET /api/v1/socket HTTP/1.1\r\nHost: localhost:${coalition.port}\r\n` +
    `Origin: ${coalition.url}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
    "Sec-WebSocket-Protocol: tributary.1\r\n\r\n";
  const idle: Socket[] = [];
  while (idle.length < IDLE) {
    const some = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const socket = await lineTo(coalition, upgrade);
        const [head] = (await once(socket, "data")) as [Buffer];
        expect(head.toString("latin1")).toMatch(/^HTTP\/1\.1 101 /);
        return socket;
      }),
    );
    idle.push(...some);
  }
  expect(await figure(coalition, "sockets")).toBe(IDLE);
  const [active] = all;
  for (let count = 0; count < 100; count++) expect(await active?.step()).toBe(true);
  expect(refusals(all)).toEqual([]);
  for (const socket of idle) socket.destroy();
  await expect.poll(() => figure(coalition, "connections")).toBe(before);
  expect(await figure(coalition, "inboxes_bytes")).toBe(0);
  expect(await figure(coalition, "outboxes_bytes")).toBe(0);
});

test("heads that never end are dropped in their time, and nobody waits for them", async ({
  coalition,
}) => {
  const all = await people(coalition);
  const before = await figure(coalition, "connections");
  const halves = await Promise.all(
    Array.from({ length: HALF_HEADS }, (_, index) =>
      lineTo(coalition, index % 2 === 0 ? "GET / HTTP/1.1\r\nHost: loc" : ""),
    ),
  );
  const closed = Promise.all(halves.map((socket) => once(socket.resume(), "close")));
  let isOver = false;
  const working = work(all, () => isOver);
  await closed;
  isOver = true;
  await working;
  expect(refusals(all)).toEqual([]);
  expect(answers(all)).toBeGreaterThan(PEOPLE);
  await expect.poll(() => figure(coalition, "connections")).toBe(before);
});

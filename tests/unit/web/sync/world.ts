/*
 * A client whose server is the test: sockets that send only what the test says, rows with every column,
 * and a clock that stands still until it is moved.
 */

import { expect, vi } from "vitest";
import { createClient, type Environment } from "web/sync/client";
import type { Socket } from "web/sync/line";
import { createStore, type Store } from "web/sync/store";
import { COLUMNS, type Fields, type RowChange, type Space, type TableName } from "web/wire";

export const PUBLIC: Space = { space_id: "space-public", kind: "public", owner_id: null };
export const COALITION: Space = { space_id: "space-coalition", kind: "coalition", owner_id: null };
export const OWN: Space = { space_id: "space-org", kind: "organization", owner_id: "space-org" };
export const ME = "11111111-1111-4111-8111-111111111111";
export const MFA = "22222222-2222-4222-8222-222222222222";
export const PICUM = "33333333-3333-4333-8333-333333333333";

/** A whole row: what is not given is null, 0 or a word, as the column wants it. */
export function whole(table: TableName, id: string, given: Fields = {}): Fields {
  const cells = COLUMNS[table].split(" ").map((mark): [string, string | number | null] => {
    const name = mark.replace(/[#?]/g, "");
    const filler = mark.endsWith("?") ? null : mark.endsWith("#") ? 0 : "word";
    return [name, filler];
  });
  return { ...Object.fromEntries(cells), [`${table}_id`]: id, space_id: PUBLIC.space_id, ...given };
}

export const insert = (table: TableName, id: string, given?: Fields): RowChange => [
  table,
  "insert",
  id,
  whole(table, id, given),
];

interface Frame {
  readonly id: string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: ((event: { readonly code: number }) => void) | null = null;
  readonly sent: Frame[] = [];
  isClosed = false;

  send(frame: string): void {
    this.sent.push(JSON.parse(frame));
  }

  close(): void {
    this.isClosed = true;
  }

  tell(message: unknown): void {
    this.onmessage?.({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }

  notify(method: string, params: unknown): void {
    this.tell({ jsonrpc: "2.0", method, params });
  }

  /** The frames of a method, oldest first. */
  of(method: string): readonly Frame[] {
    return this.sent.filter((frame) => frame.method === method);
  }

  last(method: string): Frame {
    const frame = this.of(method).at(-1);
    expect(frame, `${method} was sent`).toBeDefined();
    return frame as Frame;
  }

  answer(method: string, result: unknown): void {
    this.tell({ jsonrpc: "2.0", id: this.last(method).id, result });
  }

  refuse(method: string, code: string, more: object = {}): void {
    const data = { code, ...more };
    const error = { code: -32000, message: "No.", data };
    this.tell({ jsonrpc: "2.0", id: this.last(method).id, error });
  }

  cut(code = 1006): void {
    this.onclose?.({ code });
  }
}

/** Everything that can go on without the clock: promises, and IndexedDB, which runs on immediates. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise((done) => setImmediate(done));
}

export const hello = (more: object = {}) => ({
  database_id: "db",
  epoch: "epoch",
  seq: 10,
  person_id: null,
  spaces: [PUBLIC],
  mode: "rows",
  rows: [],
  ...more,
});

export const snapshot = (rows: readonly RowChange[], spaces: readonly Space[], end: unknown) =>
  [
    { database_id: "db", epoch: "epoch", spaces },
    ...rows.map(([table, , , fields]) => [table, fields]),
    ...(end === undefined ? [] : [end]),
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");

export class World {
  readonly sockets: FakeSocket[] = [];
  readonly store: Store;
  readonly client: ReturnType<typeof createClient>;
  readonly fetch = vi.fn<typeof fetch>(async () => new Response("", { status: 503 }));

  constructor(more: Partial<Environment> = {}) {
    this.store = more.store ?? createStore();
    this.client = createClient({
      openSocket: () => {
        const socket = new FakeSocket();
        this.sockets.push(socket);
        return socket;
      },
      fetch: this.fetch,
      store: this.store,
      isCurrent: async () => true,
      random: () => 1,
      memory: undefined,
      locks: undefined,
      ...more,
    });
  }

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    expect(socket, "a socket was opened").toBeDefined();
    return socket as FakeSocket;
  }

  /** Starts, opens the line and says hello; returns what the client said. */
  async greet(answer: object = {}): Promise<Frame> {
    await this.client.start();
    return this.welcome(answer);
  }

  /** Lets the newest socket open and answers its hello. */
  async welcome(answer: object = {}): Promise<Frame> {
    this.socket.onopen?.();
    const said = this.socket.last("sync.hello");
    this.socket.answer("sync.hello", hello(answer));
    await settle();
    return said;
  }
}

export const useStillClock = () =>
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: 1_795_478_400_000 });

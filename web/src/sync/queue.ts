/*
 * Own commands. One is shown at once, kept on the device, sent when the line is live and sent again with
 * the same id until it is answered: the server does a repeated id once. Commands that name a common row
 * go out one after the other. A refused one gives its row back and stays, with its words, until somebody
 * has dealt with it; what names a row that it would have made waits so long.
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { CommandName, Health, Methods, RowChange, TableName, WireError } from "../wire";
import { newCommandId } from "./ids";
import type { Answer } from "./line";
import { changesOf, idsOf, touches } from "./own";
import type { Replica } from "./replica";
import type { Kept, Store } from "./store";
import type { Command, Outcome, Pending, Refused } from "./types";

/* Commands under way at once: well under what the server lets one connection ask in a burst. */
const UNDER_WAY_MAX = 8;
/* How long "Saved" is said. */
const SAVED_MS = 4000;
/* A refusal that passes by itself is tried again after this long, then twice that, up to the bound. */
const RETRY_MS = 1000;
const RETRY_MS_MAX = 30_000;
const PASSING = new Set(["E_BUSY", "E_RATE", "E_STORAGE", "E_UNAVAILABLE"]);
/* What failed inside this often fails for its own sake: it is handed back, so that others can go on. */
const TRIES_MAX = 5;
const FAILED = new Set(["E_BUSY", "E_UNAVAILABLE"]);

export interface QueueParts {
  readonly replica: Replica;
  readonly store: Store;
  readonly call: (method: string, params: unknown, id: string) => Promise<Answer>;
  readonly viewer: ReadonlySignal<{
    readonly person_id: string | null;
    readonly acting_for: string | null;
  }>;
  readonly sessionLost: () => void;
  readonly health: ReadonlySignal<Health>;
  /** What tabs of one browser share; undefined where there is no such thing. */
  readonly locks: Pick<LockManager, "query" | "request"> | undefined;
}

type Settle = (outcome: Outcome) => void;

const without = <T extends Command>(list: readonly T[], id: string) =>
  list.filter(({ command_id }) => command_id !== id);

/* Their ids begin with the time they were written at. */
const inOrder = (list: readonly Command[]): readonly Command[] =>
  list.toSorted((a, b) => (a.command_id < b.command_id ? -1 : 1));

export function createQueue(parts: QueueParts) {
  const { replica, store, call, viewer, sessionLost, health, locks } = parts;
  const tab = newCommandId();
  const waiting = signal<readonly Command[]>([]);
  const refused = signal<readonly Refused[]>([]);
  const saved = signal<ReadonlyMap<string, number>>(new Map());
  const fresh = signal<ReadonlySet<string>>(new Set());
  const settles = new Map<string, Settle>();
  const underWay = new Set<string>();
  const tries = new Map<string, number>();
  let isLive = false;
  let isLocked = false;
  let patience = RETRY_MS;
  let pause: ReturnType<typeof setTimeout> | undefined;

  /** A row that is made is saved as a whole: no field of it was edited. */
  function markSaved(command: Command): void {
    const keys = command.changes.flatMap(([table, op, id, fields]) => [
      `${table}/${id}`,
      ...(op === "update" ? Object.keys(fields).map((column) => `${table}/${id}/${column}`) : []),
    ]);
    const now = Date.now();
    saved.value = new Map([...saved.value, ...keys.map((key) => [key, now] as const)]);
    fresh.value = new Set([...fresh.value, ...keys]);
    setTimeout(() => {
      const still = [...fresh.value].filter((key) => (saved.value.get(key) ?? 0) > now);
      fresh.value = new Set(still);
    }, SAVED_MS);
  }

  function leave(command: Command): Settle | undefined {
    waiting.value = without(waiting.value, command.command_id);
    replica.dropOwn(command.command_id);
    tries.delete(command.command_id);
    const settle = settles.get(command.command_id);
    settles.delete(command.command_id);
    return settle;
  }

  function accept(command: Command, result: unknown): void {
    patience = RETRY_MS;
    markSaved(command);
    void store.dropCommand(command.command_id);
    leave(command)?.({ ok: true, result: result as Methods[CommandName]["result"] });
  }

  function refuse(command: Command, error: WireError): void {
    const { command_id } = command;
    refused.value = [...refused.value, { ...command, error }];
    void store.keepCommand({ ...command, error, tab });
    leave(command)?.({ ok: false, error, command_id });
  }

  function waitAndRetry(error: WireError): void {
    const asked = Number(error.arguments["seconds"] ?? 0) * 1000;
    pause ??= setTimeout(
      () => {
        pause = undefined;
        pump();
      },
      Math.max(asked, patience),
    );
    patience = Math.min(patience * 2, RETRY_MS_MAX);
  }

  async function sendOne(command: Command): Promise<void> {
    underWay.add(command.command_id);
    const answer = await call(command.method, command.params, command.command_id);
    underWay.delete(command.command_id);
    if (answer.kind === "cut") return;
    if (answer.kind === "answer") accept(command, answer.result);
    else if (answer.error.code === "E_SESSION" && viewer.peek().person_id) sessionLost();
    else if (passes(command, answer.error)) waitAndRetry(answer.error);
    else refuse(command, answer.error);
    pump();
  }

  /** Whether a refusal is likely to pass by itself. */
  function passes({ command_id }: Command, { code }: WireError): boolean {
    const count = (tries.get(command_id) ?? 0) + 1;
    if (FAILED.has(code)) tries.set(command_id, count);
    const isHopeless = FAILED.has(code) && count >= TRIES_MAX && health.peek() === "fine";
    return PASSING.has(code) && !isHopeless;
  }

  /** Rows that do not come to be as long as the command that makes them is refused. */
  const unmade = (): readonly string[] =>
    refused
      .peek()
      .flatMap(({ changes }) => changes.flatMap(([, op, id]) => (op === "insert" ? [id] : [])));

  /** Sends what may go: not past an earlier command, or a refused maker, that names a common row. */
  function pump(): void {
    const named = new Set<string>(unmade());
    for (const command of waiting.peek()) {
      if (!isLive || pause !== undefined || underWay.size >= UNDER_WAY_MAX) return;
      const ids = idsOf(command.params);
      if (!underWay.has(command.command_id) && !ids.some((id) => named.has(id))) {
        void sendOne(command);
      }
      for (const id of ids) named.add(id);
    }
  }

  /* What waited for the server to save again goes now, not after the pause. */
  health.subscribe((value) => {
    if (value !== "fine") return;
    clearTimeout(pause);
    pause = undefined;
    patience = RETRY_MS;
    pump();
  });

  function enqueue(command: Command): void {
    replica.setOwn(command.command_id, command.changes);
    waiting.value = [...waiting.value, command];
    void store.keepCommand({ ...command, tab });
    pump();
  }

  /** Does a command, shown at once. Settles when the server has answered, however long that takes. */
  function send<M extends CommandName>(
    method: M,
    params: Omit<Methods[M]["params"], "acting_for">,
    optimistic?: readonly RowChange[],
  ): Promise<Outcome<M>> {
    const { person_id, acting_for } = viewer.peek();
    const command_id = newCommandId();
    const changes = changesOf(method, params, optimistic);
    const bound = { ...params, acting_for };
    return new Promise((settle) => {
      settles.set(command_id, settle as Settle);
      enqueue({ command_id, method, params: bound, changes, person_id, written_at: Date.now() });
    });
  }

  /** Gives a refused command up. */
  function dismiss(id: string): void {
    refused.value = without(refused.value, id);
    void store.dropCommand(id);
    pump();
  }

  /** Sends a refused command once more: a refusal leaves nothing on the server, so its id still serves. */
  function retry(id: string): void {
    const found = refused.value.find(({ command_id }) => command_id === id);
    if (!found) return;
    const { error: _, ...command } = found;
    refused.value = without(refused.value, id);
    replica.setOwn(command.command_id, command.changes);
    waiting.value = inOrder([...waiting.value, command]);
    void store.keepCommand({ ...command, tab });
    pump();
  }

  /** Takes over what this person left on the device in a tab that is gone. */
  async function adopt(): Promise<void> {
    const person = viewer.peek().person_id;
    const held = (await locks?.query())?.held?.map(({ name }) => name) ?? [];
    const stored = await store.commands();
    const known = new Set([...waiting.peek(), ...refused.peek()].map((own) => own.command_id));
    const isOurs = (kept: Kept) =>
      kept.person_id === person && !known.has(kept.command_id) && !held.includes(lockOf(kept.tab));
    for (const { tab: _, ...kept } of stored.filter(isOurs)) {
      void store.keepCommand({ ...kept, tab });
      if ("error" in kept) {
        refused.value = [...refused.value, kept];
      } else {
        replica.setOwn(kept.command_id, kept.changes);
        waiting.value = inOrder([...waiting.value, kept]);
      }
    }
    pump();
  }

  const lockOf = (of: string) => `tributary-tab-${of}`;

  /** Takes over, one tab at a time; the lock this tab holds while it lives keeps others from its own. */
  async function open(): Promise<void> {
    if (!locks) return adopt();
    if (!isLocked) void locks.request(lockOf(tab), () => new Promise(() => {}));
    isLocked = true;
    await locks.request("tributary-adopt", adopt);
  }

  /** Another person, or nobody: what is not theirs leaves the screen, and stays on the device. */
  function forget(): void {
    for (const { command_id } of waiting.value) replica.dropOwn(command_id);
    waiting.value = [];
    refused.value = [];
    settles.clear();
  }

  function setLive(live: boolean): void {
    isLive = live;
    pump();
  }

  function pending(table: TableName, id: string, column?: string): ReadonlySignal<Pending> {
    const of = { table, id, column };
    const touched = (command: Command) => command.changes.some((change) => touches(change, of));
    const key = column === undefined ? `${table}/${id}` : `${table}/${id}/${column}`;
    return computed(() => {
      if (waiting.value.some(touched)) return "waiting";
      if (refused.value.some(touched)) return "putback";
      return fresh.value.has(key) ? "saved" : "settled";
    });
  }

  const savedAt = (table: TableName, id: string, column?: string) =>
    computed(() =>
      saved.value.get(column === undefined ? `${table}/${id}` : `${table}/${id}/${column}`),
    );

  return {
    waiting,
    refused,
    send,
    dismiss,
    retry,
    open,
    forget,
    setLive,
    pending,
    savedAt,
  };
}

/*
 * One client of one server: it says hello with what it holds, takes in what it is told and keeps the
 * line up. The replica is replaced only by a whole snapshot; until then what was held is shown.
 */
import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import {
  type Health,
  type Hello,
  type Message,
  type RowChange,
  readHello,
  readPersonId,
  type Space,
} from "../wire";
import { openBelongings } from "./belongings";
import { createDevice } from "./device";
import { createHttp, type Done } from "./http";
import { createLine, type Socket } from "./line";
import { createQueue, type QueueParts } from "./queue";
import { createReplica } from "./replica";
import { createRights } from "./rights";
import { takeSnapshot } from "./snapshot";
import type { Store, Written } from "./store";
import type { Connection, Held } from "./types";
import { createViewer, type Memory } from "./viewer";

/* The first wait before connecting anew, doubled each time. A random part of it is waited, so that a
   hall full of screens does not come back in one instant. */
const RECONNECT_MS = 1000;
const RECONNECT_MS_MAX = 30_000;
/* Snapshots in a row after which something is wrong, and we wait before the next. */
const SNAPSHOTS_MAX = 3;
const SLOW_LOADING_MS = 5000;
/* How long "Connected again" stays. */
const REJOINED_MS = 10_000;
/* RFC 6455, 7.4.1: what we are may no longer speak here. */
const CLOSE_POLICY = 1008;

export interface Environment {
  readonly openSocket: () => Socket;
  readonly fetch: typeof fetch;
  readonly store: Store;
  /** Whether the server's client is still this one. */
  readonly isCurrent: () => Promise<boolean>;
  readonly random: () => number;
  readonly memory: Memory | undefined;
  readonly locks: QueueParts["locks"];
}

const idsOfSpaces = (spaces: readonly Space[]) => spaces.map(({ space_id }) => space_id);

/* Questions whose answer is a kilobyte or two: the heads of a request of its own would be as much again. */
const SHORT: ReadonlySet<string> = new Set(["news.list"]);

export function createClient(environment: Environment) {
  const { store, locks } = environment;
  const replica = createReplica();
  const held = signal<Held | undefined>(undefined);
  const phase = signal<Exclude<Connection, "slow">>("connecting");
  const isSlow = signal(false);
  /* What the server said of itself last; one that is gone may come back well. */
  const health = signal<Health>("fine");
  const isLate = signal(false);
  /* Whether what this person sees has come once; until then rows that appear are not news. */
  const arrived = signal(false);
  /* Somebody has come in by a door and is not known here yet: who was here before is shown no more. */
  const isEntering = signal(false);
  const rejoined = signal<number | undefined>(undefined);
  const newVersion = signal(false);
  const http = createHttp(environment.fetch);
  let attempt = 0;
  let snapshots = 0;
  let generation = 0; // of the line; what was begun on another is given up
  let wasLive = false;
  let isSigningOut = false;
  let download: AbortController | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  /** What this person belongs to, as far as they read it. */
  const belongings = computed(() => {
    const person = held.value?.person_id ?? null;
    return person === null ? [] : openBelongings(replica, person);
  });
  const { viewer, actFor, forget } = createViewer(replica, held, isEntering, environment.memory);
  const device = createDevice(held, environment.memory);

  const line = createLine(environment.openSocket, {
    opened: () => void sayHello(),
    told,
    closed,
    slow: (slow) => {
      isSlow.value = slow;
    },
  });

  const queue = createQueue({
    replica,
    store,
    call: line.call,
    viewer,
    sessionLost: end,
    health,
    locks,
  });
  const may = createRights(replica, viewer);

  /** Takes changes in, as the state they lead to, and writes them down. */
  function take(next: Held, changes: readonly RowChange[], isFrame: boolean): void {
    const before = held.peek();
    const since = before?.seq ?? 0;
    const isSameScope = next.spaces === before?.spaces;
    let written: readonly Written[] = [];
    batch(() => {
      const gone = isSameScope ? [] : replica.keepSpaces(new Set(idsOfSpaces(next.spaces)));
      replica.apply(changes);
      written = [...gone, ...changes].map(([table, , id]) => [
        table,
        id,
        replica.confirmed(table, id),
      ]);
      held.value = next;
    });
    const isOwnDevice = device.isOwnDevice.peek();
    void store.write(next, { since, written, whole: replica.all, isFrame, isOwnDevice });
  }

  async function sayHello(): Promise<void> {
    const begun = ++generation;
    queue.setLive(false);
    const had = held.peek();
    const params = had
      ? {
          database_id: had.database_id,
          epoch: had.epoch,
          seq: had.seq,
          spaces: idsOfSpaces(had.spaces),
        }
      : {};
    const answer = await line.call("sync.hello", params);
    if (begun !== generation || answer.kind === "cut") return;
    try {
      if (answer.kind === "refusal") throw new Error(answer.error.code);
      await welcomed(readHello(answer.result), begun);
    } catch (problem) {
      if (begun !== generation) return;
      console.error(problem);
      line.drop();
    }
  }

  async function welcomed(hello: Hello, begun: number): Promise<void> {
    const { database_id, epoch, seq, spaces, person_id } = hello;
    health.value = hello.health;
    const before = held.peek();
    if (person_id === null && before?.person_id) return end();
    if (before && before.person_id !== person_id) queue.forget();
    const next = { database_id, epoch, seq, spaces, person_id };
    if (hello.mode !== "snapshot") {
      take(next, hello.rows, false);
      return live();
    }
    if (before) take({ ...before, spaces: both(before.spaces, spaces), person_id }, [], false);
    if (++snapshots > SNAPSHOTS_MAX) {
      snapshots = 0;
      return line.drop();
    }
    download = new AbortController();
    const { rows, ...state } = await takeSnapshot(environment.fetch, download.signal);
    if (begun !== generation) return;
    batch(() => {
      replica.replace(rows);
      held.value = { ...state, person_id };
    });
    keepWhole({ ...state, person_id });
    return sayHello();
  }

  /** Writes the whole replica down in place of what was kept. */
  function keepWhole(state: Held): void {
    const isOwnDevice = device.isOwnDevice.peek();
    const change = { since: Number.POSITIVE_INFINITY, written: [], whole: replica.all };
    void store.write(state, { ...change, isFrame: false, isOwnDevice });
  }

  /** Marks this device as one's own or as anybody's; what is kept on it follows at once. */
  function markDevice(isOwn: boolean): void {
    device.mark(isOwn);
    const state = held.peek();
    if (state) keepWhole(state);
  }

  /** Of the spaces held those that one may still see. */
  function both(old: readonly Space[], now: readonly Space[]): readonly Space[] {
    const seen = new Set(idsOfSpaces(now));
    return old.filter(({ space_id }) => seen.has(space_id));
  }

  function live(): void {
    const wasAway = phase.peek() === "offline";
    const isFirst = !wasLive;
    attempt = 0;
    snapshots = 0;
    wasLive = true;
    phase.value = "live";
    arrived.value = true;
    isEntering.value = false;
    const toSend = queue.waiting.peek();
    queue.setLive(true);
    void queue.open();
    if (wasAway) watchSent(toSend.map(({ command_id }) => command_id));
    if (isFirst) return;
    void environment.isCurrent().then((isCurrent) => {
      newVersion.value = !isCurrent;
    });
  }

  /** Says once, when all that waited has gone out, how much it was. */
  function watchSent(ids: readonly string[]): void {
    const isWaiting = (id: string) =>
      queue.waiting.value.some(({ command_id }) => command_id === id);
    const isRefused = (id: string) =>
      queue.refused.value.some(({ command_id }) => command_id === id);
    const left = computed(() => ids.filter(isWaiting).length);
    const stop = left.subscribe((count) => {
      if (count > 0) return;
      rejoined.value = ids.filter((id) => !isRefused(id)).length;
      setTimeout(() => {
        rejoined.value = undefined;
      }, REJOINED_MS);
      queueMicrotask(() => stop());
    });
  }

  function told(message: Message): void {
    const before = held.peek();
    if (message.kind === "health") health.value = message.health;
    if (!before || phase.peek() !== "live") return;
    switch (message.kind) {
      case "changed":
        take({ ...before, seq: message.to }, message.rows, true);
        break;
      case "scope": {
        const lost = new Set(message.lost);
        const gained = idsOfSpaces(message.gained);
        const stay = before.spaces.filter(
          ({ space_id }) => !lost.has(space_id) && !gained.includes(space_id),
        );
        const spaces = [...stay, ...message.gained];
        take({ ...before, seq: message.seq, spaces }, message.rows, true);
        break;
      }
      case "resume":
        void sayHello();
        break;
      default: // of a newer server
        break;
    }
  }

  function closed(code: number): void {
    generation += 1;
    download?.abort();
    health.value = "fine";
    queue.setLive(false);
    if (phase.peek() === "ended" || isSigningOut) return;
    if (code === CLOSE_POLICY) void askWho();
    else comeBack();
  }

  /** The next try; the first comes soon, and only when it fails are people told. */
  function comeBack(): void {
    isEntering.value = false;
    phase.value = attempt === 0 && phase.peek() === "live" ? "connecting" : "offline";
    const wait = Math.min(RECONNECT_MS * 2 ** attempt, RECONNECT_MS_MAX);
    attempt += 1;
    clearTimeout(retry);
    retry = setTimeout(line.connect, wait * environment.random());
  }

  /** We were shown out: has the session ended, or were we only too loud? */
  async function askWho(): Promise<void> {
    const reply = await http.ask("session.who");
    const isNobody = reply.ok && readPersonId(reply.result) === null;
    if (isNobody && held.peek()?.person_id) end();
    else comeBack();
  }

  /** The session is over: nothing is taken in or sent until somebody signs in. What is shown stays. */
  function end(): void {
    phase.value = "ended";
    clearTimeout(retry);
    line.drop();
  }

  function connectNow(): void {
    clearTimeout(retry);
    line.connect();
  }

  /** Asks something: over the line where the answer is short and there is one, else beside it. */
  async function ask(method: string, params: Readonly<Record<string, unknown>> = {}) {
    if (SHORT.has(method) && phase.peek() === "live") {
      const answer = await line.call(method, params);
      if (answer.kind === "answer") return { ok: true, result: answer.result } as const;
      if (answer.kind === "refusal") return { ok: false, error: answer.error } as const;
    }
    return await http.ask(method, params);
  }

  /** Comes in by a door; the line then begins anew as whoever that is. */
  async function enter(
    name: "link" | "session" | "accept" | "join",
    body: Readonly<Record<string, unknown>>,
  ): Promise<Done> {
    const done = await http.door(name, body);
    if (!done.ok) return done;
    line.drop();
    attempt = 0;
    arrived.value = false;
    isEntering.value = true;
    phase.value = "connecting";
    connectNow();
    return { ok: true };
  }

  /** Ends the session and leaves nothing of it on this device; nothing changes when it cannot be ended. */
  async function signOut(): Promise<Done> {
    isSigningOut = true;
    const reply = await http.door("sign_out", { device: "clear" });
    const isOver = reply.ok || reply.error.code === "E_SESSION";
    if (isOver) await forgetAll();
    isSigningOut = false;
    if (!line.isUp()) phase.value = "connecting";
    connectNow();
    return isOver ? { ok: true } : reply;
  }

  /** Leaves nothing of this person on this device. */
  async function forgetAll(): Promise<void> {
    line.drop();
    queue.forget();
    forget();
    device.forget();
    batch(() => {
      replica.replace([]);
      held.value = undefined;
      arrived.value = false;
    });
    await store.clear();
  }

  /**
   * Signs out for good: the page takes in and keeps nothing any more, not even what anybody may read,
   * until it is opened anew. What is on the device goes though the server may be out of reach.
   */
  async function leave(): Promise<void> {
    end();
    await Promise.all([http.door("sign_out", { device: "clear" }), forgetAll()]);
  }

  /** Shows what was kept, then connects, or waits until it is told to or somebody comes in by a door. */
  async function start(isWaiting = false): Promise<void> {
    setTimeout(() => {
      isLate.value = true;
    }, SLOW_LOADING_MS);
    const restored = await store.restore();
    if (restored) {
      batch(() => {
        replica.replace(restored.rows);
        held.value = restored.held;
      });
      void queue.open();
    }
    if (!isWaiting) connectNow();
  }

  /** What the browser says of the network: gone at once, since a socket does not notice; back at once. */
  function setOnline(isOnline: boolean): void {
    if (phase.peek() === "ended") return;
    if (isOnline) {
      connectNow();
    } else {
      line.drop();
      phase.value = "offline";
    }
  }

  /** Whether this person reads a space, though it may have no rows. */
  const reads = (space: string): boolean =>
    held.value?.spaces.some(({ space_id }) => space_id === space) ?? false;

  const { rows, row, by } = replica;
  const { refused, send, dismiss, retry: retryRefused, pending, savedAt } = queue;
  return {
    start,
    setOnline,
    rows,
    row,
    by,
    reads,
    may,
    pending,
    savedAt,
    send,
    dismiss,
    retry: retryRefused,
    refused: refused as ReadonlySignal<typeof refused.value>,
    health: health as ReadonlySignal<Health>,
    waitingCount: computed(() => queue.waiting.value.length),
    viewer,
    belongings,
    actFor,
    enter,
    signOut,
    leave,
    isOwnDevice: device.isOwnDevice as ReadonlySignal<boolean>,
    markDevice,
    ask,
    door: http.door,
    connection: computed((): Connection => {
      return phase.value === "live" && isSlow.value ? "slow" : phase.value;
    }),
    loading: computed(() => held.value === undefined),
    arrived: arrived as ReadonlySignal<boolean>,
    slowLoading: computed(() => held.value === undefined && isLate.value),
    rejoined: rejoined as ReadonlySignal<number | undefined>,
    newVersion: newVersion as ReadonlySignal<boolean>,
  };
}

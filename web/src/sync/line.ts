/*
 * The socket: calls and their answers, and whether the line still lives. A browser sees neither pings
 * nor a line that died without a word, so silence is ended by a call of our own, and a call without
 * any answer ends the line. What the frames mean is told to whoever made the line.
 */
import { type Message, readMessage, type WireError } from "../wire";
import { newCommandId } from "./ids";

/** What of a WebSocket is used; a test plays it. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  send(frame: string): void;
  close(): void;
}

export type Answer =
  | { readonly kind: "answer"; readonly result: unknown }
  | { readonly kind: "refusal"; readonly error: WireError }
  /** The line was cut first; whether it was done is not known. */
  | { readonly kind: "cut" };

export interface LineEvents {
  opened(): void;
  told(message: Message): void;
  closed(code: number): void;
  slow(isSlow: boolean): void;
}

/* Silence after which we ask whether anybody is there. */
const SILENCE_MS = 20_000;
/* How long anything at all may take to come after we asked. */
const ANSWER_MS = 10_000;
/* An answer to hello can be 1 MiB; on a line that never got one through, we wait longer each time. */
const ANSWER_MS_MAX = 160_000;
/* From here on people are told that the line is slow. */
const SLOW_MS = 4_000;
/* Not a code of RFC 6455: we ended it ourselves. */
const DROPPED = 4000;

export type Line = ReturnType<typeof createLine>;

export function createLine(openSocket: () => Socket, events: LineEvents) {
  let socket: Socket | undefined;
  let patience = ANSWER_MS;
  const asked = new Map<string, (answer: Answer) => void>();
  const timers: Partial<Record<"silence" | "answer" | "slow", ReturnType<typeof setTimeout>>> = {};

  function stop(timer: keyof typeof timers): void {
    clearTimeout(timers[timer]);
    delete timers[timer];
  }

  function start(timer: keyof typeof timers, after: number, then: () => void): void {
    timers[timer] ??= setTimeout(() => {
      delete timers[timer];
      then();
    }, after);
  }

  function expect(): void {
    start("answer", patience, () => {
      patience = Math.min(patience * 2, ANSWER_MS_MAX);
      drop();
    });
    start("slow", SLOW_MS, () => events.slow(true));
  }

  function rest(): void {
    stop("answer");
    stop("slow");
    stop("silence");
    events.slow(false);
  }

  /** Something came: the line lives. */
  function receive(frame: unknown): void {
    const message = readMessage(String(frame));
    const id = "id" in message ? (message.id ?? "") : "";
    const settle = asked.get(id);
    asked.delete(id);
    patience = ANSWER_MS;
    rest();
    if (asked.size > 0) expect();
    start("silence", SILENCE_MS, () => void call("sync.ping", {}));
    if (message.kind !== "answer" && message.kind !== "refusal") events.told(message);
    else settle?.(message);
  }

  function ended(code: number): void {
    socket = undefined;
    rest();
    const cut = [...asked.values()];
    asked.clear();
    for (const settle of cut) settle({ kind: "cut" });
    events.closed(code);
  }

  function connect(): void {
    if (socket) return;
    const opened = openSocket();
    socket = opened;
    expect();
    opened.onopen = () => {
      if (opened !== socket) return;
      stop("answer");
      events.opened();
    };
    opened.onmessage = ({ data }) => {
      if (opened !== socket) return;
      try {
        receive(data);
      } catch (problem) {
        console.error(problem); // Malformed: what it was of can only be found by beginning anew
        drop();
      }
    };
    opened.onclose = ({ code }) => {
      if (opened === socket) ended(code);
    };
  }

  /** Ends the line now, without waiting for the other side. */
  function drop(): void {
    const dropped = socket;
    if (!dropped) return;
    ended(DROPPED);
    dropped.close();
  }

  /** Asks; never rejects. The id of a command is what makes asking twice harmless. */
  function call(method: string, params: unknown, id: string = newCommandId()): Promise<Answer> {
    return new Promise((settle) => {
      if (!socket) return settle({ kind: "cut" });
      asked.set(id, settle);
      socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
      return expect();
    });
  }

  return { connect, drop, call, isUp: () => socket !== undefined };
}

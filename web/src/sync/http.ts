/* What is asked outside the socket: who one is, signing in and out. Nothing here rejects. */
import { isObject, parse, readError, readMessage, type WireError } from "../wire";
import { newCommandId } from "./ids";

export type Done = { readonly ok: true } | { readonly ok: false; readonly error: WireError };
export type Reply =
  | { readonly ok: true; readonly result: unknown }
  | (Done & { readonly ok: false });

const UNREACHABLE: WireError = { code: "E_UNAVAILABLE", message: "", arguments: {} };

const DOORS = {
  link: "/api/v1/sign-in",
  session: "/api/v1/session",
  sign_out: "/api/v1/sign-out",
  invitation: "/api/v1/invitation",
  accept: "/api/v1/invitation/accept",
  set_password: "/api/v1/password",
  forgotten: "/api/v1/password/forgotten",
  room: "/api/v1/room",
  join: "/api/v1/room/join",
  unsubscribe: "/api/v1/unsubscribe",
} as const;
export type DoorName = keyof typeof DOORS;

export function createHttp(fetcher: typeof fetch) {
  async function post(path: string, body: unknown): Promise<{ isOk: boolean; text: string }> {
    const json = {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    const response = await fetcher(path, { method: "POST", ...(body === undefined ? {} : json) });
    return { isOk: response.ok, text: await response.text() };
  }

  /** A method over HTTP: what has no place in the queue of commands. */
  async function ask(
    method: string,
    params: Readonly<Record<string, unknown>> = {},
  ): Promise<Reply> {
    try {
      const call = { jsonrpc: "2.0", id: newCommandId(), method, params };
      const { isOk, text } = await post("/api/v1/rpc", call);
      const value = parse(text);
      if (!isOk && !(isObject(value) && "jsonrpc" in value)) {
        return { ok: false, error: readError(value) };
      }
      const message = readMessage(text);
      if (message.kind === "answer") return { ok: true, result: message.result };
      return { ok: false, error: message.kind === "refusal" ? message.error : UNREACHABLE };
    } catch {
      return { ok: false, error: UNREACHABLE };
    }
  }

  /** A door: what gives a session or takes it. key: where its address has one, with the stroke before it. */
  async function door(
    name: DoorName,
    body: Readonly<Record<string, unknown>> | undefined,
    key = "",
  ): Promise<Reply> {
    try {
      const { isOk, text } = await post(DOORS[name] + key, body);
      const value = parse(text);
      return isOk ? { ok: true, result: value } : { ok: false, error: readError(value) };
    } catch {
      return { ok: false, error: UNREACHABLE };
    }
  }

  return { ask, door };
}

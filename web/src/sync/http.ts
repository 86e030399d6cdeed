/* What is asked outside the socket: who one is, signing in and out. Nothing here rejects. */
import { isObject, parse, readError, readMessage, type WireError } from "../wire";
import { newCommandId } from "./ids";

export type Done = { readonly ok: true } | { readonly ok: false; readonly error: WireError };
export type Reply =
  | { readonly ok: true; readonly result: unknown }
  | (Done & { readonly ok: false });

const UNREACHABLE: WireError = { code: "E_UNAVAILABLE", message: "", arguments: {} };

export function createHttp(fetcher: typeof fetch) {
  async function post(path: string, body: unknown): Promise<{ isOk: boolean; text: string }> {
    const headers = { "content-type": "application/json" };
    const response = await fetcher(path, { method: "POST", headers, body: JSON.stringify(body) });
    return { isOk: response.ok, text: await response.text() };
  }

  /** A method without parameters. */
  async function ask(method: "session.who" | "session.sign_out"): Promise<Reply> {
    try {
      const call = { jsonrpc: "2.0", id: newCommandId(), method, params: {} };
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

  /** Uses the token of a sign-in link; the cookie is then whoever's it was. */
  async function signIn(token: string): Promise<Done> {
    try {
      const { isOk, text } = await post("/api/v1/sign-in", { token });
      return isOk ? { ok: true } : { ok: false, error: readError(parse(text)) };
    } catch {
      return { ok: false, error: UNREACHABLE };
    }
  }

  return { ask, signIn };
}

/* Calls past the client's own code, from inside a signed-in browser: its cookie, its origin. */
import type { Page } from "@playwright/test";

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly error: string | undefined;
  readonly result: Readonly<Record<string, unknown>> | undefined;
}

export const newId = (): string => crypto.randomUUID();

let last = 0n;

/** A command id: UUIDv7, as the server asks for. */
export function newCommandId(): string {
  const now = BigInt(Date.now());
  last = now > last ? now : last + 1n;
  const time = last.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${newId().slice(15)}`;
}

/** One request over HTTP; id may be given to send the same one twice. */
export async function call(
  page: Page,
  method: string,
  params: Readonly<Record<string, unknown>>,
  id: string = newCommandId(),
): Promise<Answer> {
  const request = JSON.stringify({ jsonrpc: "2.0", id, method, params });
  const { status, text } = await page.evaluate(async (body) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch("/api/v1/rpc", { method: "POST", headers, body });
    return { status: response.status, text: await response.text() };
  }, request);
  const answer = JSON.parse(text) as {
    result?: Record<string, unknown>;
    error?: { data?: { code?: string } };
  };
  return { status, text, error: answer.error?.data?.code, result: answer.result };
}

/** Everything a person may see, as the lines of their snapshot. */
export const snapshot = (page: Page): Promise<string> =>
  page.evaluate(async () => (await fetch("/api/v1/snapshot", { cache: "no-store" })).text());

export type Row = Readonly<Record<string, string | number | null>>;

/** The rows of a table in a snapshot. */
export const rowsIn = (lines: string, table: string): readonly Row[] =>
  lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown)
    .filter((line): line is [string, Row] => Array.isArray(line) && line[0] === table)
    .map(([, row]) => row);

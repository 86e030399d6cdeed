/*
 * A snapshot: everything one may see, as lines of JSON. Nothing of it is used unless its last line has
 * come and counts as many rows as there were: a cut download would look like rows deleted.
 */
import {
  Malformed,
  parse,
  type RowChange,
  readRow,
  readSnapshotEnd,
  readSnapshotHead,
} from "../wire";
import type { Held } from "./types";

export type Snapshot = Omit<Held, "person_id"> & { readonly rows: readonly RowChange[] };

async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const pieces = (rest + decoder.decode(value, { stream: !done })).split("\n");
    rest = pieces.pop() ?? "";
    yield* pieces;
    if (done) break;
  }
  if (rest !== "") yield rest;
}

/** Rejects when it cannot be had whole. */
export async function takeSnapshot(fetcher: typeof fetch, signal: AbortSignal): Promise<Snapshot> {
  const response = await fetcher("/api/v1/snapshot", { cache: "no-store", signal });
  if (!response.ok || !response.body) throw new Malformed(`snapshot: ${response.status}`);
  let head: ReturnType<typeof readSnapshotHead> | undefined;
  let end: ReturnType<typeof readSnapshotEnd>;
  let count = 0;
  const rows: RowChange[] = [];
  for await (const line of lines(response.body)) {
    const value = parse(line);
    if (!head) {
      head = readSnapshotHead(value);
      continue;
    }
    end = readSnapshotEnd(value);
    if (end) break;
    count += 1;
    const row = readRow(value);
    if (row) rows.push(row);
  }
  if (!head || end?.rows !== count) throw new Malformed("snapshot: cut short");
  return { ...head, seq: end.end, rows };
}

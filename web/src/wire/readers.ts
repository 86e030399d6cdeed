/*
 * What comes off the wire is unknown until it was read here. A reader gives the typed value or throws
 * Malformed; the connection then begins anew, since half a frame is worse than none. Tables and
 * columns a newer server has and this client does not are passed over.
 */
import {
  COLUMNS,
  type RowChange as LooseChange,
  type Rows,
  type Space,
  type SyncHelloResult,
} from "./generated";

export type TableName = keyof Rows;
export type RowOf<T extends TableName> = Rows[T];
export type Fields = Readonly<Record<string, string | number | null>>;

/** Table, operation, id, fields: all columns of an insert, the changed ones of an update. */
export type RowChange =
  | readonly [table: TableName, op: "insert" | "update", id: string, fields: Fields]
  | readonly [table: TableName, op: "delete", id: string, fields: null];

export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export type Message =
  | { readonly kind: "answer"; readonly id: string; readonly result: unknown }
  | { readonly kind: "refusal"; readonly id: string | null; readonly error: WireError }
  | { readonly kind: "changed"; readonly to: number; readonly rows: readonly RowChange[] }
  | {
      readonly kind: "scope";
      readonly seq: number;
      readonly gained: readonly Space[];
      readonly lost: readonly string[];
      readonly rows: readonly RowChange[];
    }
  | { readonly kind: "health"; readonly health: Health }
  | { readonly kind: "resume" }
  | { readonly kind: "unknown" };

/** Whether the server takes commands: not while its disk is full, nor after a write that failed. */
export type Health = "fine" | "full" | "failed";

export type Hello = Omit<SyncHelloResult, "rows" | "health"> & {
  readonly health: Health;
  readonly rows: readonly RowChange[];
};

/** Not what the description of the API says. */
export class Malformed extends Error {}

type Json = Readonly<Record<string, unknown>>;

function fail(what: string): never {
  throw new Malformed(what);
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const object = (value: unknown): Json => (isObject(value) ? value : fail("object"));
const array = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : fail("array");
const text = (value: unknown): string => (typeof value === "string" ? value : fail("text"));
const nullableText = (value: unknown) => (value === null ? null : text(value));
const count = (value: unknown): number =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : fail("count");

function oneOf<const T extends string>(value: unknown, allowed: readonly T[]): T {
  return allowed.find((word) => word === value) ?? fail(allowed.join("|"));
}

/** JSON, or Malformed. */
export function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return fail("JSON");
  }
}

interface Column {
  readonly isNumber: boolean;
  readonly isNullable: boolean;
}

const COLUMN = /^(\w+)(#?)(\??)$/;

const tables = new Map(
  Object.entries(COLUMNS).map(([table, columns]): [string, ReadonlyMap<string, Column>] => [
    table,
    new Map(
      columns.split(" ").map((mark) => {
        const [, name = "", number, nullable] = COLUMN.exec(mark) ?? [];
        return [name, { isNumber: number === "#", isNullable: nullable === "?" }];
      }),
    ),
  ]),
);

export const isTable = (name: unknown): name is TableName => tables.has(name as string);

/** Columns of a row, each of its type. An insert has all of them. */
function readFields(table: TableName, value: unknown, isWhole: boolean): Fields {
  const given = object(value);
  const fields: Record<string, string | number | null> = {};
  for (const [name, column] of tables.get(table) ?? []) {
    const cell = given[name];
    if (cell === undefined && !isWhole) continue;
    const isRight =
      cell === null ? column.isNullable : typeof cell === (column.isNumber ? "number" : "string");
    if (!isRight) fail(`${table}.${name}`);
    fields[name] = cell as string | number | null;
  }
  return fields;
}

/** A whole row as a line of a snapshot has it; undefined for a table this client does not know. */
export function readRow(value: unknown): RowChange | undefined {
  const [table, row] = array(value);
  if (!isTable(table)) return undefined;
  const fields = readFields(table, row, true);
  return [table, "insert", text(fields[`${table}_id`]), fields];
}

export function readChanges(value: unknown): readonly RowChange[] {
  return array(value).flatMap((change): readonly RowChange[] => {
    const [table, op, id, fields] = array(change) as LooseChange;
    if (!isTable(table)) return [];
    const known = oneOf(op, ["insert", "update", "delete"]);
    return known === "delete"
      ? [[table, known, text(id), null]]
      : [[table, known, text(id), readFields(table, fields, known === "insert")]];
  });
}

export function readSpaces(value: unknown): readonly Space[] {
  return array(value).map((space) => {
    const { space_id, kind, owner_id } = object(space);
    return {
      space_id: text(space_id),
      kind: oneOf(kind, ["public", "coalition", "organization", "group", "person"]),
      owner_id: nullableText(owner_id),
    };
  });
}

const readHealth = (value: unknown): Health => oneOf(value, ["fine", "full", "failed"]);

export function readHello(value: unknown): Hello {
  const hello = object(value);
  return {
    database_id: text(hello["database_id"]),
    epoch: text(hello["epoch"]),
    seq: count(hello["seq"]),
    person_id: nullableText(hello["person_id"]),
    spaces: readSpaces(hello["spaces"]),
    mode: oneOf(hello["mode"], ["nothing", "rows", "snapshot"]),
    health: readHealth(hello["health"] ?? "fine"),
    rows: readChanges(hello["rows"]),
  };
}

/** First line of a snapshot. */
export function readSnapshotHead(value: unknown): Pick<Hello, "database_id" | "epoch" | "spaces"> {
  const head = object(value);
  return {
    database_id: text(head["database_id"]),
    epoch: text(head["epoch"]),
    spaces: readSpaces(head["spaces"]),
  };
}

/** Last line of a snapshot; undefined for any other. */
export function readSnapshotEnd(value: unknown): { end: number; rows: number } | undefined {
  return isObject(value) ? { end: count(value["end"]), rows: count(value["rows"]) } : undefined;
}

/** Who the cookie says one is. */
export const readPersonId = (value: unknown) => nullableText(object(value)["person_id"]);

/** An error object of JSON-RPC, or an RFC 9457 problem: both carry code, field and arguments. */
export function readError(value: unknown): WireError {
  const error = object(value);
  const data = isObject(error["data"]) ? error["data"] : error;
  const field = data["field"];
  return {
    code: typeof data["code"] === "string" ? data["code"] : "E_UNAVAILABLE",
    message: String(error["message"] ?? error["detail"] ?? error["title"] ?? ""),
    ...(typeof field === "string" && field !== "" ? { field } : {}),
    arguments: isObject(data["arguments"]) ? data["arguments"] : {},
  };
}

function readNotification(method: string, params: unknown): Message {
  switch (method) {
    case "sync.changed": {
      const { to, rows } = object(params);
      return { kind: "changed", to: count(to), rows: readChanges(rows) };
    }
    case "sync.scope": {
      const { seq, gained, lost, rows } = object(params);
      return {
        kind: "scope",
        seq: count(seq),
        gained: readSpaces(gained),
        lost: array(lost).map(text),
        rows: readChanges(rows),
      };
    }
    case "sync.health":
      return { kind: "health", health: readHealth(object(params)["health"]) };
    case "sync.resume":
      return { kind: "resume" };
    default:
      return { kind: "unknown" };
  }
}

/** One frame of the socket, or one answer over HTTP. */
export function readMessage(frame: string): Message {
  const message = object(parse(frame));
  if (typeof message["method"] === "string") {
    return readNotification(message["method"], message["params"]);
  }
  const { id } = message;
  if (message["error"] !== undefined) {
    return { kind: "refusal", id: nullableText(id), error: readError(message["error"]) };
  }
  return { kind: "answer", id: text(id), result: message["result"] };
}

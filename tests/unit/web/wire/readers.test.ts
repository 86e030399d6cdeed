// @vitest-environment node
/* What comes off the wire is refused unless it is what the description says. */
import { describe, expect, test } from "vitest";
import { Malformed, readChanges, readError, readHello, readMessage, readRow } from "web/wire";
import { hello, insert, MFA, whole } from "../sync/world";

const frame = (value: unknown) => readMessage(JSON.stringify(value));
const organization = whole("organization", MFA);
const changed = (rows: unknown) => ({
  jsonrpc: "2.0",
  method: "sync.changed",
  params: { from: 1, to: 2, rows },
});

describe("read", () => {
  test("an answer", () => {
    expect(frame({ jsonrpc: "2.0", id: "a", result: { seq: 7 } })).toEqual({
      kind: "answer",
      id: "a",
      result: { seq: 7 },
    });
  });

  test("a refusal, with its field and arguments", () => {
    const data = { code: "E_TOO_LONG", field: "name", arguments: { most: 200 } };
    const error = { code: -32000, message: "Too long.", data };
    expect(frame({ jsonrpc: "2.0", id: "a", error })).toEqual({
      kind: "refusal",
      id: "a",
      error: { message: "Too long.", ...data },
    });
  });

  test("a problem of HTTP as the same error", () => {
    const problem = {
      type: "/e",
      title: "Used",
      status: 400,
      detail: "Ask again.",
      code: "E_LINK",
    };
    expect(readError(problem)).toEqual({ code: "E_LINK", message: "Ask again.", arguments: {} });
  });

  test("only known columns of a row, and an update's own", () => {
    const rows = [["organization", "update", MFA, { name: "MFA", colour: "blue" }]];
    expect(frame(changed(rows))).toEqual({
      kind: "changed",
      to: 2,
      rows: [["organization", "update", MFA, { name: "MFA" }]],
    });
  });

  test("a table not known here as nothing", () => {
    expect(readChanges([["voice", "insert", "x", {}], insert("organization", MFA)])).toHaveLength(
      1,
    );
    expect(readRow(["voice", {}])).toBeUndefined();
  });

  test("a notification not known here as nothing to do", () => {
    expect(frame({ jsonrpc: "2.0", method: "presence.here", params: {} })).toEqual({
      kind: "unknown",
    });
  });
});

const { name: _, ...nameless } = organization;

test.each<[string, () => unknown]>([
  ["what is not JSON", () => readMessage("{")],
  ["what is no object", () => frame([])],
  ["an answer without id", () => frame({ jsonrpc: "2.0", result: 1 })],
  ["an insert without a column", () => readChanges([["organization", "insert", MFA, nameless]])],
  ["a number for a text", () => readChanges([["organization", "update", MFA, { name: 7 }]])],
  ["a text for a number", () => readChanges([["organization", "update", MFA, { sample: "1" }]])],
  [
    "null where there must be a value",
    () => readChanges([["organization", "update", MFA, { name: null }]]),
  ],
  ["an operation nobody knows", () => readChanges([["organization", "upsert", MFA, {}]])],
  ["a change without id", () => readChanges([["organization", "delete", null, null]])],
  ["a number past what is exact", () => readHello(hello({ seq: 2 ** 60 }))],
  ["a hello of another mode", () => readHello(hello({ mode: "perhaps" }))],
  [
    "a space of no known kind",
    () => readHello(hello({ spaces: [{ space_id: "a", kind: "x", owner_id: null }] })),
  ],
])("refused: %s", (_name, read) => expect(read).toThrow(Malformed));

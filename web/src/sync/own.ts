/* What an own command will do to rows, shown before the server has said so. */
import { COMMANDS, type CommandName, isObject, type RowChange, type TableName } from "../wire";

type Cell = string | number | null;
type Params = Readonly<Record<string, unknown>>;

/** Table and id of the row a command is about; undefined where it makes the first. */
export function objectOf(method: CommandName, params: Params) {
  const [table = "", parameter = `${table}_id`] = COMMANDS[method].split(" ");
  const id = params[parameter];
  return table !== "" && typeof id === "string" ? { table: table as TableName, id } : undefined;
}

/**
 * Fields given as {from, to} become what they shall be; a `_remove` takes its row away. What else a
 * command does is told by its caller, and comes after.
 */
export function changesOf(
  method: CommandName,
  params: Params,
  told: readonly RowChange[] = [],
): readonly RowChange[] {
  const object = objectOf(method, params);
  if (!object) return told;
  if (method.endsWith("_remove")) return [[object.table, "delete", object.id, null], ...told];
  const edits = Object.entries(params).flatMap(([field, value]): [string, Cell][] =>
    isObject(value) && "from" in value && "to" in value ? [[field, value["to"] as Cell]] : [],
  );
  if (edits.length === 0) return told;
  return [[object.table, "update", object.id, Object.fromEntries(edits)], ...told];
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Every row a command names: commands that share one are sent one after the other. */
export const idsOf = ({ acting_for: _, ...params }: Params): readonly string[] =>
  Object.values(params).filter((value): value is string => ID.test(String(value)));

/** Whether a change touches a row, or one column of it. */
export const touches = (
  [table, op, id, fields]: RowChange,
  of: { readonly table: TableName; readonly id: string; readonly column?: string | undefined },
): boolean =>
  table === of.table &&
  id === of.id &&
  (of.column === undefined || op !== "update" || Object.hasOwn(fields, of.column));

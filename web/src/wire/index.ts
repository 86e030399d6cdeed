/* The wire's own types and the readers that make them of what came; nothing here knows a socket. */
export * from "./generated";
export {
  type Fields,
  type Health,
  type Hello,
  isObject,
  isTable,
  Malformed,
  type Message,
  parse,
  type RowChange,
  type RowOf,
  readChanges,
  readError,
  readHello,
  readMessage,
  readPersonId,
  readRow,
  readSnapshotEnd,
  readSnapshotHead,
  type TableName,
  type WireError,
} from "./readers";

// The peer most people would write: Node, `ws` and better-sqlite3. Each update is a durable transaction
// (WAL, synchronous=FULL) and is sent to everybody. --log: it also writes an entry and a change row, as
// Tributary does. --tick: one commit for all updates of a turn of the loop.
//   node peer.mjs --port N --file F [--log] [--tick] [--rows N]
import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import { WebSocketServer } from "ws";

const argument = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const withLog = process.argv.includes("--log");
const byTick = process.argv.includes("--tick");

const db = new Database(argument("--file"));
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.exec(`CREATE TABLE IF NOT EXISTS row (row_id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL,
    command_id TEXT NOT NULL UNIQUE, method TEXT NOT NULL, answer TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS change (seq INTEGER NOT NULL, ordinal INTEGER NOT NULL, row_id TEXT NOT NULL,
    patch TEXT NOT NULL, salt BLOB NOT NULL, PRIMARY KEY (seq, ordinal)) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS change_row ON change (row_id, seq);`);
const insert = db.prepare("INSERT OR IGNORE INTO row VALUES (?, '')");
for (let i = 0; i < Number(argument("--rows", "1000")); i++) insert.run(`row-${i}`);

const update = db.prepare("UPDATE row SET value = ? WHERE row_id = ? AND value = ?");
const entry = db.prepare("INSERT INTO entry VALUES (?, ?, ?, ?, ?)");
const change = db.prepare("INSERT INTO change VALUES (?, 0, ?, ?, ?)");
const begin = db.prepare("BEGIN IMMEDIATE");
const commit = db.prepare("COMMIT");

let seq = 0;
const apply = (request) => {
  const { row_id, value } = request.params;
  if (update.run(value.to, row_id, value.from).changes !== 1) throw new Error("stale");
  seq++;
  if (withLog) {
    entry.run(seq, Date.now(), request.id, request.method, `{"seq":${seq}}`);
    change.run(seq, row_id, JSON.stringify({ value: value.to }), randomBytes(16));
  }
  return JSON.stringify({
    jsonrpc: "2.0", method: "sync.changed",
    params: { from: seq, to: seq, rows: [["row", "update", row_id, { value: value.to }]] },
  });
};
const answer = (request, result) => JSON.stringify({ jsonrpc: "2.0", id: request.id, ...result });

const server = new WebSocketServer({
  port: Number(argument("--port")), host: "127.0.0.1", perMessageDeflate: false,
  handleProtocols: (offered) => [...offered][0] ?? false,
});
const broadcast = (text) => {
  const bytes = Buffer.from(text);
  for (const client of server.clients) client.send(bytes, { binary: false });
};

let waiting = [];
const turn = () => {
  const requests = waiting;
  waiting = [];
  const out = [];
  begin.run();
  for (const [socket, request] of requests) {
    try {
      out.push([socket, request, apply(request), seq]);
    } catch (problem) {
      out.push([socket, request, undefined, String(problem)]);
    }
  }
  commit.run();
  for (const [socket, request, changed, outcome] of out) {
    if (changed !== undefined) broadcast(changed);
    socket.send(answer(request, changed === undefined ? { error: outcome } : { result: { seq: outcome } }));
  }
};

server.on("connection", (socket) => {
  socket.on("message", (bytes) => {
    const request = JSON.parse(bytes.toString());
    if (byTick) {
      if (waiting.push([socket, request]) === 1) setImmediate(turn);
      return;
    }
    begin.run();
    try {
      const changed = apply(request);
      commit.run();
      broadcast(changed);
      socket.send(answer(request, { result: { seq } }));
    } catch (problem) {
      db.exec("ROLLBACK");
      socket.send(answer(request, { error: String(problem) }));
    }
  });
});
server.on("listening", () => console.log("ready"));

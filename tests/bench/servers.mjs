// How each server is started, on a core of its own, and what the load generator must be told to speak to it.
import { execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import WebSocket from "ws";

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

export const here = dirname(fileURLToPath(import.meta.url));
const SERVER_CORE = "0";
const LOAD_CORE = "1";

let port = 21000 + (process.pid % 10000); // below those that outgoing connections take
let number = 0;

const waitFor = (condition) =>
  new Promise((resolve) => {
    const look = () => condition().then((is) => (is ? resolve() : setTimeout(look, 1)));
    look();
  });
const accepts = (own) =>
  new Promise((resolve) => {
    const socket = connect(own, "127.0.0.1", () => { socket.destroy(); resolve(true); });
    socket.on("error", () => resolve(false));
  });

/** Starts a program and waits until it takes a connection; how long that took is started_ms. */
const start = async (own, command, args, { cores = SERVER_CORE } = {}) => {
  const begin = performance.now();
  const child = spawn("taskset", ["-c", cores, command, ...args], { stdio: ["ignore", "ignore", "pipe"], cwd: here });
  let words = "";
  let ended = false;
  child.stderr.on("data", (chunk) => { words = (words + chunk).slice(-2000); });
  child.on("exit", (code) => { ended = true; words += `\n${command} ended with ${code}`; });
  await waitFor(async () => ended || accepts(own));
  if (ended) throw new Error(words);
  return {
    pid: child.pid,
    started_ms: performance.now() - begin,
    stop: () => new Promise((done) => { child.removeAllListeners("exit"); child.on("exit", done); child.kill("SIGKILL"); }),
  };
};

/** All servers, with a folder for their files. */
export const makeServers = ({ folder, binary, made }) => {
  const peerRows = join(folder, "peer-rows.txt");
  writeFileSync(peerRows, Array.from({ length: 64 }, (_, i) => `row-${i}\t\n`).join(""));

  const node = (program, dialect, path, flags = []) => async () => {
    const own = ++port;
    const file = join(folder, `peer-${++number}.db`);
    const server = await start(own, process.execPath, [program, "--port", String(own), "--file", file, ...flags]);
    return { ...server, load: ["--dialect", dialect, "--port", String(own), "--rows", peerRows, "--path", path] };
  };

  const floor = async () => {
    const own = ++port;
    const server = await start(own, join(made, "floor"), [String(own), join(folder, `floor-${++number}`)]);
    return { ...server, load: ["--dialect", "peer", "--port", String(own), "--rows", peerRows] };
  };

  const mosquitto = async () => {
    const own = ++port;
    const file = join(folder, `mosquitto-${++number}.conf`);
    writeFileSync(file, `listener ${own} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nlog_type error\nset_tcp_nodelay true\n` +
      (process.getuid() === 0 ? "user root\n" : ""));
    const server = await start(own, "mosquitto", ["-c", file]);
    return { ...server, load: ["--dialect", "mqtt", "--port", String(own), "--rows", peerRows] };
  };

  /**
   * A coalition's file: the one that ships, with one of the secretariat invited, and as many further
   * organizations as are asked for. Those are put in by SQL, which is no way to do it but for their number.
   * people: what each further one who is invited is; fill: puts in what else there is, and says what is told of it.
   */
  const makeFile = ({ organizations = 0, second = false, people = [], fill = () => undefined } = {}) => {
    const file = join(folder, `tributary-${++number}.db`);
    execFileSync(binary, ["init", file], { stdio: "ignore" });
    execFileSync(binary, ["import", file, join(here, "../../backend/gcm.json")], { stdio: "ignore" });
    const office = ["--coalition-role", "secretariat"];
    const tokens = [["Bench secretariat", office], ...(second ? [["Bench secretariat, the second", office]] : []),
      ...people.map((role, index) => [`Bench person ${index + 1}`, role])].map(([name, role]) =>
      execFileSync(binary, ["invite", file, "--name", name, ...role,
        "--base-url", "http://localhost"], { encoding: "utf8" }).match(/http:\S+#(\S+)/)[1]);
    const db = new Database(file);
    db.prepare(`WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ?)
      INSERT INTO organization (organization_id, space_id, name, kind, list_position)
      SELECT lower(printf('%s-%s-4%s-a%s-%s', hex(randomblob(4)), hex(randomblob(2)), substr(hex(randomblob(2)), 2),
          substr(hex(randomblob(2)), 2), hex(randomblob(6)))),
        (SELECT space_id FROM organization LIMIT 1), 'Organization number ' || n, 'network', 1000 + n
      FROM counted WHERE n <= ?`).run(organizations, organizations);
    const all = db.prepare("SELECT organization_id, sector FROM organization ORDER BY list_position DESC").all();
    const filled = fill(db);
    db.close();
    const rows = `${file}.rows`;
    writeFileSync(rows, all.map((row) => `${row.organization_id}\t${row.sector ?? ""}\n`).join(""));
    return { file, tokens, rows, filled };
  };

  const signIn = async (origin, token) => {
    const answer = await fetch(`${origin}/api/v1/sign-in`, {
      method: "POST", body: JSON.stringify({ token }), headers: { "content-type": "application/json", origin },
    });
    if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
    return answer.headers.getSetCookie()[0].split(";")[0];
  };

  /** A socket that answers one call after the other. */
  const openSocket = async (own, cookie) => {
    const socket = new WebSocket(`ws://localhost:${own}/api/v1/socket`, "tributary.1",
      { headers: { cookie, origin: `http://localhost:${own}` }, perMessageDeflate: false });
    await new Promise((resolve, reject) => { socket.once("open", resolve); socket.once("error", reject); });
    let id = 0;
    const call = (method, params, own_id) =>
      new Promise((resolve) => {
        socket.once("message", (bytes) => resolve(JSON.parse(bytes.toString())));
        socket.send(JSON.stringify({ jsonrpc: "2.0", id: own_id ?? ++id, method, params }));
      });
    return { socket, call, close: () => socket.terminate() };
  };

  /** What a client that misses nothing says; with behind, one that lacks so many of the last entries. */
  const helloOf = async (own, cookie, behind = 0) => {
    const { call, close } = await openSocket(own, cookie);
    const { result } = await call("sync.hello", {});
    close();
    return { database_id: result.database_id, epoch: result.epoch, seq: result.seq - behind,
      spaces: result.spaces.map((space) => space.space_id) };
  };

  /** Tributary on a file; given again, it goes on with what the file had and with its session. */
  const tributary = (made, options) => async () => {
    const on = typeof made === "function" ? made() : made;
    const own = ++port;
    const origin = `http://localhost:${own}`;
    const server = await start(own, binary, ["serve", "--db", on.file, "--port", String(own), "--rate", "0"], options);
    try {
      on.cookies ??= await Promise.all(on.tokens.map((token) => signIn(origin, token)));
      const hello = await helloOf(own, on.cookies[0]);
      return {
        ...server, own, origin, cookies: on.cookies, rows: on.rows, filled: on.filled,
        openSocket: (cookie = on.cookies[0]) => openSocket(own, cookie),
        helloOf: (behind) => helloOf(own, on.cookies[0], behind),
        load: ["--dialect", "tributary", "--port", String(own), "--path", "/api/v1/socket", "--cookie", on.cookies[0],
          "--hello", JSON.stringify({ jsonrpc: "2.0", id: 1, method: "sync.hello", params: hello }), "--rows", on.rows],
      };
    } catch (problem) {
      await server.stop();
      throw problem;
    }
  };

  return {
    servers: {
      "tributary": tributary(makeFile),
      "ws+better-sqlite3": node("peer.mjs", "peer", "/"),
      "ws+better-sqlite3, with log": node("peer.mjs", "peer", "/", ["--log"]),
      "ws+better-sqlite3, with log, commit by turn": node("peer.mjs", "peer", "/", ["--log", "--tick"]),
      "epoll floor": floor,
      "Hocuspocus": node("hocuspocus.mjs", "hocuspocus", "/"),
      "Socket.IO": node("socketio.mjs", "socketio", "/socket.io/?EIO=4&transport=websocket"),
      "mosquitto": mosquitto,
    },
    makeFile,
    tributary,
  };
};

/** Runs the load generator against a server. */
export const load = (made, server, args) =>
  new Promise((resolve, reject) => {
    const child = spawn("taskset", ["-c", LOAD_CORE, join(made, "load"), ...server.load, "--pid", String(server.pid),
      ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let words = "";
    child.stdout.on("data", (chunk) => { out += chunk; });
    child.stderr.on("data", (chunk) => { words += chunk; });
    child.on("exit", (code) => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(words))));
  });

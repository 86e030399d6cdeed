// Runs each quantity for every server in turn, again and again (so that a noisy minute hits all alike),
// takes medians, and prints ratios beside the bars of performance. Called by ./run.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync, readFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const argument = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const binary = argument("--binary");
const made = argument("--made");
const repetitions = Number(argument("--repetitions", "5"));
const seconds = argument("--seconds", "2");
const many = argument("--connections", "1000");
const wanted = argument("--rows", "1,4,6,10").split(",");
const folder = mkdtempSync(join(tmpdir(), "tributary-bench-"));
const cores = { server: "0", load: "1" };

let port = 21000 + (process.pid % 10000); // below those that outgoing connections take
let number = 0;

/** Starts a server on a core of its own and waits for its first word (or, for ours, for /readyz). */
const start = (command, args, ready) =>
  new Promise((resolve, reject) => {
    const child = spawn("taskset", ["-c", cores.server, command, ...args], {
      stdio: ["ignore", "pipe", "pipe"], cwd: here,
    });
    let words = "";
    child.stderr.on("data", (chunk) => { words += chunk; });
    child.on("exit", (code) => reject(new Error(`${command} ended with ${code}: ${words.slice(-2000)}`)));
    const stop = () => new Promise((done) => {
      child.removeAllListeners("exit");
      child.on("exit", done);
      child.kill("SIGKILL");
    });
    child.stdout.once("data", async () => {
      try {
        const extra = ready === undefined ? {} : await ready();
        resolve({ pid: child.pid, stop, ...extra });
      } catch (problem) {
        await stop();
        reject(problem);
      }
    });
  });

const peerRows = join(folder, "peer-rows.txt");
writeFileSync(peerRows, Array.from({ length: 64 }, (_, i) => `row-${i}\t\n`).join(""));

const peer = (flags) => async () => {
  const own = ++port;
  const file = join(folder, `peer-${++number}.db`);
  const server = await start("node", ["peer.mjs", "--port", String(own), "--file", file, ...flags]);
  return { ...server, load: ["--dialect", "peer", "--port", String(own), "--rows", peerRows] };
};

const floor = async () => {
  const own = ++port;
  const server = await start(join(made, "floor"), [String(own), join(folder, `floor-${++number}`)]);
  return { ...server, load: ["--dialect", "peer", "--port", String(own), "--rows", peerRows] };
};

/** One secretariat person signed in, and the replica's head that makes every hello answer "nothing". */
const signIn = async (origin, link) => {
  const token = link.split("#")[1];
  const answer = await fetch(`${origin}/api/v1/sign-in`, {
    method: "POST", body: JSON.stringify({ token }),
    headers: { "content-type": "application/json", origin },
  });
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return answer.headers.getSetCookie()[0].split(";")[0];
};
const snapshot = async (origin, cookie) => {
  const answer = await fetch(`${origin}/api/v1/snapshot`, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`snapshot: ${answer.status}`);
  return (await answer.text()).trim().split("\n").map((line) => JSON.parse(line));
};

const tributary = async () => {
  const own = ++port;
  const file = join(folder, `tributary-${++number}.db`);
  const origin = `http://localhost:${own}`;
  execFileSync(binary, ["init", file], { stdio: "ignore" });
  execFileSync(binary, ["import", file, join(here, "../../backend/gcm.json")], { stdio: "ignore" });
  const words = execFileSync(binary, ["invite", file, "--name", "Bench secretariat",
    "--coalition-role", "secretariat", "--base-url", origin], { encoding: "utf8" });
  const link = words.match(/http:\S+#\S+/)[0];
  const server = await start(binary, ["serve", "--db", file, "--port", String(own), "--rate", "0"],
    async () => {
      const cookie = await signIn(origin, link);
      const lines = await snapshot(origin, cookie);
      const organizations = lines.filter((line) => line[0] === "organization").map((line) => line[1]);
      const rows = join(folder, `rows-${number}.txt`);
      writeFileSync(rows, organizations.map((o) => `${o.organization_id}\t${o.sector ?? ""}\n`).join(""));
      const head = lines[0];
      const hello = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "sync.hello", params: {
        database_id: head.database_id, epoch: head.epoch, seq: lines.at(-1).end,
        spaces: head.spaces.map((space) => space.space_id) } });
      return { load: ["--dialect", "tributary", "--port", String(own), "--path", "/api/v1/socket",
        "--cookie", cookie, "--hello", hello, "--rows", rows] };
    });
  return server;
};

const servers = {
  "tributary": tributary,
  "ws+better-sqlite3": peer([]),
  "ws+better-sqlite3, with log": peer(["--log"]),
  "ws+better-sqlite3, with log, commit by turn": peer(["--log", "--tick"]),
  "epoll floor": floor,
};

const load = (server, args) =>
  new Promise((resolve, reject) => {
    const child = spawn("taskset", ["-c", cores.load, join(made, "load"), ...server.load, "--pid",
      String(server.pid), ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "", words = "";
    child.stdout.on("data", (chunk) => { out += chunk; });
    child.stderr.on("data", (chunk) => { words += chunk; });
    child.on("exit", (code) => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(words))));
  });

// A peer without a log does less than Tributary, and one without rules less still: the first is shown
// beside, without a bar; the bar of the second is row 3's.
const quantities = [
  { row: "1", figure: "commands_per_second", unit: "commands/s", what: "durable commands/s, 10 connections, 10 senders, window 64",
    args: ["--connections", "10", "--senders", "10", "--window", "64", "--seconds", seconds],
    ratios: [["ws+better-sqlite3, with log", ">=", 6, 10], ["ws+better-sqlite3"],
      ["ws+better-sqlite3, with log, commit by turn", ">=", 1.5, 2.5], ["epoll floor", ">=", 0.35, 0.6, "3"]] },
  { row: "4", figure: "commands_per_second", unit: "commands/s", what: "one sender, window 1: commands/s",
    args: ["--connections", "10", "--senders", "1", "--window", "1", "--seconds", seconds],
    ratios: [["ws+better-sqlite3, with log", ">=", 0.9, 1.1], ["ws+better-sqlite3"]] },
  { row: "4", figure: "cpu_us_per_command", unit: "µs", what: "one sender, window 1: server CPU a command",
    same: true, ratios: [["ws+better-sqlite3, with log", "<=", 0.8, 0.6], ["ws+better-sqlite3"]] },
  { row: "6", figure: "deliveries_per_second", unit: "deliveries/s", what: `deliveries/s, ${many} connections, one sender, window 8`,
    args: ["--connections", many, "--senders", "1", "--window", "8", "--seconds", seconds],
    ratios: [["ws+better-sqlite3, with log", ">=", 6, 10], ["ws+better-sqlite3"]] },
  { row: "6", figure: "cpu_us_per_delivery", unit: "µs", what: "the same, server CPU a delivery",
    same: true, ratios: [["epoll floor", "<=", 1.3, 1.0, "5"]] },
  { row: "10", figure: "kib_per_connection", unit: "KiB", what: `resident memory per idle connection, ${many} connections`,
    args: ["--connections", many, "--senders", "0", "--idle", "yes"],
    ratios: [["ws+better-sqlite3", "<=", 0.7, 0.5]] },
].filter((quantity) => wanted.includes(quantity.row));

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const results = new Map(); // what → server → values

for (let repetition = 1; repetition <= repetitions; repetition++) {
  for (const [name, make] of Object.entries(servers)) {
    let last;
    for (const quantity of quantities) {
      if (!quantity.same) {
        process.stderr.write(`\r${repetition}/${repetitions}  ${name}: row ${quantity.row}            `);
        const server = await make();
        try {
          last = await load(server, quantity.args);
        } finally {
          await server.stop();
        }
      }
      const of = results.get(quantity.what) ?? new Map();
      of.set(name, [...(of.get(name) ?? []), last[quantity.figure]]);
      results.set(quantity.what, of);
    }
  }
}
process.stderr.write("\n");

const round = (value) => (value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3));
const lines = [`Medians of ${repetitions} interleaved repetitions, server and load generator on a core each.`, "",
  "| row | quantity | Tributary | beside | ratio | at least | aim | |", "|---|---|---|---|---|---|---|---|"];
for (const quantity of quantities) {
  const of = results.get(quantity.what);
  const own = median(of.get("tributary"));
  for (const [name, sense, bar, aim, row = quantity.row] of quantity.ratios) {
    const other = median(of.get(name));
    const ratio = own / other;
    const spread = Math.max(...["tributary", name].map((n) => Math.max(...of.get(n)) / Math.min(...of.get(n))));
    const bars = sense === undefined ? "| | |" : `| ${sense} ${bar}× | ${aim}× |`;
    const met = sense === ">=" ? ratio >= bar : ratio <= bar;
    const judged = sense === undefined ? "shown" : met ? "met" : "missed";
    const word = spread > 3 ? `spread ${spread.toFixed(1)}×: repeat, not judged` : judged;
    lines.push(`| ${row} | ${quantity.what} | ${round(own)} ${quantity.unit} | ${name}: ${round(other)} | ${ratio.toFixed(2)}× ${bars} ${word} |`);
  }
}
const text = `${lines.join("\n")}\n`;
process.stdout.write(text);

// The README's table stands between two marks, and is written by this script alone.
const readme = join(here, "../../README.md");
if (process.argv.includes("--readme") && existsSync(readme)) {
  const old = readFileSync(readme, "utf8");
  writeFileSync(readme, old.replace(/(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/, `$1${text}$2`));
}
rmSync(folder, { recursive: true, force: true });

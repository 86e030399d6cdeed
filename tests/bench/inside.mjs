// The quantities that the load generator alone cannot take: how Tributary grows with its file, what who
// comes back costs, snapshots, what strangers could learn or slow down, and what people see (screens.mjs). Each
// gives its figures under the names that rows.mjs compares.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { makeScreens } from "./screens.mjs";
import { load, median } from "./servers.mjs";

/** Milliseconds of CPU of all threads of a process. */
const cpuMs = (pid) =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, task) =>
    sum + Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]) / 1e6, 0);

const fetchRaw = (server, cookie) =>
  new Promise((resolve, reject) => {
    const pieces = [];
    get(`${server.origin}/api/v1/snapshot`, { headers: { cookie, "accept-encoding": "gzip" } }, (answer) => {
      answer.on("data", (piece) => pieces.push(piece));
      answer.on("end", () => (answer.statusCode === 200 ? resolve(Buffer.concat(pieces)) : reject(new Error(`snapshot: ${answer.statusCode}`))));
    }).on("error", reject);
  });

const whileRunning = async (start, use) => {
  const server = await start();
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
};

export const makeInside = ({ made, seconds, makeFile, tributary }) => {
  const files = new Map();
  const kept = (name, make) => {
    if (!files.has(name)) files.set(name, make());
    return files.get(name);
  };

  /** CPU a command of one sender whose window is as many as one commit takes, on rows at random. */
  const grown = async (window) => {
    const of = async (organizations) =>
      whileRunning(tributary(kept(`grown ${organizations}`, () => makeFile({ organizations }))), async (server) =>
        (await load(made, server, ["--connections", "1", "--senders", "1", "--random", "yes", "--window", String(window),
          "--seconds", String(seconds)])).cpu_us_per_command);
    return { "10³ rows": await of(1000), "tributary": await of(1_000_000) };
  };

  /** A file whose log has at least so many entries, all edits of its 1,000 rows. */
  const logged = (entries) =>
    kept(`logged ${entries}`, async () => {
      const file = makeFile({ organizations: 1000 });
      await whileRunning(tributary(file), (server) => load(made, server, ["--connections", "1", "--senders", "1",
        "--random", "yes", "--window", "200", "--commands", String(entries)]));
      return file;
    });
  const helloMs = async (server, behind) => {
    const params = await server.helloOf(behind);
    const took = [];
    for (let i = 0; i < 15; i++) {
      const { call, close } = await server.openSocket();
      const begin = performance.now();
      const { result } = await call("sync.hello", params);
      took.push(performance.now() - begin);
      close();
      if (result.mode !== "rows") throw new Error(`hello behind by ${behind}: ${result.mode}`);
    }
    return median(took);
  };
  const missed = async (entries, behind) => whileRunning(tributary(await logged(entries)), (server) => helloMs(server, behind));

  const snapshotFile = () => kept("snapshot", () => makeFile({ organizations: 100_000, second: true }));

  const hidden = async () =>
    whileRunning(tributary(kept("hidden", () => makeFile({ second: true }))), async (server) => {
      const id = crypto.randomUUID();
      const owner = await server.openSocket(server.cookies[0]);
      const other = await server.openSocket(server.cookies[1]);
      const { result: me } = await owner.call("sync.hello", {});
      await other.call("sync.hello", {});
      const commandId = () => crypto.randomUUID().replace(/^(.{14})./, "$17");
      const kept_view = await owner.call("saved_view.add", { person_id: me.person_id, saved_view_id: id, room: "network",
        name: `Bench ${id}`, query: "region=Asia" }, commandId());
      if (kept_view.error) throw new Error(JSON.stringify(kept_view.error));
      const took = { hidden: [], absent: [] };
      for (let i = 0; i < 6000; i++) {
        const kind = i % 2 === 0 ? "hidden" : "absent";
        const saved_view_id = kind === "hidden" ? id : crypto.randomUUID();
        const begin = performance.now();
        const { error } = await other.call("saved_view.remove", { saved_view_id }, commandId());
        took[kind].push((performance.now() - begin) * 1000);
        if (error?.data?.code !== "E_NOT_FOUND") throw new Error(`hidden: ${JSON.stringify(error)}`);
      }
      owner.close();
      other.close();
      return { "tributary": median(took.hidden), "on a row that is not there": median(took.absent) };
    });

  /** Tries of wrong passwords, four at a time, each from an address of its own; until told to stop. */
  const tryPasswords = (server) => {
    let on = true;
    let tried = 0;
    const one = async () => {
      while (on) {
        const address = `2001:db8:${(++tried % 65536).toString(16)}:${Math.floor(tried / 65536).toString(16)}::1`;
        const answer = await fetch(`${server.origin}/api/v1/session`, { method: "POST",
          headers: { "content-type": "application/json", origin: server.origin, "x-forwarded-for": address },
          body: JSON.stringify({ sign_in_name: `bench-${tried}@example.org`, password: "seven rivers meet" }) });
        await answer.text();
        if (answer.status !== 401 && answer.status !== 403 && answer.status !== 429) throw new Error(`session: ${answer.status}`);
      }
    };
    const all = [one(), one(), one(), one()];
    return async () => { on = false; await Promise.all(all); return tried; };
  };
  const hashing = async () => {
    const lone = ["--connections", "10", "--senders", "1", "--pace", "50", "--seconds", String(2 * seconds)];
    const quiet = await whileRunning(tributary(makeFile), (server) => load(made, server, lone));
    const attacked = await whileRunning(tributary(makeFile), async (server) => {
      const stop = tryPasswords(server);
      const result = await load(made, server, lone);
      if (await stop() < 8) throw new Error("hardly a password was tried");
      return result;
    });
    const beside = (figure) => ({ "nobody tries any": quiet[figure], "tributary": attacked[figure] });
    return { p50_us: beside("p50_us"), p99_us: beside("p99_us") };
  };

  return {
    "grown 1": () => grown(1),
    "grown 10": () => grown(10),
    "grown 100": () => grown(100),
    "missed 10k": async () => ({ "missed 1,000": await missed(1_000_000, 1000), "tributary": await missed(1_000_000, 10_000) }),
    "missed 1k": async () => ({ "log of 2·10³": await missed(2000, 1000), "tributary": await missed(1_000_000, 1000) }),
    "snapshot": async () => {
      const file = snapshotFile();
      const [took, bytes] = await whileRunning(tributary(file), async (server) => {
        const begin = performance.now();
        const packed = await fetchRaw(server, server.cookies[0]);
        return [performance.now() - begin, gunzipSync(packed).length];
      });
      const bare = JSON.parse(execFileSync("taskset", ["-c", "0", join(made, "bare"), file.file, "organization"], { encoding: "utf8" }));
      return { "tributary": bytes / 1000 / took, "bare SQLite and libdeflate 1": bare.mb_per_second };
    },
    "snapshot again": async () =>
      whileRunning(tributary(snapshotFile()), async (server) => {
        const cost = async (cookie) => {
          const before = cpuMs(server.pid);
          await fetchRaw(server, cookie);
          return cpuMs(server.pid) - before;
        };
        return { "the first reader's": await cost(server.cookies[0]), "tributary": await cost(server.cookies[1]) };
      }),
    "hidden": hidden,
    "hashing": hashing,
    ...makeScreens({ kept, makeFile, tributary, whileRunning }),
  };
};

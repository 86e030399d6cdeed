/*
 * The example of a reverse proxy that is shipped, run: https, live screens through it, the address of whoever is
 * there, and what a small server should not have to bear.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { connect, type TLSSocket } from "node:tls";
import { freePort } from "./support/coalition.ts";
import { edit, goTo, open, SECTOR } from "./support/screens.ts";
import { test as base, expect, type Page } from "./support/test.ts";

const SHIPPED = resolve(import.meta.dirname, "../../backend/nginx.conf");

interface Proxy {
  readonly port: number;
  readonly plainPort: number;
  readonly url: string;
}

/** Puts what differs here in place of what the example says; each must be there once. */
function adapted(values: readonly (readonly [string, string])[]): string {
  let text = readFileSync(SHIPPED, "utf8");
  for (const [from, to] of values) {
    if (!text.includes(from)) throw new Error(`the example does not say "${from}"`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/** Runs nginx on the example, in front of a port, until the test is over. */
async function startProxy(
  upstream: number,
  others: readonly (readonly [string, string])[] = [],
): Promise<Proxy & { end: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "tributary-proxy-"));
  const [port, plainPort] = [await freePort(), await freePort()];
  const key = join(folder, "key.pem");
  const certificate = join(folder, "certificate.pem");
  const name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "2",
      ...name,
      "-keyout",
      key,
      "-out",
      certificate,
    ],
    { stdio: "ignore" },
  );
  const server = adapted([
    ["listen 80;", `listen 127.0.0.1:${plainPort};`],
    ["listen 443 ssl", `listen 127.0.0.1:${port} ssl`],
    ["coalition.example;", "localhost;"],
    ["/etc/ssl/coalition.example.pem", certificate],
    ["/etc/ssl/coalition.example.key", key],
    ["127.0.0.1:8080", `127.0.0.1:${upstream}`],
    ...others,
  ]);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (path) => `${path}_temp_path ${join(folder, path)};`,
  );
  const whole = `daemon off; master_process off; pid ${join(folder, "pid")}; error_log stderr;
    events { worker_connections 1024; }
    http { ${paths.join(" ")}\n${server}\n}`;
  writeFileSync(join(folder, "nginx.conf"), whole);
  const nginx = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  nginx.stderr.on("data", (piece: Buffer) => {
    said += piece;
  });
  const ended = once(nginx, "exit");
  const isUp = () =>
    new Promise<boolean>((done) => {
      const probe = connect({ port, host: "127.0.0.1", rejectUnauthorized: false }, () => {
        probe.destroy();
        done(true);
      });
      probe.once("error", () => done(false));
    });
  await expect.poll(async () => (await isUp()) || nginx.exitCode !== null).toBe(true);
  if (nginx.exitCode !== null) throw new Error(`nginx does not take the example: ${said}`);
  return {
    port,
    plainPort,
    url: `https://localhost:${port}`,
    end: async () => {
      nginx.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const test = base.extend<{
  proxied: (upstream: number, others?: readonly (readonly [string, string])[]) => Promise<Proxy>;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
  proxied: async ({}, use) => {
    const all: { end: () => Promise<void> }[] = [];
    await use(async (upstream, others) => {
      const started = await startProxy(upstream, others);
      all.push(started);
      return started;
    });
    for (const one of all) await one.end();
  },
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

function ask(
  at: Proxy,
  path: string,
  headers: Record<string, string> = {},
  body = "",
): Promise<Answer> {
  return new Promise((done, failed) => {
    const method = body === "" ? "GET" : "POST";
    const asked = request(
      {
        host: "localhost",
        port: at.port,
        path,
        method,
        headers,
        rejectUnauthorized: false,
        agent: false,
      },
      (answer) => {
        let text = "";
        answer.on("data", (piece) => {
          text += piece;
        });
        answer.on("end", () =>
          done({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
        );
      },
    );
    asked.once("error", failed);
    asked.end(body);
  });
}

async function openTls(at: Proxy): Promise<TLSSocket> {
  const socket = connect({ port: at.port, host: "localhost", rejectUnauthorized: false });
  await once(socket, "secureConnect");
  return socket;
}

/** The first line of what comes back. */
async function statusLine(socket: TLSSocket): Promise<string> {
  let text = "";
  while (!text.includes("\r\n")) {
    const [piece] = (await once(socket, "data")) as [Buffer];
    text += piece.toString("latin1");
  }
  return text.split("\r\n")[0] ?? "";
}

async function upgrade(at: Proxy): Promise<TLSSocket> {
  const socket = await openTls(at);
  socket.write(
    `GET /api/v1/socket HTTP/1.1\r\nHost: localhost:${at.port}\r\nOrigin: ${at.url}\r\n` +
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: tributary.1\r\n\r\n",
  );
  return socket;
}

test("people work through it: https, live screens, and nothing that is the machine's alone", async ({
  coalition,
  visitor,
  proxied,
}) => {
  const at = await proxied(coalition.port);
  await coalition.stop();
  await coalition.serve("--origin", at.url);
  const enter = async (name: string): Promise<Page> => {
    const page = await visitor({ baseURL: at.url, ignoreHTTPSErrors: true });
    await page.goto(coalition.link(name).replace(coalition.url, at.url));
    await page.locator("button.primary").click();
    await goTo(page, "Network");
    await expect(page.locator("a.row").first()).toBeVisible();
    return page;
  };
  const lead = await enter("MFA delegate 1");
  const other = await enter("MRI delegate 1");
  await open(other, "Migrant Forum in Asia");
  await open(lead, "Migrant Forum in Asia");
  await edit(lead, SECTOR, "seen through a proxy");
  await expect(other.locator("#main").getByText("seen through a proxy")).toBeVisible();

  const page = await ask(at, "/");
  expect(page.status).toBe(200);
  expect(page.headers["strict-transport-security"]).toMatch(/max-age=31536000/);
  expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
  expect(page.headers.server).toBe("nginx");
  expect((await ask(at, "/metrics")).status).toBe(404);
  expect((await ask(at, "/healthz")).status).toBe(200);
  const plain = await fetch(`http://127.0.0.1:${at.plainPort}/network`, {
    redirect: "manual",
    headers: { host: "localhost" },
  });
  expect(plain.status).toBe(301);
  expect(plain.headers.get("location")).toMatch(/^https:/);
  const foreign = await ask(
    at,
    "/api/v1/rpc",
    { "content-type": "application/json", origin: "https://evil.example" },
    "{}",
  );
  expect(foreign.status).toBe(403);
});

test("the server is told the address that is true, and one request at a time", async ({
  proxied,
}) => {
  const heard: IncomingMessage[] = [];
  const upstream = createServer((asked, answer) => {
    heard.push(asked);
    asked.resume();
    asked.on("end", () => answer.end("heard"));
  }).listen(0, "127.0.0.1");
  await once(upstream, "listening");
  try {
    const address = upstream.address();
    const at = await proxied(typeof address === "object" && address ? address.port : 0);
    const forged = { "x-forwarded-for": "203.0.113.9, 198.51.100.7", host: "localhost" };
    expect(
      (await ask(at, "/api/v1/session", { ...forged, "content-type": "application/json" }, "{}"))
        .text,
    ).toBe("heard");
    expect(heard[0]?.headers["x-forwarded-for"]).toBe("127.0.0.1");
    expect(heard[0]?.headers.host).toBe("localhost");

    /* Bodies that two readers could cut in different places never get here. */
    for (const smuggled of [
      "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /inner HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "Content-Length: 4\r\nContent-Length: 40\r\n\r\n0\r\n\r\nGET /inner HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /inner HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ]) {
      const socket = await openTls(at);
      socket.write(`POST /api/v1/rpc HTTP/1.1\r\nHost: localhost\r\n${smuggled}`);
      expect(await statusLine(socket)).toMatch(/ (400|501) /);
      socket.destroy();
    }
    const tooLarge = await ask(
      at,
      "/api/v1/rpc",
      { "content-type": "application/json" },
      "x".repeat(2 * 1024 * 1024),
    );
    expect(tooLarge.status).toBe(413);
    expect(heard.map(({ url }) => url)).toEqual(["/api/v1/session"]);
  } finally {
    upstream.close();
  }
});

test("slow heads, floods and too many connections end at it", async ({ coalition, proxied }) => {
  const at = await proxied(coalition.port, [
    ["client_header_timeout 10s", "client_header_timeout 1s"],
    ["limit_conn tributary_open 500", "limit_conn tributary_open 5"],
    ["burst=500", "burst=30"],
  ]);
  await coalition.stop();
  await coalition.serve("--origin", at.url);
  const figure = async (name: string): Promise<number> => {
    const text = await (await fetch(`${coalition.url}/metrics`)).text();
    return Number(new RegExp(`^tributary_${name} (\\d+)$`, "m").exec(text)?.[1]);
  };

  const before = await figure("connections_total");
  const slow = await Promise.all(Array.from({ length: 50 }, () => openTls(at)));
  const closed = slow.map((socket) => once(socket, "close"));
  for (const socket of slow) socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ");
  for (const socket of slow) socket.resume();
  await Promise.all(closed);
  expect((await figure("connections_total")) - before).toBe(1); /* that which asks */

  const sockets = [];
  for (let count = 0; count < 5; count++) {
    const socket = await upgrade(at);
    expect(await statusLine(socket)).toContain(" 101 ");
    sockets.push(socket);
  }
  const one = await upgrade(at);
  expect(await statusLine(one)).toContain(" 429 ");
  for (const socket of [...sockets, one]) socket.destroy();

  await expect.poll(() => figure("sockets")).toBe(0);
  const answers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const statuses = [];
      for (let count = 0; count < 40; count++) statuses.push((await ask(at, "/healthz")).status);
      return statuses;
    }),
  );
  expect(answers.flat()).toContain(200);
  expect(answers.flat()).toContain(429);
});

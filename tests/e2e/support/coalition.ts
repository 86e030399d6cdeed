/*
 * A coalition to test: a folder of its own with a database that `tributary` made, and the server over
 * it. Making and importing is done once per kind of file and worker; each test gets a copy.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PROGRAM = resolve(
  process.env["TRIBUTARY"] || join(import.meta.dirname, "../../../build/tributary"),
);
export const FILE = resolve(import.meta.dirname, "../../../backend/gcm.json");
const NAME = "Global Coalition on Migration";
/* Links of each person. */
const LINKS = 2;
/* How long a server may take to answer after it was started. */
const START_MS = 10_000;

/** G1: the file whole. G0: without what is made up, and so without people. empty: nothing taken in. */
export type Kind = "G1" | "G0" | "empty";

export interface Seed {
  readonly [section: string]: unknown;
}

export const seed = JSON.parse(readFileSync(FILE, "utf8")) as Seed;

type Record_ = Readonly<Record<string, unknown>>;

/** The records of a section, those that are not made up only where asked. */
export function records(section: string, sourcedOnly = false): readonly Record_[] {
  const all = (seed[section] ?? []) as readonly Record_[];
  return sourcedOnly ? all.filter((record) => record["illustrative"] !== true) : all;
}

/** The file without its illustrative records. */
function sourced(): string {
  const sections = Object.entries(seed).map(([name, value]) => [
    name,
    Array.isArray(value)
      ? value.filter((record: unknown) => (record as Record_)["illustrative"] !== true)
      : value,
  ]);
  return JSON.stringify(Object.fromEntries(sections));
}

const run = (...args: string[]): string =>
  execFileSync(PROGRAM, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/* Who signs in, by the name others see, and what they are. The file's own people, asked for by name. */
const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  "Secretariat 1": ["--coalition-role", "secretariat"],
  Administrator: ["--coalition-role", "administrator"],
  "MFA delegate 1": ["--organization", "MFA", "--role", "lead_delegate"],
  "MFA delegate 2": ["--organization", "MFA", "--role", "alternate"],
  "PANiDMR delegate 1": ["--organization", "PANiDMR", "--role", "lead_delegate"],
  "MRI delegate 1": ["--organization", "MRI", "--role", "lead_delegate"],
  "PICUM delegate 1": ["--organization", "PICUM", "--role", "lead_delegate"],
  "BWI observer delegate 1": ["--organization", "BWI", "--role", "lead_delegate"],
  "Base member of sample deportee support circle": [
    ...["--organization", "Sample deportee support circle (West Africa)"],
    ...["--role", "base_member"],
  ],
  "Caucus facilitator 1": [
    ...["--organization", "Sample deportee support circle (West Africa)"],
    ...["--role", "lead_delegate"],
  ],
  "Newcomer applicant delegate": [
    ...["--organization", "Sample newcomer network (Caucasus)", "--role", "lead_delegate"],
  ],
};
const FIRST: typeof PEOPLE = { "Secretariat 1": ["--coalition-role", "secretariat"] };
/* Where there are no samples, somebody has to be the first; with the paper's members, a delegate too. */
const PEOPLE_OF: Readonly<Record<Kind, typeof PEOPLE>> = {
  G1: PEOPLE,
  G0: { ...FIRST, "MFA delegate 1": ["--organization", "MFA", "--role", "lead_delegate"] },
  empty: FIRST,
};

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** A folder with a database made once, to be copied; with links that nobody has used. */
export class Image {
  readonly folder = mkdtempSync(join(tmpdir(), "tributary-image-"));
  readonly tokens = new Map<string, readonly string[]>();

  constructor(kind: Kind) {
    const database = join(this.folder, "coalition.db");
    const started = run("init", database, "--name", NAME, "--base-url", "http://localhost");
    this.tokens.set("init", /sign-in#(\S+)/.exec(started)?.slice(1) ?? []);
    if (kind === "G1") run("import", database, FILE);
    if (kind === "G0") {
      const file = join(this.folder, "sourced.json");
      writeFileSync(file, sourced());
      run("import", database, file);
    }
    for (const [name, words] of Object.entries(PEOPLE_OF[kind])) {
      const to = ["--base-url", "http://localhost"];
      const invite = () => run("invite", database, "--name", name, ...words, ...to);
      const said = Array.from({ length: LINKS }, invite);
      const tokens = said.flatMap((line) => /sign-in#(\S+)/.exec(line)?.[1] ?? []);
      if (tokens.length < LINKS) throw new Error(`no link for ${name}: ${said.join()}`);
      this.tokens.set(name, tokens);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export class Coalition {
  readonly folder = mkdtempSync(join(tmpdir(), "tributary-e2e-"));
  readonly database = join(this.folder, "coalition.db");
  readonly #tokens: ReadonlyMap<string, readonly string[]>;
  readonly #port: number;
  #server: ChildProcess | undefined;
  /** What the server finds in its environment besides: how mail is sent. */
  environment: Readonly<Record<string, string>> = {};

  private constructor(image: Image, port: number) {
    cpSync(image.folder, this.folder, { recursive: true });
    this.#tokens = image.tokens;
    this.#port = port;
  }

  static async of(image: Image): Promise<Coalition> {
    return new Coalition(image, await freePort());
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  /** A person's sign-in link; it works once, so there is a second. init: the one `init` printed. */
  link(name: string, index = 0): string {
    const token = this.#tokens.get(name)?.[index];
    if (!token) throw new Error(`nobody is called ${name}`);
    return `${this.url}/sign-in#${token}`;
  }

  async serve(...words: string[]): Promise<void> {
    const args = ["serve", "--db", this.database, "--port", String(this.#port), ...words];
    const server = spawn(PROGRAM, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...this.environment },
    });
    this.#server = server;
    let said = "";
    const note = (piece: Buffer) => {
      said = (said + piece).slice(-4000);
    };
    server.stdout.on("data", note);
    server.stderr.on("data", note);
    const started = performance.now();
    for (;;) {
      const answer = await fetch(`${this.url}/healthz`).catch(() => undefined);
      if (answer?.ok) return;
      if (server.exitCode !== null || performance.now() - started > START_MS) {
        throw new Error(`the server did not start: ${said}`);
      }
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  /** Ends the server; SIGKILL leaves it no time for anything. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((done) => server.once("exit", done));
    server.kill(signal);
    await ended;
  }

  verify(): string {
    return run("verify", this.database);
  }

  /** People more than the file has, while it is not served: the token of each one's link. */
  invite(count: number): readonly string[] {
    const name = (index: number) => ["--name", `Person ${index}`];
    return Array.from({ length: count }, (_, index) => {
      const said = run("invite", this.database, ...name(index), "--base-url", "http://localhost");
      return /sign-in#(\S+)/.exec(said)?.[1] ?? "";
    });
  }

  /** A verified copy, made by another process; fails the test when it is not. */
  async backup(folder: string): Promise<void> {
    const made = spawn(PROGRAM, ["backup", this.database, folder, "--keep", "1"], {
      stdio: "ignore",
    });
    const code = await new Promise((done) => made.once("exit", done));
    if (code !== 0) throw new Error(`backup ended with ${String(code)}`);
  }

  /** Goes back to a copy, in place of the file. */
  restore(copy: string): void {
    for (const ending of ["", "-wal", "-shm"]) rmSync(this.database + ending, { force: true });
    run("restore", copy, this.database);
  }

  async remove(): Promise<void> {
    await this.stop("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

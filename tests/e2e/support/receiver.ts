/* A real SMTP server beside a test (Debian's aiosmtpd), and what it was sent. */
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const SCRIPT = resolve(import.meta.dirname, "../../unit/support/receiver.py");

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came: headers and a quoted-printable text. */
  readonly data: string;
}

/** The text of a mail, as its reader sees it. */
export function textOf({ data }: Mail): string {
  const body = data.slice(data.indexOf("\r\n\r\n") + 4).replaceAll("=\r\n", "");
  const bytes = body.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** The one link in a mail. */
export const linkIn = (mail: Mail): string => /^https?:\/\/\S+$/m.exec(textOf(mail))?.[0] ?? "";

export class Receiver {
  readonly mails: Mail[] = [];
  readonly #process: ChildProcess;
  readonly #port: number;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.#port = port;
  }

  static async open(): Promise<Receiver> {
    const process = spawn("/usr/bin/python3", [SCRIPT], { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: process.stdout });
    const port = await new Promise<number>((done, fail) => {
      lines.once("line", (line) => done(Number(line)));
      process.once("exit", () => fail(new Error("no SMTP server: is python3-aiosmtpd there?")));
    });
    const receiver = new Receiver(process, port);
    lines.on("line", (line) => receiver.mails.push(JSON.parse(line) as Mail));
    return receiver;
  }

  /** What a server is told of it. */
  get environment(): Readonly<Record<string, string>> {
    return {
      TRIBUTARY_SMTP_URL: `smtp://127.0.0.1:${this.#port}`,
      TRIBUTARY_SMTP_FROM: "office@rivers.example",
    };
  }

  close(): void {
    this.#process.stdin?.end();
  }
}

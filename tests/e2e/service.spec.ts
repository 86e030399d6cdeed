/* The systemd unit that is shipped: systemd takes it, and finds little to reproach it with. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "./support/coalition.ts";
import { expect, test } from "./support/test.ts";

const SHIPPED = resolve(import.meta.dirname, "../../backend/tributary.service");
const PROGRAM = process.env["TRIBUTARY"] ?? resolve(import.meta.dirname, "../../build/tributary");
/* systemd counts from 0, safe, to 10; a service without a sandbox has 9.6. In tenths. */
const EXPOSURE_MOST = "15";

test("the unit is one, its sandbox is tight, and its command begins to serve", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tributary-unit-"));
  try {
    const unit = join(folder, "tributary.service");
    const port = await freePort();
    const database = join(folder, "coalition.db");
    const text = readFileSync(SHIPPED, "utf8")
      .replaceAll("/usr/local/bin/tributary", PROGRAM)
      .replace("/var/lib/tributary/coalition.db --port 8080", `${database} --port ${port}`);
    expect(text).toContain(`ExecStart=${PROGRAM} serve --db ${database} --port ${port}`);
    writeFileSync(unit, text);
    const analyze = (...words: string[]) =>
      execFileSync("systemd-analyze", [...words, unit], { encoding: "utf8", stdio: "pipe" });
    expect(analyze("verify")).toBe("");
    expect(analyze("security", "--offline=true", `--threshold=${EXPOSURE_MOST}`)).toContain("OK");

    const [program = "", ...words] = /^ExecStart=(.*)$/m.exec(text)?.[1]?.split(" ") ?? [];
    execFileSync(PROGRAM, ["init", database], { stdio: "ignore" });
    const server = spawn(program, words, { stdio: ["ignore", "pipe", "ignore"] });
    const [said] = (await once(server.stdout, "data")) as [Buffer];
    expect(said.toString()).toBe("Tributary is at https://coalition.example\n");
    const metrics = await fetch(`http://127.0.0.1:${port}/metrics`); /* as Prometheus asks */
    expect(await metrics.text()).toContain("tributary_writable 1");
    server.kill("SIGTERM");
    expect(await once(server, "exit")).toEqual([0, null]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

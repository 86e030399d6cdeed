// Takes each guard of guards.mjs away, one at a time, in a copy of the tree, and sees whether a test notices.
// Called by ./run.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { guards } from "./guards.mjs";

const copy = process.argv[2];
const wanted = process.argv.slice(3);
const build = join(copy, "build");
const jobs = String(cpus().length);
const run = (command, args) => spawnSync(command, args, { encoding: "utf8", timeout: 600_000 });
let compiled = run("ninja", ["-C", build, "tributary"]);
if (compiled.status !== 0) {
  process.stderr.write(compiled.stdout);
  throw new Error("the copy does not build");
}

// Linking all tests anew for each guard would take most of the time: only those that are asked.
const programs = run("ninja", ["-C", build, "-t", "targets", "all"])
  .stdout.split("\n")
  .map((line) => /^(unit_\w+): C_EXECUTABLE/.exec(line)?.[1])
  .filter((name) => name !== undefined);
const compile = (tests) => run("ninja", ["-C", build, "tributary", ...programs.filter((name) => new RegExp(`^${tests}`).test(name))]);
const notices = (tests) => run("ctest", ["--test-dir", build, "-j", jobs, "--timeout", "240", "-R", `^${tests}`]);

let unseen = 0;
let number = 0;
for (const [file, guard, without, tests] of guards) {
  const shown = guard.replace(/\s+/g, " ").slice(0, 100);
  const path = join(copy, file);
  const as_is = readFileSync(path, "utf8");
  if (wanted.length > 0 && !wanted.some((word) => `${file} ${guard}`.includes(word))) continue;
  if (as_is.split(guard).length !== 2) throw new Error(`${file}: not there, or there twice: ${shown}`);
  number++;
  writeFileSync(path, as_is.replace(guard, () => without));
  try {
    compiled = compile(tests);
    if (compiled.status !== 0) {
      process.stderr.write(compiled.stdout.slice(-3000));
      throw new Error(`${file}: does not build without: ${shown}`);
    }
    const result = notices(tests);
    const failed = [...result.stdout.matchAll(/- (\S+) \((?:Failed|Timeout|SEGFAULT|Subprocess aborted)/g)].map((match) => match[1]);
    if (result.status !== 0 && failed.length === 0) throw new Error(`${tests}: not run\n${result.stdout.slice(-1000)}`);
    if (result.status === 0) unseen++;
    console.log(`${result.status === 0 ? "NOT SEEN" : "seen    "} ${file}: ${shown}  ${failed.slice(0, 3).join(" ")}`);
  } finally {
    writeFileSync(path, as_is);
  }
}
console.log(`${number} guards, ${unseen} of them missed by nobody.`);
process.exit(unseen === 0 ? 0 : 1);

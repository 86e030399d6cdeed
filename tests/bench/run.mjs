// Runs each quantity for every server in turn, again and again (so that a noisy minute hits all alike),
// takes medians, and prints ratios beside the bars. Called by ./run.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeInside } from "./inside.mjs";
import { makeRows } from "./rows.mjs";
import { here, load, makeServers, median } from "./servers.mjs";

const argument = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const made = argument("--made");
const repetitions = Number(argument("--repetitions", "5"));
const seconds = argument("--seconds", "2");
const wanted = argument("--rows")?.split(",");
/* A run in which the slowest is so many times the fastest says nothing. */
const SPREAD_MAX = 3;

const folder = mkdtempSync(join(tmpdir(), "tributary-bench-"));
const { servers, makeFile, tributary } = makeServers({ folder, binary: argument("--binary"), made });
const inside = makeInside({ made, seconds, makeFile, tributary });
const quantities = makeRows({ seconds }).filter((quantity) => wanted === undefined || wanted.includes(quantity.rows));

const progress = (words) => process.stderr.write(`\r\x1b[K${words}`);
const results = new Map(); // quantity → name → figures
const note = (quantity, name, figure) => {
  const of = results.get(quantity) ?? new Map();
  results.set(quantity, of.set(name, [...(of.get(name) ?? []), figure]));
};

/** Quantities that one run of the load generator, or one measurement, gives together. */
const together = (some, keyOf, run) => {
  const groups = new Map();
  for (const one of some) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()].map((group) => ({ group, run }));
};

/** One run for every server that the group is compared with. */
const runGroup = async (group, words) => {
  for (const name of new Set(["tributary", ...group.flatMap((quantity) => quantity.ratios.map(([other]) => other))])) {
    progress(`${words}  ${group[0].what}: ${name}`);
    const server = await servers[name]();
    try {
      const figures = { ...(await load(made, server, group[0].args)), started_ms: server.started_ms };
      for (const quantity of group) note(quantity, name, figures[quantity.figure]);
    } catch (problem) {
      throw new Error(`${group[0].what}: ${name}: ${problem.message}`);
    } finally {
      await server.stop();
    }
  }
};

const runInside = async (group, words) => {
  progress(`${words}  ${group[0].what}`);
  const figures = await inside[group[0].measure]();
  for (const quantity of group) {
    const own = quantity.figure === undefined ? figures : figures[quantity.figure];
    for (const [name, figure] of Object.entries(own)) note(quantity, name, figure);
  }
};

const runs = [
  ...together(quantities.filter((one) => one.args), (one) => one.args.join(" "), runGroup),
  ...together(quantities.filter((one) => one.measure), (one) => one.measure, runInside),
];
for (let repetition = 1; repetition <= repetitions; repetition++) {
  for (const { group, run } of runs) await run(group, `${repetition}/${repetitions}`);
}

const spread = (values) => Math.max(...values) / Math.min(...values);

/* What lies too far apart is repeated once, whole; what does so again is not judged. */
const isApart = ({ ratios }, of) =>
  ratios.some(([name, sense]) => sense !== undefined && Math.max(spread(of.get("tributary")), spread(of.get(name))) > SPREAD_MAX);
for (const { group, run } of runs) {
  if (!group.some((quantity) => isApart(quantity, results.get(quantity)))) continue;
  for (const quantity of group) results.delete(quantity);
  for (let repetition = 1; repetition <= repetitions; repetition++) await run(group, `again ${repetition}/${repetitions}`);
}
progress("");
const round = (value) => (value >= 1000 ? Math.round(value).toLocaleString("en") : Number(value.toPrecision(3)).toString());

const lines = [`Medians of ${repetitions} interleaved repetitions; server and load generator on a core each, a browser on both. In`,
  "brackets how far the repetitions lay apart (largest by smallest, ours and theirs).", "",
  "| row | what | Tributary | beside | ratio | at least | aim | |", "|---|---|---|---|---|---|---|---|"];
const barWords = (sense, bar, unit) => (sense === "at most" ? `<= ${bar}${unit}` : `${sense} ${bar}×`);
const missed = [];
for (const quantity of quantities) {
  const of = results.get(quantity);
  const own = of.get("tributary");
  for (const [name, sense, bar, aim] of quantity.ratios) {
    const other = of.get(name);
    const ratio = median(own) / median(other);
    const apart = [own, other].map((values) => spread(values).toFixed(1)).join(" and ");
    const is_met = sense === ">=" ? ratio >= bar : sense === "<=" ? ratio <= bar : median(own) <= bar;
    let word = "shown";
    if (sense !== undefined) word = is_met ? "met" : "**missed**";
    if (sense !== undefined && Math.max(spread(own), spread(other)) > SPREAD_MAX) word = "too far apart: not judged";
    if (word !== "met" && word !== "shown") missed.push(quantity.rows);
    lines.push(`| ${quantity.rows} | ${quantity.what} | ${round(median(own))}${quantity.unit} | ${name}: ` +
      `${round(median(other))}${quantity.unit} (${apart}) | ${ratio.toFixed(2)}× | ${sense === undefined ? "" : barWords(sense, bar, quantity.unit)} | ` +
      `${sense === undefined ? "" : sense === "at most" ? `${aim}${quantity.unit}` : `${aim}×`} | ${word} |`);
  }
}
const text = `${lines.join("\n")}\n`;
process.stdout.write(text);
process.stdout.write(missed.length === 0 ? "\nAll bars are met.\n" : `\nNot met: rows ${[...new Set(missed)].join(", ")}.\n`);

// The README's table stands between two marks, and is written by this script alone. Where only some rows were
// measured, the lines of these are put in place of those that stand there.
if (process.argv.includes("--readme")) {
  const readme = join(here, "../../README.md");
  const old = readFileSync(readme, "utf8");
  const rowOf = (line) => /^\| (\S+) \|/.exec(line)?.[1];
  const measured = (line) => wanted?.includes(rowOf(line));
  const kept = (/<!-- bench -->\n([\s\S]*?)<!-- \/bench -->/.exec(old)?.[1] ?? "").split("\n");
  const first = kept.findIndex(measured);
  const some = [
    ...kept.slice(0, first).filter((line) => !measured(line)),
    ...lines.filter(measured),
    ...kept.slice(first).filter((line) => !measured(line)),
  ].join("\n");
  const table = wanted === undefined ? text : some;
  writeFileSync(readme, old.replace(/(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/, (_, begin, end) => begin + table + end));
}
rmSync(folder, { recursive: true, force: true });

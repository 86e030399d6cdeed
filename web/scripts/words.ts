/*
 * Words in three parts: what the first screen may say comes with the first load, what pages say that are
 * fetched when they are gone to comes with those, and what only members are told comes to members. The
 * catalogues stay whole files, one a language; which part a message is in is read off the sources: from
 * main.tsx by what each imports, and by the pages that are asked for with `lazy`. What mails say is the
 * server's alone.
 */
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { counts } from "./reviewed.mjs";

export type Part = "first" | "later" | "members";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));
const ENTRY = "main.tsx";

/* As App and Frame write it; a page without a word of its readers is everybody's. */
const LAZY =
  /lazy\(\s*async \(\) => \(await import\("([^"]+)"\)\)\.\w+,?\s*("members"|"sent")?,?\s*\)/g;
const IMPORT = /\b(?:import|export)\b(?! type\b)[^;"]*?\(?"(\.[^"]+)"/g;

const read = (file: string): string => readFileSync(SRC + file, "utf8");

/** The source that another means by "./name". */
function resolve(from: string, name: string): string[] {
  const path = posix.join(posix.dirname(from), name);
  const ends = [".ts", ".tsx", "/index.ts", "/index.tsx"];
  return ends.map((end) => path + end).filter((file) => existsSync(SRC + file));
}

/** What comes with a source: all it imports, and what those do, but the pages asked for later. */
function closure(files: readonly string[]): Set<string> {
  const all = new Set<string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (all.has(file)) continue;
    all.add(file);
    for (const [, name] of read(file).replace(LAZY, "").matchAll(IMPORT)) {
      waiting.push(...resolve(file, name ?? ""));
    }
  }
  return all;
}

/** The pages that everybody may go to. */
function pagesOfAll(files: Iterable<string>): string[] {
  const pages: string[] = [];
  for (const file of files) {
    for (const [, name, readers] of read(file).matchAll(LAZY)) {
      if (readers !== '"members"') pages.push(...resolve(file, name ?? ""));
    }
  }
  return pages;
}

/** The text of the sources that come at once, and of those that come to everybody later. */
function sources(): Readonly<Record<"first" | "later", string>> {
  const first = closure([ENTRY]);
  const later = closure(pagesOfAll(first));
  const text = (files: Iterable<string>) => [...files].map(read).join("\n");
  return { first: text(first), later: text(later) };
}

/** Whether a source has a key, whole or by the stem it is made from: `state_${state}`. */
function uses(sources: string): (key: string) => boolean {
  const stems = [...sources.matchAll(/`(\w+_)\$\{/g)].map(([, stem]) => stem ?? "");
  return (key) => sources.includes(`"${key}"`) || stems.some((stem) => key.startsWith(stem));
}

/* What only the server says, in mails. */
const isOfMails = (key: string): boolean => key.startsWith("mail_");

/** One part of a catalogue, as JSON. Errors may be told anywhere. */
export function part(file: string, which: Part): string {
  const words = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  /* Tests draw pages without fetching them first. */
  if (process.env["VITEST"]) return JSON.stringify(which === "first" ? words : {});
  const { first, later } = sources();
  const [isFirst, isLater] = [uses(first), uses(later)];
  const partOf = (key: string): Part => {
    if (key.startsWith("E_") || isFirst(key)) return "first";
    return isLater(key) ? "later" : "members";
  };
  const kept = Object.entries(words).filter(([key]) => !isOfMails(key) && partOf(key) === which);
  return JSON.stringify(Object.fromEntries(kept));
}

const ASKED = /^(.+\/i18n\/\w+\.json)\?(first|later|members)$/;

const COUNTS = "/i18n/reviewed.json?counts";

export function wordsInParts(): Plugin {
  return {
    name: "words-in-parts",
    enforce: "pre",
    load(id) {
      if (id.endsWith(COUNTS)) {
        return { code: `export default ${JSON.stringify(counts())}`, moduleType: "js" };
      }
      const [, file, which] = ASKED.exec(id) ?? [];
      if (!file || !which) return undefined;
      const words = part(file, which as Part);
      return { code: `export default ${words}`, moduleType: "js" };
    },
  };
}

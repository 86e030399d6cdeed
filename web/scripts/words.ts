/*
 * Words in parts: what the first screen may say comes with the first load, what pages say that are
 * fetched when they are gone to comes with those, and what only members are told comes to members. The door
 * and Today, which is behind it, have theirs by themselves as well, so that on a poor line nobody waits for
 * all the others before they are in. The catalogues stay whole files, one a language; which parts
 * a message is in is read off the sources: from main.tsx by what each imports, and by the pages that are
 * asked for with `lazy`. What mails say is the server's alone.
 */
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { counts } from "./reviewed.mjs";

export type Part = "first" | "later" | "members" | "door";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));
const ENTRY = "main.tsx";

/* As App and Frame write it; a page without a word of its readers is everybody's, and one without a part has
   its words in that of its readers. */
const LAZY =
  /lazy\(\s*async \(\) => \(await import\("([^"]+)"\)\)\.\w+,?\s*(?:"(everybody|members|sent)")?,?\s*(?:"(first|door)")?,?\s*\)/g;
const IMPORT = /\b(?:import|export)\b(?! type\b)([^;"]*?)\(?"(\.[^"]+)"/g;
/* One line of a file that only passes on what others export. */
const PASSED = /export \{([^}]*)\} from "(\.[^"]+)";/g;
const read = (file: string): string => readFileSync(SRC + file, "utf8");

/** The source that another means by "./name". */
function resolve(from: string, name: string): string[] {
  const path = posix.join(posix.dirname(from), name);
  const ends = [".ts", ".tsx", "/index.ts", "/index.tsx"];
  return ends.map((end) => path + end).filter((file) => existsSync(SRC + file));
}

const namesIn = (clause: string): readonly string[] =>
  clause.split(/[\s,{}]+/).filter((word) => /^\w+$/.test(word) && !["type", "from"].includes(word));

/** What a file that passes on others' exports has these names from; the file itself where it does more. */
function passedOn(file: string, names: readonly string[]): string[] {
  const from = new Map<string, string>();
  if (!file.endsWith("/index.ts")) return [file];
  for (const [, clause = "", name = ""] of read(file).matchAll(PASSED)) {
    for (const one of namesIn(clause)) from.set(one, name);
  }
  if (names.length === 0 || !names.every((name) => from.has(name))) return [file];
  return [...new Set(names.map((name) => from.get(name) ?? ""))].flatMap((one) =>
    resolve(file, one),
  );
}

/** What comes with a source: all it imports, and what those do, but the pages asked for later. */
function closure(files: readonly string[]): Set<string> {
  const all = new Set<string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (all.has(file)) continue;
    all.add(file);
    for (const [, clause = "", name = ""] of read(file).replace(LAZY, "").matchAll(IMPORT)) {
      const names = namesIn(clause);
      waiting.push(...resolve(file, name).flatMap((one) => passedOn(one, names)));
    }
  }
  return all;
}

/** The pages whose words are a part of the catalogue. */
function pagesOf(part: Part, files: Iterable<string>): string[] {
  const pages: string[] = [];
  for (const file of files) {
    for (const [, name, readers, own] of read(file).matchAll(LAZY)) {
      const theirs = own ?? (readers === "members" ? "members" : "later");
      if (theirs === part) pages.push(...resolve(file, name ?? ""));
    }
  }
  return pages;
}

const text = (files: Iterable<string>): string => [...files].map(read).join("\n");

/** The text of the sources whose words are in a part. What members are told is all that is left. */
function sources(): Readonly<Record<Exclude<Part, "members">, string>> {
  const entry = closure([ENTRY]);
  /* with what its pages ask for later in their turn */
  const of = (part: Part) => {
    const pages = closure(pagesOf(part, entry));
    const more = pagesOf(part, pages);
    return text(more.length === 0 ? pages : closure([...pages, ...more]));
  };
  const first = `${text(entry)}\n${of("first")}`;
  return { first, later: of("later"), door: of("door") };
}

/** Whether a source has a key, whole or by the stem it is made from: `state_${state}`. */
function uses(sources: string): (key: string) => boolean {
  const stems = [...sources.matchAll(/`(\w+_)\$\{/g)].map(([, stem]) => stem ?? "");
  return (key) => sources.includes(`"${key}"`) || stems.some((stem) => key.startsWith(stem));
}

/* What only the server says, in mails. */
const isOfMails = (key: string): boolean => key.startsWith("mail_");

/* Errors of deciding, which only the pages of members lead to. */
const OF_MEMBERS: readonly string[] = [
  ...["E_BACKING", "E_BLOCK_REASON", "E_EMPTY_ROLL"],
  ...["E_FALLBACK_TOO_EARLY", "E_NOT_ON_ROLL", "E_OBSERVER_NO_VOTE"],
];

/** One part of a catalogue, as JSON. Other errors may be told anywhere. */
export function part(file: string, which: Part): string {
  const words = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  /* Tests draw pages without fetching them first. */
  if (process.env["VITEST"]) return JSON.stringify(which === "first" ? words : {});
  const texts = sources();
  const [isFirst, isLater] = [uses(texts.first), uses(texts.later)];
  const isOf = which === "members" ? (key: string) => !isLater(key) : uses(texts[which]);
  const isKept = (key: string): boolean => {
    if (OF_MEMBERS.includes(key)) return which === "members";
    if (key.startsWith("E_") || isFirst(key)) return which === "first";
    return which !== "first" && isOf(key);
  };
  const kept = Object.entries(words).filter(([key]) => !isOfMails(key) && isKept(key));
  return JSON.stringify(Object.fromEntries(kept));
}

const ASKED = /^(.+\/i18n\/\w+\.json)\?(first|later|members|door)$/;

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

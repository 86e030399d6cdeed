/*
 * The mark of a reviewer: that a speaker of a language has looked a message over, as it stands beside the
 * English. It is a digest of both, so a change of either takes it back.
 *
 *   npm run reviewed                    how many of each language are marked
 *   npm run reviewed -- es              which are not
 *   npm run reviewed -- es key key …    marks these; --all marks every message of the language
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../src/i18n/", import.meta.url));
const MARKS = `${folder}reviewed.json`;
const read = (name) => JSON.parse(readFileSync(`${folder}${name}.json`, "utf8"));

export const digest = (english, own) =>
  createHash("sha256")
    .update(JSON.stringify([english, own]))
    .digest("hex")
    .slice(0, 12);

/** The keys of a language whose mark is that of the words of now. */
export function reviewed(language) {
  const [english, own, marks] = [read("en"), read(language), read("reviewed")[language] ?? {}];
  return Object.keys(own).filter((key) => marks[key] === digest(english[key], own[key]));
}

/** {es: 12, …, all: 1093} */
export function counts() {
  const languages = Object.keys(read("reviewed"));
  const all = Object.keys(read("en")).length;
  return Object.fromEntries([...languages.map((one) => [one, reviewed(one).length]), ["all", all]]);
}

function mark(language, keys) {
  const [english, own, marks] = [read("en"), read(language), read("reviewed")];
  const unknown = keys.filter((key) => !Object.hasOwn(own, key));
  if (unknown.length > 0) throw new Error(`no message of ${language}: ${unknown.join(", ")}`);
  const valid = [...new Set([...reviewed(language), ...keys])].sort();
  marks[language] = Object.fromEntries(valid.map((key) => [key, digest(english[key], own[key])]));
  writeFileSync(MARKS, `${JSON.stringify(marks, null, 2)}\n`);
}

function main([language, ...keys]) {
  if (language === undefined) return console.log(counts());
  if (!Object.hasOwn(read("reviewed"), language)) {
    throw new Error(`${language} is none of ${Object.keys(read("reviewed")).join(", ")}`);
  }
  if (keys.length > 0) {
    mark(language, keys[0] === "--all" ? Object.keys(read(language)) : keys);
    return console.log(`${reviewed(language).length} of ${counts().all} reviewed`);
  }
  const marked = new Set(reviewed(language));
  for (const key of Object.keys(read(language))) if (!marked.has(key)) console.log(key);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));

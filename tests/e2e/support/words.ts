/* The words of a language, as its catalogue has them, by key. */
import { readFileSync } from "node:fs";

export type Say = (key: string) => string;

export function wordsOf(code: "en" | "es" | "fr" | "ar"): Say {
  const path = new URL(`../../../web/src/i18n/${code}.json`, import.meta.url);
  const words = JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, unknown>>;
  return (key) => {
    const word = words[key];
    if (typeof word !== "string") throw new Error(`${code} has no words ${key}`);
    return word;
  };
}

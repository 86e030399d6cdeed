/*
 * A language that nobody speaks, in place of Spanish: English with marks on its letters and 40 % longer, as
 * languages can be. Whatever does not fit, or is not in the catalogue, shows.
 */
import { readFileSync } from "node:fs";
import type { BrowserContext } from "@playwright/test";

const LONGER = 0.4;
const MARKED: Readonly<Record<string, string>> = {
  a: "á",
  e: "é",
  i: "í",
  o: "ö",
  u: "ü",
  n: "ñ",
  A: "Á",
  E: "É",
  S: "Š",
};

/** What stands between braces is put in later, and stars begin and end stress. */
function stretch(text: string): string {
  const marked = text.replace(/\{\w+\}|[aeiounAES]/g, (part) => MARKED[part] ?? part);
  const more = Math.ceil(text.length * LONGER);
  const words = Array.from({ length: Math.ceil(more / 6) }, () => "löng").join(" ");
  return `⟦${marked} ${words.slice(0, Math.max(more, 1))}⟧`;
}

const categories = new Intl.PluralRules("es").resolvedOptions().pluralCategories;

function catalogue(): string {
  const path = new URL("../../../web/src/i18n/en.json", import.meta.url);
  const english = JSON.parse(readFileSync(path, "utf8")) as Record<
    string,
    string | { other: string }
  >;
  const words = Object.entries(english).map(([key, message]) => [
    key,
    typeof message === "string"
      ? stretch(message)
      : Object.fromEntries(categories.map((one) => [one, stretch(message.other)])),
  ]);
  return `export default ${JSON.stringify(Object.fromEntries(words))}`;
}

/** Gives the words of no language to whoever asks for Spanish. */
export async function pseudo(context: BrowserContext): Promise<void> {
  const body = catalogue();
  await context.route(/\/assets\/es-[\w-]+\.js$/, (route) =>
    route.fulfill({ contentType: "text/javascript", body }),
  );
}

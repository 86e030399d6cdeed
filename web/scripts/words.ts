/*
 * Words in two parts: what the first screen may say comes with the first load, what only pages say that
 * are fetched when they are gone to comes with those. The catalogues stay whole files, one a language; which
 * part a message is in is read off the sources: it comes later when only such a page has its key.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { counts } from "./reviewed.mjs";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));

/* What App fetches when it is gone to, and what nothing else uses. */
const LATER = [
  "views/account/",
  "views/coalition/",
  "views/convenings/",
  "views/drawing/",
  "views/frame/Palette.tsx",
  "views/groups/Become.tsx",
  "views/groups/ChangeState.tsx",
  "views/groups/GroupPage.tsx",
  "views/groups/Members.tsx",
  "views/groups/NewGroup.tsx",
  "views/history/",
  "views/import/",
  "views/joining/",
  "views/Me.tsx",
  "views/network/AddTie.tsx",
  "views/network/ChangeTie.tsx",
  "views/network/Delegates.tsx",
  "views/network/EndTie.tsx",
  "views/network/NetworkDrawing.tsx",
  "views/network/MergeOrganization.tsx",
  "views/network/NewOrganization.tsx",
  "views/network/OrganizationFacts.tsx",
  "views/network/OrganizationPage.tsx",
  "views/network/TieForm.tsx",
  "views/network/TiesSection.tsx",
  "views/SignIn.tsx",
];

const isLater = (file: string): boolean => LATER.some((one) => file.startsWith(one));

/** The text of all sources that come at once. */
function firstSources(): string {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" });
  const code = files.filter((file) => /\.tsx?$/.test(file) && !isLater(file));
  return code.map((file) => readFileSync(SRC + file, "utf8")).join("\n");
}

/** Whether a source has a key, whole or by the stem it is made from: `state_${state}`. */
function uses(sources: string): (key: string) => boolean {
  const stems = [...sources.matchAll(/`(\w+_)\$\{/g)].map(([, stem]) => stem ?? "");
  return (key) => sources.includes(`"${key}"`) || stems.some((stem) => key.startsWith(stem));
}

/** One part of a catalogue, as JSON. Errors may be told anywhere. */
export function part(file: string, which: "first" | "later"): string {
  const words = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  /* Tests draw pages without fetching them first. */
  if (process.env["VITEST"]) return JSON.stringify(which === "first" ? words : {});
  const isUsed = uses(firstSources());
  const isFirst = (key: string) => key.startsWith("E_") || isUsed(key);
  const kept = Object.entries(words).filter(([key]) => isFirst(key) === (which === "first"));
  return JSON.stringify(Object.fromEntries(kept));
}

const ASKED = /^(.+\/i18n\/\w+\.json)\?(first|later)$/;

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
      const words = part(file, which as "first" | "later");
      return { code: `export default ${words}`, moduleType: "js" };
    },
  };
}

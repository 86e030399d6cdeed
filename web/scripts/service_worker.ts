/*
 * The worker that keeps the shell, as /sw.js: its own text behind the list of all files the build made,
 * the smallest first, and of those that every page needs. Its version is a digest of the whole list,
 * whose names carry digests of what is in them.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const SOURCE = fileURLToPath(new URL("../src/service_worker.js", import.meta.url));
/* From web/public, beside the page itself. */
const FIRST_BESIDE = ["/", "/icon.svg", "/manifest.webmanifest"];
const ICONS = ["/icon-192.png", "/icon-512.png"];

type Bundle = Parameters<Extract<Plugin["generateBundle"], (...args: never[]) => unknown>>[1];

const bytesOf = (made: Bundle[string] | undefined): number =>
  made?.type === "chunk" ? made.code.length : (made?.source.length ?? 0);

/** The entry with all it imports, and their style sheets. */
function firstOf(bundle: Bundle): readonly string[] {
  const first = new Set<string>();
  const add = (file: string): void => {
    const made = bundle[file];
    if (first.has(file) || !made) return;
    first.add(file);
    if (made.type !== "chunk") return;
    for (const other of [...made.imports, ...(made.viteMetadata?.importedCss ?? [])]) add(other);
  };
  for (const [file, made] of Object.entries(bundle)) {
    if (made.type === "chunk" && made.isEntry) add(file);
  }
  return [...first].map((file) => `/${file}`).sort();
}

export function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    generateBundle(_, bundle) {
      const made = Object.keys(bundle).filter((file) => file.startsWith("assets/"));
      made.sort((a, b) => bytesOf(bundle[a]) - bytesOf(bundle[b]) || a.localeCompare(b));
      const shell = [...FIRST_BESIDE, ...made.map((file) => `/${file}`), ...ICONS];
      const first = [...FIRST_BESIDE, ...firstOf(bundle)];
      const version = createHash("sha256").update(shell.join("\n")).digest("hex").slice(0, 16);
      const head = `const VERSION = ${JSON.stringify(version)};\nconst FIRST = ${JSON.stringify(first)};\nconst SHELL = ${JSON.stringify(shell)};\n`;
      this.emitFile({
        type: "asset",
        fileName: "sw.js",
        source: head + readFileSync(SOURCE, "utf8"),
      });
    },
  };
}

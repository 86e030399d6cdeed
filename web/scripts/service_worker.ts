/*
 * The worker that keeps the shell, as /sw.js: its own text behind the list of those files that the page
 * cannot open without. The list of all files the build made lies beside them, since a device on a poor line
 * never asks for it. The version is a digest of the whole list, whose names carry digests of what is in them.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { minifySync, type Plugin } from "vite";

const SOURCE = fileURLToPath(new URL("../src/service_worker.js", import.meta.url));
/* From web/public, beside the page itself. */
const BESIDE = ["/icon.svg", "/icon-192.png", "/icon-512.png", "/manifest.webmanifest"];

type Hook = Extract<Plugin["generateBundle"], (...args: never[]) => unknown>;
type Bundle = Parameters<Hook>[1];

/** The entry with all it imports at once, and their style sheets. */
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
  return [...first];
}

const paths = (files: readonly string[]): readonly string[] =>
  files
    .filter((file) => file.startsWith("assets/"))
    .map((file) => `/${file}`)
    .sort();

export function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    /* After all others: of a piece that held nothing but styles, Vite takes the script out again. */
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const first = ["/", ...paths(firstOf(bundle))];
        const shell = ["/", ...BESIDE, ...paths(Object.keys(bundle))];
        const version = createHash("sha256").update(shell.join("\n")).digest("hex").slice(0, 16);
        const list = `assets/shell-${version}.json`;
        const given = { VERSION: version, FIRST: first, BESIDE, LIST: `/${list}` };
        const head = Object.entries(given).map(
          ([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`,
        );
        this.emitFile({ type: "asset", fileName: list, source: JSON.stringify(shell) });
        const { code } = minifySync("sw.js", head.join("") + readFileSync(SOURCE, "utf8"));
        this.emitFile({ type: "asset", fileName: "sw.js", source: code });
      },
    },
  };
}

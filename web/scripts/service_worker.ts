/*
 * The worker that keeps the shell, as /sw.js: its own text behind the list of all files the build made.
 * Its version is a digest of that list, whose names carry digests of what is in them.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const SOURCE = fileURLToPath(new URL("../src/service_worker.js", import.meta.url));
/* From web/public, beside the page itself. */
const BESIDE = ["/", "/icon.svg", "/icon-192.png", "/icon-512.png", "/manifest.webmanifest"];

export function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    /* After all others: of a piece that held nothing but styles, Vite takes the script out again. */
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const made = Object.keys(bundle).filter((file) => file.startsWith("assets/"));
        const shell = [...BESIDE, ...made.map((file) => `/${file}`).sort()];
        const version = createHash("sha256").update(shell.join("\n")).digest("hex").slice(0, 16);
        const head = `const VERSION = ${JSON.stringify(version)};\nconst SHELL = ${JSON.stringify(shell)};\n`;
        this.emitFile({
          type: "asset",
          fileName: "sw.js",
          source: head + readFileSync(SOURCE, "utf8"),
        });
      },
    },
  };
}

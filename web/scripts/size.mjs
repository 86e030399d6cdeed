/*
 * What a phone fetches before the first screen: index.html and, by Vite's manifest, the entry with all
 * it imports at once and their styles, as gzip. Past the limit it says how large each part is. And the
 * worker keeps the files that it names: one that nobody made would leave every device without a shell.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/* A page opens within two seconds on a poor line (400 kbit/s) with this much before the first row. */
const FIRST_LOAD_BYTES_MAX = 60_000;

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, "utf8"));

const files = new Set(["index.html"]);
const visited = new Set();
function visit(name) {
  if (visited.has(name)) return;
  visited.add(name);
  const { file, css = [], imports = [] } = manifest[name];
  for (const part of [file, ...css]) files.add(part);
  for (const imported of imports) visit(imported);
}
for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry) visit(name);

const parts = [...files].map((file) => ({
  file,
  bytes: gzipSync(readFileSync(dist + file), { level: 9 }).length,
}));
const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
const isTooLarge = total > FIRST_LOAD_BYTES_MAX;
for (const { file, bytes } of parts) console.log(`${String(bytes).padStart(8)}  ${file}`);
console.log(`${String(total).padStart(8)}  of at most ${FIRST_LOAD_BYTES_MAX} bytes`);
if (isTooLarge) console.error(`First load is ${total - FIRST_LOAD_BYTES_MAX} bytes too large.`);

const [list] = /assets\/shell-\w+\.json/.exec(readFileSync(`${dist}sw.js`, "utf8")) ?? [];
const shell = list && existsSync(dist + list) ? JSON.parse(readFileSync(dist + list, "utf8")) : [];
const named = shell.map((path) => (path === "/" ? "index.html" : path.slice(1)));
const absent = named.filter((file) => !existsSync(dist + file));
if (named.length === 0 || absent.length > 0) {
  console.error(`The worker keeps ${named.length} files, of which these do not exist: ${absent}`);
}
process.exitCode = isTooLarge || named.length === 0 || absent.length > 0 ? 1 : 0;

/*
 * How the client is built and tested. JSX goes to Preact without a plugin (the cost: a full reload
 * in development instead of hot replacement). The manifest is what scripts/size.mjs measures.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { serviceWorker } from "./scripts/service_worker.ts";
import { wordsInParts } from "./scripts/words.ts";

/* Where `backend/run` serves; `npx vite` passes the wire on to it. */
const SERVER = "http://127.0.0.1:8080";

/* What the first screen shows; what fields and forms need; what pages but the lists know of rows. */
const FRAME =
  /src\/(router|i18n\/(fold|formats)|views\/(lazy|model\/vocabulary)|components\/(Dialog|Empty|Link|SearchBox|controls|find|gathering|icons|keys|live|marks|page|undo|words))\.tsx?$/;
const EDITING =
  /src\/components\/(AddLine|CircleRefused|EditableFact|EditableList|FuzzyDate|Refusal|Source|Ties|Versus|form|saving)\.tsx$/;
const MODEL =
  /src\/views\/(model\/(edits|limits|people|provenance|relations|rights|rules|spaces)|Sourced|PublishDialog)\.tsx?$/;

export default defineConfig({
  plugins: [wordsInParts(), serviceWorker()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the content policy lets no data: address through
    /* Without these, what several pages share would come in crumbs, each a request of its own. */
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: "editing", test: EDITING },
            { name: "model", test: MODEL },
            { name: "frame", test: FRAME },
          ],
        },
      },
    },
  },
  server: {
    proxy: { "/api": { target: SERVER, ws: true } },
    fs: { allow: [".."] }, // the tests stand outside
  },
  /* Tests stand apart (their node_modules is a link to ours) and name what they test "web/…". */
  resolve: { alias: { web: fileURLToPath(new URL("./src", import.meta.url)) } },
  test: {
    environment: "jsdom",
    dir: "../tests/unit/web",
    include: ["**/*.test.{ts,tsx}"],
    /* Else it brings a second Preact, whose hooks are not those of the views. */
    server: { deps: { inline: ["@testing-library/preact"] } },
    restoreMocks: true,
    unstubGlobals: true,
  },
});

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

/* What everything stands on; what the frame shows, the door, lists and forms too; what lists are searched with;
   what fields need; what pages but the lists know of rows; what is told of their past; what Today knows of the
   work; the rooms of decisions, of follow-through and of voices; and what somebody was told. What asks for a page by name (lazy) is
   not of the frame: each change of a page would give the frame, and all that stands on it, another name. */
const GROUND =
  /node_modules\/(@?preact|idb)\/|preload-helper|src\/(wire\/|i18n\/(catalogue|fuzzy|index)\.ts|sync\/)|en\.json\?first/;
const FRAME =
  /src\/(router|trusted|i18n\/(fold|formats)|views\/(ahead|lazy|own_zone|useDeed|NotHere|frame\/(Bars|StatusLine|rooms|Languages|KeysHelp|hide|recent)|account\/(Gate|device)|model\/(directory|gather|me|unseen|refusals|vocabulary)|network\/CountLine)|components\/(Dialog|Empty|Link|Refusal|controls|form|icons|keys|live|marks|page|saving|undo|words))\.tsx?$/;
const LISTS =
  /src\/(components\/(SearchBox|find|gathering)|views\/(RoomList|frame\/SavedButton|model\/filters|network\/notes))\.tsx?$/;
const EDITING =
  /src\/(components\/(AddLine|CircleRefused|EditableFact|EditableList|FuzzyDate|Ties|Versus|held)|views\/model\/languages)\.tsx?$/;
const MODEL =
  /src\/(components\/Source|views\/(model\/(convenings|edits|groups|hosting|limits|people|plan_words|provenance|relations|rights|rules|spaces)|Sourced|PublishDialog))\.tsx?$/;
const STORY =
  /src\/views\/(account\/OpenInvitations|comments\/Comments|history\/(Changes|History|changes|relations)|model\/lineage)\.tsx?$/;
const WORK =
  /src\/(i18n\/zones|views\/(model\/(ballots|charter|deadline|deliveries|due|items|meetings|news_ask|plan|planner|progress|register|voices|zones)|items\/ItemState|meetings\/MeetingRows))\.tsx?$/;
const DECISIONS =
  /src\/views\/(decisions\/(?!OnToday)|model\/(answers|ballot_count|decisions|decision_\w+))/;
const DISPATCHES =
  /src\/views\/(dispatches\/(?!OnToday)|model\/(audience|dispatches|dispatch_\w+))/;
const VOICES = /src\/views\/(voices\/(?!OnToday)|model\/voice_words)/;
const TOLD = /src\/views\/(attention\/(OnToday|told)|model\/(attention|news|notifications))\.tsx?$/;

export default defineConfig({
  plugins: [wordsInParts(), serviceWorker()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    manifest: true,
    /* index.html names the frame; for a page, asked for by what is drawn, it is there already. */
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) =>
        hostType === "html" ? files : files.filter((file) => !file.includes("/frame-")),
    },
    assetsInlineLimit: 0, // the content policy lets no data: address through
    /* Without these, what several pages share would come in crumbs, each a request of its own. */
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: "editing", test: EDITING },
            { name: "lists", test: LISTS },
            { name: "model", test: MODEL },
            { name: "story", test: STORY },
            { name: "told", test: TOLD },
            { name: "decisions", test: DECISIONS },
            { name: "dispatches", test: DISPATCHES },
            { name: "voices", test: VOICES },
            { name: "work", test: WORK },
            { name: "frame", test: (id) => GROUND.test(id) || FRAME.test(id) },
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
    /* Longer than anything is waited for (drawn.ts). */
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});

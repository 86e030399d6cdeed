/*
 * Bringing data in: a declarative file, or a table of organizations from a sheet. Nothing is taken before
 * it has been shown what would be; then all of it is, in one act, or nothing.
 */
import "../../styles/import.css";
import { useMemo, useState } from "preact/hooks";
import { announce, Button, Link, PageHead, Section, TextArea, Words } from "../../components";
import { fold, formatList, formatNumber, language, t } from "../../i18n";
import { ask, dismiss, type Methods, may, send, type WireError } from "../../sync";
import { type Organization, organizations } from "../model/directory";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { organizationKinds } from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { Samples } from "./Samples";
import { ColumnsForm, Doubts, Problems, type Settings, SettingsForm } from "./TableSteps";
import {
  type Columns,
  decode,
  FILE_MOST,
  guessColumns,
  type Known,
  type Made,
  makeFile,
  type Problem,
  readTable,
  type Settled,
  type Table,
} from "./table";
import { thingsWord } from "./words";

type Preview = Methods["import.preview"]["result"];

const isFile = (text: string): boolean => /^\s*[{[]/.test(text);

/* ---- what would be done ---- */

const sum = (preview: Preview, what: "taken" | "changed" | "present" | "left_out"): number =>
  preview.sections.reduce((total, one) => total + one[what], 0);

function PreviewTable({ preview }: { readonly preview: Preview }) {
  const rows = preview.sections.filter(
    (one) => one.taken + one.changed + one.present + one.left_out > 0,
  );
  return (
    <table class="cards field">
      <caption class="vh">{t("preview_title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("preview_what")}</th>
          <th scope="col">{t("preview_taken")}</th>
          <th scope="col">{t("preview_changed")}</th>
          <th scope="col">{t("preview_present")}</th>
          <th scope="col">{t("preview_left_out")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.name}>
            <th scope="row">{thingsWord(one.name) ?? <bdi lang="en">{one.name}</bdi>}</th>
            <td data-l={t("preview_taken")}>{formatNumber(one.taken)}</td>
            <td data-l={t("preview_changed")}>{formatNumber(one.changed)}</td>
            <td data-l={t("preview_present")}>{formatNumber(one.present)}</td>
            <td data-l={t("preview_left_out")}>{formatNumber(one.left_out)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where in the file the server found what it would not take. */
function Refusal({ error }: { readonly error: WireError }) {
  const record = error.arguments["record"];
  const line = error.arguments["line"];
  return (
    <div class="errorbox" role="alert">
      <p>
        <b>{t("import_refused")}</b>
      </p>
      <p>
        {refusalWords(error)}
        {typeof line === "number" ? ` ${t("import_refused_line", { line })}` : null}
      </p>
      {error.field !== undefined || typeof record === "string" ? (
        <p>
          <Words
            k="import_refused_at"
            parts={{
              field: <code dir="ltr">{error.field ?? ""}</code>,
              record: <bdi>{typeof record === "string" ? record : ""}</bdi>,
            }}
          />
        </p>
      ) : null}
    </div>
  );
}

type Step =
  | { readonly at: "none" }
  | { readonly at: "refused"; readonly error: WireError }
  | { readonly at: "shown"; readonly file: string; readonly preview: Preview }
  | { readonly at: "done"; readonly count: number };

const isPreview = (value: unknown): value is Preview =>
  typeof value === "object" && value !== null && "sections" in value;

function useImport(file: string | undefined) {
  const [step, setStep] = useState<Step>({ at: "none" });
  const [busy, setBusy] = useState(false);
  const look = async () => {
    if (file === undefined) return;
    setBusy(true);
    const reply = await ask("import.preview", { file });
    setBusy(false);
    if (!reply.ok) setStep({ at: "refused", error: reply.error });
    else if (isPreview(reply.result)) setStep({ at: "shown", file, preview: reply.result });
  };
  const run = async () => {
    if (step.at !== "shown") return;
    const count = sum(step.preview, "taken") + sum(step.preview, "changed");
    setBusy(true);
    const outcome = await send("import.run", { file: step.file });
    setBusy(false);
    if (outcome.ok) {
      announce(t("import_done", { count }));
      return setStep({ at: "done", count });
    }
    dismiss(outcome.command_id);
    setStep({ at: "refused", error: outcome.error });
  };
  /* What was shown was another text's. */
  const shown: Step = step.at === "shown" && step.file !== file ? { at: "none" } : step;
  return { step: shown, busy, look, run, clear: () => setStep({ at: "none" }) };
}

function Outcome({ step, busy, run }: Pick<ReturnType<typeof useImport>, "step" | "busy" | "run">) {
  switch (step.at) {
    case "none":
      return null;
    case "refused":
      return <Refusal error={step.error} />;
    case "done":
      return (
        <p class="note" role="status">
          {t("import_done", { count: step.count })} <Link href="/network">{t("room_network")}</Link>
        </p>
      );
    case "shown": {
      const count = sum(step.preview, "taken") + sum(step.preview, "changed");
      return (
        <Section title={t("preview_title")}>
          <PreviewTable preview={step.preview} />
          {step.preview.references_left_out > 0 ? (
            <p class="small muted note">
              {t("preview_references", { count: step.preview.references_left_out })}
            </p>
          ) : null}
          <div class="btns note">
            <Button
              look="primary"
              onClick={() => void run()}
              reason={
                busy ? t("saving") : count === 0 ? t("import_nothing_new") : needsConnection()
              }
            >
              {t("import_do", { count })}
            </Button>
          </div>
        </Section>
      );
    }
    default:
      return step satisfies never;
  }
}

/* ---- the table on its way to a file ---- */

function regionWord(text: string): string {
  if (!/^[A-Z]{2}$/.test(text)) return text;
  try {
    return new Intl.DisplayNames([language.value], { type: "region" }).of(text) ?? text;
  } catch {
    return text;
  }
}

const kindsByWord = (): ReadonlyMap<string, string> =>
  new Map(
    organizationKinds().flatMap(({ value, word }) => [
      [fold(value), value],
      [fold(word), value],
    ]),
  );

function useTable(text: string) {
  const table = useMemo<Table | undefined>(
    () => (text.trim() === "" || isFile(text) ? undefined : readTable(text)),
    [text],
  );
  const [matched, setMatched] = useState<{ of: Table | undefined; columns: Columns }>();
  const [settings, setSettings] = useState<Settings>({ kind: "ngo", under: "", status: "member" });
  const [settled, setSettled] = useState<ReadonlyMap<number, Settled>>(new Map());
  const columns = useMemo(
    () => (matched?.of === table && matched ? matched.columns : guessColumns(table?.header ?? [])),
    [matched, table],
  );
  const known = organizations.value;
  const made = useMemo<Made | undefined>(() => {
    if (!table || table.problems.length > 0 || !columns.includes("name")) return undefined;
    return makeFile(table, columns, [...known.values()].map(knownOf), {
      kind: settings.kind,
      under: settings.under === "" ? undefined : settings.under,
      status: settings.status,
      settled,
      kinds: kindsByWord(),
      region: regionWord,
    });
  }, [table, columns, known, settings, settled]);
  return {
    table,
    columns,
    setColumns: (next: Columns) => setMatched({ of: table, columns: next }),
    settings,
    setSettings,
    settled,
    settle: (lines: readonly number[], as: Settled) =>
      setSettled(new Map([...settled, ...lines.map((line) => [line, as] as const)])),
    forget: () => setSettled(new Map()),
    made,
  };
}

const knownOf = ({ row, ...rest }: Organization): Known => ({
  ...rest,
  sector: row.sector,
  founded: row.founded_on,
});

type TableState = ReturnType<typeof useTable>;

const TOLD_AT_ONCE = 5;

function TableSteps({ state }: { readonly state: TableState }) {
  const { table, columns, made } = state;
  if (!table) return null;
  const strangers = made?.strangers ?? [];
  const tooOld = made?.tooOld ?? [];
  return (
    <>
      <Problems problems={table.problems} header={table.header} />
      {table.problems.length > 0 ? null : (
        <>
          <ColumnsForm table={table} columns={columns} onChange={state.setColumns} />
          <SettingsForm settings={state.settings} onChange={state.setSettings} />
          <Problems problems={made?.problems ?? []} header={table.header} />
          <Doubts doubts={made?.doubts ?? []} settled={state.settled} onSettle={state.settle} />
          {strangers.length > 0 ? (
            <p class="small muted note">
              <Words
                k="strangers"
                values={{ count: strangers.length }}
                parts={{ names: <bdi>{strangers.slice(0, TOLD_AT_ONCE).join(", ")}</bdi> }}
              />
            </p>
          ) : null}
          {tooOld.length > 0 ? (
            <p class="small muted note">
              {t("too_old", {
                count: tooOld.length,
                lines: formatList(tooOld.slice(0, TOLD_AT_ONCE).map(String)),
              })}
            </p>
          ) : null}
        </>
      )}
    </>
  );
}

/** Why it cannot be looked at yet. */
function whyNot(text: string, state: TableState): string | undefined {
  if (text.trim() === "") return t("import_choose_first");
  if (text.length > FILE_MOST) return t("E_TOO_LONG", { most: FILE_MOST });
  if (!state.table) return needsConnection();
  if (state.table.problems.length > 0) return t("csv_mend_first");
  if (!state.columns.includes("name")) return t("csv_name_first");
  if ((state.made?.problems.length ?? 0) > 0) return t("csv_mend_first");
  if (state.made?.count === 0) return t("import_nothing_new");
  return needsConnection();
}

function Bring() {
  const [text, setText] = useState("");
  const [badLine, setBadLine] = useState<number | undefined>(undefined);
  const state = useTable(text);
  const file = state.table ? state.made?.file : text.trim() === "" ? undefined : text;
  const bring = useImport(file);
  const set = (next: string) => {
    setText(next);
    setBadLine(undefined);
    state.forget();
    bring.clear();
  };
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    const decoded = decode(new Uint8Array(await chosen.arrayBuffer()));
    if ("text" in decoded) return set(decoded.text);
    set("");
    setBadLine(decoded.line);
  };
  const encoding: readonly Problem[] =
    badLine === undefined ? [] : [{ line: badLine, column: 0, key: "csv_encoding" }];
  const reason = bring.busy ? t("saving") : whyNot(text, state);
  return (
    <>
      <Section title={t("import_bring")}>
        <p class="note">{t("import_words")}</p>
        <p class="note">
          <label class="btn">
            {t("import_file")}
            <input
              class="vh"
              type="file"
              accept=".json,.csv,.tsv,.txt,application/json,text/csv"
              onChange={(event) => {
                void read(event.currentTarget.files?.[0]);
                event.currentTarget.value = "";
              }}
            />
          </label>
        </p>
        <TextArea
          label={t("import_paste")}
          value={text}
          onInput={set}
          hint={t("hint_import_paste")}
        />
        <Problems problems={encoding} header={[]} />
      </Section>
      <TableSteps state={state} />
      {bring.step.at === "done" ? null : (
        <div class="btns">
          <Button onClick={() => void bring.look()} reason={reason}>
            {t("import_look")}
          </Button>
        </div>
      )}
      <Outcome step={bring.step} busy={bring.busy} run={bring.run} />
    </>
  );
}

export function ImportPage() {
  if (!may("set_up_convenings").value.ok) return <NotHere />;
  return (
    <>
      <PageHead title={t("import_title")} kicker={t("office_title")}>
        <p class="lede">{t("import_lede")}</p>
      </PageHead>
      <div class="only-upto steps">
        <Bring />
        <Samples />
      </div>
    </>
  );
}

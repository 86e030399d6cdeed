/*
 * What a table needs before it is a file: which column is what, what its organizations belong to, and
 * whether a name that is there already is the same organization.
 */
import { Button, Choice, Name, Section, SelectField, Words } from "../../components";
import { collator, type Key, t } from "../../i18n";
import { coalition, organizations, rootId } from "../model/directory";
import { affiliationStatusWord, organizationKinds } from "../model/vocabulary";
import {
  type Columns,
  type Doubt,
  FIELDS,
  type Field,
  type Problem,
  type Settled,
  type Table,
  usual,
} from "./table";

/* More than this is not settled by hand one by one. */
const DOUBTS_SHOWN = 100;

const FIELD_WORD = {
  name: "field_name",
  acronym: "field_short",
  spelling: "field_spellings",
  region: "field_region",
  sector: "field_sector",
  kind: "field_kind",
  founded: "field_founded",
  key: "column_key",
  parent: "column_parent",
} as const satisfies Record<Field, Key>;

export function ColumnsForm(props: {
  readonly table: Table;
  readonly columns: Columns;
  readonly onChange: (columns: Columns) => void;
}) {
  const { table, columns, onChange } = props;
  const set = (index: number, value: string) => {
    const field = FIELDS.find((one) => one === value);
    onChange(
      columns.map((one, at) => {
        if (at === index) return field;
        return one === field && field !== "spelling" ? undefined : one;
      }),
    );
  };
  return (
    <Section title={t("columns_title")} count={table.header.length}>
      <p class="note">{t("columns_words", { count: table.rows.length })}</p>
      <div class="columns">
        {table.header.map((heading, index) => {
          const example = table.rows.find(({ cells }) => (cells[index] ?? "") !== "")?.cells[index];
          return (
            <SelectField
              key={index}
              label={heading === "" ? t("column_number", { number: index + 1 }) : heading}
              value={columns[index] ?? ""}
              options={[
                { value: "", word: t("column_none") },
                ...FIELDS.map((field) => ({ value: field, word: t(FIELD_WORD[field]) })),
              ]}
              onInput={(value) => set(index, value)}
              hint={
                example === undefined ? undefined : (
                  <Words k="column_example" parts={{ text: <bdi>{example.slice(0, 60)}</bdi> }} />
                )
              }
            />
          );
        })}
      </div>
    </Section>
  );
}

export interface Settings {
  readonly kind: string;
  readonly under: string;
  readonly status: string;
}

export function SettingsForm(props: {
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
}) {
  const { settings, onChange } = props;
  const parents = [...organizations.value.values()]
    .filter((one) => one.id !== rootId.value)
    .sort((a, b) => collator().compare(a.name, b.name));
  const root = rootId.value;
  return (
    <div class="columns">
      <SelectField
        label={t("table_kind")}
        value={settings.kind}
        options={organizationKinds()}
        onInput={(kind) => onChange({ ...settings, kind })}
        hint={t("hint_table_kind")}
      />
      <SelectField
        label={t("table_under")}
        value={settings.under}
        options={[
          { value: "", word: t("table_under_none") },
          ...(root === undefined ? [] : [{ value: root, word: coalition.value?.name ?? "" }]),
          ...parents.map((one) => ({ value: one.id, word: one.name })),
        ]}
        onInput={(under) => onChange({ ...settings, under })}
        hint={t("hint_table_under")}
      />
      {settings.under === "" ? null : (
        <SelectField
          label={t("table_status")}
          value={settings.status}
          options={(["member", "observer", "tentative", "applicant"] as const).map((value) => ({
            value,
            word: affiliationStatusWord(value),
          }))}
          onInput={(status) => onChange({ ...settings, status })}
        />
      )}
    </div>
  );
}

function doubtWords(doubt: Doubt) {
  const parts = { name: <Name>{doubt.name}</Name>, other: <Name>{doubt.other}</Name> };
  const values = { line: doubt.line, other_line: doubt.other_line ?? 0 };
  if (doubt.is === "existing") return <Words k="doubt_existing" values={values} parts={parts} />;
  if (doubt.is === "line") return <Words k="doubt_line" values={values} parts={parts} />;
  return <Words k="doubt_acronym" values={values} parts={parts} />;
}

const WAY_WORD = {
  same: "doubt_same",
  fill: "doubt_fill",
  add: "doubt_add",
} as const satisfies Record<Settled, Key>;

const ways = (doubt: Doubt): readonly Settled[] =>
  doubt.lacking.length > 0 ? ["same", "fill", "add"] : ["same", "add"];

/* "Short: MFA; Also written: Foro…" */
const lackingWords = (doubt: Doubt): string =>
  doubt.lacking
    .map(({ field, text }) => t("doubt_lacks", { field: t(FIELD_WORD[field]), text }))
    .join("; ");

export function Doubts(props: {
  readonly doubts: readonly Doubt[];
  readonly settled: ReadonlyMap<number, Settled>;
  readonly onSettle: (lines: readonly number[], as: Settled) => void;
}) {
  const { doubts, settled, onSettle } = props;
  if (doubts.length === 0) return null;
  const lacking = doubts.filter((one) => one.is === "existing" && one.lacking.length > 0);
  return (
    <Section title={t("doubts_title")} count={doubts.length}>
      <p class="note">{t("doubts_words")}</p>
      {lacking.length > 1 ? (
        <div class="btns note">
          <Button
            onClick={() =>
              onSettle(
                lacking.map(({ line }) => line),
                "fill",
              )
            }
          >
            {t("doubts_fill_all", { count: lacking.length })}
          </Button>
        </div>
      ) : null}
      <ul class="plainrows doubts">
        {doubts.slice(0, DOUBTS_SHOWN).map((doubt) => {
          const as = settled.get(doubt.line) ?? usual(doubt);
          return (
            <li key={doubt.line}>
              <fieldset>
                <legend>{doubtWords(doubt)}</legend>
                {ways(doubt).map((one) => (
                  <Choice
                    key={one}
                    name={`doubt-${doubt.line}`}
                    value={one}
                    chosen={as}
                    onChoose={() => onSettle([doubt.line], one)}
                    hint={one === "fill" ? lackingWords(doubt) : undefined}
                  >
                    {t(WAY_WORD[one])}
                  </Choice>
                ))}
              </fieldset>
            </li>
          );
        })}
      </ul>
      {doubts.length > DOUBTS_SHOWN ? (
        <p class="small muted note">{t("doubts_more", { count: doubts.length - DOUBTS_SHOWN })}</p>
      ) : null}
    </Section>
  );
}

export function Problems({
  problems,
  header,
}: {
  readonly problems: readonly Problem[];
  readonly header: readonly string[];
}) {
  if (problems.length === 0) return null;
  return (
    <div class="errorbox" role="alert">
      <p>
        <b>{t("csv_problems", { count: problems.length })}</b>
      </p>
      <ul>
        {problems.map((one) => (
          <li key={`${one.line} ${one.column} ${one.key}`}>
            <Words
              k={one.column > 0 ? "csv_at" : "csv_at_line"}
              values={{ line: one.line, column: one.column }}
              parts={{
                heading: <bdi>{header[one.column - 1] ?? ""}</bdi>,
                what: t(one.key, one.values),
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

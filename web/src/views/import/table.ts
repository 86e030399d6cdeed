/*
 * A table of organizations, as a sheet gives it: read with its lines, its columns matched to fields,
 * its rows held against what the network has, and made the records of a declarative file. What is
 * wrong is told by line and column, and nothing goes on until all is well.
 */
import Papa from "papaparse";
import { fold, type Key, readFuzzy } from "../../i18n";

/** Lines of a table. One more is refused. */
export const TABLE_LINES_MAX = 2000;
/** Characters of a file or of what was pasted: what one request takes. */
export const FILE_MOST = 700_000;
/** Problems told at once; the first ones are mended first. */
const PROBLEMS_MAX = 100;
const NAME_MOST = 200;

export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly key: Key;
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  readonly problems: readonly Problem[];
}

export type Decoded = { readonly text: string } | { readonly line: number };

/** A file's bytes as text: UTF-8, or UTF-16 that says so; else the first line that is neither. */
export function decode(bytes: Uint8Array): Decoded {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(isWide ? "utf-16le" : "utf-8").decode(bytes);
  const at = text.indexOf("\uFFFD");
  return at === -1 ? { text } : { line: lineAt(text, at) };
}

/* Old sheets end lines with a carriage return alone. */
const LINE_END = /\r\n|\r|\n/;
const isLineEnd = (text: string, at: number): boolean =>
  text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n");

const lineAt = (text: string, at: number): number => text.slice(0, at).split(LINE_END).length;

/* A sheet would run a cell that begins so; a name never does. */
const isFormula = (cell: string): boolean => /^[=+\-@\t\r]/.test(cell);

/* Papaparse gives where a record ends; a record of several lines is told by its first. */
interface Read {
  readonly row: TableRow;
  readonly problems: readonly Problem[];
}

function records(text: string): readonly Read[] {
  const read: Read[] = [];
  let start = 0;
  let counted = 0;
  let line = 1;
  Papa.parse<string[]>(text, {
    delimitersToGuess: [",", ";", "\t", "|"],
    skipEmptyLines: true, // they would count as lines of one cell when the separator is guessed
    step: ({ data, errors, meta }) => {
      const piece = text.slice(start, meta.cursor);
      const first = start + (/^\s*/.exec(piece)?.[0].length ?? 0);
      for (; counted < first; counted++) if (isLineEnd(text, counted)) line++;
      const problems = errors
        .filter(({ type }) => type === "Quotes")
        .map((): Problem => {
          const column = Math.max(data.findIndex(isBroken) + 1, 1);
          return { line, column, key: "csv_quotes" };
        });
      read.push({ row: { line, cells: data.map((cell) => cell.trim()) }, problems });
      start = meta.cursor;
    },
  });
  return read;
}

/* A cell whose quotes do not close holds a quote, or all lines after it. */
const isBroken = (cell: string): boolean => /["\n]/.test(cell);

function problemsOf({ line, cells }: TableRow, width: number): readonly Problem[] {
  if (cells.length > width) {
    return [{ line, column: width + 1, key: "csv_more_cells", values: { count: width } }];
  }
  return cells.flatMap((cell, index): Problem[] =>
    isFormula(cell) ? [{ line, column: index + 1, key: "csv_formula" }] : [],
  );
}

export function readTable(text: string): Table {
  const all = records(text.replace(/^\uFEFF/, "")).filter(
    ({ row, problems }) => problems.length > 0 || row.cells.some((cell) => cell !== ""),
  );
  const [first, ...rest] = all;
  if (!first) return { header: [], rows: [], problems: [{ line: 1, column: 1, key: "csv_empty" }] };
  const header = first.row.cells;
  const problems = all.flatMap(({ row, problems: own }) => [
    ...own,
    ...(own.length > 0 ? [] : problemsOf(row, header.length)),
  ]);
  if (rest.length > TABLE_LINES_MAX) {
    const line = rest[TABLE_LINES_MAX]?.row.line ?? 1;
    problems.unshift({ line, column: 1, key: "csv_too_long", values: { most: TABLE_LINES_MAX } });
  }
  return { header, rows: rest.map(({ row }) => row), problems: problems.slice(0, PROBLEMS_MAX) };
}

/* ---- columns ---- */

export const FIELDS = [
  "name",
  "acronym",
  "spelling",
  "region",
  "sector",
  "kind",
  "founded",
  "key",
  "parent",
] as const;
export type Field = (typeof FIELDS)[number];
export type Columns = readonly (Field | undefined)[];

/* Headings as sheets have them, folded; not words that we say. */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  name: [
    "name",
    "organization",
    "organisation",
    "nombre",
    "organizacion",
    "nom",
    "الاسم",
    "المنظمه",
  ],
  acronym: [
    "acronym",
    "short name",
    "sigla",
    "siglas",
    "acronimo",
    "sigle",
    "acronyme",
    "الاختصار",
  ],
  spelling: [
    "other_names",
    "other names",
    "also written",
    "aliases",
    "otros nombres",
    "autres noms",
    "اسماء اخري",
  ],
  region: ["region", "country", "pais", "pays", "البلد", "المنطقه"],
  sector: ["sector", "secteur", "القطاع"],
  kind: ["kind", "type", "types", "tipo", "genre", "النوع"],
  founded: ["founded", "established", "fundada", "fundacion", "fondee", "creation", "التاسيس"],
  key: ["id", "key", "identifier", "identificador", "identifiant", "المعرف"],
  parent: [
    "parent",
    "parents",
    "parent_ids",
    "belongs to",
    "pertenece a",
    "membre de",
    "ينتمي الي",
  ],
};

/** What each column is taken for by its heading; each field but other spellings at most once. */
export function guessColumns(header: readonly string[]): Columns {
  const taken = new Set<Field>();
  return header.map((heading) => {
    const folded = fold(heading.trim());
    const field = FIELDS.find((one) => HEADINGS[one].includes(folded));
    if (field === undefined || taken.has(field)) return undefined;
    if (field !== "spelling") taken.add(field);
    return field;
  });
}

/* ---- rows against what is there ---- */

export interface Known {
  readonly id: string;
  readonly name: string;
  readonly acronyms: readonly string[];
  readonly spellings: readonly string[];
  readonly regions: readonly string[];
  readonly sector: string | null;
  readonly founded: string | null;
}

/** What a row says of an organization that is there and does not have it yet. */
export interface Lacking {
  readonly field: "acronym" | "spelling" | "region" | "sector" | "founded";
  readonly text: string;
}

/** What is done with a row in doubt: added, left out as the same, or the same filled in from it. */
export type Settled = "add" | "same" | "fill";

/** A row that may be something that is there already, or a row before it. */
export interface Doubt {
  readonly line: number;
  readonly name: string;
  readonly is: "existing" | "line" | "acronym";
  /** The name that is there, and its id; the earlier line. */
  readonly other: string;
  readonly other_id?: string;
  readonly other_line?: number;
  /** What the one that is there lacks, and the row has. */
  readonly lacking: readonly Lacking[];
}

export interface Choices {
  /** Where the file says no kind we know. */
  readonly kind: string;
  /** What rows without a parent belong to; undefined: nobody yet. */
  readonly under: string | undefined;
  readonly status: string;
  /** Lines whose doubt was settled. */
  readonly settled: ReadonlyMap<number, Settled>;
  /** Kinds by their words, folded. */
  readonly kinds: ReadonlyMap<string, string>;
  /** A region as people read it: "GB" is the United Kingdom. */
  readonly region: (text: string) => string;
}

export interface Made {
  readonly file: string;
  readonly count: number;
  readonly doubts: readonly Doubt[];
  readonly problems: readonly Problem[];
  /** Parents that are neither in the file nor in the network. */
  readonly strangers: readonly string[];
  /** Lines whose date of founding is of years that are not kept. */
  readonly tooOld: readonly number[];
}

const same = (text: string): string => fold(text).replace(/\s+/g, " ").trim();
const parts = (text: string): readonly string[] =>
  text
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** What to do with a doubt until somebody has said: a name twice is one, an acronym twice is two. */
export const usual = (doubt: Doubt): Settled => (doubt.is === "acronym" ? "add" : "same");

interface Names {
  readonly byName: ReadonlyMap<string, Known>;
  readonly byAcronym: ReadonlyMap<string, Known>;
}

function namesOf(known: readonly Known[]): Names {
  const byName = new Map<string, Known>();
  const byAcronym = new Map<string, Known>();
  for (const one of known) {
    for (const text of [one.name, ...one.spellings]) byName.set(same(text), one);
    for (const text of one.acronyms) byAcronym.set(same(text), one);
  }
  return { byName, byAcronym };
}

interface Line {
  readonly line: number;
  readonly key: string;
  readonly values: Readonly<Record<Field, string>>;
}

function lineOf({ line, cells }: TableRow, columns: Columns): Line {
  const values = Object.fromEntries(FIELDS.map((field) => [field, ""])) as Record<Field, string>;
  columns.forEach((field, index) => {
    const cell = cells[index] ?? "";
    if (field === undefined || cell === "") return;
    values[field] = values[field] === "" ? cell : `${values[field]}; ${cell}`;
  });
  /* The name too: another sheet numbers its lines from one as well. */
  return { line, key: `table:${values.key}:${same(values.name)}`, values };
}

/** What would be filled in: names it is not known by; a region, a sector, a year where it has none. */
function lackingOf({ values }: Line, there: Known, region: Choices["region"]): readonly Lacking[] {
  const names = new Set([there.name, ...there.acronyms, ...there.spellings].map(same));
  const written = spellingsOf(values).map((one) => (typeof one === "string" ? one : one.text));
  const isMissing = (text: string) => text !== "" && !names.has(same(text));
  const facts: readonly (readonly [Lacking["field"], string, boolean])[] = [
    ["acronym", values.acronym, isMissing(values.acronym)],
    ["region", region(values.region), values.region !== "" && there.regions.length === 0],
    ["sector", values.sector, values.sector !== "" && there.sector === null],
    ["founded", values.founded, readFuzzy(values.founded) !== undefined && there.founded === null],
  ];
  return [
    ...[values.name, ...written]
      .filter(isMissing)
      .map((text): Lacking => ({ field: "spelling", text })),
    ...facts.filter(([, , is]) => is).map(([field, text]): Lacking => ({ field, text })),
  ];
}

function doubtOf(
  line: Line,
  names: Names,
  before: ReadonlyMap<string, Line>,
  region: Choices["region"],
): Doubt | undefined {
  const { name, acronym } = line.values;
  const told = { line: line.line, name };
  const as = (is: "existing" | "acronym", there: Known): Doubt => {
    const lacking = lackingOf(line, there, region);
    return { ...told, is, other: there.name, other_id: there.id, lacking };
  };
  const there = names.byName.get(same(name));
  if (there) return as("existing", there);
  const earlier = before.get(same(name));
  if (earlier) {
    const { values, line: other_line } = earlier;
    return { ...told, is: "line", other: values.name, other_line, lacking: [] };
  }
  const short = names.byAcronym.get(same(acronym === "" ? name : acronym));
  return short && as("acronym", short);
}

/* A date of other years than those the coalition keeps (domain: 1900 to 2199) is right, yet not kept. */
const isTooOld = (text: string): boolean =>
  /^\d{4}(-\d{2}){0,2}$/.test(text) &&
  readFuzzy(text) === undefined &&
  readFuzzy(`2000${text.slice(4)}`) !== undefined;

function valueProblems({ line, values }: Line, columns: Columns): readonly Problem[] {
  const at = (field: Field) => ({ line, column: columns.indexOf(field) + 1 });
  const problems: Problem[] = [];
  if (values.name === "") problems.push({ ...at("name"), key: "csv_no_name" });
  for (const field of ["name", "region", "sector", "acronym"] as const) {
    const most = field === "name" ? NAME_MOST : 80;
    if ([...values[field]].length > most) {
      problems.push({ ...at(field), key: "E_TOO_LONG", values: { most } });
    }
  }
  const { founded } = values;
  if (founded !== "" && readFuzzy(founded) === undefined && !isTooOld(founded)) {
    problems.push({ ...at("founded"), key: "csv_date" });
  }
  return problems;
}

/* "De Drie Lichten@nl": a spelling and its language. */
function spellingOf(text: string): string | { readonly text: string; readonly language: string } {
  const [, name, language] = /^(.+)@([a-z]{2,3})$/.exec(text) ?? [];
  return name === undefined || language === undefined ? text : { text: name.trim(), language };
}

/* A spelling twice, or the name again, says nothing. */
function spellingsOf(values: Line["values"]) {
  const seen = new Set([values.name]);
  return parts(values.spelling)
    .map(spellingOf)
    .filter((one) => {
      const text = typeof one === "string" ? one : one.text;
      if (seen.has(text)) return false;
      seen.add(text);
      return true;
    });
}

function organizationOf({ key, values }: Line, choices: Choices) {
  const spellings = spellingsOf(values);
  const kind = parts(values.kind)
    .map((one) => choices.kinds.get(same(one)))
    .find((one) => one !== undefined);
  return {
    id: key,
    name: values.name,
    kind: kind ?? choices.kind,
    ...(values.acronym === "" ? {} : { acronym: values.acronym }),
    ...(values.region === "" ? {} : { region: choices.region(values.region) }),
    ...(values.sector === "" ? {} : { sector: values.sector }),
    ...(readFuzzy(values.founded) === undefined ? {} : { founded: values.founded }),
    ...(spellings.length === 0 ? {} : { also_written: spellings }),
  };
}

/** What an organization that is there is filled in with. */
function additionOf({ key, values }: Line, doubt: Doubt) {
  const texts = (field: Lacking["field"]) =>
    doubt.lacking.filter((one) => one.field === field).map(({ text }) => text);
  const [acronym] = texts("acronym");
  const [region] = texts("region");
  const [sector] = texts("sector");
  const [founded] = texts("founded");
  const wanted = new Set(texts("spelling"));
  const languages = spellingsOf(values).filter((one) => typeof one !== "string");
  const also_written = [...wanted].map(
    (text) => languages.find((one) => typeof one !== "string" && one.text === text) ?? text,
  );
  return {
    id: `${key} + ${doubt.other_id}`,
    organization: doubt.other_id,
    ...(acronym === undefined ? {} : { acronym }),
    ...(region === undefined ? {} : { region }),
    ...(sector === undefined ? {} : { sector }),
    ...(founded === undefined ? {} : { founded }),
    ...(also_written.length === 0 ? {} : { also_written }),
  };
}

interface Tie {
  readonly id: string;
  readonly org: string;
  readonly parent: string;
  readonly status: string;
}

/** The table as a declarative file, what is in doubt about it, and what is wrong. */
export function makeFile(
  table: Table,
  columns: Columns,
  known: readonly Known[],
  choices: Choices,
): Made {
  const names = namesOf(known);
  const lines = table.rows.map((row) => lineOf(row, columns));
  const before = new Map<string, Line>();
  const doubts: Doubt[] = [];
  const targets = new Map<string, string>();
  const added: Line[] = [];
  const filled: (readonly [Line, Doubt])[] = [];
  for (const line of lines) {
    const doubt = doubtOf(line, names, before, choices.region);
    if (doubt) doubts.push(doubt);
    const as = doubt && (choices.settled.get(line.line) ?? usual(doubt));
    const isSame = as === "same" || as === "fill";
    const earlier = before.get(same(line.values.name));
    const target = isSame ? (doubt?.other_id ?? earlier?.key ?? line.key) : line.key;
    if (as === "fill" && doubt && doubt.lacking.length > 0) filled.push([line, doubt]);
    for (const text of [line.values.key, line.values.name]) {
      if (text !== "" && !targets.has(same(text))) targets.set(same(text), target);
    }
    if (!isSame) added.push(line);
    if (!earlier) before.set(same(line.values.name), line);
  }
  const strangers = new Set<string>();
  const find = (text: string): string | undefined =>
    targets.get(same(text)) ??
    (names.byName.get(same(text)) ?? names.byAcronym.get(same(text)))?.id;
  const ties = added.flatMap((line): Tie[] => {
    const wanted = parts(line.values.parent);
    const found = [...new Set(wanted.map(find).filter((one) => one !== undefined))];
    for (const text of wanted) if (find(text) === undefined) strangers.add(text);
    if (found.length > 0) {
      return found.map((parent) => tieOf(line.key, parent, "member"));
    }
    return choices.under === undefined ? [] : [tieOf(line.key, choices.under, choices.status)];
  });
  const keys = new Set<string>();
  const doubled = added.filter(({ key }) => keys.size === keys.add(key).size);
  const problems = [
    ...[...added, ...filled.map(([line]) => line)].flatMap((line) => valueProblems(line, columns)),
    ...doubled.map(
      ({ line }): Problem => ({ line, column: columns.indexOf("key") + 1, key: "csv_key_twice" }),
    ),
  ];
  const file = {
    format: "tributary-seed",
    organizations: added.map((line) => organizationOf(line, choices)),
    additions: filled.map(([line, doubt]) => additionOf(line, doubt)),
    affiliations: ties,
  };
  return {
    file: JSON.stringify(file),
    count: added.length + filled.length,
    doubts,
    problems: problems.slice(0, PROBLEMS_MAX),
    strangers: [...strangers],
    tooOld: added.filter(({ values }) => isTooOld(values.founded)).map(({ line }) => line),
  };
}

const tieOf = (org: string, parent: string, status: string): Tie => ({
  id: `${org} → ${parent}`,
  org,
  parent,
  status,
});

// @vitest-environment node
/* A table of organizations on its way to a file: what is read, what is in doubt, what is wrong and where. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Findable, find } from "web/components/find";
import {
  type Choices,
  type Columns,
  decode,
  guessColumns,
  type Known,
  makeFile,
  readTable,
  TABLE_LINES_MAX,
} from "web/views/import/table";

const CHOICES: Choices = {
  kind: "ngo",
  under: undefined,
  status: "member",
  settled: new Map(),
  kinds: new Map([["union", "union"]]),
  region: (text) => text,
};

const MFA: Known = {
  id: "11111111-1111-4111-8111-111111111111",
  name: "Migrant Forum in Asia",
  acronyms: ["MFA"],
  spellings: ["Foro de Migrantes en Asia"],
  regions: ["Asia"],
  sector: null,
  founded: null,
};

const SAMPLE = readFileSync(
  new URL("../../../../tests/data/organisations/organisations-sample.csv", import.meta.url),
  "utf8",
);
const MEMBERS = readFileSync(
  new URL("../../../../tests/data/organisations/network-members.csv", import.meta.url),
  "utf8",
);

function made(text: string, choices: Partial<Choices> = {}, known: readonly Known[] = [MFA]) {
  const table = readTable(text);
  expect(table.problems).toEqual([]);
  const result = makeFile(table, guessColumns(table.header), known, { ...CHOICES, ...choices });
  return { ...result, file: JSON.parse(result.file) };
}

test.each([
  ["commas", "name,country\nA,Mali\n"],
  ["the semicolons of a French sheet", "name;country\r\nA;Mali\r\n"],
  ["tabs pasted from a sheet", "name\tcountry\nA\tMali"],
  ["a mark of byte order", "\uFEFFname,country\nA,Mali\n"],
  ["empty lines around", "\n\nname,country\n\nA,Mali\n\n"],
])("%s are read alike", (_, text) => {
  expect(made(text).file.organizations).toEqual([
    { id: "table::a", name: "A", kind: "ngo", region: "Mali" },
  ]);
});

test("a cell over two lines keeps them, and the lines after it keep their numbers", () => {
  const table = readTable('name,sector\n"A\nB",x\nC,=1\n');
  expect(table.rows.map(({ line }) => line)).toEqual([2, 4]);
  expect(table.problems).toEqual([{ line: 4, column: 2, key: "csv_formula" }]);
});

test.each([
  ["quotes that never close", 'name,country\nA,"Mali\nB,Chad\n', 2, 2, "csv_quotes"],
  ["a quote inside", 'name,country\n"A "B" C",Mali\n', 2, 1, "csv_quotes"],
  ["more cells than headings", "name,country\nA,Mali\nB,Chad,x\n", 3, 3, "csv_more_cells"],
  ["a formula", 'name,country\nA,"=HYPERLINK(""x"")"\n', 2, 2, "csv_formula"],
  ["a formula by plus", "name,country\n+1,Mali\n", 2, 1, "csv_formula"],
  ["a formula by at", "name,country\n@SUM(A1),Mali\n", 2, 1, "csv_formula"],
  ["nothing", "", 1, 1, "csv_empty"],
])("%s is told by line and column", (_, text, line, column, key) => {
  expect(readTable(text).problems[0]).toMatchObject({ line, column, key });
});

test("lines that end with a carriage return alone are lines", () => {
  const table = readTable("name,country\rA,Mali\rB,=1\r");
  expect(table.rows.map(({ line }) => line)).toEqual([2, 3]);
  expect(table.problems).toEqual([{ line: 3, column: 2, key: "csv_formula" }]);
  expect(decode(Uint8Array.from([65, 13, 66, 13, 10, 0xff]))).toEqual({ line: 3 });
});

test("a table is as long as it may be, and no line longer", () => {
  const lines = (count: number) =>
    `name\n${Array.from({ length: count }, (_, i) => `Organization ${i}`).join("\n")}\n`;
  expect(readTable(lines(TABLE_LINES_MAX)).problems).toEqual([]);
  const [problem] = readTable(lines(TABLE_LINES_MAX + 1)).problems;
  expect(problem).toMatchObject({ line: TABLE_LINES_MAX + 2, key: "csv_too_long" });
});

test("a file of another encoding is told by its first line that is none", () => {
  const bytes = new Uint8Array([...new TextEncoder().encode("name\nA\n"), 0xc9, 0x63, 0x0a]);
  expect(decode(bytes)).toEqual({ line: 3 });
  const wide = new Uint8Array([0xff, 0xfe, 0x4e, 0x06]);
  expect(decode(wide)).toEqual({ text: "\u064E" });
  expect(decode(new TextEncoder().encode("الاسم"))).toEqual({ text: "الاسم" });
});

test("headings are known in four languages, and each field is taken once", () => {
  expect(guessColumns(["Organización", "Siglas", "País"])).toEqual(["name", "acronym", "region"]);
  expect(guessColumns(["Nom", "Sigle", "Secteur"])).toEqual(["name", "acronym", "sector"]);
  expect(guessColumns(["الاسم", "البلد"])).toEqual(["name", "region"]);
  expect(guessColumns(["name", "Organisation", "colour"])).toEqual(["name", undefined, undefined]);
});

test("a name that is there already, by any of its spellings, is in doubt and left out", () => {
  for (const name of ["migrant forum in asia", "FORO DE MIGRANTES EN ÁSIA"]) {
    const result = made(`name\n${name}\nB\n`);
    expect(result.doubts).toMatchObject([
      { line: 2, name, is: "existing", other: "Migrant Forum in Asia", other_id: MFA.id },
    ]);
    expect(result.file.organizations.map((one: { name: string }) => one.name)).toEqual(["B"]);
  }
});

test("what is there is filled in with what it lacks, when somebody says so, and with nothing else", () => {
  const text =
    "name,acronym,other_names,country,sector,founded\n" +
    "Migrant forum in Asia,MFA,Foro de Migrantes en Asia; منتدى المهاجرين@ar,Mali,unions,1994\n";
  const left = made(text);
  expect(left.doubts[0]).toMatchObject({ is: "existing", other: MFA.name });
  expect(left.doubts[0]?.lacking).toEqual([
    { field: "spelling", text: "منتدى المهاجرين" },
    { field: "sector", text: "unions" },
    { field: "founded", text: "1994" },
  ]);
  expect(left.count).toBe(0);
  expect(left.file.additions).toEqual([]);
  const filled = made(text, { settled: new Map([[2, "fill"]]) });
  expect(filled.count).toBe(1);
  expect(filled.file.organizations).toEqual([]);
  expect(filled.file.additions).toEqual([
    {
      id: expect.any(String),
      organization: MFA.id,
      sector: "unions",
      founded: "1994",
      also_written: [{ text: "منتدى المهاجرين", language: "ar" }],
    },
  ]);
});

test("whoever says that it is another one adds it", () => {
  const settled = new Map([[2, "add"]] as const);
  expect(made("name\nMigrant Forum in Asia\n", { settled }).count).toBe(1);
});

test("a short name that another has is in doubt, and is added unless somebody says it is the same", () => {
  const table = "name,acronym\nMigrants First Australia,MFA\n";
  expect(made(table).doubts[0]).toMatchObject({ is: "acronym", other: MFA.name });
  expect(made(table).count).toBe(1);
  expect(made(table, { settled: new Map([[2, "same"]] as const) }).count).toBe(0);
});

test("a name twice is one, and what belongs to either belongs to it", () => {
  const result = made("name,belongs to\nA,\na,\nB,A\n");
  expect(result.doubts).toEqual([
    { line: 3, name: "a", is: "line", other: "A", other_line: 2, lacking: [] },
  ]);
  expect(result.file.organizations).toHaveLength(2);
  expect(result.file.affiliations).toEqual([
    { id: "table::b → table::a", org: "table::b", parent: "table::a", status: "member" },
  ]);
});

test("what belongs to one left out belongs to the one that is there", () => {
  const result = made("id,name,parents\n7,Migrant Forum in Asia,\n8,B,7\n9,C,mfa; 8; nobody\n");
  expect(result.file.affiliations).toMatchObject([
    { org: "table:8:b", parent: MFA.id },
    { org: "table:9:c", parent: MFA.id },
    { org: "table:9:c", parent: "table:8:b" },
  ]);
  expect(result.strangers).toEqual(["nobody"]);
});

test("those without a parent belong to what was chosen, as what was chosen", () => {
  const result = made("name\nB\n", { under: MFA.id, status: "observer" });
  expect(result.file.affiliations).toMatchObject([{ parent: MFA.id, status: "observer" }]);
});

test("a line without a name, a date that is none, a number twice are told by their columns", () => {
  const table = readTable("id,name,founded\n1,,\n2,B,May 1998\n3,C,\n3,C,\n");
  const columns: Columns = guessColumns(table.header);
  const settled = new Map([[5, "add"]] as const);
  const { problems } = makeFile(table, columns, [], { ...CHOICES, settled });
  expect(problems).toEqual([
    { line: 2, column: 2, key: "csv_no_name" },
    { line: 3, column: 3, key: "csv_date" },
    { line: 5, column: 1, key: "csv_key_twice" },
  ]);
});

test("a date of years that are not kept is left out, and its line told", () => {
  const result = made("name,founded\nA,1873\nB,1998-05\n");
  expect(result.tooOld).toEqual([2]);
  expect(result.problems).toEqual([]);
  expect(result.file.organizations).toMatchObject([{ name: "A" }, { founded: "1998-05" }]);
  expect(result.file.organizations[0]).not.toHaveProperty("founded");
});

test("260 real organizations: parents within, spellings with their languages, none lost", () => {
  const result = made(SAMPLE, {}, []);
  expect(result.problems).toEqual([]);
  const { organizations, affiliations } = result.file;
  expect(organizations.length + result.doubts.filter(({ is }) => is !== "acronym").length).toBe(
    260,
  );
  const ids = new Set(organizations.map((one: { id: string }) => one.id));
  for (const tie of affiliations) expect(ids.has(tie.org) && ids.has(tie.parent)).toBe(true);
  const japan = organizations.find(
    ({ name }: { name: string }) => name === "World Wide Fund for Nature Japan",
  );
  expect(japan.also_written).toContainEqual({ text: "世界自然保護基金ジャパン", language: "ja" });
});

test("200 members of a network under one parent", () => {
  const result = made(MEMBERS, { under: MFA.id }, [MFA]);
  expect(result.problems).toEqual([]);
  expect(result.count + result.doubts.filter(({ is }) => is !== "acronym").length).toBe(200);
  expect(result.file.affiliations).toHaveLength(result.count);
});

interface Written {
  readonly id: string;
  readonly name: string;
  readonly acronym?: string;
  readonly also_written?: readonly (string | { readonly text: string })[];
}

/** What is found once a file is in. */
const findables = (organizations: readonly Written[]): readonly Findable[] =>
  organizations.map(({ id, name, acronym, also_written = [] }) => ({
    id,
    name,
    acronyms: acronym === undefined ? [] : [acronym],
    spellings: also_written.map((one) => (typeof one === "string" ? one : one.text)),
  }));

/** As somebody without the keys for it types: small letters, no accents. */
const typed = (text: string): string =>
  text.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "");

test.each([
  ["the 260 organizations of the register", SAMPLE, 250, 600],
  ["the members of a network", MEMBERS, 195, 195],
])(
  "%s are found again by each of their spellings, whole and as they are typed",
  (_, text, least, spellings) => {
    const all = findables(made(text).file.organizations as readonly Written[]);
    const compare = new Intl.Collator("en").compare;
    expect(all.length).toBeGreaterThan(least);
    let asked = 0;
    const missed: string[] = [];
    for (const one of all) {
      for (const name of [one.name, ...one.acronyms, ...one.spellings]) {
        for (const query of [name, typed(name)]) {
          asked++;
          const [first, ...others] = find(all, query, compare);
          /* Where several are called so, it is among those that answer as well as the first. */
          const equals = [
            first,
            ...others.filter(({ score }) => score >= Math.floor(first?.score ?? 0)),
          ];
          if (!equals.some((answer) => answer?.thing.id === one.id))
            missed.push(`${query}: ${one.name}`);
        }
      }
    }
    expect(missed).toEqual([]);
    expect(asked).toBeGreaterThan(spellings);
  },
  60_000,
);

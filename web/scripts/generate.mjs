/*
 * From the API's description (schema/openrpc.json) to src/wire/generated.ts: the types of rows and
 * methods, the vocabularies, and what the client must know while it runs: columns to check, whose
 * right a method needs, who has which right. `npm run generate` writes the file; a test compares it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const schemaPath = fileURLToPath(new URL("../../schema/openrpc.json", import.meta.url));
const targetPath = fileURLToPath(new URL("../src/wire/generated.ts", import.meta.url));

const pascal = (name) => name.replace(/(?:^|[_.])(\w)/g, (_, letter) => letter.toUpperCase());
const list = (values) => values.map((value) => JSON.stringify(value)).join(", ");
const block = (head, lines, tail = "}") => [head, ...lines.map((line) => `  ${line}`), tail];

/** A schema of the description as a type. */
function typeOf(schema, vocabularies) {
  const inner = (part) => typeOf(part, vocabularies);
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1);
    if (name in vocabularies) return pascal(name);
    return (
      {
        id: "string",
        id_or_null: "string | null",
        fuzzy_date: "string",
        fuzzy_date_or_null: "string | null",
        seq: "number",
      }[name] ?? pascal(name)
    );
  }
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.oneOf) return schema.oneOf.map(inner).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => inner({ type })).join(" | ");
  switch (schema.type) {
    case "array":
      return Array.isArray(schema.items)
        ? `readonly [${schema.items.map(inner).join(", ")}]`
        : `readonly ${inner(schema.items)}[]`;
    case "object": {
      if (!schema.properties) return "Readonly<Record<string, unknown>>";
      if (schema.properties.from && schema.properties.to)
        return `Edit<${inner(schema.properties.to)}>`;
      const required = new Set(schema.required);
      const members = Object.entries(schema.properties).map(
        ([name, part]) => `readonly ${name}${required.has(name) ? "" : "?"}: ${inner(part)}`,
      );
      return `{ ${members.join("; ")} }`;
    }
    case "integer":
      return "number";
    default:
      return schema.type;
  }
}

function vocabularyLines(vocabularies) {
  const names = Object.keys(vocabularies);
  return [
    ...block(
      "export const VOCABULARIES = {",
      names.map((name) => `${name}: [${list(vocabularies[name])}],`),
      "} as const;",
    ),
    ...names.map((name) => `export type ${pascal(name)} = (typeof VOCABULARIES.${name})[number];`),
  ];
}

function rowLines(tables) {
  const columnType = ({ type, vocabulary, nullable }) => {
    const known = vocabulary ? pascal(vocabulary) : type === "integer" ? "number" : "string";
    return nullable ? `${known} | null` : known;
  };
  const names = Object.keys(tables);
  const rows = names.flatMap((name) =>
    block(
      `export interface ${pascal(name)}Row {`,
      tables[name].columns.map((column) => `readonly ${column.name}: ${columnType(column)};`),
    ),
  );
  const mark = ({ name, type, nullable }) =>
    name + (type === "integer" ? "#" : "") + (nullable ? "?" : "");
  return [
    ...rows,
    ...block(
      "export interface Rows {",
      names.map((name) => `readonly ${name}: ${pascal(name)}Row;`),
    ),
    "/** Columns by table: # is a whole number, ? may be null. */",
    ...block(
      "export const COLUMNS = {",
      names.map((name) => `${name}: "${tables[name].columns.map(mark).join(" ")}",`),
      "} as const satisfies Record<keyof Rows, string>;",
    ),
  ];
}

function methodLines(methods, vocabularies, descriptors) {
  const descriptor = (param) => (param.$ref ? descriptors[param.$ref.split("/").at(-1)] : param);
  const params = (method) =>
    method.params
      .map(descriptor)
      .map(
        ({ name, required, schema }) =>
          `readonly ${name}${required ? "" : "?"}: ${typeOf(schema, vocabularies)};`,
      );
  const commands = methods.filter((method) => method["x-kind"] === "command");
  const about = (method) => {
    const { table, parameter } = method["x-object"] ?? {};
    const own = parameter === `${table}_id` ? "" : ` ${parameter}`;
    return `"${method.name}": "${table ? table + own : ""}",`;
  };
  return [
    "export interface Methods {",
    ...methods.flatMap((method) => [
      `  /** ${method.summary} */`,
      ...block(
        `  readonly "${method.name}": {`,
        [
          ...block(
            "  readonly params: {",
            params(method).map((line) => `  ${line}`),
            "    };",
          ),
          `  readonly result: ${typeOf(method.result.schema, vocabularies)};`,
        ],
        "  };",
      ),
    ]),
    "}",
    "/** Of each command the table of the row it is about, and the parameter that names it if it is not <table>_id;",
    "    empty: it makes the first. */",
    ...block("export const COMMANDS = {", commands.map(about), "} as const;"),
    "export type CommandName = keyof typeof COMMANDS;",
  ];
}

function permissionLines(permissions) {
  const reaches = (row) =>
    Object.entries(row)
      .filter(([, reach]) => reach !== "no")
      .map(([persona, reach]) => `${persona}: "${reach}"`)
      .join(", ");
  const personas = Object.keys(Object.values(permissions)[0]);
  return [
    `export type Persona = ${personas.map((name) => `"${name}"`).join(" | ")};`,
    'export type Reach = "own" | "organization" | "lead" | "first" | "notes" | "group" | "board" | "yes";',
    `export type PermissionName = ${Object.keys(permissions)
      .map((name) => `"${name}"`)
      .join(" | ")};`,
    "/** How far a right goes, by who asks; who is not named has it nowhere. */",
    ...block(
      "export const PERMISSIONS: Record<PermissionName, Partial<Record<Persona, Reach>>> = {",
      Object.entries(permissions).map(([name, row]) => `${name}: {${reaches(row)}},`),
      "};",
    ),
  ];
}

/** The whole file. */
export function generate(description) {
  const vocabularies = description["x-vocabularies"];
  const shared = ["space", "row_change"];
  const results = Object.keys(description.components.schemas).filter((name) =>
    name.endsWith("_result"),
  );
  const named = [...shared, ...results].map(
    (name) =>
      `export type ${pascal(name)} = ${typeOf(description.components.schemas[name], vocabularies)};`,
  );
  const lines = [
    "/* Made by scripts/generate.mjs from schema/openrpc.json: change that, then `npm run generate`. */",
    "/** What one saw, and what it shall be. */",
    "export interface Edit<T> {",
    "  readonly from: T;",
    "  readonly to: T;",
    "}",
    ...vocabularyLines(vocabularies),
    ...named,
    ...rowLines(description["x-tables"]),
    ...methodLines(description.methods, vocabularies, description.components.contentDescriptors),
    ...permissionLines(description["x-permissions"]),
    `export const ERROR_CODES = [${list(description["x-errors"])}] as const;`,
    "export type ErrorCode = (typeof ERROR_CODES)[number];",
  ];
  return `${lines.join("\n")}\n`;
}

export const readDescription = () => JSON.parse(readFileSync(schemaPath, "utf8"));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(targetPath, generate(readDescription()));
}

// @vitest-environment node
/* The description of the API is valid OpenRPC, and the client's types are those it gives today. */
import { readFileSync } from "node:fs";
import metaSchema from "@open-rpc/meta-schema";
import Ajv from "ajv";
import { describe, expect, test } from "vitest";
import { PERMISSIONS } from "web/wire";
// @ts-expect-error a script, without types
import { generate, readDescription } from "../../../../web/scripts/generate.mjs";

const description = readDescription();
const path = new URL("../../../../web/src/wire/generated.ts", import.meta.url);

test("the checked-in types are those generated anew", () => {
  expect(readFileSync(path, "utf8")).toBe(generate(description));
});

/* The meta-schema names the one of JSON Schema by addresses of its own; ajv has it as draft 7. */
const DRAFT_7 = "http://json-schema.org/draft-07/schema#";
const known = JSON.stringify(metaSchema)
  .replaceAll("https://meta.json-schema.tools/#/definitions/JSONSchemaObject", DRAFT_7)
  .replace(/"https:..meta.json-schema.tools\/?"/g, JSON.stringify(DRAFT_7));

const isOpenRpc = () =>
  new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(known));

describe("the description", () => {
  test("is valid by OpenRPC's meta-schema", () => {
    const validate = isOpenRpc();
    validate(description);
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each([
    ["a parameter without a name", [{ schema: { type: "string" } }]],
    ["a parameter whose schema is none", [{ name: "a", schema: { type: "letters" } }]],
  ])("%s would be seen", (_, params) => {
    const [first, ...others] = description.methods;
    const broken = { ...description, methods: [{ ...first, params }, ...others] };
    expect(isOpenRpc()(broken)).toBe(false);
  });

  test("every example is valid by the schemas of its method", () => {
    const made = new Ajv({ strict: false, validateFormats: false });
    made.addSchema({ $id: "all", components: description.components });
    const resolved = (schema: unknown) =>
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"all#/components'));
    let checked = 0;
    for (const method of description.methods) {
      for (const example of method.examples ?? []) {
        for (const { name, value } of example.params) {
          const param = method.params.find((of: { name: string }) => of.name === name);
          const isValid = made.validate(resolved(param.schema), value);
          expect(isValid, `${method.name} ${name} ${made.errorsText()}`).toBe(true);
          checked += 1;
        }
        const isValid = made.validate(resolved(method.result.schema), example.result.value);
        expect(isValid, `${method.name} result ${made.errorsText()}`).toBe(true);
      }
    }
    expect(checked).toBeGreaterThan(50);
  });

  test("every command's right is in the table of rights", () => {
    const commands = description.methods.filter(
      (method: Readonly<Record<string, unknown>>) => method["x-kind"] === "command",
    );
    expect(commands.length).toBeGreaterThan(100);
    for (const method of commands) {
      expect(PERMISSIONS, method.name).toHaveProperty(method["x-permission"]);
    }
  });
});

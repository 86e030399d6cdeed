/*
 * Seeds for the fuzzers out of the API's description: a call of every method by its example, its
 * parameters alone and those of every door, and the words that stand in all of them.
 * And the beginning of each section of our own file, for the import.
 * usage: node seeds.js openrpc.json FOLDER DICTIONARY
 */
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const [, , description, folder, dictionary] = process.argv;
const { methods, "x-doors": doors } = JSON.parse(readFileSync(description, "utf8"));
const words = new Set(["jsonrpc", "2.0", "id", "method", "params", "from", "to"]);

for (const name of ["message", "params"]) mkdirSync(join(folder, name), { recursive: true });
methods.forEach((method, index) => {
  const example = method.examples?.[0]?.params ?? [];
  const params = Object.fromEntries(example.map(({ name, value }) => [name, value]));
  const call = {
    jsonrpc: "2.0",
    id: "0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a11",
    method: method.name,
    params,
  };
  writeFileSync(join(folder, "message", `${index}`), JSON.stringify(call));
  const first = Buffer.from([index % 256]); // the fuzzer's methods stand in the description's order
  writeFileSync(
    join(folder, "params", `${index}`),
    Buffer.concat([first, Buffer.from(JSON.stringify(params))]),
  );
  words.add(method.name);
  for (const { $ref, name, schema } of method.params) {
    words.add(name ?? $ref.split("/").at(-1)); // what every command has is said once, elsewhere
    for (const word of schema?.enum ?? []) words.add(String(word));
  }
});

/* What stands open to whoever has no session yet comes behind the methods. */
doors.forEach(({ params, example }, index) => {
  const first = Buffer.from([(methods.length + index) % 256]);
  writeFileSync(
    join(folder, "params", `door ${index}`),
    Buffer.concat([first, Buffer.from(JSON.stringify(example ?? {}))]),
  );
  for (const { name } of params) words.add(name);
});

const RECORDS = 3;
const file = JSON.parse(readFileSync(join(__dirname, "../../backend/gcm.json"), "utf8"));
const sections = Object.entries(file).filter(([, records]) => Array.isArray(records));
const head = { format: file.format };
const begun = sections.map(([name, records]) => [name, records.slice(0, RECORDS)]);
mkdirSync(join(folder, "import"), { recursive: true });
for (const [name, records] of begun) {
  writeFileSync(join(folder, "import", name), JSON.stringify({ ...head, [name]: records }));
  for (const record of records) for (const key of Object.keys(record)) words.add(key);
  words.add(name);
}
writeFileSync(
  join(folder, "import", "all"),
  JSON.stringify({ ...head, ...Object.fromEntries(begun) }),
);

writeFileSync(dictionary, [...words].map((word) => `"${word.replace(/[\\"]/g, "")}"`).join("\n"));

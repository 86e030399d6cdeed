/* Bringing data in and taking samples out: the Secretariat's screen, with real tables of organizations. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { found, goTo, open, rowOf, section } from "./support/screens.ts";
import { expect, type Page, test } from "./support/test.ts";
import { rowsIn, snapshot } from "./support/wire.ts";

const fileAt = (path: string): string => {
  const file = fileURLToPath(new URL(path, import.meta.url));
  expect(existsSync(file)).toBe(true);
  return file;
};
const SAMPLE = fileAt("../data/organisations/organisations-sample.csv");
const MEMBERS = fileAt("../data/organisations/network-members.csv");
const SEED = fileAt("../../backend/gcm.json");

async function begin(office: Page): Promise<void> {
  await office.goto("/me");
  await office.getByRole("main").getByRole("link", { name: "Bring data in" }).click();
  await expect(office.getByRole("heading", { level: 1, name: "Bring data in" })).toBeVisible();
}

const paste = (page: Page) => page.getByLabel("Or paste it here");
const look = (page: Page) => page.getByRole("button", { name: "See what it would do" });
const planned = (page: Page, what: string) =>
  section(page, "What it would do").getByRole("row", { name: new RegExp(`^${what}`) });

test("260 real organizations come in from a file, and are found by names in any script", async ({
  enter,
  visitor,
}) => {
  const office = await enter("Secretariat 1");
  const before = rowsIn(await snapshot(office), "organization").length;
  await begin(office);
  await office.getByLabel("Choose a file").setInputFiles(SAMPLE);
  await expect(section(office, "Which column is what")).toContainText("The table has 260 lines");
  for (const [column, field] of [
    ["name", "Whole name"],
    ["acronym", "Short"],
    ["other_names", "Also written"],
    ["parent_ids", "Belongs to"],
    ["website", "not taken"],
  ] as const) {
    const select = office.getByLabel(column, { exact: true });
    await expect(select.locator("option:checked")).toHaveText(field);
  }
  await look(office).click();
  await expect(planned(office, "Organizations")).toHaveText(/^Organizations\s*\d+\s*0\s*0\s*0$/);
  expect(rowsIn(await snapshot(office), "organization")).toHaveLength(before);
  const count = Number(
    await planned(office, "Organizations").getByRole("cell").first().innerText(),
  );
  expect(count).toBeGreaterThan(250);
  await office.getByRole("button", { name: /^Bring in \d+ records$/ }).click();
  await expect(office.getByRole("main").getByText(/records are in\./)).toBeVisible();
  expect(rowsIn(await snapshot(office), "organization")).toHaveLength(before + count);

  await goTo(office, "Network");
  const box = office.getByRole("main").getByRole("combobox").first();
  for (const [typed, name] of [
    ["世界自然保護基金", "World Wide Fund for Nature Japan"],
    ["asociacion tedic", "Asociación TEDIC"],
    ["three lights", "Stichting De Drie Lichten"],
    ["CMIP-IPO", "WCRP-CMIP International Project Office"],
  ] as const) {
    await box.fill(typed);
    await expect(found(office).first()).toContainText(name);
  }

  /* Nobody outside the coalition has seen any of it. */
  const stranger = await visitor();
  await stranger.goto("/network");
  await expect(rowOf(stranger, "Migrant Forum in Asia")).toBeVisible();
  expect(await snapshot(stranger)).not.toContain("Drie Lichten");

  /* The same again changes nothing, and says so. */
  await begin(office);
  await office.getByLabel("Choose a file").setInputFiles(SAMPLE);
  await expect(section(office, "Is it the same?")).toBeVisible();
  await expect(look(office)).toBeDisabled();
  await expect(office.getByRole("main").getByText("There is nothing new in it.")).toBeVisible();
});

test("200 members of a network come in under one organization, whoever is there already does not", async ({
  enter,
}) => {
  const office = await enter("Secretariat 1");
  await begin(office);
  await office.getByLabel("Choose a file").setInputFiles(MEMBERS);
  const text = readFileSync(MEMBERS, "utf8");
  await expect(paste(office)).not.toHaveValue("");
  await paste(office).fill(`${text}migrant forum in ÁSIA,Philippines\n`);
  const doubts = section(office, "Is it the same?");
  const doubt = doubts.getByRole("group", { name: /^Line 202: migrant forum in ÁSIA/ });
  await expect(doubt).toContainText("there is Migrant Forum in Asia already");
  await expect(doubt.getByRole("radio", { name: "The same: leave it out" })).toBeChecked();
  await office
    .getByLabel("Those without “belongs to” belong to")
    .selectOption({ label: "Migrant Forum in Asia" });
  await look(office).click();
  const added = (what: string) => planned(office, what).getByRole("cell").first();
  const count = await added("Organizations").innerText();
  await expect(added("Ties between organizations")).toHaveText(count);
  await office.getByRole("button", { name: /^Bring in \d+ records$/ }).click();
  await expect(office.getByRole("main").getByText(/records are in\./)).toBeVisible();
  await goTo(office, "Network");
  await open(office, "Migrant Forum in Asia");
  await expect(office.getByRole("main")).toContainText("ATTAC Japan");
});

test("what is there already is filled in with what it lacks, shown first, and nothing is overwritten", async ({
  enter,
}) => {
  const office = await enter("Secretariat 1");
  const delegate = await enter("MFA delegate 1");
  await open(delegate, "Migrant Forum in Asia");
  await begin(office);
  await paste(office).fill(
    "name,acronym,other names,sector,founded\nMigrant Forum in Asia,MFA,Foro de Migrantes en Asia,unions,1994\n",
  );
  const doubt = section(office, "Is it the same?").getByRole("group").first();
  await expect(look(office)).toBeDisabled();
  await expect(doubt).toContainText("Also written: Foro de Migrantes en Asia; Founded: 1994");
  await expect(doubt).not.toContainText("unions"); // it has a sector
  await doubt.getByRole("radio", { name: /^The same: add what it lacks/ }).check();
  await look(office).click();
  const cells = planned(office, "Organizations that are there").getByRole("cell");
  await expect(cells).toHaveText(["0", "1", "0", "0"]);
  await expect(section(delegate, "Names and what it is")).not.toContainText("Foro de Migrantes");
  await office.getByRole("button", { name: "Bring in 1 record" }).click();
  await expect(office.getByRole("main").getByText("1 record is in.")).toBeVisible();
  await expect(section(delegate, "Names and what it is")).toContainText(
    "Foro de Migrantes en Asia",
  );
  await expect(section(delegate, "Names and what it is")).toContainText("migrant rights");
});

test("what is wrong is told by line and column, and what was pasted stays", async ({ enter }) => {
  const office = await enter("Secretariat 1");
  const before = rowsIn(await snapshot(office), "organization").length;
  await begin(office);
  for (const [text, problem] of [
    ["name,country\nA,=1+1\n", "Line 2, column 2 (country): A sheet would run this as a formula."],
    ['name,country\nA,"Mali\nB,Chad\n', "Line 2, column 2 (country): The quotation marks do not"],
    ["name,founded\nA,May 1998\n", "Line 2, column 2 (founded): Write a year"],
    ["name,country\n,Mali\n", "Line 2, column 1 (name): The organization has no name."],
  ] as const) {
    await paste(office).fill(text);
    await expect(office.getByRole("alert")).toContainText(problem);
    await expect(look(office)).toBeDisabled();
    await expect(paste(office)).toHaveValue(text);
  }
  await office.getByLabel("Choose a file").setInputFiles({
    name: "latin1.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([...Buffer.from("name\nA\n"), 0xc9, 0x63, 0x6f, 0x0a]),
  });
  await expect(office.getByRole("alert")).toContainText("Line 3: This is not UTF-8.");

  /* A circle is seen by the server alone: it names the record, and nothing was taken. */
  const circle = "id,name,belongs to\n1,A,2\n2,B,1\n";
  await paste(office).fill(circle);
  await look(office).click();
  await expect(office.getByRole("alert")).toContainText("nothing was taken");
  await expect(office.getByRole("alert")).toContainText(/A → B → A|B → A → B/);
  await expect(paste(office)).toHaveValue(circle);
  await paste(office).fill('{"format":"tributary-seed","organizations":[{"id":"a"}]}');
  await look(office).click();
  await expect(office.getByRole("alert")).toContainText("organizations[0].name");
  expect(rowsIn(await snapshot(office), "organization")).toHaveLength(before);
});

test("a file that is in already has nothing new; its sections without a home are counted", async ({
  enter,
}) => {
  const office = await enter("Secretariat 1");
  await begin(office);
  await office.getByLabel("Choose a file").setInputFiles(SEED);
  await look(office).click();
  await expect(planned(office, "Organizations")).toHaveText(/^Organizations\s*0\s*0\s*3\d\s*0$/);
  await expect(office.getByRole("main").getByText("There is nothing new in it.")).toBeVisible();
});

test("J1: the samples go in one act, with their count; the network stays whole", async ({
  enter,
}) => {
  const office = await enter("Secretariat 1");
  const delegate = await enter("MFA delegate 1");
  await goTo(delegate, "Caucuses & groups");
  await expect(rowOf(delegate, "Sample caucus on detention and deportation")).toBeVisible();
  await begin(office);
  const samples = section(office, "Samples");
  await samples.getByRole("button", { name: "Take out all samples…" }).click();
  const dialog = office.getByRole("dialog");
  const act = dialog.getByRole("button", { name: /^Take out \d+ samples$/ });
  await act.click();
  await expect(dialog).toBeHidden();
  await expect(samples).toContainText("There are no samples here.");
  await goTo(office, "Network");
  await expect(rowOf(office, "Migrant Forum in Asia")).toBeVisible();
  const text = await snapshot(office);
  expect(rowsIn(text, "organization").filter((one) => one["sample"] === 1)).toEqual([]);
  const ids = new Set(rowsIn(text, "organization").map((one) => one["organization_id"]));
  for (const tie of rowsIn(text, "affiliation")) {
    expect(ids.has(tie["organization_id"]) && ids.has(tie["parent_id"])).toBe(true);
  }
  await goTo(office, "Caucuses & groups");
  await expect(rowOf(office, "International Work Group")).toBeVisible();
  await expect(rowOf(office, "Sample caucus on detention and deportation")).toHaveCount(0);
});

test("only who sets the coalition up comes to it", async ({ enter }) => {
  const delegate = await enter("MFA delegate 1");
  await delegate.goto("/me");
  await expect(delegate.getByRole("link", { name: "Bring data in" })).toHaveCount(0);
  await delegate.goto("/import");
  await expect(delegate.getByLabel("Choose a file")).toHaveCount(0);
});

/* Today: what waits, with the deed in its row; for the secretariat what nobody looks after. */
import { AxeBuilder } from "@axe-core/playwright";
import { admit, goTo, heading, idHere, section, startGroup } from "./support/screens.ts";
import { expect, type Page, test } from "./support/test.ts";
import { call, newId, rowsIn, snapshot } from "./support/wire.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const PICUM = "Platform for International Cooperation on Undocumented Migrants";

/** A time on the clocks of everywhere, so many days ahead. */
const ahead = (days: number, hour: string): string =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${hour}`;

test("what waits for me stands by its deadline, and is done in its row", async ({ enter }) => {
  const facilitator = await enter("MFA delegate 1");
  await goTo(facilitator, "Today");
  await expect(facilitator.getByText("Nothing waits for you.")).toBeVisible();
  await startGroup(facilitator, "Wells group", "the group");
  const group = idHere(facilitator);
  await admit(facilitator, "PICUM", PICUM);
  await facilitator.getByRole("link", { name: "Plan a meeting" }).click();
  await facilitator.getByLabel("What it is called").fill("Wells call");
  await facilitator.getByLabel("From", { exact: true }).fill(ahead(3, "10:00"));
  await facilitator.getByRole("button", { name: "Plan it" }).click();
  await expect(heading(facilitator, "Wells call")).toBeVisible();
  for (const [title, year] of [
    ["Count the wells", "2011"],
    ["Write to the regions", "2040"],
  ] as const) {
    await facilitator.goto(`/actions/new?group=${group}`);
    await facilitator.getByLabel("What is to be done").fill(title);
    await facilitator.getByRole("radio", { name: "A group" }).check();
    await facilitator.getByRole("combobox", { name: "Which group" }).fill("Wells");
    await facilitator.getByRole("listbox", { name: "Found" }).getByRole("option").first().click();
    await facilitator.getByRole("radio", { name: "By a date, as exact as it is known" }).check();
    await facilitator.getByRole("textbox", { name: "Year" }).fill(year);
    await facilitator.getByRole("button", { name: "Add the action item" }).click();
    await expect(heading(facilitator, title)).toBeVisible();
  }

  /* On a phone: the late one first, then the answer that is asked for, then what has time. */
  const member = await enter("PICUM delegate 1", PHONE);
  await member.getByRole("navigation", { name: "Main rooms" }).getByText("Today").click();
  const waits = section(member, "Waits for you").locator("ul.rows > li");
  await expect(waits).toHaveText([/Count the wells.*late/, /Wells call/, /Write to the regions/]);
  await waits.nth(1).getByRole("button", { name: "Yes" }).click();
  await expect(waits).toHaveText([/Count the wells/, /Write to the regions/]);
  await waits.first().getByRole("button", { name: "Mark as done" }).click();
  await expect(waits).toHaveText([/Write to the regions/]);
  await expect(section(member, "Coming meetings")).toContainText("Wells call");

  /* Live: what another finishes goes from my list. */
  await goTo(facilitator, "Today");
  const mine = section(facilitator, "Waits for you").locator("ul.rows > li");
  await expect(mine).toHaveText([/Wells call/, /Write to the regions/]);
  await waits.first().getByRole("button", { name: "Mark as done" }).click();
  await expect(mine).toHaveText([/Wells call/]);
  await expect(member.getByText("Nothing waits for you.")).toBeVisible();
});

const desk = (page: Page) => section(page, "For the Secretariat");
const missing = (page: Page) =>
  page.getByRole("list", { name: "This version is not in these languages yet:" }).locator("li");

async function done(page: Page, method: string, params: Record<string, unknown>): Promise<void> {
  expect((await call(page, method, params)).error).toBeUndefined();
}

const adoptCharter = (office: Page) =>
  done(office, "charter.adopt", {
    charter_id: newId(),
    text: "We hold the dignity of every migrant in common.",
    language: "en",
  });

/** A tie by which an organization waits to be admitted to another than the coalition. */
async function applyElsewhere(office: Page): Promise<void> {
  const world = await snapshot(office);
  const [coalition] = rowsIn(world, "coalition");
  const [applicant, body] = rowsIn(world, "affiliation")
    .filter((tie) => tie["status"] === "member")
    .filter((tie) => tie["parent_id"] === coalition?.["root_organization_id"])
    .map((tie) => tie["organization_id"]);
  await done(office, "affiliation.add", {
    affiliation_id: newId(),
    organization_id: applicant,
    parent_id: body,
    status: "applicant",
  });
}

test("the secretariat sees what nobody looks after, and each number opens its list", async ({
  enter,
}) => {
  const office = await enter("Secretariat 1");
  await adoptCharter(office);
  await applyElsewhere(office);
  await office.goto("/actions/new");
  await office.getByLabel("What is to be done").fill("Send the figures to all");
  await office.getByRole("radio", { name: "By a date, as exact as it is known" }).check();
  await office.getByRole("textbox", { name: "Year" }).fill("2011");
  await office.getByRole("button", { name: "Add the action item" }).click();
  await expect(heading(office, "Send the figures to all")).toBeVisible();
  const rows = office.getByRole("main").locator("a.row");
  for (const [words, list] of [
    [/^\d+ organizations? ha(s|ve) applied$/, rows],
    [/^1 action item without an owner$/, rows],
    [/^\d+ action items? overdue$/, rows],
    [/^The charter is missing in \d+ languages?$/, missing(office)],
  ] as const) {
    await goTo(office, "Today");
    const link = desk(office).getByRole("link", { name: words });
    const number = Number(/\d+/.exec((await link.textContent()) ?? "")?.[0]);
    expect(number).toBeGreaterThan(0);
    await link.click();
    await expect(list).toHaveCount(number);
  }

  const delegate = await enter("MFA delegate 1");
  await goTo(delegate, "Today");
  await expect(desk(delegate)).toHaveCount(0);
});

test("the charter is put into the languages it lacks, until none is missing", async ({
  enter,
  visitor,
}) => {
  const office = await enter("Secretariat 1");
  await adoptCharter(office);
  await goTo(office, "Today");
  await desk(office).getByRole("link", { name: "The charter is missing in 3 languages" }).click();
  await expect(missing(office)).toHaveText([/Español/, /Français/, /العربية/]);
  const charter = section(office, "Charter");
  for (const [name, text] of [
    ["Español", "Compartimos la dignidad de cada migrante."],
    ["Français", "Nous partageons la dignité de chaque migrant."],
    ["العربية", "كرامة كل مهاجر تجمعنا."],
  ] as const) {
    await charter.getByRole("button", { name: `Translate: ${name}` }).click();
    const dialog = office.getByRole("dialog");
    await expect(dialog).toContainText("We hold the dignity of every migrant in common.");
    await expect(dialog.getByRole("button", { name: "Save the translation" })).toBeDisabled();
    await dialog.getByLabel("What it says").fill(text);
    const { violations } = await new AxeBuilder({ page: office }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await dialog.getByRole("button", { name: "Save the translation" }).click();
    await expect(dialog).toBeHidden();
    await expect(missing(office).filter({ hasText: name })).toHaveCount(0);
  }
  await expect(missing(office)).toHaveCount(0);
  await goTo(office, "Today");
  await expect(desk(office)).toBeVisible();
  await expect(desk(office).getByRole("link", { name: /^The charter/ })).toHaveCount(0);

  /* It is still one version, read by everybody in their own language. */
  const reader = await visitor({ locale: "es-ES" });
  await reader.goto("/coalition");
  await expect(section(reader, "Carta").locator("p.said").first()).toHaveText(
    "Compartimos la dignidad de cada migrante.",
  );
  await expect(section(reader, "Carta")).toContainText("carta v1");
  await expect(section(reader, "Carta").getByRole("button")).toHaveCount(0);
});

test("whoever is not signed in comes to the network, and a phone finds the rest of the rooms", async ({
  enter,
  visitor,
}) => {
  const page = await visitor();
  await page.goto("/");
  await expect(heading(page, "Network")).toBeVisible();
  const member = await enter("PICUM delegate 1", PHONE);
  await member.getByRole("link", { name: "More rooms" }).click();
  await member.getByRole("main").getByRole("link", { name: "Convenings" }).click();
  await expect(heading(member, "Convenings")).toBeVisible();
});

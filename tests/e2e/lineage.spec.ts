/* Where things come from: convenings and their series, and what became of what, as a visitor of the
   plain file reads it. The numbers are those of the domain's first table. */

import { choose, found, goTo, heading, open, rowOf, section } from "./support/screens.ts";
import { expect, type Page, test } from "./support/test.ts";

test.use({ seed: "G0" });

const history = (page: Page) => section(page, "History").getByRole("listitem");

async function openOrganization(page: Page, name: string): Promise<void> {
  await page.goto("/network");
  await open(page, name);
}

async function openConvening(page: Page, name: string): Promise<void> {
  await page.goto("/convenings");
  await rowOf(page, name).click();
  await expect(heading(page, name)).toBeVisible();
}

test("seed 7: the Cairo conference tells that the Migrant Watch Committee was formed there", async ({
  visitor,
}) => {
  const page = await visitor();
  await openConvening(page, "International Conference on Population and Development");
  await expect(page.locator(".lede")).toContainText("Held: Cairo, 1994.");
  await expect(
    section(page, "Formed here").getByRole("link", { name: "Migrant Watch Committee" }),
  ).toBeVisible();
});

test("seed 8: a place that is not stated is said so, and 1974 is found", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/convenings");
  await page.getByRole("combobox", { name: "Find a convening or series by name" }).fill("1974");
  await expect(found(page).first()).toContainText("1974 World Population Conference");
  await found(page).first().click();
  await expect(page.locator(".lede")).toContainText("place not stated, 1974");
});

test("seed 32: MRI came out of the Migrant Watch Committee", async ({ visitor }) => {
  const page = await visitor();
  await openOrganization(page, "Migrants Rights International");
  const first = history(page).first();
  await expect(first).toContainText(
    "Migrant Watch Committee evolved into Migrants Rights International",
  );
  await expect(first).toContainText("formed 1994 at International Conference on Population");
  await expect(first).toContainText("Cairo");
  await expect(first).toContainText("date not stated");
});

test("seed 33: WSFM and PGA list their editions in the order of their dates", async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto("/convenings");
  await page.getByLabel("Whose").selectOption("civil_society");
  await expect(page).toHaveURL(/kind=civil_society/);
  const dates = async (series: string) =>
    (await section(page, series).locator(".row .m").allInnerTexts()).map(
      (line) => /(?:\w+ )?\d{4}/.exec(line)?.[0],
    );
  expect(await dates("PGA")).toEqual(["2006", "2007", "2008", "2009", "2010"]);
  expect(await dates("WSFM")).toEqual(["2005", "December 2012", "2014"]);
  await expect(page.locator("a.row").filter({ hasText: "1974" })).toHaveCount(0);
});

test("seeds 34, 36: WSF spun off WSFM in 2005; WSFM tells of its rhythm", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/convenings");
  await section(page, "WSF").getByRole("link", { name: "Open the series" }).click();
  await expect(heading(page, "World Social Forum")).toBeVisible();
  await expect(history(page)).toContainText(
    "World Social Forum spun off World Social Forum on Migration",
  );
  await expect(history(page)).toContainText("2005");
  await history(page).getByRole("link", { name: "World Social Forum on Migration" }).click();
  await expect(heading(page, "World Social Forum on Migration")).toBeVisible();
  await expect(page.getByText(/held every two years since then/)).toBeVisible();
  await expect(section(page, "Editions").locator("a.row")).toHaveCount(3);
});

test("seed 41: the forum of 2014 is possible, on the African continent", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/convenings");
  const row = rowOf(page, "World Social Forum on Migration 2014");
  await expect(row.locator(".tag")).toHaveText("possible");
  await expect(row).toContainText("African continent");
  await row.click();
  await expect(page.locator(".lede")).toContainText("May take place: African continent, 2014.");
});

test("seed 45: the hearing is dated by the dialogue it came before", async ({ visitor }) => {
  const page = await visitor();
  await openConvening(page, "Civil society hearing before the HLD");
  await expect(page.getByText(/^3 months before/)).toHaveText(
    "3 months before High Level Dialogue on International Migration and Development (2006).",
  );
});

test("seed 46: what stood beside another is told on both pages", async ({ visitor }) => {
  const page = await visitor();
  const forum = "Inaugural Global Forum on Migration and Development";
  const parallel = "Parallel civil society event, Brussels";
  await openConvening(page, forum);
  await section(page, "Beside it").getByRole("link", { name: parallel }).click();
  await expect(heading(page, parallel)).toBeVisible();
  await section(page, "Beside it").getByRole("link", { name: forum }).click();
  await expect(heading(page, forum)).toBeVisible();
});

test("seed 47: IWG and the local committee were formed at PGA Manila, which MFA hosted", async ({
  visitor,
}) => {
  const page = await visitor();
  await openConvening(page, "PGA Manila");
  await expect(section(page, "Formed here").getByRole("link")).toHaveText([
    "International Work Group",
    "PGA Manila Local Organizing Committee",
  ]);
  await expect(page.locator(".lede").getByRole("link")).toHaveText("Migrant Forum in Asia");
});

test("seed 50: the Greco-Athenian alliance leads back to its committee and to PGA Athens", async ({
  visitor,
}) => {
  const page = await visitor();
  await openOrganization(page, "Greco-Athenian Migrants Alliance");
  await expect(history(page)).toContainText(
    "PGA Athens Local Organizing Committee became the alliance Greco-Athenian Migrants Alliance",
  );
  await expect(history(page)).toContainText("formed 2009 at PGA Athens, Athens");
  await history(page).getByRole("link", { name: "PGA Athens Local Organizing Committee" }).click();
  await expect(heading(page, "PGA Athens Local Organizing Committee")).toBeVisible();
  await expect(page.locator(".lede")).toContainText("can only be read");
  await section(page, "Names and what it is").getByRole("link", { name: "PGA Athens" }).click();
  await expect(heading(page, "PGA Athens")).toBeVisible();
});

const CAME_OF_CAUCUSES = [
  ["Pan African Network in Defense of Migrants Rights", "Pan-African caucus within PGA", "Member"],
  ["Women and Global Migration Working Group", "Women and Global Migration caucus", "Member"],
  ["European Working Group", "European caucus within PGA", "Not a member"],
] as const;

for (const [alliance, caucus, standing] of CAME_OF_CAUCUSES) {
  test(`seeds 51, 59: ${alliance} came of a caucus within PGA`, async ({ visitor }) => {
    const page = await visitor();
    await openOrganization(page, alliance);
    await expect(history(page)).toContainText(`${caucus}`);
    await expect(history(page)).toContainText(`became the alliance ${alliance}`);
    await expect(history(page)).toContainText("within PGA");
    await expect(page.locator(".lede")).toContainText(standing);
  });
}

test("seed 52: GCM came of IWG, born at PGA Manila, after Mexico City", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/network");
  await page.getByRole("main").getByRole("link", { name: "Global Coalition on Migration" }).click();
  await expect(heading(page, "Global Coalition on Migration")).toBeVisible();
  await expect(history(page)).toContainText(
    "International Work Group was reconvened as Global Coalition on Migration",
  );
  await expect(history(page)).toContainText("2011 · after PGA Mexico City (2010)");
  await expect(history(page)).toContainText("formed 2008 at PGA Manila, Manila");
});

test("seeds 63, 64, 67: who hosted what", async ({ visitor }) => {
  const page = await visitor();
  const hosts = section(page, "Hosts");
  await page.goto("/network");
  await choose(
    page,
    page.getByRole("combobox", { name: "Find an organization by any of its names" }),
    "Migrant Forum Asia",
    "Migrant Forum in Asia",
  );
  await expect(heading(page, "Migrant Forum in Asia")).toBeVisible();
  await expect(hosts.getByRole("link")).toHaveText([
    "PGA Manila",
    "World Social Forum on Migration 2012",
  ]);
  await openOrganization(page, "Migrants Rights International");
  await expect(hosts.getByRole("listitem")).toContainText(["New York · 2006", "Brussels · 2007"]);
  await openOrganization(page, "Pan African Network in Defense of Migrants Rights");
  await expect(page.locator(".lede")).toContainText("Member of the coalition");
  await expect(hosts.getByRole("listitem")).toContainText("Accra · September 2012");
});

test("what it came out of is entered and corrected, and closes no circle", async ({
  enter,
  visitor,
}) => {
  const office = await enter("Secretariat 1");
  await goTo(office, "Network");
  await open(office, "La Cimade");
  await section(office, "History")
    .getByRole("button", { name: /^Add where/ })
    .click();
  const dialog = office.getByRole("dialog");
  await choose(
    office,
    dialog.getByRole("combobox", { name: "What came before" }),
    "Border Angels",
    "Border Angels",
  );
  await dialog.getByRole("button", { name: "Add to the history" }).click();
  await expect(dialog).toBeHidden();
  await expect(history(office)).toContainText("Border Angels evolved into La Cimade");

  const reader = await visitor();
  await openOrganization(reader, "Border Angels");
  await expect(history(reader)).toContainText("Border Angels evolved into La Cimade");

  await history(office).getByRole("link", { name: "Border Angels" }).click();
  await expect(heading(office, "Border Angels")).toBeVisible();
  await section(office, "History")
    .getByRole("button", { name: /^Add where/ })
    .click();
  await choose(
    office,
    dialog.getByRole("combobox", { name: "What came before" }),
    "Cimade",
    "La Cimade",
  );
  await dialog.getByRole("button", { name: "Add to the history" }).click();
  await expect(dialog.getByRole("alert")).toContainText(
    "This would make a circle: La Cimade → Border Angels → La Cimade.",
  );
  await office.keyboard.press("Escape");
  await section(office, "History")
    .getByRole("button", { name: /^Take out/ })
    .click();
  await expect(section(reader, "History")).toHaveCount(0);
});

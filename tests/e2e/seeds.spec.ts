/* Rows of the domain's first table that the directory answers, as a visitor of the plain file sees them. */

import { records } from "./support/coalition.ts";
import { choose, found, heading, open, rowOf, section } from "./support/screens.ts";
import { expect, type Page, test } from "./support/test.ts";

test.use({ seed: "G0" });

/** Lists by filters in the address, as a link would. */
async function list(page: Page, query: string): Promise<void> {
  await page.goto(`/network?${query}`);
  await expect(page.locator("a.row").first()).toBeVisible();
}

const names = (page: Page) => page.locator("a.row .t").allInnerTexts();

const search = (page: Page) =>
  page.getByRole("combobox", { name: "Find an organization by any of its names" });

test("seed 22: La Cimade is found by its region and is not a member", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/network");
  await page.getByLabel("Region").selectOption("France");
  await expect(page).toHaveURL(/region=France/);
  expect(await names(page)).toEqual(["La Cimade"]);
  await expect(rowOf(page, "La Cimade")).toContainText("not a member");
});

test("seed 25: FEDECMI stands under Casa Michoacan, and the way back is refused by name", async ({
  visitor,
  enter,
}) => {
  const page = await visitor();
  await page.goto("/network");
  await open(page, "Casa Michoacan");
  await expect(
    section(page, "Who belongs to whom").getByRole("link", {
      name: "Federacion de Clubes Michoacanos",
    }),
  ).toBeVisible();

  const office = await enter("Secretariat 1");
  await open(office, "Casa Michoacan");
  await office.getByRole("button", { name: "Add a tie…" }).click();
  const dialog = office.getByRole("dialog");
  await choose(office, dialog.getByRole("combobox"), "FEDECMI", "Federacion de Clubes Michoacanos");
  await dialog.getByRole("button", { name: "Add the tie" }).click();
  await expect(dialog.getByRole("alert")).toContainText(
    "This would make a circle: Casa Michoacan → Federacion de Clubes Michoacanos → Casa Michoacan. Remove one of these links first.",
  );
});

test("seed 26: an organization of two regions is found under both", async ({ visitor }) => {
  const page = await visitor();
  for (const region of ["Mexico", "U.S."]) {
    await list(page, `region=${region}`);
    await expect(rowOf(page, "Global Workers Justice Alliance")).toBeVisible();
  }
});

test("seed 48: International Working Group finds International Work Group", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/groups");
  await page
    .getByRole("combobox", { name: "Find a caucus or group by any of its names" })
    .fill("International Working Group");
  await expect(found(page).first()).toContainText("International Work Group");
  await found(page).first().click();
  await expect(heading(page, "International Work Group")).toBeVisible();
});

test("seed 54: the coalition has 12 names, 11 members and 1 tentative observer", async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto("/network");
  await page.getByRole("main").getByRole("link", { name: "Global Coalition on Migration" }).click();
  await expect(heading(page, "Global Coalition on Migration")).toBeVisible();
  await expect(page.locator(".lede")).toContainText("12 organizations belong to it.");
  await expect(page.locator(".lede")).toContainText("11 members, 1 observer (tentative)");
  await expect(section(page, "Who belongs to whom").getByRole("link")).toHaveCount(12);
  await expect(page.getByText(/The list has twelve names/)).toBeVisible();
});

test("seed 58: Espacio Sin Fronteras is a member, its region as the paper says", async ({
  visitor,
}) => {
  const page = await visitor();
  await list(page, "region=South America");
  expect(await names(page)).toEqual(["ESF · Espacio Sin Fronteras"]);
  await expect(rowOf(page, "Espacio Sin Fronteras")).toContainText("member");
  await open(page, "Espacio Sin Fronteras");
  await expect(section(page, "Names and what it is")).toContainText("South America");
  const paper = records("organizations").find(({ id }) => id === "esf");
  await expect(section(page, "Names and what it is")).toContainText(
    `“${paper?.["region_stated"]}”`,
  );
});

test("seed 59: WGMWG has the sector women, inferred, and the region international", async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto("/network");
  await open(page, "Women and Global Migration Working Group");
  const facts = section(page, "Names and what it is");
  const fact = (label: string) => facts.locator("dl > div").filter({ hasText: label });
  await expect(fact("Sector")).toContainText("women inferred");
  await expect(fact("Region")).toContainText("international");
  await expect(page.locator(".lede")).toContainText("Member of the coalition");
});

test("seed 60: ICMC is found, its sector faith is inferred", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/network");
  await choose(page, search(page), "ICMC", "International Catholic Migration Commission");
  await expect(heading(page, "International Catholic Migration Commission")).toBeVisible();
  await expect(page.locator("dl > div").filter({ hasText: "Sector" })).toContainText(
    "faith inferred",
  );
});

test("seed 61: RIMD and INMD find the same record", async ({ visitor }) => {
  const page = await visitor();
  const addresses: string[] = [];
  for (const acronym of ["RIMD", "INMD"]) {
    await page.goto("/network");
    await choose(
      page,
      search(page),
      acronym,
      "International Network for Migration and Development",
    );
    await expect(
      heading(page, "International Network for Migration and Development"),
    ).toBeVisible();
    addresses.push(page.url());
  }
  expect(addresses[0]).toBe(addresses[1]);
});

test("seed 62: trade unions are ITUC, BWI and the Council of Global Unions, each with its standing", async ({
  visitor,
}) => {
  const page = await visitor();
  await list(page, "sector=trade unions");
  await expect(page.locator("a.row")).toHaveCount(3);
  await expect(rowOf(page, "ITUC")).toContainText("member");
  await expect(rowOf(page, "BWI")).toContainText("observer (tentative)");
  await expect(rowOf(page, "CGU")).toContainText("not a member");
});

test("seed 63: Migrant Forum Asia finds Migrant Forum in Asia", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/network");
  await search(page).fill("Migrant Forum Asia");
  await expect(found(page).first()).toContainText("also written “Migrant Forum Asia”");
  await found(page).first().click();
  await expect(heading(page, "Migrant Forum in Asia")).toBeVisible();
});

for (const [row, id] of [
  ["64", "mri"],
  ["67", "panidmr"],
] as const) {
  const name = String(records("organizations").find((one) => one["id"] === id)?.["name"]);
  test(`seed ${row}: ${name} is a member, with one vote`, async ({ visitor }) => {
    const page = await visitor();
    await page.goto("/network");
    await open(page, name);
    await expect(page.locator(".lede")).toContainText("Member of the coalition, with one vote.");
  });
}

test("seed 65: of the members only NALACC works in Central America", async ({ visitor }) => {
  const page = await visitor();
  await list(page, "standing=member&region=Central America");
  expect(await names(page)).toEqual([
    "NALACC · National Alliance of Latin and Caribbean Communities",
  ]);
});

test("seed 66: members in the U.S. are exactly NALACC and NNIRR", async ({ visitor }) => {
  const page = await visitor();
  await list(page, "standing=member&region=U.S.");
  expect(await names(page)).toEqual([
    "NALACC · National Alliance of Latin and Caribbean Communities",
    "NNIRR · National Network for Immigrant and Refugee Rights",
  ]);
});

test("seed 68: undocumented finds PICUM by its name and by its sector", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/network");
  await search(page).fill("undocumented");
  await expect(found(page)).toHaveCount(1);
  await expect(found(page)).toContainText("PICUM");
  await list(page, "sector=undocumented migrants");
  expect(await names(page)).toEqual([
    "PICUM · Platform for International Cooperation on Undocumented Migrants",
  ]);
});

test("seed 70: the plan reaches from 2012 to 2022–2032, its last ten years are shaded as possible", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await page.goto("/plans");
  await expect(heading(page, "GCM 2012 strategic planning exercise")).toBeVisible();
  await expect(page.locator(".kicker")).toContainText("2012 → 2022–2032");
  const drawing = page.getByRole("region", { name: "Plan, drawn over the years" });
  await expect(drawing.locator(".axis")).toContainText("2032");
  const shaded = await drawing.locator("rect.possible").evaluate((rect) => {
    const place = (name: string) => Number(rect.getAttribute(name));
    return { begins: place("x"), width: place("width") };
  });
  /* The years 2023 to 2032, between the ticks of the one and the end of the other. */
  const tick = await drawing
    .locator(".axis span", { hasText: "2024" })
    .evaluate((span) => Number.parseFloat(getComputedStyle(span).insetInlineStart));
  const years = await drawing
    .locator(".axis span", { hasText: "2032" })
    .evaluate((span) => Number.parseFloat(getComputedStyle(span).insetInlineStart));
  const year = (years - tick) / 8;
  expect(shaded.begins).toBeCloseTo(tick - year, -1);
  expect(shaded.width).toBeCloseTo(10 * year, -1);
  await expect(page.getByText("The shaded years are possible")).toBeVisible();
});

test("seed 71: Accra is due in September 2012, alongside the Pan-African consultation, with no day made up", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await page.goto("/plans?as=table");
  await page.getByRole("link", { name: "Accra meeting" }).click();
  await expect(heading(page, "Accra meeting")).toBeVisible();
  const facts = page.locator(".facts");
  await expect(facts).toContainText("September 2012");
  await expect(facts).not.toContainText(/\b\d{1,2} September/);
  await expect(facts).toContainText(/alongside .*Pan-African/);
});

test.describe("with what is made up", () => {
  test.use({ seed: "G1" });

  test("seed 75: the sample roadmap has 4 goals, 8 objectives, 21 milestones and 11 action items", async ({
    enter,
  }) => {
    const page = await enter("MFA delegate 1");
    await page.goto("/plans?all=1");
    await open(page, "Sample roadmap 2012–2032");
    await expect(page.locator(".kicker .tag")).toHaveText("sample");
    await expect(page.getByRole("main")).toContainText("12% of the work is done.");
    const form = page.getByRole("group", { name: "Show as" });
    await form.getByText("Outline", { exact: true }).click();
    await expect(page.locator(".outline-line.goal")).toHaveCount(4);
    await expect(page.locator(".outline-line.objective")).toHaveCount(8);
    await expect(page.locator(".outline-line.milestone")).toHaveCount(21);
    await expect(page.locator(".outline-line.goal .share")).toHaveText(["30%", "1%", "2%", "12%"]);
    let items = 0;
    const links = page.locator(".outline-line.milestone .what a");
    for (const href of await links.evaluateAll((all) => all.map((a) => a.getAttribute("href")))) {
      await page.goto(String(href));
      await expect(page.getByRole("main").locator("h1")).toBeVisible();
      items += await page.getByRole("main").locator("a.row").count();
    }
    expect(items).toBe(11);
  });
});

test("seed 79: every sourced record shows heading and quotation, under the paper's title", async ({
  visitor,
}) => {
  test.slow(); // some forty pages, one after the other
  const page = await visitor();
  const shown = {
    network: records("organizations", true).filter(({ id }) => id !== "gcm"),
    groups: records("groups", true),
  };
  for (const [room, wanted] of Object.entries(shown)) {
    await page.goto(`/${room}`);
    await expect(page.locator("a.row")).toHaveCount(wanted.length);
    for (const record of wanted) {
      await page
        .locator("a.row")
        .filter({ hasText: String(record["name"]) })
        .first()
        .click();
      await expect(heading(page, String(record["name"]))).toBeVisible();
      const source = section(page, "Where this comes from");
      await expect(source).toContainText(`“${record["quote"]}”`);
      await expect(source).toContainText(`Under “${record["source"]}”`);
      await expect(source).toContainText(
        "Alliance of Alliances: Building Civil Society Convergences",
      );
    }
  }
});

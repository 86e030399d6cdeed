/* One box for going, finding and doing, by keys and by touch, with and without a line. */
import { goTo, heading, open } from "./support/screens.ts";
import { expect, type Page, test } from "./support/test.ts";

const box = (page: Page) => page.getByRole("dialog").getByRole("combobox");
const options = (page: Page) => page.getByRole("dialog").getByRole("option");

async function palette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(box(page)).toBeFocused();
}

test("three letters of a short name and Enter lead to an organization", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/network");
  await expect(page.locator("a.row").first()).toBeVisible();
  await palette(page);
  await page.keyboard.press("ArrowDown");
  const active = await box(page).getAttribute("aria-activedescendant");
  expect(await options(page).nth(1).getAttribute("id")).toBe(active);
  await box(page).pressSequentially("bwi");
  await expect(options(page).first()).toContainText("Building and Wood");
  await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/network\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeFocused();
});

test("groups, convenings and series are found by any of their names; accents and case do not matter", async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto("/network");
  await expect(page.locator("a.row").first()).toBeVisible();
  for (const [typed, name, path] of [
    ["pga mañila", "PGA Manila", "convenings"],
    ["INTERNATIONAL work", "International Work Group", "groups"],
    ["people’s global action", "People", "series"],
  ] as const) {
    await palette(page);
    await box(page).fill(typed);
    await options(page).filter({ hasText: name }).first().click();
    await expect(page).toHaveURL(new RegExp(`/${path}/`));
  }
});

test("what the page lets one do is done from the box, and nothing that it does not", async ({
  enter,
}) => {
  const office = await enter("Secretariat 1");
  await goTo(office, "Network");
  await open(office, "Migrant Forum in Asia");
  await palette(office);
  await box(office).fill("edit the sector");
  await options(office).first().click();
  await expect(office.locator(".open").getByRole("textbox")).toBeVisible();
  const delegate = await enter("PICUM delegate 1");
  await goTo(delegate, "Network");
  await open(delegate, "Migrant Forum in Asia");
  await palette(delegate);
  await box(delegate).fill("edit the sector");
  await expect(options(delegate)).toHaveCount(0);
  await expect(delegate.getByRole("dialog").getByRole("status")).toContainText("Nothing has");
});

test("what one looked at last comes first; Esc leaves; it works without a line and on a phone", async ({
  visitor,
}) => {
  const page = await visitor({ viewport: { width: 390, height: 844 } });
  await page.goto("/groups");
  await expect(heading(page, "Caucuses & groups")).toBeVisible();
  await page.getByRole("button", { name: "Find or do…" }).click();
  await box(page).fill("network");
  await page.keyboard.press("Enter");
  await open(page, "Migrant Forum in Asia");
  await page.getByRole("button", { name: "Find or do…" }).click();
  await expect(options(page).first()).toContainText("Migrant Forum in Asia");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Find or do…" }).click();
  await box(page).fill("caucuses");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Caucuses & groups")).toBeVisible();
});

/* The network and its past as drawings, and as the tables that say the same. */
import { choose, goTo, open, section } from "./support/screens.ts";
import { expect, type Page, test } from "./support/test.ts";
import { rowsIn, snapshot } from "./support/wire.ts";

const plate = (page: Page) => page.locator(".plate");
const table = (page: Page) => page.getByRole("main").getByRole("table");
const asked = (page: Page, name: string) => page.getByRole("radio", { name });

test("who belongs to whom is drawn on a wide screen, a table on a phone, and v changes between them", async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto("/network");
  await page.getByRole("main").getByRole("link", { name: "Who belongs to whom" }).click();
  await expect(plate(page)).toBeVisible();
  const rows = await snapshot(page);
  const ties = rowsIn(rows, "affiliation").filter((tie) => tie["status"] !== "left");
  await expect(plate(page).locator("path")).toHaveCount(ties.length);
  const tied = new Set(ties.flatMap((tie) => [tie["organization_id"], tie["parent_id"]]));
  await expect(plate(page).getByRole("link")).toHaveCount(tied.size);
  await page.keyboard.press("v");
  await expect(table(page)).toBeVisible();
  await expect(page).toHaveURL(/as=table/);
  await expect(table(page).getByRole("link")).not.toHaveCount(0);
  const bwi = table(page).getByRole("row", { name: /Building and Woodworkers/ });
  await expect(bwi.first()).toContainText("Global Coalition on Migration");
  await expect(bwi.first()).toContainText("tentative");
  await page.keyboard.press("v");
  await plate(page).getByRole("link", { name: "Migrant Forum in Asia" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Migrant Forum in Asia");

  const phone = await visitor({ viewport: { width: 390, height: 844 } });
  await phone.goto("/network/drawing");
  await expect(table(phone)).toBeVisible();
  await expect(asked(phone, "Table")).toBeChecked();
});

test("as it was on a day of the past: whoever had not joined is not there, and the address keeps the day", async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto("/network/drawing?as=table");
  await expect(table(page)).toContainText("Espacio Sin Fronteras");
  await page.getByRole("button", { name: "As it was on…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Year").last().fill("2010");
  await dialog.getByRole("button", { name: "Show it" }).click();
  await expect(page).toHaveURL(/on=2010/);
  await expect(table(page)).not.toContainText("Espacio Sin Fronteras");
  await expect(page.getByRole("main")).toContainText("at the end of 2010");
  await page.reload();
  await expect(table(page)).not.toContainText("Espacio Sin Fronteras");
  await page.getByRole("button", { name: "Back to today" }).click();
  await expect(table(page)).toContainText("Espacio Sin Fronteras");
});

test("a change of a tie is drawn at once on the other's screen", async ({ enter }) => {
  const office = await enter("Secretariat 1");
  const delegate = await enter("MFA delegate 1");
  await delegate.goto("/network/drawing");
  await expect(plate(delegate)).toBeVisible();
  const lines = await plate(delegate).locator("path").count();
  await goTo(office, "Network");
  await open(office, "Border Angels");
  await office.getByRole("button", { name: "Add a tie…" }).click();
  const dialog = office.getByRole("dialog");
  await choose(office, dialog.getByRole("combobox"), "MFA", "Migrant Forum in Asia");
  await dialog.getByRole("button", { name: "Add the tie" }).click();
  await expect(plate(delegate).locator("path")).toHaveCount(lines + 1);
  await expect(plate(delegate).getByRole("link", { name: "Border Angels" })).toBeVisible();
});

test("300 organizations are laid out beside the page; a large branch is folded until it is asked for", async ({
  enter,
}) => {
  const office = await enter("Secretariat 1");
  await office.goto("/import");
  const lines = Array.from({ length: 300 }, (_, i) => `Local group ${i}`);
  await office.getByLabel("Choose a file").setInputFiles({
    name: "groups.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`name\n${lines.join("\n")}\n`),
  });
  await office
    .getByLabel("Those without “belongs to” belong to")
    .selectOption({ label: "Migrant Forum in Asia" });
  await office.getByRole("button", { name: "See what it would do" }).click();
  await office.getByRole("button", { name: "Bring in 600 records" }).click();
  await expect(office.getByRole("main").getByText("600 records are in.")).toBeVisible();
  await office.goto("/network/drawing");
  await expect(plate(office)).toBeVisible();
  expect(office.workers().some((worker) => worker.url().includes("layout"))).toBe(true);
  await expect(plate(office).getByRole("link", { name: "Local group 7", exact: true })).toHaveCount(
    0,
  );
  await plate(office)
    .getByRole("button", { name: /below Migrant Forum in Asia$/ })
    .click();
  await expect(
    plate(office).getByRole("link", { name: "Local group 7", exact: true }),
  ).toBeVisible();
  await expect(plate(office).getByRole("link", { name: /^Local group/ })).toHaveCount(300);
});

test("what came out of what stands over the years, undated things dotted, each with its link", async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto("/groups");
  await page.getByRole("main").getByRole("link", { name: "What came out of what" }).click();
  await expect(plate(page)).toBeVisible();
  for (const year of ["1994", "2008", "2011"]) {
    await expect(plate(page).locator(".tick", { hasText: year })).toBeVisible();
  }
  await expect(plate(page).locator("path.unstated")).not.toHaveCount(0);
  await page.keyboard.press("v");
  const passage = table(page).getByRole("row", { name: /^International Work Group/ });
  await expect(passage).toContainText("Global Coalition on Migration");
  await expect(passage).toContainText("2011");
  await page.keyboard.press("v");
  await plate(page).getByRole("link", { name: "Migrant Watch Committee" }).click();
  await expect(section(page, "History")).toBeVisible();
});

/* Filters stand in the address, and are kept under a name: one's own, on all of one's devices. */
import { goTo, heading, rowOf } from "./support/screens.ts";
import { expect, heardBy, test } from "./support/test.ts";

test("a view is saved under a name, opened again on another device, and taken away", async ({
  coalition,
  enter,
  visitor,
}) => {
  const page = await enter("Secretariat 1");
  const other = await enter("MFA delegate 1");
  const saved = page.getByRole("button", { name: "Saved…" });
  await saved.click();
  const dialog = page.getByRole("dialog", { name: "Saved views" });
  await expect(dialog).toContainText("Choose filters first");
  await dialog.getByRole("button", { name: "Close" }).click();

  await page.getByLabel("Region").selectOption("Asia");
  await expect(page).toHaveURL(/\/network\?region=Asia$/);
  await saved.click();
  await expect(dialog.getByRole("button", { name: "Save the view" })).toBeDisabled();
  await dialog.getByLabel("Save these filters as").fill("Those in Asia");
  await dialog.getByRole("button", { name: "Save the view" }).click();
  await expect(dialog.getByRole("link", { name: "Those in Asia" })).toBeVisible();
  await dialog.getByLabel("Save these filters as").fill("Those in Asia");
  await dialog.getByRole("button", { name: "Save the view" }).click();
  await expect(dialog.getByRole("alert")).toContainText("This is there already.");
  await expect(dialog.getByLabel("Save these filters as")).toHaveValue("Those in Asia");
  await dialog.getByRole("button", { name: "Close" }).click();

  /* On a telephone of the same person. */
  const phone = await visitor({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await phone.goto(coalition.link("Secretariat 1", 1));
  await phone.locator("button.primary").click();
  await expect(heading(phone, "Today")).toBeVisible();
  await phone.goto("/network");
  await expect(rowOf(phone, "Migrant Forum in Asia")).toBeVisible();
  await expect(rowOf(phone, "Espacio Sin Fronteras")).toBeVisible();
  await phone.getByRole("button", { name: "Saved…" }).click();
  await phone.getByRole("link", { name: "Those in Asia" }).click();
  await expect(phone).toHaveURL(/\/network\?region=Asia$/);
  await expect(phone.getByRole("dialog")).toHaveCount(0);
  await expect(rowOf(phone, "Espacio Sin Fronteras")).toHaveCount(0);
  await phone.reload();
  await expect(rowOf(phone, "Migrant Forum in Asia")).toBeVisible();
  await expect(rowOf(phone, "Espacio Sin Fronteras")).toHaveCount(0);

  /* It is this room's, and nobody else's. */
  await goTo(page, "Caucuses & groups");
  await saved.click();
  await expect(dialog).toContainText("None yet.");
  await dialog.getByRole("button", { name: "Close" }).click();
  expect(await heardBy(other).everything()).not.toContain("Those in Asia");

  await goTo(page, "Network");
  await saved.click();
  await dialog.getByRole("button", { name: "Remove: Those in Asia" }).click();
  await expect(dialog).toContainText("None yet.");
  await phone.getByRole("button", { name: "Saved…" }).click();
  await expect(phone.getByRole("link", { name: "Those in Asia" })).toHaveCount(0);
});

test("a visitor is not offered to save", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/network?region=Asia");
  await expect(rowOf(page, "Migrant Forum in Asia")).toBeVisible();
  await expect(page.getByRole("button", { name: "Saved…" })).toHaveCount(0);
});

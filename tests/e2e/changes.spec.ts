/* What was changed in a thing, read by people of different spaces. */
import { edit, goTo, NAME, open, SECTOR, section } from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";

const MFA = "Migrant Forum in Asia";

async function changes(page: Page) {
  await section(page, "Changes").getByRole("button", { name: "Show what was changed" }).click();
  return section(page, "Changes").getByRole("listitem");
}

test("who changed what is read off the log, newest first, with what it was", async ({ enter }) => {
  const delegate = await enter("MFA delegate 1");
  await goTo(delegate, "Network");
  await open(delegate, MFA);
  await edit(delegate, SECTOR, "migrant rights and labour");
  await expect(delegate.getByRole("main")).toContainText("migrant rights and labour");
  const office = await enter("Secretariat 1");
  await goTo(office, "Network");
  await open(office, MFA);
  const entries = await changes(office);
  await expect(entries.first()).toContainText("MFA delegate 1");
  await expect(entries.first()).toContainText(MFA);
  await expect(entries.first().locator("del")).not.toHaveText("");
  await expect(entries.first().locator("ins")).toHaveText("migrant rights and labour");
  await expect(entries.last()).toContainText("by import");
  await expect(entries.last()).toContainText("Entered");
});

test("the public reads the day and no person; nothing of what was done among members", async ({
  enter,
  visitor,
}) => {
  const delegate = await enter("MFA delegate 1");
  await goTo(delegate, "Network");
  await open(delegate, MFA);
  await edit(delegate, NAME, "Migrant Forum in Asia and beyond");
  await expect(delegate.getByRole("heading", { level: 1 })).toHaveText(/beyond/);
  const stranger = await visitor();
  await stranger.goto(new URL(delegate.url()).pathname);
  const entries = await changes(stranger);
  await expect(entries.first()).toContainText("somebody");
  await expect(entries.first()).not.toContainText(":"); // no time of day
  expect(await heardBy(stranger).everything()).not.toContain("MFA delegate 1");
});

test("without a line it says so, and what was shown stays", async ({ enter }) => {
  const delegate = await enter("MFA delegate 1");
  await goTo(delegate, "Network");
  await open(delegate, MFA);
  const entries = await changes(delegate);
  await expect(entries.first()).toBeVisible();
  await delegate.context().setOffline(true);
  await expect(section(delegate, "Changes").getByRole("button")).toBeDisabled();
  await expect(entries.first()).toBeVisible();
});

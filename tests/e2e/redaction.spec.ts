/* A name that is taken back: gone from every screen and device at once or at the next hello, and from the file. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { kept, open, section } from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";

const NAME = "Delegate Kestrel";
const MFA = "Migrant Forum in Asia";

async function rename(page: Page, to: string): Promise<void> {
  await page.goto("/me");
  await page.getByRole("button", { name: "Edit the whole name" }).click();
  await page.locator(".open").getByRole("textbox").fill(to);
  await page.getByRole("button", { name: "Save the whole name" }).click();
  await expect(page.getByRole("heading", { name: to })).toBeVisible();
}

/** Whether any file of the coalition's folder has these bytes. */
const filesHold = (folder: string, words: string): boolean =>
  readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(words));

test("whoever leaves for good is out, and their name is nowhere any more", async ({
  coalition,
  enter,
  visitor,
}) => {
  const going = await enter("MFA delegate 2");
  await rename(going, NAME);
  const other = await enter("MFA delegate 1");
  const away = await enter("PANiDMR delegate 1");
  for (const page of [other, away]) {
    await open(page, MFA);
    await expect(section(page, "Delegates").getByText(NAME)).toBeVisible();
    await expect.poll(() => kept(page)).toContain(NAME);
  }
  await away.context().setOffline(true);

  await going.getByRole("button", { name: "Leave for good…" }).click();
  const dialog = going.getByRole("dialog");
  await expect(dialog).toContainText("Nobody can undo this.");
  await expect(dialog).toContainText("Out of reach are older backups");
  await dialog.getByRole("button", { name: "Take my name back and leave" }).click();

  await expect(going).toHaveURL(/\/sign-in$/);
  await expect(other.getByText(NAME)).toHaveCount(0);
  await expect.poll(() => kept(other)).not.toContain(NAME);
  expect(await kept(going)).not.toContain(NAME);
  expect(filesHold(coalition.folder, NAME)).toBe(false); /* it was answered when that was so */

  /* Nothing they hear from now on has it either. */
  await expect(away.getByText(NAME)).toBeVisible();
  const before = heardBy(away).frames.length;
  await away.context().setOffline(false);
  await expect(away.getByText(NAME)).toHaveCount(0);
  await expect.poll(() => kept(away)).not.toContain(NAME);
  expect(heardBy(away).frames.slice(before).join()).not.toContain(NAME);

  /* And no link of theirs opens a door. */
  const back = await visitor();
  await back.goto(coalition.link("MFA delegate 2"));
  await back.locator("button.primary").click();
  await expect(back.getByText("This link was used already or is too old.")).toBeVisible();
});

test("the secretariat takes a name back for whom has asked for it", async ({
  coalition,
  enter,
}) => {
  const going = await enter("MFA delegate 2");
  await rename(going, NAME);
  const delegate = await enter("MFA delegate 1");
  await open(delegate, MFA);
  await expect(delegate.getByRole("button", { name: `Take back the name of ${NAME}` })).toHaveCount(
    0,
  );

  const staff = await enter("Secretariat 1");
  await open(staff, MFA);
  await staff.getByRole("button", { name: `Take back the name of ${NAME}` }).click();
  const dialog = staff.getByRole("dialog");
  await expect(dialog).toContainText("Do this only when they have asked for it.");
  await staff.context().setOffline(true);
  await expect(dialog.getByRole("button", { name: "Take the name back" })).toBeDisabled();
  await staff.context().setOffline(false);
  await dialog.getByRole("button", { name: "Take the name back" }).click();
  await expect(dialog).toBeHidden();
  await expect(staff.getByText(NAME)).toHaveCount(0);
  await expect(delegate.getByText(NAME)).toHaveCount(0);
  await expect.poll(() => filesHold(coalition.folder, NAME)).toBe(false);

  /* Whoever it was is signed out, and their browser says so. */
  await expect(going.getByRole("dialog").getByRole("button", { name: "Sign in" })).toBeVisible();
  expect(await kept(going)).not.toContain(NAME);
});

/*
 * What stays on a device: narrow rows only where it is marked as one's own, nothing after hiding on one
 * that is not, and nothing of the former when somebody else signs in.
 */

import { kept, open, startGroup } from "./support/screens.ts";
import { expect, test } from "./support/test.ts";

test.describe.configure({ timeout: 60_000 });

test("a closed group's rows are kept on one's own device only, and go with the mark", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await startGroup(page, "Caucus kept close", "the group");
  await page.goto("/me");
  await expect.poll(() => kept(page)).toContain("Migrant Forum in Asia");
  /* own commands are kept until they are answered, and this one may have been cut off by the move */
  await expect.poll(() => kept(page)).toContain("commands []");
  expect(await kept(page)).not.toContain("Caucus kept close");
  await page.getByRole("radio", { name: /^my own/ }).check();
  await expect.poll(() => kept(page)).toContain("Caucus kept close");
  await page.getByRole("radio", { name: /^shared/ }).check();
  await expect.poll(() => kept(page)).not.toContain("Caucus kept close");
});

test("hiding empties the screen, ends the session on a shared device and leaves nothing on it", async ({
  coalition,
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await open(page, "Migrant Forum in Asia");
  for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
  await expect(page.locator("body")).toHaveText("");
  expect(await page.title()).not.toContain("Migrant");
  await expect(page).toHaveURL(`${coalition.url}/`);
  /* what is being deleted cannot be read at that moment */
  const isKept = () =>
    kept(page).then(
      (stored) => stored.includes("Migrant Forum in Asia"),
      () => true,
    );
  await expect.poll(isKept).toBe(false);
  const cookies = () => page.context().cookies();
  await expect
    .poll(async () => (await cookies()).filter(({ value }) => value !== "").length)
    .toBe(0);
  await page.goBack();
  await expect(page.locator("body")).toHaveText("");
  await page.goto("/me");
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("on one's own device hiding empties the screen and the session goes on", async ({ enter }) => {
  const page = await enter("MFA delegate 1", { viewport: { width: 390, height: 844 } });
  await page.goto("/me");
  await page.getByRole("radio", { name: /^my own/ }).check();
  await page.getByRole("button", { name: "Hide now" }).click();
  await expect(page.locator("body")).toHaveText("");
  await page.goto("/me");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("MFA delegate 1");
});

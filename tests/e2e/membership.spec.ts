/* Reading ends at once when a membership does: on the open socket, on the screen and on the device. */
import {
  admit,
  goTo,
  heading,
  idHere,
  kept,
  open,
  rowOf,
  section,
  startGroup,
} from "./support/screens.ts";
import { expect, heardBy, test } from "./support/test.ts";
import { call, newId, snapshot } from "./support/wire.ts";

const PLATFORM = "Sample national platform (Asia)";
const NOTHING = "There is nothing here for you";

test("who is no longer a delegate loses the coalition's rows, on screen and device", async ({
  enter,
}) => {
  const lead = await enter("MFA delegate 1");
  const page = await enter("MFA delegate 2");
  await open(page, PLATFORM);
  await expect.poll(() => kept(page)).toContain(PLATFORM);
  await page.evaluate(() => document.body.setAttribute("data-loaded-once", ""));

  await open(lead, "Migrant Forum in Asia");
  await lead.getByRole("button", { name: "Change: MFA delegate 2" }).click();
  const dialog = lead.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^no longer in the organization/ }).check();
  await dialog.getByRole("button", { name: "End the role" }).click();
  await expect(dialog).toBeHidden();

  await expect(heading(page, NOTHING)).toBeVisible();
  await expect(page.locator("body[data-loaded-once]")).toBeAttached();
  await expect(rowOf(page, PLATFORM)).toHaveCount(0);
  await expect(rowOf(page, "Migrant Forum in Asia")).toBeVisible();
  await expect.poll(() => kept(page)).not.toContain(PLATFORM);
  expect(await snapshot(page)).not.toContain(PLATFORM);

  /* And nothing that happens afterwards comes. */
  const before = heardBy(page).frames.length;
  await goTo(lead, "Network");
  await startGroup(lead, "After the end");
  await goTo(lead, "Network");
  await open(lead, "Migrant Forum in Asia");
  await lead.getByRole("button", { name: "Edit the sector" }).click();
  await lead.locator(".open").getByRole("textbox").fill("seen by everyone");
  await lead.getByRole("button", { name: "Save the sector" }).click();
  await expect.poll(() => heardBy(page).frames.slice(before).join()).toContain("seen by everyone");
  expect(heardBy(page).frames.slice(before).join()).not.toContain("After the end");
});

test("a closed group comes with the admission, and goes with its end", async ({ enter }) => {
  const mfa = await enter("MFA delegate 1");
  const panidmr = await enter("PANiDMR delegate 1");
  await startGroup(mfa, "Closed circle", "the group");
  const id = idHere(mfa);
  await goTo(panidmr, "Caucuses & groups");
  await expect(rowOf(panidmr, "Closed circle")).toHaveCount(0);

  await admit(mfa, "PANiDMR", "Pan African Network");
  await panidmr.getByRole("button", { name: "1 new, show" }).click();
  await open(panidmr, "Closed circle");
  expect(await kept(panidmr)).not.toContain("Closed circle");

  await mfa.getByRole("button", { name: /^Change: Pan African/ }).click();
  const dialog = mfa.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^no longer in the group/ }).check();
  await dialog.getByRole("button", { name: "End the membership" }).click();
  await expect(dialog).toBeHidden();
  await expect(heading(panidmr, NOTHING)).toBeVisible();
  await expect(rowOf(panidmr, "Closed circle")).toHaveCount(0);

  /* Reloaded, the address says the same as one that never was. */
  await panidmr.goto(`/groups/${id}`);
  await expect(heading(panidmr, NOTHING)).toBeVisible();
  const hidden = await panidmr.getByRole("main").innerText();
  await panidmr.goto(`/groups/${newId()}`);
  await expect(heading(panidmr, NOTHING)).toBeVisible();
  expect(await panidmr.getByRole("main").innerText()).toBe(hidden);
  expect(
    (await call(panidmr, "group.edit", { group_id: id, name: { from: "x", to: "y" } })).error,
  ).toBe("E_NOT_FOUND");
});

test("an organization that leaves takes those below it along, unless another tie holds them", async ({
  enter,
}) => {
  const office = await enter("Secretariat 1");
  const circle = await enter("Caucus facilitator 1");
  await open(circle, "Sample national platform");
  await open(office, "Pan African Network in Defense of Migrants Rights");
  await office.getByRole("button", { name: "End a tie…" }).click();
  const dialog = office.getByRole("dialog");
  await expect(
    dialog.getByRole("row").filter({ hasText: "Sample deportee support circle" }),
  ).toContainText("stops reading");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "End the tie" }).click();
  await expect(dialog).toBeHidden();
  await expect(heading(circle, NOTHING)).toBeVisible();
  await expect.poll(() => kept(circle)).not.toContain(PLATFORM);
  await expect(section(office, "Who belongs to whom")).toContainText("Ended");
});

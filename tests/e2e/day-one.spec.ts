/*
 * The test of the day one: what one person changes appears at once on every screen that may see it, and
 * nothing of it, not even an id, reaches any other.
 */
import { edit, goTo, heading, idHere, NAME, open, rowOf, startGroup } from "./support/screens.ts";
import { expect, heardBy, test } from "./support/test.ts";

test("a rename in a closed group reaches who is in it, and no frame with it reaches anybody else", async ({
  enter,
  visitor,
}) => {
  const writer = await enter("MFA delegate 1");
  const colleague = await enter("MFA delegate 2");
  const other = await enter("PANiDMR delegate 1");
  const guest = await visitor();
  await guest.goto("/network");
  await goTo(colleague, "Caucuses & groups");

  await startGroup(writer, "Willow meeting", "the group");
  const groupId = idHere(writer);
  await colleague.getByRole("button", { name: "1 new, show" }).click();
  await open(colleague, "Willow meeting");

  await edit(writer, NAME, "Alder meeting");
  await expect(heading(colleague, "Alder meeting")).toBeVisible();

  /* What both may see comes after it; once that is there, the other would have come as well. */
  await goTo(writer, "Network");
  await open(writer, "Migrant Forum in Asia");
  await edit(writer, NAME, "Migrant Forum of Asia");
  await expect(rowOf(other, "Migrant Forum of Asia")).toBeVisible();
  await expect(rowOf(guest, "Migrant Forum of Asia")).toBeVisible();

  expect(await heardBy(colleague).everything()).toContain("Alder meeting");
  for (const page of [other, guest]) {
    const everything = await heardBy(page).everything();
    expect(everything).toContain("Migrant Forum of Asia");
    for (const secret of ["Willow meeting", "Alder meeting", groupId]) {
      expect(everything).not.toContain(secret);
    }
    expect(await page.locator("body").innerText()).not.toContain("Alder meeting");
  }
});

test("a rename that both may see appears on the other's screen without a reload", async ({
  enter,
  visitor,
}) => {
  const writer = await enter("MFA delegate 1");
  const reader = await enter("PICUM delegate 1");
  const guest = await visitor();
  await guest.goto("/network");
  await open(reader, "Migrant Forum in Asia");
  await open(guest, "Migrant Forum in Asia");
  await reader.evaluate(() => document.body.setAttribute("data-loaded-once", ""));

  await open(writer, "Migrant Forum in Asia");
  await edit(writer, NAME, "Migrant Forum of Asia");

  await expect(heading(reader, "Migrant Forum of Asia")).toBeVisible();
  await expect(heading(guest, "Migrant Forum of Asia")).toBeVisible();
  await expect(reader.locator("body[data-loaded-once]")).toBeAttached();
  const told = heardBy(reader).frames.filter((frame) => frame.includes("Migrant Forum of Asia"));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("sync.changed");
});

test("what the coalition reads and the public does not stays away from a visitor", async ({
  enter,
  visitor,
}) => {
  const writer = await enter("Secretariat 1");
  const reader = await enter("PICUM delegate 1");
  const guest = await visitor();
  await guest.goto("/network");
  await expect(rowOf(guest, "Migrant Forum in Asia")).toBeVisible();

  await open(writer, "Sample national platform (Asia)");
  await edit(writer, NAME, "Renamed platform");
  await expect(rowOf(reader, "Renamed platform")).toBeVisible();
  await goTo(writer, "Network");
  await open(writer, "La Cimade");
  await edit(writer, NAME, "La Cimade, France");
  await expect(rowOf(guest, "La Cimade, France")).toBeVisible();
  expect(await heardBy(guest).everything()).not.toMatch(/Renamed platform|Sample national/);
});

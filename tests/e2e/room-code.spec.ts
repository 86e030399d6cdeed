/* J3, steps 1 and 2: a caucus begins in a hall, and people come in by its code, also without an account. */
import { goTo, heading, idHere, section, startGroup } from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";
import { rowsIn, snapshot } from "./support/wire.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** Opens a code on the page of a group, and reads it off. */
async function openCode(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Let people join by code…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make the code" }).click();
  const code = dialog.locator(".roomcode");
  await expect(code).toHaveText(/^[A-HJ-NP-Z2-9]{4} [A-HJ-NP-Z2-9]{4}$/);
  await expect(dialog.locator(".qr path")).toHaveAttribute("d", /M/);
  const written = await code.innerText();
  await dialog.getByRole("button", { name: "Close" }).click();
  return written;
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Join with a room’s code" }).click();
  await page.getByLabel("Code of the room").fill(code);
  await page.getByRole("button", { name: "Next" }).click();
}

const members = (page: Page) => section(page, "Who works in it");

test("J3: whoever is in the room joins by a code and a name, and the facilitator sees them come", async ({
  enter,
  visitor,
}) => {
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Caucus in the hall", "the group");
  const groupId = idHere(facilitator);
  const code = await openCode(facilitator);
  await expect(members(facilitator)).toContainText("A code is open until");

  /* Typed as people type, on a phone, by somebody who has no account. */
  const guest = await visitor(PHONE);
  await typeCode(guest, code.toLowerCase().replace(" ", "-"));
  await expect(guest.getByText("You join Caucus in the hall.")).toBeVisible();
  await guest.getByLabel("Name as others see it").fill("From the river");
  await guest.getByRole("button", { name: "Join", exact: true }).click();
  await expect(heading(guest, "Caucus in the hall")).toBeVisible();
  await expect(members(facilitator)).toContainText("From the river");
  await expect(members(facilitator)).toContainText("1 came in by it.");

  /* Of the coalition they read what everybody may, and the group. */
  const spaces = new Set(rowsIn(await snapshot(guest), "group").map((row) => row["group_id"]));
  expect(spaces.has(groupId)).toBe(true);
  const heard = await heardBy(guest).everything();
  expect(heard).not.toContain("Sample caucus on detention");
  await guest.reload();
  await expect(heading(guest, "Caucus in the hall")).toBeVisible();

  /* Scanned, by a delegate who is signed in: the organization comes in. */
  const delegate = await enter("PICUM delegate 1", PHONE);
  await delegate.goto(`/join#${code.replace(" ", "")}`);
  await expect(delegate.getByText("You come in as PICUM delegate 1.")).toBeVisible();
  await expect(delegate).toHaveURL(/\/join$/); // the code stays in no history
  await delegate.getByRole("button", { name: "Join", exact: true }).click();
  await expect(heading(delegate, "Caucus in the hall")).toBeVisible();
  await expect(members(facilitator)).toContainText("Platform for International Cooperation");
  await delegate.goto(`/join#${code.replace(" ", "")}`);
  await delegate.getByRole("button", { name: "Join", exact: true }).click();
  await expect(delegate.getByText("You are in this group already.")).toBeVisible();
  await delegate.getByRole("link", { name: "Open the group" }).click();
  await expect(heading(delegate, "Caucus in the hall")).toBeVisible();
});

test("a code that was closed, or that nobody made, lets nobody in; what was typed stays", async ({
  enter,
  visitor,
}) => {
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Caucus in the hall", "the group");
  const code = await openCode(facilitator);
  const early = await visitor(PHONE);
  await typeCode(early, code);
  await early.getByLabel("Name as others see it").fill("Too late");
  await members(facilitator).getByRole("button", { name: "Close the code" }).click();
  await expect(members(facilitator)).not.toContainText("A code is open until");
  await early.getByRole("button", { name: "Join", exact: true }).click();
  await expect(early.getByRole("alert")).toContainText("This code is mistyped, closed or too old.");
  await expect(early.getByLabel("Name as others see it")).toHaveValue("Too late");
  const texts: string[] = [];
  for (const tried of [code, "AAAA BBBB"]) {
    const page = await visitor(PHONE);
    await typeCode(page, tried);
    texts.push((await page.getByRole("alert").textContent()) ?? "");
    await expect(page.getByLabel("Code of the room")).toHaveValue(tried);
    expect(await heardBy(page).everything()).not.toContain("Caucus in the hall");
  }
  expect(texts[0]).toBe(texts[1]);
});

test("only who facilitates opens a code; whoever is in the group sees that one is open", async ({
  enter,
}) => {
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Caucus in the hall", "the coalition");
  await openCode(facilitator);
  const colleague = await enter("MFA delegate 2");
  const other = await enter("PICUM delegate 1");
  for (const page of [colleague, other]) {
    await goTo(page, "Caucuses & groups");
    await page.locator("a.row").filter({ hasText: "Caucus in the hall" }).first().click();
    await expect(heading(page, "Caucus in the hall")).toBeVisible();
  }
  await expect(members(colleague)).toContainText("A code is open until");
  await expect(other.getByRole("button", { name: "Let people join by code…" })).toHaveCount(0);
  await expect(members(other)).not.toContainText("A code is open until");
  expect(await heardBy(other).everything()).not.toContain('"room_code"');
});

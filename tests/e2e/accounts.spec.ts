/*
 * Accounts in the browser: an invitation from link to name and password on a telephone, signing in and
 * being refused, the second factor, sessions that are ended elsewhere, and what administrators do.
 */

import { createHmac } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import { devices, type Locator } from "@playwright/test";
import { accept, invite, makeLink, PASSWORD, PHONE } from "./support/invitations.ts";
import { open, section } from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";

const SIGN_IN_WORDS = /This name, password or code is not right/;
const LINK_WORDS = /This link was used already or is too old/;

/** The code of RFC 6238 for a secret in base32, so many steps from now. */
function codeOf(secret: string, ahead = 0): string {
  const bits = [...secret.replaceAll(" ", "")]
    .map((letter) =>
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
    )
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = (hash[19] ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

async function signIn(page: Page, name: string, password: string, code?: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Name to sign in with").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  if (code) await page.getByLabel("Code, if you use one").fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/* Several people, each in a browser of their own, and passwords that are slow to hash on purpose. */
test.describe.configure({ timeout: 90_000 });

const people = (page: Page): Locator => section(page, "Delegates");

test("an invitation makes an account on a telephone, once, and the inviter's screen shows it", async ({
  enter,
  visitor,
}) => {
  const lead = await enter("MFA delegate 1");
  await open(lead, "Migrant Forum in Asia");
  const before = await people(lead).getByRole("listitem").count();
  const link = await invite(lead, "alternate");
  await expect(people(lead).getByText("1 invitation is open")).toBeVisible();
  const phone = await visitor(PHONE);
  await phone.goto(link);
  await expect(phone.getByText("You are asked to speak for Migrant Forum in Asia")).toBeVisible();
  await expect(phone).toHaveURL(/\/invitation$/); // the key stays in no history
  await accessible(phone);
  await accept(phone, link, "Second voice", "Second.Voice@example.org");
  await expect(people(lead).getByText("Second voice")).toBeVisible();
  await expect(people(lead).getByText("1 invitation is open")).toBeHidden();
  await expect(people(lead).getByRole("listitem")).toHaveCount(before + 1);
  const late = await visitor(PHONE);
  await late.goto(link);
  await expect(late.getByRole("alert")).toContainText(LINK_WORDS);
  expect(await heardBy(late).everything()).not.toContain('Migrant Forum in Asia","role"');
  await signIn(late, "second.voice@EXAMPLE.org", PASSWORD);
  await expect(late).toHaveURL(/\/today$/);
});

test("an invitation that was taken back is like one that never was", async ({ enter, visitor }) => {
  const lead = await enter("MFA delegate 1");
  await open(lead, "Migrant Forum in Asia");
  const link = await invite(lead, "at the base");
  await lead.getByRole("button", { name: "Take back" }).click();
  await expect(lead.getByText("1 invitation is open")).toBeHidden();
  const texts: string[] = [];
  for (const at of [link, `${link.slice(0, -3)}xyz`]) {
    const page = await visitor();
    await page.goto(at);
    texts.push((await page.getByRole("alert").textContent()) ?? "");
  }
  expect(texts[0]).toMatch(LINK_WORDS);
  expect(texts[1]).toBe(texts[0]);
});

test("what was typed survives a password that is guessed first", async ({ enter, visitor }) => {
  const lead = await enter("MFA delegate 1");
  await open(lead, "Migrant Forum in Asia");
  const page = await visitor(PHONE);
  await page.goto(await invite(lead, "at the base"));
  await page.getByLabel("Name as others see it").fill("Voice");
  await page.getByLabel("Name to sign in with").fill("voice@example.org");
  await page.getByLabel("New password", { exact: true }).fill("password1");
  await page.getByRole("button", { name: "Accept and come in" }).click();
  await expect(page.getByRole("alert")).toContainText(
    "New password: This password is one of those",
  );
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByLabel("Name as others see it")).toHaveValue("Voice");
  await expect(page.getByLabel("New password", { exact: true })).toHaveAttribute(
    "aria-invalid",
    "true",
  );
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Accept and come in" }).click();
  await expect(page).toHaveURL(/\/me$/);
});

test("nobody learns at the door what was wrong", async ({ enter, visitor }) => {
  const lead = await enter("MFA delegate 1");
  await open(lead, "Migrant Forum in Asia");
  await accept(await visitor(), await invite(lead, "at the base"), "Voice", "voice@example.org");
  const page = await visitor();
  const said: string[] = [];
  for (const [name, password] of [
    ["voice@example.org", "another password"],
    ["nobody@example.org", PASSWORD],
  ] as const) {
    await signIn(page, name, password);
    said.push((await page.getByRole("alert").textContent()) ?? "");
    await expect(page.getByLabel("Name to sign in with")).toHaveValue(name);
  }
  expect(said[0]).toMatch(SIGN_IN_WORDS);
  expect(said[1]).toBe(said[0]);
  await accessible(page);
});

test("a second factor is set up, asked for, and a recovery code stands in for it", async ({
  enter,
  visitor,
}) => {
  const lead = await enter("MFA delegate 1");
  await open(lead, "Migrant Forum in Asia");
  const own = await visitor(devices["Desktop Chrome"]);
  await accept(own, await invite(lead, "at the base"), "Voice", "voice@example.org");
  await own.getByRole("button", { name: "Set it up…" }).click();
  const dialog = own.getByRole("dialog");
  const secret = (await dialog.locator("code").textContent()) ?? "";
  await accessible(own);
  await dialog.getByLabel("Code of now").fill("000000");
  await dialog.getByRole("button", { name: "Switch it on" }).click();
  await expect(dialog.locator(".fielderr")).toContainText(SIGN_IN_WORDS);
  await dialog.getByLabel("Code of now").fill(codeOf(secret));
  await dialog.getByRole("button", { name: "Switch it on" }).click();
  await expect(dialog.locator("code")).toHaveCount(10);
  const codes = await dialog.locator("code").allTextContents();
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await expect(section(own, "Second factor")).toContainText("10 recovery codes are left");
  const other = await visitor();
  await signIn(other, "voice@example.org", PASSWORD);
  await expect(other.getByRole("alert")).toContainText(SIGN_IN_WORDS);
  await signIn(other, "voice@example.org", PASSWORD, codeOf(secret, 1));
  await expect(other).toHaveURL(/\/today$/);
  const lost = await visitor();
  await signIn(lost, "voice@example.org", PASSWORD, codes[0]);
  await expect(lost).toHaveURL(/\/today$/);
});

test("a session ended elsewhere ends at once; a new password ends the others", async ({
  enter,
  visitor,
}) => {
  const lead = await enter("MFA delegate 1");
  await open(lead, "Migrant Forum in Asia");
  const own = await visitor();
  await accept(own, await invite(lead, "at the base"), "Voice", "voice@example.org");
  const other = await visitor();
  await signIn(other, "voice@example.org", PASSWORD);
  await expect(other).toHaveURL(/\/today$/);
  await own.reload();
  const sessions = section(own, "Where you are signed in");
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await sessions.getByRole("button", { name: /^End the session on/ }).click();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await expect(other.getByText("Your session has ended.")).toBeVisible();
  const third = await visitor();
  await signIn(third, "voice@example.org", PASSWORD);
  await expect(third).toHaveURL(/\/today$/);
  await own.getByRole("button", { name: "Change name or password…" }).click();
  const dialog = own.getByRole("dialog");
  await dialog.getByLabel("Present password").fill("not this one");
  await dialog.getByLabel("New password", { exact: true }).fill("and run into the sea");
  await dialog.getByRole("button", { name: "Save the password" }).click();
  await expect(dialog.locator(".fielderr")).toContainText(SIGN_IN_WORDS);
  await dialog.getByLabel("Present password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Save the password" }).click();
  await expect(dialog).toBeHidden();
  await expect(third.getByText("Your session has ended.")).toBeVisible();
  await signIn(third, "voice@example.org", PASSWORD);
  await expect(third.getByRole("alert")).toContainText(SIGN_IN_WORDS);
  await signIn(third, "voice@example.org", "and run into the sea");
  await expect(third).toHaveURL(/\/today$/);
});

test("an administrator invites staff, makes links and locks; nobody else has the page", async ({
  enter,
  visitor,
}) => {
  const admin = await enter("Administrator");
  await admin.goto("/accounts");
  await admin.getByRole("button", { name: "Invite staff…" }).click();
  const link = await makeLink(admin, "secretariat");
  await accessible(admin);
  const staff = await visitor();
  await accept(staff, link, "Secretariat 2", "staff@example.org");
  await expect(staff.getByText("Secretariat of the coalition")).toBeVisible();
  await admin.reload();
  await admin.getByLabel("Find by name").fill("Secretariat 2");
  await admin.getByRole("button", { name: "Lock: Secretariat 2", exact: true }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Lock", exact: true }).click();
  await expect(staff.getByText("Your session has ended.")).toBeVisible();
  await signIn(staff, "staff@example.org", PASSWORD);
  await expect(staff.getByRole("alert")).toContainText(SIGN_IN_WORDS);
  await admin.getByRole("button", { name: "Unlock: Secretariat 2" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Unlock", exact: true }).click();
  await admin.getByRole("button", { name: "Make a link: Secretariat 2", exact: true }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const reset = await dialog.getByLabel("Link", { exact: true }).inputValue();
  await staff.goto(reset); // while the door stands open already: only the hash changes
  await expect(staff.getByText("Your link is here.")).toBeVisible();
  await staff.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(staff).toHaveURL(/\/today$/);
  await staff.goto("/me");
  await staff.getByRole("button", { name: "Change name or password…" }).click();
  await expect(staff.getByRole("dialog").getByLabel("Present password")).toBeHidden();
  const delegate = await enter("MFA delegate 1");
  await delegate.goto("/accounts");
  await expect(delegate.getByRole("heading", { level: 1 })).toHaveText(
    "There is nothing here for you",
  );
});

test("who must have a second factor changes nothing without one", async ({ enter }) => {
  const admin = await enter("Administrator");
  await admin.goto("/accounts");
  const label = "Second factor needed: lead delegates";
  await admin.getByRole("button", { name: `Change: ${label}` }).click();
  await admin.locator(".open").getByRole("textbox").fill("1");
  await admin.getByRole("button", { name: `Save: ${label}` }).click();
  await expect(admin.locator(".open")).toBeHidden();
  const lead = await enter("MFA delegate 1");
  await lead.goto("/me");
  await expect(lead.getByText("The coalition asks it of your role")).toBeVisible();
  await lead.getByRole("button", { name: "Edit the whole name" }).click();
  await lead.locator(".open").getByRole("textbox").fill("Another name");
  await lead.getByRole("button", { name: "Save the whole name" }).click();
  await expect(lead.locator(".open")).toContainText("The coalition asks for a second factor");
  await expect(lead.locator(".open").getByRole("textbox")).toHaveValue("Another name");
});

test.describe("from the beginning", () => {
  test.use({ seed: "G0" });
  const PICUM = "Platform for International Cooperation on Undocumented Migrants";

  test("the secretariat invites the first delegate of each organization", async ({
    enter,
    visitor,
  }) => {
    const office = await enter("Secretariat 1");
    await office.goto("/first-delegates");
    const list = section(office, "Without a lead delegate");
    await expect(list.getByRole("listitem")).toHaveCount(11);
    await accessible(office);
    await list
      .getByRole("button", { name: `Make a link for the first delegate of ${PICUM}` })
      .click();
    const link = await makeLink(office);
    await expect(list.getByText("1 invitation is open")).toBeVisible();
    const phone = await visitor({ ...PHONE, locale: "es" });
    await accept(phone, link, "PICUM delegate", "picum@example.org");
    await expect(list.getByRole("listitem")).toHaveCount(10);
    await phone.goto("/network");
    await open(phone, PICUM);
    const alternate = await visitor(PHONE);
    await accept(
      alternate,
      await invite(phone, "alternate"),
      "PICUM alternate",
      "picum2@example.org",
    );
    await office.goto("/network");
    await open(office, PICUM);
    await expect(people(office).getByText("PICUM alternate")).toBeVisible();
  });
});

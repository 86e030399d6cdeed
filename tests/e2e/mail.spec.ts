/*
 * By mail, through a real SMTP server: an invitation that is accepted by its link, a forgotten password, and
 * what is not there when no mail is sent. And one's own data, as a file.
 */
import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { accept, invite, PASSWORD, PHONE } from "./support/invitations.ts";
import { linkIn, Receiver, textOf } from "./support/receiver.ts";
import { open, section } from "./support/screens.ts";
import { test as base, expect, heardBy, type Page } from "./support/test.ts";

const test = base.extend<{ receiver: Receiver }>({
  receiver: async ({ coalition }, use) => {
    const receiver = await Receiver.open();
    await coalition.stop();
    coalition.environment = receiver.environment;
    await coalition.serve();
    await use(receiver);
    receiver.close();
  },
});

test.describe.configure({ timeout: 90_000 });

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

const arrived = async (receiver: Receiver, count = 1) => {
  await expect.poll(() => receiver.mails.length, { timeout: 20_000 }).toBe(count);
  const mail = receiver.mails[count - 1];
  if (mail === undefined) throw new Error("no mail");
  return mail;
};

async function askForLink(page: Page, address: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Have a link sent to set a new password" }).click();
  await page.getByLabel("E-mail address").fill(address);
  await page.getByRole("button", { name: "Send the link" }).click();
}

test("an invitation arrives by mail, in its reader's language, and is accepted by its link", async ({
  receiver,
  enter,
  visitor,
}) => {
  const lead = await enter("MFA delegate 1");
  await open(lead, "Migrant Forum in Asia");
  await lead.getByRole("button", { name: "Invite by link…" }).click();
  const dialog = lead.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^alternate/ }).check();
  await dialog.getByLabel("E-mail address").fill("second.voice@example.org");
  await dialog.getByLabel("Language the link opens in").selectOption("fr");
  await accessible(lead);
  await dialog.getByRole("button", { name: "Send the link" }).click();
  await expect(dialog.getByText("A mail to second.voice@example.org is being sent")).toBeVisible();
  const shown = await dialog.getByLabel("Link", { exact: true }).inputValue();
  await dialog.getByRole("button", { name: "Close" }).click();
  const mail = await arrived(receiver);
  expect(mail.to).toEqual(["second.voice@example.org"]);
  expect(mail.data).toContain("Auto-Submitted: auto-generated");
  expect(textOf(mail)).toContain("Pour accepter, ouvrez ce lien");
  expect(linkIn(mail)).toBe(shown);
  const phone = await visitor(PHONE);
  await phone.goto(linkIn(mail));
  await expect(phone.locator("html")).toHaveAttribute("lang", "fr");
  await phone.getByLabel("Nom tel que les autres le voient").fill("Second voice");
  await phone.getByLabel("Nom de connexion").fill("second.voice@example.org");
  await phone.getByLabel("Nouveau mot de passe", { exact: true }).fill(PASSWORD);
  await phone.getByRole("button", { name: "Accepter et entrer" }).click();
  await expect(phone).toHaveURL(/\/me$/);
  await expect(section(lead, "Delegates").getByText("Second voice")).toBeVisible();
  /* the address is nobody's to read */
  expect(await heardBy(lead).everything()).not.toContain("second.voice@example.org");
});

test("what is no address is refused, and what was typed stays", async ({ receiver, enter }) => {
  const lead = await enter("MFA delegate 1");
  await open(lead, "Migrant Forum in Asia");
  await lead.getByRole("button", { name: "Invite by link…" }).click();
  const dialog = lead.getByRole("dialog");
  await dialog.getByLabel("E-mail address").fill("two addresses@example.org");
  await dialog.getByRole("button", { name: "Send the link" }).click();
  await expect(dialog.getByText("This is not an e-mail address")).toBeVisible();
  await expect(dialog.getByLabel("E-mail address")).toHaveValue("two addresses@example.org");
  expect(receiver.mails).toEqual([]);
});

test("a forgotten password is set anew by a link that came by mail, once", async ({
  receiver,
  enter,
  visitor,
}) => {
  const lead = await enter("MFA delegate 1");
  await open(lead, "Migrant Forum in Asia");
  const elsewhere = await visitor();
  const link = await invite(lead, "alternate");
  await accept(elsewhere, link, "Second voice", "second.voice@example.org");
  const page = await visitor(PHONE);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Have a link sent to set a new password" }).click();
  await accessible(page);
  await page.getByLabel("E-mail address").fill("second.voice@example.org");
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("If somebody signs in here with")).toBeVisible();
  await accessible(page);
  const reset = linkIn(await arrived(receiver));
  await page.goto(reset);
  await expect(page.getByText("then set a new password")).toBeVisible();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const dialog = page.getByRole("dialog"); /* for a new password, at once */
  await expect(dialog.getByLabel("Present password")).toBeHidden();
  await dialog.getByLabel("New password", { exact: true }).fill("and run into the sea");
  await dialog.getByRole("button", { name: "Save the password" }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/me$/);
  /* whoever was signed in before is not any more */
  await expect(elsewhere.getByText("Your session has ended.")).toBeVisible();
  const again = await visitor();
  await again.goto(reset);
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(again.getByRole("alert")).toContainText("This link was used already");
});

test("the answer is the same for an address that nobody has", async ({ receiver, visitor }) => {
  const page = await visitor();
  await askForLink(page, "nobody.at.all@example.org");
  await expect(page.getByRole("status")).toContainText(
    "If somebody signs in here with nobody.at.all@example.org, a link is on its way",
  );
  await askForLink(page, "administrator@example.org");
  await expect(page.getByRole("status")).toContainText("a link is on its way");
  expect(receiver.mails).toEqual([]);
});

test("where no mail is sent, nothing says that it is", async ({ enter, visitor }) => {
  const page = await visitor();
  await page.goto("/sign-in");
  await expect(page.getByText("Forgotten? Your organization’s lead delegate")).toBeVisible();
  await expect.poll(() => heardBy(page).everything()).toContain('"sends_mail":false');
  await expect(page.getByRole("button", { name: /Have a link sent/ })).toHaveCount(0);
  const lead = await enter("MFA delegate 1");
  await open(lead, "Migrant Forum in Asia");
  await lead.getByRole("button", { name: "Invite by link…" }).click();
  await expect.poll(() => heardBy(lead).everything()).toContain('"sends_mail":false');
  await expect(lead.getByRole("dialog").getByLabel("E-mail address")).toHaveCount(0);
  await expect(
    lead.getByRole("dialog").getByRole("button", { name: "Make the link" }),
  ).toBeVisible();
});

test("data about oneself is a file, for oneself alone", async ({ coalition, enter, visitor }) => {
  const lead = await enter("MFA delegate 1");
  await lead.goto("/me");
  const download = lead.waitForEvent("download");
  await lead.getByRole("link", { name: "Download the file" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("tributary-data.json");
  const data = JSON.parse(readFileSync(await file.path(), "utf8"));
  expect(data.rows.person).toHaveLength(1);
  expect(data.rows.person[0].display_name).toBe("MFA delegate 1");
  expect(data.rows.belonging.length).toBeGreaterThan(0);
  expect(data.account.sessions).toHaveLength(1);
  expect(JSON.stringify(data)).not.toContain("PANiDMR delegate 1");
  const stranger = await visitor();
  const refused = await stranger.request.get(`${coalition.url}/api/v1/account/data.json`);
  expect(refused.status()).toBe(401);
  expect((await refused.json()).code).toBe("E_SESSION");
});

/*
 * Follow-through: the secretariat sends something down the network, each organization says what becomes of it,
 * and everybody sees at once how far it has come.
 */
import { AxeBuilder } from "@axe-core/playwright";
import { goTo, heading, rowOf, section } from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

const TITLE = "Plover wages before return";
const TEXT = "Collect accounts of plover wages left unpaid, with consent.";
const WORDING = "Recueillez les salaires de pluvier impayés.";
const REPORT = "Forty claims were filed in two towns.";
const REASON = "It is not safe to ask here now.";
const PRIVATE = "Our own heron people know why.";

const CIRCLE = "Sample deportee support circle (West Africa)";

const main = (page: Page) => page.getByRole("main");
const dialog = (page: Page) => page.getByRole("dialog");
const own = (page: Page) => main(page).locator(".mine");
const coverage = (page: Page) => section(page, "How far it has come");
const everybody = (page: Page) => section(page, "Every organization");

const axe = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;

const press = (page: Page, name: string) =>
  own(page).getByRole("button", { name, exact: true }).click();

/** Writes into the dialog that is open and does its deed. */
async function write(page: Page, field: string, text: string, deed: string): Promise<void> {
  await dialog(page).getByRole("textbox", { name: field, exact: true }).fill(text);
  await dialog(page).getByRole("button", { name: deed, exact: true }).click();
  await expect(dialog(page)).toBeHidden();
}

/** Sends a request to everybody; its page is open then. */
async function sendDown(page: Page): Promise<string> {
  await goTo(page, "Follow-through");
  await main(page).getByRole("link", { name: "Send something" }).click();
  await expect(heading(page, "Send down the network")).toBeVisible();
  await page.getByRole("button", { name: "Send to 19 organizations" }).click();
  await expect(page.locator(".errorbox")).toContainText("What it is called");
  await page.getByLabel("What it is called").fill(TITLE);
  await page.getByRole("textbox", { name: "What is asked" }).fill(TEXT);
  await expect(main(page)).toContainText("It asks 17 organizations, which are counted.");
  await expect(main(page)).toContainText("2 more have it for information.");
  expect(await axe(page)).toEqual([]);
  await page.getByRole("button", { name: "Send to 19 organizations" }).click();
  await expect(heading(page, TITLE)).toBeVisible();
  return new URL(page.url()).pathname;
}

test("a request goes down: it is read, put into other words, passed on, reported and declined, live on every screen", async ({
  enter,
}) => {
  test.setTimeout(240_000); /* five browsers */
  const office = await enter("Secretariat 1");
  const phone = await enter("PANiDMR delegate 1", PHONE);
  const circle = await enter("Caucus facilitator 1");
  const mri = await enter("MRI delegate 1");
  const observer = await enter("BWI observer delegate 1");

  await goTo(mri, "Follow-through");
  await expect(main(mri)).toContainText("Nothing has gone down the network yet.");
  await expect(main(mri).getByRole("link", { name: "Send something" })).toHaveCount(0);
  await goTo(circle, "Follow-through");
  const address = await sendDown(office);
  await expect(main(office)).toContainText("Asked of 17 organizations.");
  await expect(coverage(office)).toContainText("11 of 17");
  await expect(section(office, "Who has it from whom")).toContainText(
    /\d+ organizations? (is|are) counted in more than one branch/,
  );
  expect(await axe(office)).toEqual([]);

  /* It waits on Today, and is read in its row. */
  await phone.goto("/today");
  const waits = section(phone, "Waits for you");
  await expect(waits).toContainText(TITLE);
  await waits.getByRole("button", { name: "We have read it" }).click();
  await expect(waits).not.toContainText("We have read it");
  await expect(coverage(office)).toContainText("1 of 17");

  /* On a phone the room stands in the bar. */
  await phone
    .getByRole("navigation", { name: "Main rooms" })
    .getByRole("link", { name: "Follow-through" })
    .click();
  await rowOf(phone, TITLE).click();
  await expect(own(phone)).toContainText("Has read it");
  await press(phone, "Put it in our words…");
  await write(phone, "The wording", WORDING, "Keep this wording");
  await expect(own(phone)).toContainText(WORDING);
  expect(await axe(phone)).toEqual([]);
  await circle.goto(address);
  await expect(own(circle)).toContainText("On its way");
  await press(phone, "Pass it on…");
  await expect(dialog(phone)).toContainText(CIRCLE);
  await expect(dialog(phone)).toContainText("in your own words");
  await dialog(phone).getByRole("button", { name: "Pass it on" }).click();
  await expect(own(phone)).toContainText("passed on");

  /* Its member has it at once, with those words beside the original. */
  await expect(own(circle)).toContainText("Has it");
  await expect(own(circle)).toContainText(WORDING);
  await expect(own(circle)).toContainText(TEXT);
  await press(circle, "We have read it");
  await press(circle, "We act on it…");
  await dialog(circle).getByRole("button", { name: "Say that you act" }).click();
  await press(circle, "Report what happened…");
  await dialog(circle).getByLabel("How many people it reached").fill("many");
  await dialog(circle).getByRole("textbox", { name: "What happened" }).fill(REPORT);
  await dialog(circle).getByRole("button", { name: "Report it" }).click();
  await expect(dialog(circle).locator(".errorbox")).toContainText("How many people");
  await dialog(circle).getByLabel("How many people it reached").fill("180");
  await dialog(circle).getByRole("button", { name: "Report it" }).click();
  await expect(own(circle)).toContainText("Reported");
  for (const page of [office, phone]) {
    await expect(everybody(page)).toContainText(REPORT);
    await expect(coverage(page)).toContainText("180 people reached as reported");
  }

  /* One declines and tells all why; the observer answers and is not counted. */
  await mri.goto(address);
  await press(mri, "Decline it…");
  await dialog(mri).getByRole("checkbox").check();
  await write(mri, "Reason", REASON, "Decline it");
  await expect(own(mri)).toContainText("Declined");
  await expect(everybody(office)).toContainText(REASON);
  await expect(coverage(office)).toContainText("1 of them declined");
  await observer.goto(address);
  await expect(own(observer)).toContainText("It came for information");
  await press(observer, "Decline it…");
  await write(observer, "Reason", PRIVATE, "Decline it");
  await expect(own(observer)).toContainText(PRIVATE);
  await expect(coverage(observer)).toContainText("3 of 17");
  await expect(coverage(office)).toContainText("3 of 17");
  expect(await heardBy(office).everything()).not.toContain(PRIVATE);
  expect(await heardBy(mri).everything()).not.toContain(WORDING);

  /* It is paused, goes on, and is taken back: what was reported stays to be read. */
  await office.getByRole("button", { name: "Pause it…" }).click();
  await dialog(office).getByRole("button", { name: "Pause it" }).click();
  await expect(main(mri)).toContainText("It is paused");
  await office.getByRole("button", { name: "Let it go on…" }).click();
  await dialog(office).getByRole("button", { name: "Let it go on" }).click();
  await expect(main(mri)).not.toContainText("It is paused");
  await office.getByRole("button", { name: "Take it back…" }).click();
  await write(office, "Reason", "It named the wrong month.", "Take it back");
  for (const page of [office, circle, mri]) {
    await expect(main(page)).toContainText("It was taken back.");
    await expect(main(page)).toContainText("It named the wrong month.");
    await expect(everybody(page)).toContainText(REPORT);
  }
  await expect(own(phone).getByRole("button")).toHaveCount(0);
  expect(await axe(office)).toEqual([]);
});

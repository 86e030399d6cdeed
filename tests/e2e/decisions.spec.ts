/*
 * Decisions: a proposal is put to the coalition, answered by its members on their own devices, and counted
 * once; nobody hears what another has answered before that, and of a secret ballot nobody ever does.
 */
import { AxeBuilder } from "@axe-core/playwright";
import { edit, goTo, heading, rowOf, section } from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";
import { call, rowsIn, snapshot } from "./support/wire.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

const TITLE = "Plover wages before return";
const TEXT = "No member signs a return agreement that leaves plover wages unpaid.";
const RESERVATION = "Plover consent forms have to exist in each language first.";
const EDIT_TEXT = { edit: "Edit the text", save: "Save the text" } as const;

const main = (page: Page) => page.getByRole("main");
const dialog = (page: Page) => page.getByRole("dialog");
const mine = (page: Page) => section(page, "Your answer");
const answered = (page: Page) => section(page, "Answered");
const outcome = (page: Page) => section(page, "Outcome");
const rollCall = (page: Page) => section(page, "Roll call");

const axe = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;

/* A day that a ballot may close on, and an hour of it. */
const closing = (): string =>
  `${new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)}T18:00`;

/** Three answers are enough here: a quarter of the eleven members. */
async function letFewDecide(office: Page): Promise<void> {
  const [coalition] = rowsIn(await snapshot(office), "coalition");
  const answer = await call(office, "coalition.edit", {
    coalition_id: coalition?.["coalition_id"],
    quorum_kind: { from: "more_than", to: "at_least" },
    quorum_denominator: { from: 2, to: 4 },
  });
  expect(answer.error, answer.text).toBeUndefined();
}

/** Writes a proposal to the coalition and puts it to discussion; its page is open then. */
async function propose(page: Page): Promise<string> {
  await page.goto("/decisions");
  await main(page).getByRole("link", { name: "Propose a decision" }).click();
  await expect(heading(page, "A new proposal")).toBeVisible();
  await expect(main(page)).toContainText("Read by the coalition, also while it is a draft.");
  await page.getByLabel("What it is called").fill(TITLE);
  await page.getByRole("textbox", { name: "The text" }).fill(TEXT);
  await page.getByRole("button", { name: "Keep as a draft" }).click();
  await expect(heading(page, TITLE)).toBeVisible();
  await page.getByRole("button", { name: "Put it to discussion" }).click();
  await expect(main(page)).toContainText("It is being discussed.");
  return new URL(page.url()).pathname;
}

interface Opening {
  readonly how?: RegExp;
  readonly told?: RegExp;
}

/** Opens a ballot on the proposal whose page is open. */
async function openBallot(page: Page, { how, told }: Opening = {}): Promise<void> {
  await page.getByRole("button", { name: "Open a ballot…" }).click();
  await expect(dialog(page)).toContainText("on the roll now: 11.");
  if (how) await dialog(page).getByRole("radio", { name: how }).check();
  if (told) await dialog(page).getByRole("radio", { name: told }).check();
  await dialog(page).getByLabel("Closes", { exact: true }).fill(closing());
  await dialog(page).getByRole("button", { name: "Open the ballot" }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(main(page)).toContainText("Open until");
}

async function answer(page: Page, choice: RegExp, words?: string): Promise<void> {
  await mine(page).getByRole("radio", { name: choice }).check();
  if (words) await mine(page).getByRole("textbox", { name: "Reason" }).fill(words);
  await mine(page)
    .getByRole("button", { name: /^(Give .+ answer|Cast vote)$/ })
    .click();
}

async function close(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Close it now…" }).click();
  await dialog(page).getByRole("button", { name: "Close the ballot" }).click();
  await expect(dialog(page)).toBeHidden();
}

test("a consensus: three delegates answer, an observer sees no form, and what is carried stands in the register", async ({
  enter,
}) => {
  test.setTimeout(240_000); /* five browsers */
  const office = await enter("Secretariat 1");
  const phone = await enter("MFA delegate 1", PHONE);
  const picum = await enter("PICUM delegate 1");
  const mri = await enter("MRI delegate 1");
  const observer = await enter("BWI observer delegate 1");
  const all = [office, phone, picum, mri, observer];
  await letFewDecide(office);

  await goTo(mri, "Decisions");
  await expect(main(mri)).toContainText("what shall we hold together?");
  const address = await propose(office);
  await openBallot(office);
  await expect(mine(office)).toContainText("not on the roll of this ballot");
  expect(await axe(office)).toEqual([]);

  /* It waits on the Today of whoever is asked, and on a phone the way to the answer stays in sight. */
  await goTo(picum, "Today");
  const waits = section(picum, "Waits for you");
  await expect(waits).toContainText("answered: 0 of 11");
  await waits.getByRole("link", { name: "Answer" }).click();
  await expect(heading(picum, TITLE)).toBeVisible();
  await phone.getByRole("navigation", { name: "Main rooms" }).getByText("Decisions").click();
  await rowOf(phone, TITLE).click();
  await expect(phone.locator(".votebar a")).toBeInViewport();
  await phone.locator(".votebar a").click();
  await expect(mine(phone).getByRole("radio").first()).toBeInViewport();
  for (const page of [mri, observer]) await page.goto(address);
  await expect(mine(observer)).toContainText("you can speak and comment, not vote");
  await expect(main(observer).getByRole("radio")).toHaveCount(0);
  for (const page of [phone, observer]) expect(await axe(page)).toEqual([]);

  await answer(phone, /^Agree We/);
  await expect(mine(phone)).toContainText("Recorded: you answered for Migrant Forum in Asia");
  await expect(mine(phone)).toContainText("You answered: Agree");
  await expect(phone.locator(".votebar")).toHaveCount(0);
  for (const page of all) await expect(answered(page)).toContainText("1 of 11");
  await answer(picum, /^Agree with a reservation/);
  await expect(picum.locator(".errorbox")).toContainText("Reason");
  await answer(picum, /^Agree with a reservation/, RESERVATION);
  await expect(mine(picum)).toContainText("Recorded:");
  await answer(mri, /^Agree We/);
  for (const page of all) await expect(answered(page)).toContainText("3 of 11");
  await expect(answered(observer)).toContainText("Quorum is reached.");

  /* Nobody has heard what another has answered. */
  for (const page of all.filter((one) => one !== picum)) {
    expect(await heardBy(page).everything()).not.toContain(RESERVATION);
  }

  await close(office);
  for (const page of all) {
    await expect(outcome(page)).toContainText("Carried");
    await expect(outcome(page)).toContainText("at least 1/4 of 11, so 3. Present: 3.");
    await expect(outcome(page)).toContainText("0 × 4 = 0 ≤ 3");
    await expect(rollCall(page)).toContainText(RESERVATION);
    await expect(rollCall(page).getByRole("listitem")).toHaveCount(11);
    await expect(section(page, "In the register")).toContainText(/\d{4}\/1/);
  }
  for (const page of [office, phone]) expect(await axe(page)).toEqual([]);

  /* The register has it, and what is said about it. */
  await edit(
    office,
    { edit: "Add: Why", save: "Save why it was decided" },
    "Wages were left unpaid.",
  );
  await expect(section(phone, "In the register")).toContainText("Wages were left unpaid.");
  await goTo(mri, "Decisions");
  await expect(section(mri, "Decided")).toContainText(TITLE);
  await expect(rowOf(mri, TITLE)).toContainText(/\d{4}\/1 · in force/);
});

test("a text that is changed while it is asked about makes the ballot void on all screens, and it is asked anew", async ({
  enter,
}) => {
  test.setTimeout(240_000);
  const office = await enter("Secretariat 1");
  const mfa = await enter("MFA delegate 1");
  const picum = await enter("PICUM delegate 1");
  const address = await propose(office);
  await openBallot(office);
  for (const page of [mfa, picum]) await page.goto(address);
  await answer(mfa, /^Stand aside/, "Our plover congress has to vote.");
  await expect(mine(mfa)).toContainText("Recorded:");
  await expect(answered(picum)).toContainText("1 of 11");

  await office.getByRole("button", { name: EDIT_TEXT.edit }).click();
  await expect(office.locator(".open .hint")).toContainText("A ballot is open on version 1.");
  await expect(office.locator(".open .hint")).toContainText("what 1 of 11 have answered is erased");
  await office.locator(".open textarea").fill(`${TEXT} Nor one that leaves them in doubt.`);
  await office.getByRole("button", { name: EDIT_TEXT.save }).click();
  for (const page of [office, mfa, picum]) {
    await expect(section(page, "The last ballot")).toContainText("The text was changed");
    await expect(section(page, "The text")).toContainText("leaves them in doubt");
    await expect(main(page).getByRole("radio")).toHaveCount(0);
  }

  await openBallot(office);
  await expect(mine(mfa)).toContainText("About version 1 you answered: Stand aside.");
  await answer(mfa, /^Agree We/);
  await expect(mine(mfa)).toContainText("Recorded:");
  await expect(answered(picum)).toContainText("1 of 11");
  await mine(mfa).getByRole("button", { name: "Take it back" }).click();
  await expect(answered(picum)).toContainText("0 of 11");
  await expect(mine(mfa).getByRole("radio")).toHaveCount(4);
});

test("of a secret vote the totals are told and no names; what was cast without a line goes when it is back", async ({
  enter,
}) => {
  test.setTimeout(240_000);
  const office = await enter("Secretariat 1");
  const mfa = await enter("MFA delegate 1");
  const picum = await enter("PICUM delegate 1", PHONE);
  const mri = await enter("MRI delegate 1");
  await letFewDecide(office);
  const address = await propose(office);
  await openBallot(office, { how: /^By vote/, told: /^Secret/ });
  for (const page of [mfa, picum, mri]) {
    await page.goto(address);
    await expect(mine(page).getByRole("radio")).toHaveCount(3);
  }

  await picum.context().setOffline(true);
  await expect(picum.getByText(/^No connection since/)).toBeVisible();
  await answer(picum, /^No$/);
  await expect(mine(picum)).toContainText("Not yet recorded.");
  await answer(mfa, /^Yes$/);
  await answer(mri, /^Yes$/);
  await expect(answered(office)).toContainText("2 of 11");
  await picum.context().setOffline(false);
  await expect(answered(office)).toContainText("3 of 11");
  await expect(mine(picum)).toContainText("Recorded:");

  await close(office);
  for (const page of [office, mfa, picum, mri]) {
    await expect(outcome(page)).toContainText("Yes: 2 · No: 1 · Abstain: 0");
    await expect(outcome(page)).toContainText("2 × 2 = 4 > 3");
    await expect(rollCall(page)).toContainText("who chose what is erased");
    await expect(rollCall(page)).toContainText("Migrant Forum in Asia");
    await expect(rollCall(page).getByText(/^(Yes|No|Abstain)$/)).toHaveCount(0);
  }
  /* Who answered stands in one row, what was chosen in another that names nobody. */
  const positions = rowsIn(await snapshot(office), "position");
  const chosen = positions.filter((row) => row["choice"] !== null);
  expect(chosen).toHaveLength(3);
  expect(chosen.every((row) => row["organization_id"] === null)).toBe(true);
});

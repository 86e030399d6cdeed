/*
 * Voices: what somebody at the base tells goes to their own organization and nowhere else, tells of them
 * what they agreed to and no more, comes back with a question, and is taken back from every screen.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { goTo, heading, idHere, rowOf, section } from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";
import { call } from "./support/wire.ts";

/* Whoever is at the base of it does not see it in the directory. */
const MINE = "your organization";
const AUTHOR = "Base member of sample deportee support circle";
const DELEGATE = "Caucus facilitator 1";
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

const TITLE = "Curlew wages left unpaid";
const TOLD = "We were sent back before the last curlew wages were paid.";
const QUESTION = "In which curlew year was that?";

const main = (page: Page) => page.getByRole("main");
const station = (page: Page) => main(page).locator("[aria-current=step]");

const personOf = async (page: Page) =>
  String((await call(page, "session.who", {}, "1")).result?.["person_id"]);

/** Whether any file of the coalition's folder has these bytes. */
const filesHold = (folder: string, words: string): boolean =>
  readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(words));

const axe = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;

/** The rows of editions in what a socket heard. */
const editionsIn = (frames: readonly string[]): string =>
  frames
    .map((frame) => JSON.parse(frame))
    .flatMap(({ params, result }) => params?.rows ?? result?.rows ?? [])
    .filter(([table]: readonly unknown[]) => table === "edition")
    .map((row: unknown) => JSON.stringify(row))
    .join("\n");

/** Writes a voice, as far as the two buttons. */
async function write(page: Page): Promise<void> {
  await page.goto("/voices");
  await main(page).getByRole("link", { name: "Add a voice" }).click();
  await expect(heading(page, "A new voice")).toBeVisible();
  await page.getByLabel("What it is about, in a line").fill(TITLE);
  await page.getByRole("textbox", { name: "What is told" }).fill(TOLD);
}

test("a voice without a name goes to its organization, comes back with a question, is taken in, and is taken back", async ({
  coalition,
  enter,
}) => {
  test.setTimeout(180_000); /* five browsers */
  const author = await enter(AUTHOR, PHONE);
  const delegate = await enter(DELEGATE);
  const elsewhere = await enter("MFA delegate 1");
  const office = await enter("Secretariat 1");
  const person_id = await personOf(author);
  await goTo(delegate, "Voices");
  await expect(main(delegate)).toContainText("No voices yet.");
  for (const page of [elsewhere, office]) await goTo(page, "Voices");

  /* On a phone it is a room of the bar below. What will be read is seen before it is given. */
  await author.getByRole("navigation", { name: "Main rooms" }).getByText("Voices").click();
  await expect(main(author)).toContainText("what do people where you are say?");
  await write(author);
  const preview = section(author, `What ${MINE} will read`);
  await expect(preview).toContainText("nobody is named");
  await expect(preview).toContainText(TOLD);
  await expect(preview).not.toContainText(AUTHOR);
  await author.getByRole("radio", { name: /^The author’s own name/ }).check();
  await expect(preview).toContainText(AUTHOR);
  await author.getByRole("radio", { name: /^None/ }).check();
  await expect(preview).not.toContainText(AUTHOR);
  expect(await axe(author)).toEqual([]);

  /* Who is in the organization is known there; what comes with the voice says nothing of who gave it. */
  const before = heardBy(delegate).frames.length;
  const since = () => editionsIn(heardBy(delegate).frames.slice(before));
  await author.getByRole("button", { name: `Give it to ${MINE}` }).click();
  await expect(heading(author, TITLE)).toBeVisible();
  await expect(station(author)).toContainText("given");
  const voice = idHere(author);
  await expect(rowOf(delegate, TITLE)).toContainText("nobody is named");
  await rowOf(delegate, TITLE).click();
  await expect(heading(delegate, TITLE)).toBeVisible();
  await expect(section(delegate, "What is told")).toContainText(TOLD);
  await expect(section(delegate, "What its author allows")).toContainText("nobody is named");
  await expect(main(delegate)).not.toContainText(AUTHOR);
  for (const page of [author, delegate]) expect(await axe(page)).toEqual([]);

  /* A question goes back; its author alone can change the words, and gives it again. */
  await delegate.getByRole("button", { name: "Give it back with a question…" }).click();
  const asking = delegate.getByRole("dialog");
  await expect(asking.getByRole("button", { name: "Give it back" })).toBeDisabled();
  await asking.getByRole("textbox", { name: "What you ask" }).fill(QUESTION);
  await asking.getByRole("button", { name: "Give it back" }).click();
  await expect(asking).toBeHidden();
  await expect(delegate.getByRole("button", { name: "Take it in" })).toHaveCount(0);
  await expect(section(author, "Given back with this question")).toContainText(QUESTION);
  await expect(station(author)).toContainText("given back");
  await author.getByRole("button", { name: "Edit what is told" }).click();
  await author.locator(".open").getByRole("textbox").fill(`${TOLD} In 2019.`);
  await author.getByRole("button", { name: "Save what is told" }).click();
  await expect(section(author, "What is told")).toContainText("In 2019.");
  await expect(main(delegate)).not.toContainText("In 2019.");
  await author.getByRole("button", { name: `Give it again to ${MINE}` }).click();
  await expect(section(delegate, "What is told")).toContainText("In 2019.");
  await expect(main(delegate)).not.toContainText(QUESTION);

  /* It waits on the delegate's Today, and is taken in there. */
  await goTo(delegate, "Today");
  const waits = section(delegate, "Waits for you");
  await expect(waits).toContainText(TITLE);
  await waits.getByRole("button", { name: "Take it in" }).click();
  await expect(waits).not.toContainText(TITLE);
  await expect(station(author)).toContainText("taken in");
  await expect(author.getByRole("button", { name: "Edit what is told" })).toHaveCount(0);
  await delegate.goto(`/voices/${voice}`);
  await expect(station(delegate)).toContainText("taken in");
  expect(since()).toContain(TITLE);
  expect(since()).not.toContain(person_id);
  expect(since()).not.toContain(AUTHOR);

  for (const page of [elsewhere, office]) {
    await page.goto(`/voices/${voice}`);
    await expect(heading(page, "There is nothing here for you")).toBeVisible();
    expect(await heardBy(page).everything()).not.toMatch(/curlew/i);
    expect(await heardBy(page).everything()).not.toContain(voice);
  }

  /* Its author takes it back, from every screen and from the file. */
  expect(filesHold(coalition.folder, TOLD)).toBe(true);
  await author.getByRole("button", { name: "Take it back…" }).click();
  const dialog = author.getByRole("dialog");
  await expect(dialog).toContainText("This cannot be undone.");
  expect(await axe(author)).toEqual([]);
  await dialog.getByRole("button", { name: "Take the voice back" }).click();
  await expect(dialog).toBeHidden();
  for (const page of [author, delegate]) {
    await expect(heading(page, "A voice that was taken back")).toBeVisible();
    await expect(page.getByText(/curlew/i)).toHaveCount(0);
  }
  /* The words go at once, the answer comes when the file has lost them too. */
  await expect.poll(() => filesHold(coalition.folder, TOLD)).toBe(false);
});

test("a draft is heard by nobody; once it is deleted nothing of it is left", async ({
  coalition,
  enter,
}) => {
  const author = await enter(AUTHOR, PHONE);
  const delegate = await enter(DELEGATE);
  await goTo(delegate, "Voices");
  await write(author);
  await author.getByRole("button", { name: "Keep as a draft" }).click();
  await expect(heading(author, TITLE)).toBeVisible();
  await expect(main(author)).toContainText("Read by you alone");
  await expect(author.getByRole("button", { name: `Give it to ${MINE}` })).toBeEnabled();
  await delegate.goto(`/voices/${idHere(author)}`);
  await expect(heading(delegate, "There is nothing here for you")).toBeVisible();
  expect(await heardBy(delegate).everything()).not.toMatch(/curlew/i);

  await author.getByRole("button", { name: "Delete the draft…" }).click();
  await author.getByRole("button", { name: "Delete the draft", exact: true }).click();
  await expect(main(author)).toContainText("No voices yet.");
  await expect.poll(() => filesHold(coalition.folder, TOLD)).toBe(false);
});

test("who acts for no organization reads to whom voices are given", async ({ enter }) => {
  const office = await enter("Secretariat 1");
  await office.keyboard.press("g");
  await office.keyboard.press("v");
  await expect(heading(office, "Voices")).toBeVisible();
  await main(office).getByRole("link", { name: "Add a voice" }).click();
  await expect(main(office)).toContainText("Voices are given to one’s own organization");
  await expect(main(office).getByRole("textbox")).toHaveCount(0);
});

test("what was written without a line is given when it is back", async ({ enter }) => {
  const author = await enter(AUTHOR, PHONE);
  const delegate = await enter(DELEGATE);
  await goTo(delegate, "Voices");
  await write(author);
  await author.context().setOffline(true);
  await expect(author.getByText(/^No connection since/)).toBeVisible();
  await author.getByRole("button", { name: `Give it to ${MINE}` }).click();
  await expect(heading(author, TITLE)).toBeVisible();
  await author.context().setOffline(false);
  await expect(rowOf(delegate, TITLE)).toBeVisible();
});

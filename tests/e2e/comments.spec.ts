/*
 * What is said about a thing: by delegates, observers, groups and the Secretariat, live for all who look
 * and for nobody else; whom it speaks to, what becomes of it without a line, and how it is taken back.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator } from "@playwright/test";
import { admit, choose, heading, idHere, open, section, startGroup } from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";
import { call, newId, rowsIn, snapshot } from "./support/wire.ts";

const COALITION = "00000000-0000-4000-8000-000000000002";
const MFA = "Migrant Forum in Asia";
const PICUM = "Platform for International Cooperation on Undocumented Migrants";
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

const comments = (page: Page) => section(page, "Comments");
const main = (page: Page) => page.getByRole("main");
const field = (within: Page | Locator) => within.getByRole("textbox", { name: "Your comment" });
const comment = (page: Page, words: string) => page.getByRole("article").filter({ hasText: words });

async function say(page: Page, words: string): Promise<void> {
  await field(page).fill(words);
  await page.getByRole("button", { name: "Add comment" }).click();
}

/** A sign is typed and somebody or something chosen for it. */
async function name(
  page: Page,
  sign: "@" | "#",
  typed: string,
  chosen: string,
  within: Page | Locator = page,
): Promise<void> {
  await field(within).press("End");
  await field(within).pressSequentially(sign);
  const box = page.getByRole("combobox", {
    name: sign === "@" ? "Who is spoken to?" : "What is pointed at?",
  });
  await expect(box).toBeFocused();
  await choose(page, box, typed, chosen);
  await expect(field(within)).toBeFocused();
}

const personOf = async (page: Page) =>
  String((await call(page, "session.who", {}, "1")).result?.["person_id"]);

const mfaOf = async (page: Page) =>
  String(
    rowsIn(await snapshot(page), "organization").find((row) => row["name"] === MFA)?.[
      "organization_id"
    ],
  );

/** Whether any file of the coalition's folder has these bytes. */
const filesHold = (folder: string, words: string): boolean =>
  readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(words));

test("delegates, an observer and the secretariat talk about a public page; nobody outside hears it", async ({
  enter,
  visitor,
}) => {
  test.setTimeout(120_000); /* five browsers */
  const delegate = await enter("PICUM delegate 1");
  const observer = await enter("BWI observer delegate 1");
  const office = await enter("Secretariat 1");
  const base = await enter("Base member of sample deportee support circle");
  const stranger = await visitor();
  await stranger.goto("/network");
  for (const page of [delegate, observer, office, base, stranger]) await open(page, MFA);
  await expect(comments(delegate)).toContainText("Nothing has been said about this yet.");
  await expect(comments(delegate)).toContainText(
    "This page is public. What is said here is read in the coalition alone.",
  );

  /* Spoken to and pointed at by name; kept as ids. */
  await field(delegate).fill("Heron asks ");
  await name(delegate, "@", "MFA delegate 1", "MFA delegate 1");
  await name(delegate, "#", "PICUM", PICUM);
  await expect(field(delegate)).toHaveValue(`Heron asks @MFA delegate 1 #${PICUM} `);
  await field(delegate).press("Control+Enter");
  await expect(field(delegate)).toHaveValue("");
  const own = comment(delegate, "Heron asks");
  await expect(own.getByRole("link", { name: PICUM })).toBeVisible();
  await expect(own).toContainText("PICUM delegate 1");
  await expect(own).toContainText("@MFA delegate 1");
  await expect.poll(() => heardBy(observer).frames.join()).toContain("Heron asks @[person:");

  /* What came meanwhile waits under a button, and moves nothing. */
  await observer.getByRole("button", { name: "1 new, show" }).click();
  await observer.getByRole("button", { name: "Answer PICUM delegate 1" }).click();
  const answer = observer.getByRole("textbox", { name: "Your answer to PICUM delegate 1" });
  await expect(answer).toBeFocused();
  await answer.fill("Egret answers");
  await observer.getByRole("button", { name: "Add answer" }).click();
  await expect(comment(observer, "Egret answers")).toBeVisible();
  await expect(answer).toHaveCount(0);
  await expect(observer.getByRole("button", { name: /^Resolve/ })).toHaveCount(0);

  /* The Secretariat ends it; an answer opens it again. */
  await office.getByRole("button", { name: "2 new, show" }).click();
  await office.getByRole("button", { name: "Resolve what PICUM delegate 1 began" }).click();
  for (const page of [office, delegate]) {
    await expect(page.getByRole("article")).toHaveCount(0);
    await page.getByRole("button", { name: "1 resolved" }).click();
    await expect(comments(page)).toContainText("Resolved by Secretariat 1");
  }
  await delegate.getByRole("button", { name: "Answer PICUM delegate 1" }).click();
  await delegate.getByRole("textbox", { name: /^Your answer/ }).fill("Once more");
  await delegate.getByRole("button", { name: "Add answer" }).click();
  await expect(office.getByRole("button", { name: "1 resolved" })).toHaveCount(0);

  /* Own words are changed in their place. */
  await comment(delegate, "Once more").getByRole("button", { name: "Change your comment" }).click();
  await delegate.getByRole("textbox", { name: "Your comment, changed" }).fill("Once again");
  await delegate.getByRole("button", { name: "Save comment" }).click();
  await office.getByRole("button", { name: "1 new, show" }).click();
  await expect(comment(office, "Once again")).toContainText("changed");

  for (const page of [base, stranger]) {
    await expect(heading(page, MFA)).toBeVisible();
    await expect(comments(page)).toHaveCount(0);
    expect(await heardBy(page).everything()).not.toMatch(/Heron|Egret/);
  }
  const refused = await call(base, "comment.add", {
    comment_id: newId(),
    about_table: "organization",
    about_id: idHere(base),
    text: "And I?",
  });
  expect(refused.error).toBe("E_FORBIDDEN");
});

test("a goal of a plan is spoken of where it stands, and whom it speaks to comes there; a series on its page", async ({
  enter,
}) => {
  const delegate = await enter("PICUM delegate 1");
  const observer = await enter("BWI observer delegate 1");
  const rows = await snapshot(delegate);
  const goal = rowsIn(rows, "goal").find((row) => row["space_id"] === COALITION);
  const plan = String(goal?.["plan_id"]);
  const lineOf = (page: Page) => page.locator(`#line-${goal?.["goal_id"]}`);

  await delegate.goto(`/plans/${plan}?as=outline`);
  await lineOf(delegate).getByRole("button", { name: "Comment" }).click();
  await field(lineOf(delegate)).fill("Heron asks ");
  await name(delegate, "@", "BWI observer", "BWI observer delegate 1", lineOf(delegate));
  await field(lineOf(delegate)).press("Control+Enter");
  await expect(comment(delegate, "Heron asks")).toBeVisible();

  await observer.getByRole("link", { name: "For you 1 not seen" }).click();
  await main(observer)
    .getByRole("link", { name: String(goal?.["name"]) })
    .click();
  await expect(comment(observer, "Heron asks")).toBeVisible();
  await expect(lineOf(observer)).toBeFocused();
  await expect(lineOf(observer).getByRole("button", { name: "1 comment" })).toBeInViewport();
  expect((await new AxeBuilder({ page: observer }).analyze()).violations).toEqual([]);

  const series = rowsIn(rows, "series")[0];
  for (const page of [delegate, observer]) {
    await page.goto(`/series/${series?.["series_id"]}`);
    await expect(comments(page)).toContainText("Nothing has been said about this yet.");
  }
  await say(delegate, "Each year?");
  await expect(comment(delegate, "Each year?")).toBeVisible();
  await observer.getByRole("button", { name: "1 new, show" }).click();
  await expect(comment(observer, "Each year?")).toBeVisible();
});

test("what a closed group says of its meeting stays there, and whom it cannot speak to is said before sending", async ({
  enter,
}) => {
  test.setTimeout(120_000); /* four browsers */
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Closed circle", "the group");
  await admit(facilitator, "PICUM", PICUM);
  await facilitator.getByRole("link", { name: "Plan a meeting" }).click();
  await facilitator.getByLabel("What it is called").fill("Night call");
  await facilitator.getByLabel("From", { exact: true }).fill("2031-03-04T20:00");
  await facilitator.getByRole("button", { name: "Plan it" }).click();
  await facilitator.locator("ul.rows a, main h1").filter({ hasText: "Night call" }).first().click();
  await expect(heading(facilitator, "Night call")).toBeVisible();
  const meeting = idHere(facilitator);
  await expect(comments(facilitator)).toContainText("Read by the people of Closed circle alone.");

  const inside = await enter("PICUM delegate 1");
  const office = await enter("Secretariat 1");
  const outside = await enter("PANiDMR delegate 1");
  await inside.goto(`/meetings/${meeting}`);
  await expect(comments(inside)).toContainText("Nothing has been said about this yet.");

  /* Somebody whom the writer knows and who is not in the group. */
  await field(facilitator).fill("Bittern ");
  await name(facilitator, "@", "PANiDMR delegate 1", "PANiDMR delegate 1");
  const warning = comments(facilitator).getByRole("alert");
  await expect(warning).toContainText("Cannot see what is said here: PANiDMR delegate 1.");
  await facilitator.getByRole("button", { name: "Add comment" }).click();
  await expect(field(facilitator)).toHaveValue("Bittern @PANiDMR delegate 1 ");
  expect(heardBy(facilitator).sent.join()).not.toContain("Bittern");

  /* The server says the same to whoever asks it anyway. */
  const panidmr = await personOf(outside);
  const refused = await call(facilitator, "comment.add", {
    acting_for: await mfaOf(facilitator),
    comment_id: newId(),
    about_table: "meeting",
    about_id: meeting,
    text: `Bittern @[person:${panidmr}]`,
  });
  expect(refused.error).toBe("E_OUTSIDE");

  /* With the name out, and one of the group in, it goes. */
  await field(facilitator).fill("Bittern ");
  await expect(warning).toHaveCount(0);
  await name(facilitator, "@", "PICUM delegate 1", "PICUM delegate 1");
  await facilitator.getByRole("button", { name: "Add comment" }).click();
  await inside.getByRole("button", { name: "1 new, show" }).click();
  await expect(comment(inside, "Bittern").locator("mark")).toHaveText("@PICUM delegate 1");

  for (const page of [office, outside]) {
    await page.goto(`/meetings/${meeting}`);
    await expect(heading(page, "There is nothing here for you")).toBeVisible();
    expect(await heardBy(page).everything()).not.toContain("Bittern");
  }

  /* Who is in it no longer loses what was said. */
  await facilitator.goto("/groups");
  await open(facilitator, "Closed circle");
  await facilitator.getByRole("button", { name: /^Change: Platform/ }).click();
  const dialog = facilitator.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^no longer in the group/ }).check();
  await dialog.getByRole("button", { name: "End the membership" }).click();
  await expect(heading(inside, "There is nothing here for you")).toBeVisible();
  await expect(comment(inside, "Bittern")).toHaveCount(0);
});

test("what is said without a line is seen at once, sent later, and a draft survives another page", async ({
  enter,
}) => {
  const phone = await enter("MFA delegate 1", PHONE);
  const other = await enter("PICUM delegate 1");
  await open(phone, MFA);
  await open(other, MFA);
  await expect(field(phone)).toBeVisible();
  await expect(comments(other)).toContainText("Nothing has been said about this yet.");
  await phone.context().setOffline(true);
  await expect(phone.getByText(/^No connection since/)).toBeVisible();
  await say(phone, "Said on a hill");
  await expect(comment(phone, "Said on a hill")).toContainText("not sent yet");
  await phone.getByRole("button", { name: "Answer MFA delegate 1" }).click();
  await phone.getByRole("textbox", { name: /^Your answer/ }).fill("And answered there");
  await phone.getByRole("button", { name: "Add answer" }).click();
  await expect(comment(phone, "And answered there")).toContainText("not sent yet");
  await phone.context().setOffline(false);
  await other.getByRole("button", { name: "2 new, show" }).click();
  await expect(comment(other, "Said on a hill")).toBeVisible();
  await expect(comment(other, "And answered there")).toBeVisible();
  await expect(comment(phone, "Said on a hill")).not.toContainText("not sent yet");

  await field(phone).fill("Half a thought");
  await phone.goBack();
  await open(phone, MFA);
  await expect(field(phone)).toHaveValue("Half a thought");
});

test("what cannot be said any more when the line is back is kept, with the reason", async ({
  enter,
}) => {
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Short circle", "the group");
  await admit(facilitator, "PICUM", PICUM);
  const inside = await enter("PICUM delegate 1");
  await inside.goto(`/groups/${idHere(facilitator)}`);
  await expect(field(inside)).toBeVisible();

  /* A comment is on its way when the group ends. */
  await inside.context().setOffline(true);
  await expect(inside.getByText(/^No connection since/)).toBeVisible();
  await say(inside, "Too late");
  await expect(comment(inside, "Too late")).toBeVisible();
  const acting_for = await mfaOf(facilitator);
  for (const act of ["group.activate", "group.close"]) {
    const done = await call(facilitator, act, { acting_for, group_id: idHere(facilitator) });
    expect(done.error).toBeUndefined();
  }
  await inside.context().setOffline(false);
  await expect(comments(inside)).toContainText("This group is over");
  await expect(comment(inside, "Too late")).toHaveCount(0);
  await inside.getByRole("link", { name: "See what it is" }).click();
  await expect(inside.getByText("Too late")).toBeVisible();
});

test("own words are taken back, from every screen and from the file", async ({
  coalition,
  enter,
}) => {
  const writer = await enter("MFA delegate 1");
  const other = await enter("PICUM delegate 1");
  await open(writer, MFA);
  await open(other, MFA);
  await expect(comments(other)).toContainText("Nothing has been said about this yet.");
  await say(writer, "Kingfisher was here");
  await other.getByRole("button", { name: "1 new, show" }).click();
  await expect(comment(other, "Kingfisher")).toBeVisible();
  await expect(other.getByRole("button", { name: /^Take back/ })).toHaveCount(0);
  expect(filesHold(coalition.folder, "Kingfisher")).toBe(true);

  await writer.getByRole("button", { name: "Take back what MFA delegate 1 said" }).click();
  const dialog = writer.getByRole("dialog");
  await expect(dialog).toContainText("This cannot be undone.");
  await dialog.getByRole("button", { name: "Take the words back" }).click();
  await expect(dialog).toBeHidden();
  for (const page of [writer, other]) {
    await expect(comment(page, "What stood here was taken back.")).toBeVisible();
    await expect(page.getByText("Kingfisher")).toHaveCount(0);
  }
  expect(filesHold(coalition.folder, "Kingfisher")).toBe(
    false,
  ); /* it was answered when that was so */
});

test("an item of an agenda has its own, folded under its line", async ({ enter }) => {
  const office = await enter("Secretariat 1");
  await office.goto("/meetings");
  await office.getByRole("link", { name: "Plan a meeting" }).click();
  await office.getByLabel("What it is called").fill("Open hour");
  await office.getByLabel("From", { exact: true }).fill("2031-03-04T20:00");
  await office.getByRole("button", { name: "Plan it" }).click();
  await office.locator("ul.rows a, main h1").filter({ hasText: "Open hour" }).first().click();
  await office.getByLabel("Next item").fill("Wells");
  await section(office, "Agenda").getByRole("button", { name: "Add it", exact: true }).click();
  const agenda = section(office, "Agenda");
  await agenda.getByRole("button", { name: "Comment", exact: true }).click();
  await agenda.getByRole("textbox", { name: "Your comment" }).fill("Whose wells?");
  await agenda.getByRole("button", { name: "Add comment" }).click();
  await expect(agenda.getByRole("button", { name: "1 comment" })).toBeVisible();
  await expect(agenda.getByRole("article")).toContainText("Whose wells?");
});

for (const [look, options] of Object.entries({
  "wide, in the light": { colorScheme: "light" },
  "on a phone, in the dark, in Arabic": { ...PHONE, colorScheme: "dark", locale: "ar" },
} as const)) {
  test(`nothing axe finds in a thread, its fields and its picker: ${look}`, async ({ enter }) => {
    const office = await enter("Secretariat 1");
    await open(office, MFA);
    await say(office, "First words");
    await expect(comment(office, "First words")).not.toContainText("not sent yet");
    const page = await enter("PICUM delegate 1", options);
    await page.goto(`/network/${idHere(office)}`);
    await page.locator(".thread .acts button").first().click();
    await page.locator(".replies textarea").fill("كلمات");
    await page.locator(".replies .composer .btns button").first().click();
    await expect(page.locator(".replies .comment")).toHaveCount(1);
    await page.locator(".composer").last().locator(".btns button").nth(1).click();
    await expect(page.locator(".picker [role=option]").first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width).toBeLessThanOrEqual(0);

    /* Esc leaves the picker, and nothing else. */
    await page.keyboard.press("Escape");
    await expect(page.locator(".picker")).toHaveCount(0);
    await expect(page.locator(".composer textarea").last()).toBeFocused();
  });
}

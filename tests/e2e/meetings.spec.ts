/*
 * Meetings by those who hold them: a series planned in one zone and read in two others, an agenda
 * filled from the backlog, what was agreed drawn from it, minutes to their adoption.
 */
import {
  admit,
  choose,
  goTo,
  heading,
  idHere,
  open,
  rowOf,
  section,
  startGroup,
} from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";

const PANIDMR = "Pan African Network";
const PICUM = "Platform for International Cooperation on Undocumented Migrants";
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

const agenda = (page: Page) => section(page, "Agenda");
const state = (page: Page) => section(page, "State");
const backlog = (page: Page) => section(page, "Waits to be taken up");

async function planOne(page: Page, title: string, starts: string, ends: string): Promise<void> {
  await page.getByRole("link", { name: "Plan a meeting" }).click();
  await page.getByLabel("What it is called").fill(title);
  await page.getByLabel("From", { exact: true }).fill(starts);
  await page.getByLabel("Until", { exact: true }).fill(ends);
  await page.getByLabel("Time zone").selectOption("Africa/Accra");
}

test("a series planned in Accra is read in Manila and New York, keeps its hour, and one of it is moved", async ({
  enter,
}) => {
  const facilitator = await enter("MFA delegate 1", { timezoneId: "Africa/Accra" });
  await startGroup(facilitator, "Wells group", "the group");
  await admit(facilitator, "PICUM", PICUM);
  await admit(facilitator, "PANiDMR", PANIDMR);
  await facilitator.getByRole("link", { name: "Plan a meeting" }).click();
  await facilitator.getByRole("button", { name: "Plan it" }).click();
  await expect(facilitator.getByRole("alert")).toContainText("What it is called");
  await facilitator.getByLabel("What it is called").fill("Wells call");
  await facilitator.getByLabel("From", { exact: true }).fill("2031-03-04T20:00");
  await expect(facilitator.getByLabel("Until", { exact: true })).toHaveValue("2031-03-04T21:00");
  await expect(facilitator.getByLabel("Time zone")).toHaveValue("Africa/Accra");
  await facilitator.getByLabel("How often").selectOption({ label: "Every week" });
  await facilitator.getByLabel("Goes on until").fill("2031-03-31");
  await facilitator.getByRole("button", { name: "Plan it" }).click();
  const rows = (page: Page) => page.locator("ul.rows a").filter({ hasText: "Wells call" });
  const days = [4, 11, 18, 25].map((day) => `Tue, ${day} March 2031, 20:00–21:00 (Accra)`);
  await expect(rows(facilitator)).toContainText(days);
  await expect(rows(facilitator).first()).not.toContainText("your time");

  /* New York turns its clocks on 9 March: the hour in Accra stays, and so does Manila's, next day. */
  const manila = await enter("PANiDMR delegate 1", { timezoneId: "Asia/Manila" });
  const newYork = await enter("PICUM delegate 1", { timezoneId: "America/New_York" });
  for (const [reader, hours] of [
    [manila, [5, 12, 19, 26].map((day) => `Wed ${day} Mar, 04:00–05:00 your time`)],
    [newYork, ["15:00–16:00", ...Array(3).fill("16:00–17:00")].map((at) => `${at} your time`)],
  ] as const) {
    await goTo(reader, "Meetings");
    await expect(rows(reader)).toContainText(days);
    await expect(rows(reader)).toContainText(hours);
  }
  await expect(rows(newYork).first()).not.toContainText("Tue 4 Mar");

  await rows(newYork).first().click();
  await expect(newYork.getByRole("group", { name: "Does PICUM come?" })).toBeVisible();
  await newYork.getByRole("button", { name: "Yes", exact: true }).click();
  await expect(section(newYork, "Who comes")).toContainText("1 comes");

  await rows(facilitator).first().click();
  await expect(section(facilitator, "Who comes")).toContainText("1 comes");
  await facilitator.getByRole("button", { name: "Change when it is" }).click();
  const dialog = facilitator.getByRole("dialog");
  await dialog.getByLabel("From", { exact: true }).fill("2031-03-06T19:00");
  await dialog.getByLabel("Until", { exact: true }).fill("2031-03-06T18:00");
  await dialog.getByRole("button", { name: "Save the time" }).click();
  await expect(dialog).toContainText("The end lies before the beginning");
  await dialog.getByLabel("Until", { exact: true }).fill("2031-03-06T20:00");
  await dialog.getByRole("button", { name: "Save the time" }).click();
  await expect(dialog).toBeHidden();
  await expect(newYork.locator("main")).toContainText("Thu, 6 March 2031, 19:00–20:00 (Accra)");
  await expect(newYork.locator("main")).toContainText("14:00–15:00 your time");
  await expect(rows(manila).first()).toContainText("Fri 7 Mar, 03:00–04:00 your time");
  await expect(section(facilitator, "More of this series")).toContainText(
    "Tue, 11 March 2031, 20:00",
  );

  /* Nobody outside the group was told of it. */
  const outside = await enter("MRI delegate 1");
  await outside.goto("/meetings?whose=all");
  await expect(outside.getByText("No meeting yet.")).toBeVisible();
  expect(await heardBy(outside).everything()).not.toContain("Wells call");
});

test("a series without an end says how far it was made", async ({ enter }) => {
  const page = await enter("MFA delegate 1");
  await startGroup(page, "Wells group", "the group");
  await planOne(page, "Wells call", "2031-03-04T10:00", "2031-03-04T11:00");
  await page.getByLabel("How often").selectOption("quarterly");
  await page.getByRole("button", { name: "Plan it" }).click();
  await rowOf(page, "Wells call").click();
  const series = section(page, "More of this series");
  await expect(series).toContainText("goes on; made as far as 2 March 2032");
});

test("all meetings of a series that come are changed at once; one that was moved by hand stays", async ({
  enter,
}) => {
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Wells group", "the group");
  await admit(facilitator, "PICUM", PICUM);
  await planOne(facilitator, "Wells call", "2031-03-04T10:00", "2031-03-04T11:00");
  await facilitator.getByLabel("How often").selectOption({ label: "Every week" });
  await facilitator.getByLabel("Goes on until").fill("2031-03-31");
  await facilitator.getByRole("button", { name: "Plan it" }).click();
  const rows = facilitator.locator("ul.rows a").filter({ hasText: "Wells call" });
  await expect(rows).toHaveCount(4);
  const member = await enter("PICUM delegate 1");
  await goTo(member, "Meetings");

  await rows.nth(1).click();
  await facilitator.getByRole("button", { name: "Change when it is" }).click();
  const dialog = facilitator.getByRole("dialog");
  await dialog.getByLabel("From", { exact: true }).fill("2031-03-12T15:00");
  await dialog.getByRole("button", { name: "Save the time" }).click();
  await expect(dialog).toBeHidden();

  await facilitator.getByRole("button", { name: "Change all that come…" }).click();
  await expect(dialog).toContainText("3 meetings are changed, from");
  await expect(dialog).toContainText("1 meeting was changed by hand and stays.");
  await dialog.getByLabel("Begins at").fill("08:30");
  await dialog.getByLabel("Lasts").selectOption({ label: "90 minutes" });
  await dialog.getByLabel("Call", { exact: true }).fill("calls.example/wells");
  await dialog.getByRole("button", { name: "Change 3 meetings" }).click();
  await expect(dialog).toContainText("https://");
  await expect(dialog.getByLabel("Begins at")).toHaveValue("08:30");
  await dialog.getByLabel("Call", { exact: true }).fill("https://calls.example/wells");
  await dialog.getByRole("button", { name: "Change 3 meetings" }).click();
  await expect(dialog).toBeHidden();

  const theirs = member.locator("ul.rows a").filter({ hasText: "Wells call" });
  await expect(theirs).toContainText([
    "Tue, 4 March 2031, 08:30–10:00",
    "Wed, 12 March 2031, 15:00",
    "Tue, 18 March 2031, 08:30–10:00",
    "Tue, 25 March 2031, 08:30–10:00",
  ]);
  await expect(section(facilitator, "About the meeting")).toContainText("15:00");
});

test("a time that the clocks jump over is asked back with both readings, and what was typed stays", async ({
  enter,
}) => {
  const page = await enter("Secretariat 1");
  await page.goto("/meetings/new");
  await page.getByLabel("What it is called").fill("Night call");
  await page.getByLabel("From", { exact: true }).fill("2031-03-30T02:30");
  await page.getByLabel("Until", { exact: true }).fill("2031-03-30T05:00");
  await page.getByLabel("Time zone").selectOption("Europe/Brussels");
  await page.getByRole("button", { name: "Plan it" }).click();
  await expect(page.getByRole("alert")).toContainText("The clocks change over this time");
  await expect(page.getByLabel("What it is called")).toHaveValue("Night call");
  await page.getByRole("radio", { name: /30 March.*03:30/ }).check();
  await page.getByRole("button", { name: "Plan it" }).click();
  await expect(heading(page, "Night call")).toBeVisible();
  await expect(page.locator(".facts")).toContainText("03:30–05:00 (Brussels)");
});

test("an agenda is filled from the backlog and put in order; what is agreed is drawn from it, and finished offline by whose it is", async ({
  enter,
}) => {
  test.slow();
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Wells group", "the group");
  await admit(facilitator, "PICUM", PICUM);
  await admit(facilitator, "PANiDMR", PANIDMR);
  const group = idHere(facilitator);

  const member = await enter("PICUM delegate 1");
  await member.goto(`/groups/${group}`);
  await backlog(member).getByLabel("Bring something up").fill("The road to the wells");
  await backlog(member).getByRole("button", { name: "Add it", exact: true }).click();
  await expect(backlog(facilitator)).toContainText("The road to the wells");

  await planOne(facilitator, "Wells call", "2031-03-04T10:00", "2031-03-04T11:00");
  await facilitator.getByRole("button", { name: "Plan it" }).click();
  await expect(heading(facilitator, "Wells call")).toBeVisible();
  for (const title of ["Opening", "Figures", "Any other business"]) {
    await agenda(facilitator).getByLabel("Next item").fill(title);
    await agenda(facilitator).getByRole("button", { name: "Add it", exact: true }).click();
    await expect(agenda(facilitator)).toContainText(title);
  }
  await backlog(facilitator)
    .getByRole("button", { name: "Put “The road to the wells” on this agenda" })
    .click();
  const items = agenda(facilitator).locator(".agendaline");
  await expect(items).toHaveText([/1\s*Opening/, /2\s*Figures/, /3\s*Any other/, /4\s*The road/]);

  /* By buttons: before the last, then under the figures. */
  await agenda(facilitator).getByRole("button", { name: "Change “The road to the wells”" }).click();
  await agenda(facilitator).getByRole("button", { name: "Up", exact: true }).click();
  await expect(items).toHaveText([/1\s*Opening/, /2\s*Figures/, /3\s*The road/, /4\s*Any other/]);
  await agenda(facilitator).getByRole("button", { name: "Under the one above" }).click();
  await expect(items).toHaveText([/1\s*Opening/, /2\s*Figures/, /2.1\s*The road/, /3\s*Any other/]);
  await agenda(facilitator)
    .getByRole("button", { name: "Edit the minutes planned" })
    .or(agenda(facilitator).getByRole("button", { name: "Add: Minutes planned" }))
    .click();
  await agenda(facilitator).locator(".open").getByRole("combobox").selectOption({ label: "20" });
  await agenda(facilitator).getByRole("button", { name: "Save the minutes planned" }).click();
  await expect(agenda(facilitator)).toContainText("20 of 60 minutes planned");
  await agenda(facilitator).getByRole("button", { name: "Change who presents" }).click();
  const presenter = agenda(facilitator).getByRole("combobox", { name: "Who presents" });
  await choose(facilitator, presenter, "PICUM", PICUM);

  /* Where: a city is known, and no more than that. */
  const facts = (page: Page) => section(page, "About the meeting");
  await facilitator.getByRole("button", { name: "Add: Place" }).click();
  await facts(facilitator).locator(".open").getByRole("textbox").fill("Accra");
  await facilitator.getByRole("button", { name: "Save the place" }).click();
  await facilitator.getByRole("button", { name: "Edit how exactly the place is known" }).click();
  await facts(facilitator).locator(".open select").selectOption("city");
  await facilitator.getByRole("button", { name: "Save how exactly the place is known" }).click();

  /* The other sees it as it becomes, and may not change it. */
  await member.goto(`/meetings/${idHere(facilitator)}`);
  await expect(agenda(member).locator(".agendaline")).toHaveText([
    /Opening/,
    /Figures/,
    /2.1\s*The road/,
    /Any other/,
  ]);
  await expect(agenda(member).locator(".agendaline").nth(2)).toContainText(PICUM);
  await expect(facts(member)).toContainText("PlaceAccra");
  await expect(facts(member)).toContainText("How exactly the place is knowna city");
  await expect(agenda(member).getByRole("button", { name: /^Change/ })).toHaveCount(0);

  await state(facilitator).getByRole("button", { name: "Open the meeting" }).click();
  await expect(state(member)).toContainText("in session");
  await agenda(facilitator).getByRole("button", { name: "Agree on an action under 2.1" }).click();
  await agenda(facilitator).getByLabel("Action agreed under 2.1").fill("Mend the bridge");
  await agenda(facilitator)
    .locator(".agendaitem")
    .nth(2)
    .getByRole("button", { name: "Add it", exact: true })
    .click();
  await expect(agenda(member)).toContainText("Mend the bridge");
  await agenda(facilitator)
    .getByRole("button", { name: /Said under 1$/ })
    .click();
  await agenda(facilitator).locator("textarea").fill("All were greeted.");
  await agenda(facilitator).getByRole("button", { name: "Save what was said" }).click();
  await expect(agenda(member)).toContainText("All were greeted.");
  await section(facilitator, "Who comes")
    .getByRole("combobox", { name: /Whether Platform/ })
    .selectOption("present");
  await expect(section(member, "Who was there")).toContainText("1 present");

  for (const step of ["End the meeting", "Write up the minutes", "Circulate the minutes"]) {
    await state(facilitator).getByRole("button", { name: step }).click();
  }
  await state(facilitator).getByRole("button", { name: "Minutes adopted…" }).click();
  const dialog = facilitator.getByRole("dialog");
  await dialog.getByLabel("By which decision").fill("By consensus, 1 April");
  await dialog.getByRole("button", { name: "Record that they are adopted" }).click();
  await expect(state(member)).toContainText("By consensus, 1 April");
  await expect(agenda(facilitator).getByRole("button", { name: /Write:/ })).toHaveCount(0);
  await facilitator.getByLabel("What is wrong in the minutes").fill("Two were late.");
  await section(facilitator, "Corrections")
    .getByRole("button", { name: "Add it", exact: true })
    .click();
  await expect(section(member, "Corrections")).toContainText("Two were late.");

  /* The action is on the board, and leads back to where it was agreed; whose it becomes finishes it on a phone without a line. */
  await goTo(facilitator, "Action items");
  await facilitator.getByRole("button", { name: "All", exact: true }).click();
  await open(facilitator, "Mend the bridge");
  await section(facilitator, "About it").getByRole("link", { name: "Wells call" }).click();
  await expect(heading(facilitator, "Wells call")).toBeVisible();
  await facilitator.goBack();
  await facilitator.getByRole("button", { name: "Change the owner" }).click();
  await dialog.getByRole("radio", { name: "An organization" }).check();
  await choose(facilitator, dialog.getByRole("combobox"), "PANiDMR", PANIDMR);
  await dialog.getByRole("button", { name: "Save the owner" }).click();
  await expect(dialog).toBeHidden();
  const owner = await enter("PANiDMR delegate 1", PHONE);
  await owner.goto("/actions");
  await rowOf(owner, "Mend the bridge").click();
  await expect(heading(owner, "Mend the bridge")).toBeVisible();
  await owner.context().setOffline(true);
  await state(owner).getByRole("button", { name: "Mark as done" }).click();
  await expect(state(owner)).toContainText("now: done");
  await expect(state(facilitator)).toContainText("now: open");
  await owner.context().setOffline(false);
  await expect(state(facilitator)).toContainText("now: done");
});

test("an item of an agenda leads to what it is about, for those who see the agenda and nobody else", async ({
  enter,
}) => {
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Wells group", "the group");
  await admit(facilitator, "PICUM", PICUM);
  await planOne(facilitator, "Wells call", "2031-03-04T10:00", "2031-03-04T11:00");
  await facilitator.getByRole("button", { name: "Plan it" }).click();
  await expect(heading(facilitator, "Wells call")).toBeVisible();
  await agenda(facilitator).getByLabel("Next item").fill("Figures");
  await agenda(facilitator).getByRole("button", { name: "Add it", exact: true }).click();
  await agenda(facilitator).getByRole("button", { name: "Change “Figures”" }).click();
  for (const [typed, name] of [
    ["PICUM", PICUM],
    ["Wells gr", "Wells group"],
  ] as const) {
    await agenda(facilitator).getByRole("button", { name: "Say what it is about" }).click();
    const box = agenda(facilitator).getByRole("combobox", { name: "What is it about?" });
    await choose(facilitator, box, typed, name);
    await expect(agenda(facilitator).getByRole("link", { name, exact: true })).toBeVisible();
  }

  const member = await enter("PICUM delegate 1");
  await member.goto(`/meetings/${idHere(facilitator)}`);
  const links = agenda(member).locator(".aboutitem a");
  await expect(links).toHaveText([PICUM, "Wells group"]);
  await expect(agenda(member).getByRole("button", { name: /^Remove/ })).toHaveCount(0);
  await agenda(facilitator)
    .getByRole("button", { name: `Remove ${PICUM}` })
    .click();
  await expect(links).toHaveText(["Wells group"]);
  await links.first().click();
  await expect(heading(member, "Wells group")).toBeVisible();

  const outside = await enter("PANiDMR delegate 1");
  await goTo(outside, "Meetings");
  expect(await heardBy(outside).everything()).not.toContain("trace_link");
});

test("a draft asks nobody and may leave its time open; what is cancelled stays to be seen", async ({
  enter,
}) => {
  const office = await enter("Secretariat 1");
  await goTo(office, "Meetings");
  await office.getByRole("link", { name: "Plan a meeting" }).click();
  await office.getByLabel("What it is called").fill("Assembly");
  await office.getByRole("radio", { name: /^draft/ }).check();
  await office.getByRole("radio", { name: "time still open" }).check();
  await office.getByRole("button", { name: "Keep the draft" }).click();
  await expect(heading(office, "Assembly")).toBeVisible();
  await expect(section(office, "Who comes")).toHaveCount(0);
  await state(office).getByRole("button", { name: "Plan it" }).click();
  await expect(state(office)).toContainText("Something is missing here");
  await office.getByRole("button", { name: "Change when it is" }).click();
  const dialog = office.getByRole("dialog");
  await dialog.getByLabel("From", { exact: true }).fill("2031-05-04T10:00");
  await dialog.getByRole("button", { name: "Save the time" }).click();
  await expect(dialog).toBeHidden();
  await state(office).getByRole("button", { name: "Plan it" }).click();
  await expect(section(office, "Who comes")).toBeVisible();

  const delegate = await enter("PANiDMR delegate 1");
  await goTo(delegate, "Meetings");
  await rowOf(delegate, "Assembly").click();
  await delegate.getByRole("button", { name: "Perhaps" }).click();
  await expect(section(office, "Who comes")).toContainText("Perhaps");
  await state(office).getByRole("button", { name: "Cancel the meeting…" }).click();
  await office.getByRole("dialog").getByRole("button", { name: "Cancel it" }).click();
  await expect(state(delegate)).toContainText("cancelled");
  await delegate.goto("/meetings");
  await expect(section(delegate, "Past and cancelled")).toContainText("Assembly");
});

test("a calendar program fetches one's meetings by a secret address, until it is revoked", async ({
  enter,
  request,
}) => {
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Wells group", "the group");
  await planOne(facilitator, "Wells call", "2031-03-04T10:00", "2031-03-04T11:00");
  await facilitator.getByRole("button", { name: "Plan it" }).click();
  await expect(heading(facilitator, "Wells call")).toBeVisible();
  const file = await facilitator.request.get(`/api/v1/meeting.ics?id=${idHere(facilitator)}`);
  expect(file.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
  expect(await file.text()).toContain("SUMMARY:Wells call");
  expect((await request.get(file.url())).status()).toBe(404); // nobody is signed in there

  await facilitator.goto("/me");
  const calendar = section(facilitator, "In your calendar");
  await calendar.getByRole("button", { name: "Make an address" }).click();
  const dialog = facilitator.getByRole("dialog");
  const address = await dialog.getByLabel("Secret address").inputValue();
  const fetched = await request.get(address);
  expect(fetched.status()).toBe(200);
  expect(await fetched.text()).toContain("DTSTART;TZID=Africa/Accra:20310304T100000");
  expect(await fetched.text()).not.toContain("Wells");

  await facilitator.keyboard.press("Escape");
  await calendar.getByRole("button", { name: "Revoke" }).click();
  await expect(calendar.getByRole("button", { name: "Revoke" })).toHaveCount(0);
  await expect.poll(async () => (await request.get(address)).status()).toBe(404);
});

test("times are offered for a draft, marked by whom they suit, and whoever would sit there at night is named", async ({
  enter,
}) => {
  const delegate = await enter("MFA delegate 1", { timezoneId: "Asia/Manila" });
  await goTo(delegate, "Network");
  await open(delegate, "Migrant Forum in Asia");
  await delegate.getByRole("button", { name: "Add: Time zones" }).click();
  await delegate.getByLabel("Another zone").fill("Manila");
  await delegate.getByRole("button", { name: "Add it", exact: true }).click();
  await expect(delegate.locator(".open")).toContainText("There is no such time zone.");
  await delegate.getByLabel("Another zone").fill("Asia/Manila");
  await delegate.getByRole("button", { name: "Add it", exact: true }).click();
  await expect(delegate.locator(".taken")).toContainText("Asia/Manila");
  await startGroup(delegate, "Wells group");
  await admit(delegate, "PICUM", PICUM);

  await delegate.getByRole("link", { name: "Plan a meeting" }).click();
  await delegate.getByLabel("What it is called").fill("Wells call");
  await delegate.getByRole("radio", { name: "read by the coalition" }).check();
  await delegate.getByRole("radio", { name: /^draft/ }).check();
  await delegate.getByRole("radio", { name: "time still open" }).check();
  await delegate.getByRole("button", { name: "Keep the draft" }).click();
  await expect(heading(delegate, "Wells call")).toBeVisible();
  for (const hour of ["09:00", "16:00"]) {
    await delegate.getByRole("button", { name: "Offer a time" }).click();
    const dialog = delegate.getByRole("dialog");
    await dialog.getByLabel("From", { exact: true }).fill(`2031-03-04T${hour}`);
    await dialog.getByLabel("Time zone").selectOption("America/New_York");
    await dialog.getByRole("button", { name: "Offer it" }).click();
    await expect(dialog).toBeHidden();
  }
  const options = section(delegate, "Which time?").locator("li.option");
  await expect(options.first()).toContainText("At night for MFA (Manila, 22:00).");
  await expect(options.nth(1)).toContainText("At night for MFA (Manila, 05:00).");
  await expect(options.first()).toContainText("1 organization has not said where it works.");

  const other = await enter("PICUM delegate 1");
  await other.goto(`/meetings/${idHere(delegate)}`);
  const theirs = section(other, "Which time?").locator("li.option");
  await theirs.first().getByRole("button", { name: "If need be" }).click();
  await expect(options.first()).toContainText("If need be (1): Platform for");
  await expect(theirs.first().getByRole("button", { name: "Choose this time" })).toHaveCount(0);
  await options.first().getByRole("button", { name: "Choose this time" }).click();
  await expect(options.first()).toContainText("chosen");
  await expect(section(other, "About the meeting")).toContainText("09:00–10:00 (New York)");

  /* A group besides the one that meets. */
  const invited = section(delegate, "Groups also invited");
  await choose(
    delegate,
    invited.getByRole("combobox", { name: "Invite a group" }),
    "Council of Global Unions",
    "Council of Global Unions Working Group on Migration",
  );
  await expect(section(other, "Groups also invited")).toContainText("Council of Global Unions");
  await state(delegate).getByRole("button", { name: "Plan it" }).click();
  await expect(section(other, "Which time?")).toHaveCount(0);
});

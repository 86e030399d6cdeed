/* Today: what waits, with the deed in its row; for the secretariat what nobody looks after. */
import { admit, goTo, heading, idHere, rowOf, section, startGroup } from "./support/screens.ts";
import { expect, test } from "./support/test.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const PICUM = "Platform for International Cooperation on Undocumented Migrants";

/** A time on the clocks of everywhere, so many days ahead. */
const ahead = (days: number, hour: string): string =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${hour}`;

test("what waits for me stands by its deadline, and is done in its row", async ({ enter }) => {
  const facilitator = await enter("MFA delegate 1");
  await goTo(facilitator, "Today");
  await expect(facilitator.getByText("Nothing waits for you.")).toBeVisible();
  await startGroup(facilitator, "Wells group", "the group");
  const group = idHere(facilitator);
  await admit(facilitator, "PICUM", PICUM);
  await facilitator.getByRole("link", { name: "Plan a meeting" }).click();
  await facilitator.getByLabel("What it is called").fill("Wells call");
  await facilitator.getByLabel("From", { exact: true }).fill(ahead(3, "10:00"));
  await facilitator.getByRole("button", { name: "Plan it" }).click();
  await expect(heading(facilitator, "Wells call")).toBeVisible();
  for (const [title, year] of [
    ["Count the wells", "2011"],
    ["Write to the regions", "2040"],
  ] as const) {
    await facilitator.goto(`/actions/new?group=${group}`);
    await facilitator.getByLabel("What is to be done").fill(title);
    await facilitator.getByRole("radio", { name: "A group" }).check();
    await facilitator.getByRole("combobox", { name: "Which group" }).fill("Wells");
    await facilitator.getByRole("listbox", { name: "Found" }).getByRole("option").first().click();
    await facilitator.getByRole("radio", { name: "By a date, as exact as it is known" }).check();
    await facilitator.getByRole("textbox", { name: "Year" }).fill(year);
    await facilitator.getByRole("button", { name: "Add the action item" }).click();
    await expect(heading(facilitator, title)).toBeVisible();
  }

  /* On a phone: the late one first, then the answer that is asked for, then what has time. */
  const member = await enter("PICUM delegate 1", PHONE);
  await member.getByRole("navigation", { name: "Main rooms" }).getByText("Today").click();
  const waits = section(member, "Waits for you").locator("ul.rows > li");
  await expect(waits).toHaveText([/Count the wells.*late/, /Wells call/, /Write to the regions/]);
  await waits.nth(1).getByRole("button", { name: "Yes" }).click();
  await expect(waits).toHaveText([/Count the wells/, /Write to the regions/]);
  await waits.first().getByRole("button", { name: "Mark as done" }).click();
  await expect(waits).toHaveText([/Write to the regions/]);
  await expect(section(member, "Coming meetings")).toContainText("Wells call");

  /* Live: what another finishes goes from my list. */
  await goTo(facilitator, "Today");
  const mine = section(facilitator, "Waits for you").locator("ul.rows > li");
  await expect(mine).toHaveText([/Wells call/, /Write to the regions/]);
  await waits.first().getByRole("button", { name: "Mark as done" }).click();
  await expect(mine).toHaveText([/Wells call/]);
  await expect(member.getByText("Nothing waits for you.")).toBeVisible();
});

test("the secretariat sees what nobody looks after, and each number opens its list", async ({
  enter,
}) => {
  const office = await enter("Secretariat 1");
  await office.goto("/actions/new");
  await office.getByLabel("What is to be done").fill("Send the figures to all");
  await office.getByRole("radio", { name: "By a date, as exact as it is known" }).check();
  await office.getByRole("textbox", { name: "Year" }).fill("2011");
  await office.getByRole("button", { name: "Add the action item" }).click();
  await expect(heading(office, "Send the figures to all")).toBeVisible();
  await goTo(office, "Today");
  const desk = section(office, "For the Secretariat");
  await expect(desk.getByRole("link", { name: /^\d+ action items overdue$/ })).toBeVisible();
  await desk.getByRole("link", { name: "1 action item without an owner" }).click();
  await expect(rowOf(office, "Send the figures")).toBeVisible();

  const delegate = await enter("MFA delegate 1");
  await goTo(delegate, "Today");
  await expect(section(delegate, "For the Secretariat")).toHaveCount(0);
});

test("whoever is not signed in comes to the network, and a phone finds the rest of the rooms", async ({
  enter,
  visitor,
}) => {
  const page = await visitor();
  await page.goto("/");
  await expect(heading(page, "Network")).toBeVisible();
  const member = await enter("PICUM delegate 1", PHONE);
  await member.getByRole("link", { name: "More rooms" }).click();
  await member.getByRole("main").getByRole("link", { name: "Convenings" }).click();
  await expect(heading(member, "Convenings")).toBeVisible();
});

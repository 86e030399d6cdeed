/*
 * The roadmap: a plan of the coalition drafted by a group, its milestones with owners, two who rearrange it
 * at once, and what is archived.
 */
import { AxeBuilder } from "@axe-core/playwright";
import {
  admit,
  choose,
  goTo,
  heading,
  idHere,
  rowOf,
  section,
  startGroup,
} from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";

const PICUM = "Platform for International Cooperation on Undocumented Migrants";
const PANIDMR = "Pan African Network";
const PLAN = "Roadmap for the wells";

const main = (page: Page) => page.getByRole("main");
const line = (page: Page, name: string) =>
  page
    .locator(".outline-line")
    .filter({ has: page.locator(".what", { hasText: name }) })
    .first();
const state = (page: Page) => section(page, "State");
const show = (page: Page, form: string) =>
  page.getByRole("group", { name: "Show as" }).getByText(form, { exact: true }).click();

/** Begins a plan and arrives at its outline. */
async function startPlan(page: Page, name: string, query = ""): Promise<string> {
  await page.goto(`/plans/new${query}`);
  await page.getByLabel("Name of the plan").fill(name);
  await page.getByRole("button", { name: "Start the plan" }).click();
  await expect(heading(page, name)).toBeVisible();
  return idHere(page);
}

/** Adds one more at the end of a level, by its button; the field stays for the next. */
async function add(page: Page, level: string, name: string, at = 0): Promise<void> {
  const field = main(page).getByLabel(`Another ${level}`);
  const before = await field.count();
  if (before <= at) {
    const an = level === "objective" ? "an" : "a";
    await main(page)
      .locator(".btn.plain")
      .filter({ hasText: `Add ${an} ${level}` })
      .nth(at - before)
      .click();
  }
  await field.nth(at).fill(name);
  await field.nth(at).press("Enter");
  await expect(line(page, name)).toBeVisible();
}

/** Opens a line of the outline, runs, and closes it. */
async function within(page: Page, name: string, run: () => Promise<void>): Promise<void> {
  await page.getByRole("button", { name: `Edit ${name}`, exact: true }).click();
  await run();
  await line(page, name)
    .getByRole("button", { name: `Edit ${name}`, exact: true })
    .click();
}

/** Names of the lines of a level, as they stand. */
const names = (page: Page, level: string) =>
  page.locator(`.outline-line.${level} .what > :first-child`).allInnerTexts();

/** Drags a line by its grip to the upper edge of another, as a hand does it: not in one leap. */
async function drag(page: Page, name: string, on: string): Promise<void> {
  await line(page, name).locator(".grip").hover();
  await page.mouse.down();
  const to = await line(page, on).boundingBox();
  if (!to) throw new Error(`${on} is nowhere`);
  await page.mouse.move(to.x + 100, to.y + 6, { steps: 8 });
  await page.mouse.move(to.x + 104, to.y + 5);
  await page.mouse.up();
}

/** A plan with a goal, an objective and two milestones. */
async function layPlan(page: Page, name = PLAN, query = ""): Promise<string> {
  const id = await startPlan(page, name, query);
  await add(page, "goal", "Water for all");
  await add(page, "objective", "Wells that last");
  await add(page, "milestone", "Wells counted");
  await add(page, "milestone", "Wells repaired");
  return id;
}

const axe = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;

test("the secretariat begins a plan, a group drafts it, the owner of a milestone says how it stands", async ({
  enter,
}) => {
  test.slow();
  /* Who drafts: a group of two organizations. */
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Wells group");
  await admit(facilitator, "PICUM", PICUM);

  const office = await enter("Secretariat 1");
  const id = await layPlan(office);
  await expect(office.locator(".kicker")).toContainText("draft");
  await expect(main(office)).toContainText("0% of the work is done.");
  await state(office).getByRole("button", { name: "Put it to work" }).click();
  await expect(state(office)).toContainText("now: at work");
  await state(office).getByRole("button", { name: "Who drafts it…" }).click();
  const dialog = office.getByRole("dialog");
  await choose(
    office,
    dialog.getByRole("combobox", { name: "Which group" }),
    "Wells group",
    "Wells group",
  );
  await dialog.getByRole("button", { name: "Entrust the group" }).click();
  await expect(dialog).toBeHidden();
  await expect(office.locator(".facts")).toContainText("Wells group");

  /* A member of the drafting group edits: a date and an owner. */
  const drafter = await enter("PICUM delegate 1");
  await drafter.goto(`/plans/${id}?as=outline`);
  await within(drafter, "Wells counted", async () => {
    await drafter.getByRole("button", { name: "Add: Due" }).click();
    await drafter.getByRole("textbox", { name: "Year" }).fill("2011");
    await drafter.getByRole("button", { name: "Save the date" }).click();
  });
  await expect(line(drafter, "Wells counted")).toContainText("2011 late");
  await expect(main(office)).toContainText("1 milestone is late.");
  await drafter.getByRole("link", { name: "Wells counted" }).click();
  await expect(heading(drafter, "Wells counted")).toBeVisible();
  await drafter.getByRole("button", { name: "Change the owner" }).click();
  const owning = drafter.getByRole("dialog");
  await owning.getByRole("radio", { name: "An organization" }).check();
  await choose(
    drafter,
    owning.getByRole("combobox", { name: "Which organization" }),
    "PANiDMR",
    PANIDMR,
  );
  await owning.getByRole("button", { name: "Save the owner" }).click();
  await expect(owning).toBeHidden();
  const milestone = idHere(drafter);
  await drafter.getByRole("button", { name: "Edit the weight" }).click();
  await drafter.locator(".open").getByRole("combobox").selectOption("3");
  await drafter.getByRole("button", { name: "Save the weight" }).click();
  await expect(drafter.locator(".facts .open")).toHaveCount(0);

  /* It waits for whoever owns it, who says how it stands and draws an item from it. */
  const owner = await enter("PANiDMR delegate 1");
  await owner.goto("/today");
  await expect(main(owner)).toContainText("Wells counted");
  await expect(main(owner)).toContainText("late, was due 2011");
  await main(owner).getByRole("link", { name: "Say how it stands" }).click();
  await expect(heading(owner, "Wells counted")).toBeVisible();
  await expect(main(owner).locator(".facts .editbtn")).toHaveCount(0);
  await state(owner).getByRole("button", { name: "Begin" }).click();
  await expect(state(owner)).toContainText("now: under way");
  await state(owner).getByRole("button", { name: "It is reached" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "It is reached" }).click();
  await expect(state(owner)).toContainText("now: reached");
  await expect(main(office)).toContainText("75% of the work is done.");
  await expect(main(office)).not.toContainText("is late");
  await expect(line(office, "Wells counted")).toContainText("100%");

  /* The other becomes a person's own, for whom it waits as well. */
  await drafter.goto(`/plans/${id}?as=outline`);
  await drafter.getByRole("link", { name: "Wells repaired" }).click();
  await expect(heading(drafter, "Wells repaired")).toBeVisible();
  await drafter.getByRole("button", { name: "Change the owner" }).click();
  await owning.getByRole("radio", { name: "A person" }).check();
  const persons = owning.getByRole("combobox", { name: "Which person" });
  await choose(drafter, persons, "PANiDMR", "PANiDMR delegate 1");
  await owning.getByRole("button", { name: "Save the owner" }).click();
  await expect(owning).toBeHidden();
  await owner.goto(`/milestones/${idHere(drafter)}`);
  await expect(main(owner).locator(".facts")).toContainText("PANiDMR delegate 1");
  await expect(state(owner).getByRole("button", { name: "Begin" })).toBeVisible();

  /* Another's delegate reads and may not; an observer reads. */
  for (const who of ["MRI delegate 1", "BWI observer delegate 1"]) {
    const reader = await enter(who);
    await reader.goto(`/milestones/${milestone}`);
    await expect(heading(reader, "Wells counted")).toBeVisible();
    await expect(state(reader).getByRole("button")).toHaveCount(0);
    await reader.goto(`/plans/${id}?as=outline`);
    await expect(line(reader, "Wells repaired")).toBeVisible();
    await expect(main(reader).getByRole("button", { name: /^Edit/ })).toHaveCount(0);
    await expect(main(reader).getByRole("button", { name: "Add a milestone" })).toHaveCount(0);
  }
});

test("two rearrange the roadmap at once, by buttons and by dragging, and neither loses anything", async ({
  enter,
}) => {
  test.slow();
  const one = await enter("MFA delegate 1");
  const other = await enter("MFA delegate 2");
  await startGroup(one, "Wells group", "the group");
  const id = await layPlan(one, PLAN, `?group=${idHere(one)}`);
  await add(one, "milestone", "Wells guarded");
  await add(one, "goal", "Land for all");
  await other.goto(`/plans/${id}?as=outline`);
  await expect(line(other, "Land for all")).toBeVisible();

  /* One by buttons, the focus going with the line; the other by dragging; both see both. */
  await one.getByRole("button", { name: "Edit Wells guarded", exact: true }).click();
  const up = one.getByRole("button", { name: "Up: Wells guarded" });
  await up.click();
  await expect(up).toBeFocused();
  await drag(other, "Land for all", "Water for all");
  for (const page of [one, other]) {
    await expect
      .poll(() => names(page, "milestone"))
      .toEqual(["Wells counted", "Wells guarded", "Wells repaired"]);
    await expect.poll(() => names(page, "goal")).toEqual(["Land for all", "Water for all"]);
  }

  /* One renames what the other moves elsewhere. */
  await add(other, "objective", "Land that is theirs");
  await other.getByRole("button", { name: "Edit Wells repaired", exact: true }).click();
  await other
    .getByLabel("Where to move Wells repaired")
    .selectOption({ label: "Land that is theirs" });
  await one.getByRole("button", { name: "Edit Wells repaired", exact: true }).click();
  await one.getByRole("button", { name: "Edit the name", exact: true }).click();
  await one.locator(".open").getByRole("textbox").fill("All wells repaired");
  await one.getByRole("button", { name: "Save the name" }).click();
  for (const page of [one, other]) {
    await expect
      .poll(() => names(page, "milestone"))
      .toEqual(["All wells repaired", "Wells counted", "Wells guarded"]);
  }

  /* A milestone is dragged onto an objective, and stays there. */
  await one.getByRole("button", { name: "Edit All wells repaired", exact: true }).click();
  await drag(one, "Wells guarded", "Land that is theirs");
  for (const page of [one, other]) {
    await expect
      .poll(() => names(page, "milestone"))
      .toEqual(["All wells repaired", "Wells guarded", "Wells counted"]);
  }
  await one.reload();
  await expect
    .poll(() => names(one, "milestone"))
    .toEqual(["All wells repaired", "Wells guarded", "Wells counted"]);

  /* On the same field both wordings are kept. */
  for (const page of [one, other]) {
    await page.getByRole("button", { name: "Edit Wells counted", exact: true }).click();
    await page.getByRole("button", { name: "Edit the name", exact: true }).click();
  }
  await one.locator(".open").getByRole("textbox").fill("Wells counted by the members");
  await one.getByRole("button", { name: "Save the name" }).click();
  await expect(other.locator(".versus")).toContainText("Wells counted by the members");
});

test("an archived plan is frozen with its decision, and goes on as a copy", async ({ enter }) => {
  const page = await enter("Secretariat 1");
  const id = await layPlan(page);
  await state(page).getByRole("button", { name: "Put it to work" }).click();
  await state(page).getByRole("button", { name: "Archive it…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Archive the plan" })).toBeDisabled();
  await dialog.getByLabel("How it was decided").fill("The assembly closed it in May.");
  await dialog.getByRole("button", { name: "Archive the plan" }).click();
  await expect(dialog).toBeHidden();
  await expect(main(page)).toContainText("This plan is archived.");
  await expect(main(page)).toContainText("The assembly closed it in May.");
  await expect(main(page).locator(".editbtn", { hasNotText: "Comment" })).toHaveCount(0);
  await expect(main(page).getByRole("button", { name: /^Add a/ })).toHaveCount(0);
  await page.getByRole("link", { name: "Wells counted" }).click();
  await expect(main(page)).toContainText("The plan is closed.");
  await expect(main(page).locator(".editbtn")).toHaveCount(0);

  await page.goto(`/plans/${id}?as=table`);
  await page.getByRole("button", { name: "Start a new plan from it…" }).click();
  await dialog.getByLabel("Name of the plan").fill("Roadmap, second round");
  await dialog.getByRole("button", { name: "Start the new plan" }).click();
  await expect(heading(page, "Roadmap, second round")).toBeVisible();
  await expect(page.locator(".kicker")).toContainText("draft");
  await show(page, "Outline");
  await expect.poll(() => names(page, "milestone")).toEqual(["Wells counted", "Wells repaired"]);
});

test("a group's own plan is its facilitator's to begin, and nobody outside hears of it", async ({
  enter,
}) => {
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Wells group", "the group");
  await section(facilitator, "Plan").getByRole("link", { name: "Start a plan" }).click();
  await facilitator.getByRole("button", { name: "Start the plan" }).click();
  await expect(facilitator.getByRole("alert")).toContainText("Name of the plan");
  await expect(facilitator.getByLabel("Whose plan it is")).toContainText("Wells group");
  await facilitator.getByLabel("Name of the plan").fill("What we do this year");
  await facilitator.getByRole("button", { name: "Start the plan" }).click();
  await expect(heading(facilitator, "What we do this year")).toBeVisible();
  await expect(main(facilitator)).toContainText("read by the group");
  await add(facilitator, "milestone", "First well dug");
  await facilitator.getByRole("link", { name: "First well dug" }).click();
  await facilitator.getByLabel("What else is to be done").fill("Hire the rig");
  await facilitator.getByRole("button", { name: "Add it", exact: true }).click();
  await rowOf(facilitator, "Hire the rig").click();
  await expect(heading(facilitator, "Hire the rig")).toBeVisible();
  await expect(facilitator.locator(".facts")).toContainText("First well dug");
  await state(facilitator).getByRole("button", { name: "Mark as done" }).click();
  await facilitator.locator(".facts").getByRole("link", { name: "First well dug" }).click();
  await expect(facilitator.locator(".kicker")).toContainText("99% of the work done");

  const outside = await enter("PANiDMR delegate 1");
  await outside.goto("/plans?all=1");
  await expect(heading(outside, "Plan")).toBeVisible();
  await expect(outside.getByText("What we do this year")).toHaveCount(0);
  const heard = await heardBy(outside).everything();
  expect(heard).not.toContain("What we do this year");
  expect(heard).not.toContain("First well dug");
});

test("the years: a key from form to form, four scales in the address, a milestone added over them", async ({
  enter,
}) => {
  test.slow(); // axe looks at every form
  const page = await enter("Secretariat 1");
  const id = await startPlan(page, PLAN);
  await page.goto(`/plans/${id}?as=drawing`);
  await expect(main(page)).toContainText("Nothing is in this plan yet.");
  await page.getByRole("button", { name: "Write its goals" }).click();
  await add(page, "goal", "Water for all");
  await add(page, "objective", "Wells that last");
  await show(page, "Drawing");
  await page.getByRole("button", { name: "Add a milestone" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Add the milestone" })).toBeDisabled();
  await dialog.getByLabel("What is to be reached").fill("Wells counted");
  await dialog.getByRole("radio", { name: "By a date" }).check();
  await dialog.getByRole("textbox", { name: "Year" }).fill("2031");
  await dialog.getByRole("button", { name: "Add the milestone" }).click();
  await expect(dialog).toBeHidden();
  const drawing = page.getByRole("region", { name: "Plan, drawn over the years" });
  await expect(drawing.getByRole("link", { name: "Wells counted 2031" })).toBeVisible();
  await expect(drawing.locator("rect.bar.ahead")).toHaveCount(1);
  for (const [word, scale] of [
    ["5 years", "years_5"],
    ["1 year", "year"],
    ["Quarter", "quarter"],
    ["20 years", "years_20"],
  ] as const) {
    await page.getByRole("group", { name: "How much is in sight" }).getByText(word).click();
    await expect(page).toHaveURL(new RegExp(`scale=${scale}$`));
    await expect(drawing.locator(".axis span").first()).toBeVisible();
  }
  expect(await axe(page)).toEqual([]);
  await heading(page, PLAN).focus();
  for (const form of ["years", "outline", "table", "drawing"]) {
    await page.keyboard.press("v");
    await expect(page).toHaveURL(new RegExp(`as=${form}`));
    expect(await axe(page), form).toEqual([]);
  }
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(heading(page, "Today")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/\/plans$/);

  /* On a phone it begins as a list by year, and stands in the bar below. */
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/plans/${id}`);
  const bar = page.getByRole("navigation", { name: "Main rooms" });
  await expect(bar.getByRole("link", { name: "Plan" })).toHaveAttribute("aria-current", "page");
  await expect(section(page, "2031")).toContainText("Wells counted");
  expect(await axe(page)).toEqual([]);
});

test("a date that is upside down is named, and what was typed stays", async ({ enter }) => {
  const page = await enter("Secretariat 1");
  await goTo(page, "Today");
  await page.goto("/plans/new");
  await page.getByLabel("Name of the plan").fill(PLAN);
  const dated = async (legend: string, year: string) => {
    const field = page.getByRole("group", { name: legend, exact: true });
    await field.getByRole("radio", { name: "A date, as exact" }).check();
    await field.getByRole("textbox", { name: "Year" }).fill(year);
  };
  await dated("From", "2032");
  await dated("Until, at the earliest", "2012");
  await page.getByRole("button", { name: "Start the plan" }).click();
  await expect(page.getByRole("alert")).toContainText("It ends before it begins.");
  await expect(page.getByLabel("Name of the plan")).toHaveValue(PLAN);
  await dated("From", "2012");
  await dated("Until, at the earliest", "2022");
  await dated("Until, at the latest", "2032");
  await page.getByRole("button", { name: "Start the plan" }).click();
  await expect(page.locator(".kicker")).toContainText("2012 → 2022–2032");
});

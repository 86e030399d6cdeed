/* Editing where one reads: the words of saving, what is wrong, two at once, making and ending things. */
import {
  admit,
  choose,
  edit,
  goTo,
  heading,
  kept,
  NAME,
  open,
  rowOf,
  SECTOR,
  section,
  startGroup,
} from "./support/screens.ts";
import { expect, type Page, test } from "./support/test.ts";

const MFA = "Migrant Forum in Asia";
const field = (page: Page) => page.locator(".open").getByRole("textbox");

test.describe("a field", () => {
  test("opens in its row, is saved with the time, and can be taken back", async ({ enter }) => {
    const page = await enter("MFA delegate 1");
    await open(page, MFA);
    await edit(page, NAME, "Migrant Forum of Asia");
    await expect(heading(page, "Migrant Forum of Asia")).toBeVisible();
    await expect(section(page, "Names and what it is").getByText(/^Saved \d/)).toBeVisible();
    await expect(page.getByRole("button", { name: NAME.edit })).toBeFocused();
    await expect(
      page.getByText("Whole name is now Migrant Forum of Asia. It was Migrant Forum in Asia."),
    ).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(heading(page, MFA)).toBeVisible();
    await page.reload();
    await expect(heading(page, MFA)).toBeVisible();
  });

  test("is saved by Enter and left by Esc, which changes nothing", async ({ enter }) => {
    const page = await enter("MFA delegate 1");
    await open(page, MFA);
    await page.getByRole("button", { name: NAME.edit }).click();
    await expect(field(page)).toBeFocused();
    await field(page).fill("Something else");
    await field(page).press("Escape");
    await expect(heading(page, MFA)).toBeVisible();
    await page.getByRole("button", { name: SECTOR.edit }).click();
    await field(page).fill("rights of migrants");
    await field(page).press("Enter");
    await expect(section(page, "Names and what it is")).toContainText("rights of migrants");
  });

  test("keeps what was typed when it is not right, and says what is", async ({ enter }) => {
    const page = await enter("MFA delegate 1");
    await open(page, MFA);
    await page.getByRole("button", { name: NAME.edit }).click();
    const long = "n".repeat(201);
    await field(page).fill(long);
    await page.getByRole("button", { name: NAME.save }).click();
    await expect(page.locator(".fielderr")).toHaveText(
      "Whole name: This text is too long: at most 200 letters. Shorten it and save again.",
    );
    await expect(field(page)).toHaveValue(long);
    await expect(field(page)).toHaveAccessibleDescription(/too long/);
    await field(page).fill("  ");
    await page.getByRole("button", { name: NAME.save }).click();
    await expect(page.locator(".fielderr")).toContainText("cannot be empty");
  });

  test("holds a date as exact as it is known", async ({ enter }) => {
    const page = await enter("MFA delegate 1");
    const other = await enter("PICUM delegate 1");
    await open(page, MFA);
    await open(other, MFA);
    await page.getByRole("button", { name: "Add: Founded" }).click();
    await page.getByLabel("2. Year").fill("1990");
    await page.getByRole("radio", { name: "quarter", exact: true }).check();
    await page.getByRole("radio", { name: /^3rd/ }).check();
    await expect(page.getByText("some day from 1 July to 30 September")).toBeVisible();
    await page.getByRole("button", { name: "Save the date" }).click();
    await expect(section(other, "Names and what it is")).toContainText("Q3 1990");
  });

  test("of a list takes one entry more and one less", async ({ enter }) => {
    const page = await enter("MFA delegate 1");
    const other = await enter("MFA delegate 2");
    await open(page, MFA);
    await open(other, MFA);
    await page.getByRole("button", { name: "Edit the list of spellings" }).click();
    await page.getByLabel("Another spelling").fill("Foro de Migrantes en Asia");
    await page.getByRole("button", { name: "Add it" }).click();
    await expect(section(other, "Names and what it is")).toContainText("Foro de Migrantes en Asia");
    await page.getByRole("button", { name: "Remove Migrant Forum Asia" }).click();
    await expect(section(other, "Names and what it is")).not.toContainText("Migrant Forum Asia");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(section(other, "Names and what it is")).toContainText("Migrant Forum Asia");
  });
});

test.describe("edited by two", () => {
  async function both(enter: (name: string) => Promise<Page>) {
    const mine = await enter("MFA delegate 1");
    const theirs = await enter("MFA delegate 2");
    await open(mine, MFA);
    await open(theirs, MFA);
    await mine.getByRole("button", { name: SECTOR.edit }).click();
    await field(mine).fill("my wording");
    await edit(theirs, SECTOR, "their wording");
    await expect(mine.getByText("Someone changed this while you were writing.")).toBeVisible();
    await expect(mine.getByRole("radio", { name: /Theirs, saved\s*their wording/ })).toBeVisible();
    await expect(
      mine.getByRole("radio", { name: /Yours, not saved yet\s*my wording/ }),
    ).toBeChecked();
    return { mine, theirs };
  }

  test("shows both wordings; one may save one's own over theirs", async ({ enter }) => {
    const { mine, theirs } = await both(enter);
    await mine.getByRole("button", { name: "Save yours" }).click();
    await expect(section(theirs, "Names and what it is")).toContainText("my wording");
    await expect(section(mine, "Names and what it is")).toContainText("my wording");
  });

  test("or keep theirs", async ({ enter }) => {
    const { mine, theirs } = await both(enter);
    await mine.getByRole("radio", { name: /Theirs, saved/ }).check();
    await mine.getByRole("button", { name: "Keep theirs" }).click();
    await expect(section(mine, "Names and what it is")).toContainText("their wording");
    await expect(section(theirs, "Names and what it is")).toContainText("their wording");
  });

  test("or save both joined", async ({ enter }) => {
    const { mine, theirs } = await both(enter);
    await mine.getByRole("radio", { name: /Join them/ }).check();
    await mine.getByRole("button", { name: "Save both joined" }).click();
    await expect(section(theirs, "Names and what it is")).toContainText(
      "their wording, my wording",
    );
  });

  test("on different fields both win", async ({ enter }) => {
    const mine = await enter("MFA delegate 1");
    const theirs = await enter("MFA delegate 2");
    await open(mine, MFA);
    await open(theirs, MFA);
    await mine.getByRole("button", { name: SECTOR.edit }).click();
    await field(mine).fill("my sector");
    await edit(theirs, NAME, "Their name");
    await expect(heading(mine, "Their name")).toBeVisible();
    await expect(field(mine)).toHaveValue("my sector");
    await mine.getByRole("button", { name: SECTOR.save }).click();
    await expect(section(theirs, "Names and what it is")).toContainText("my sector");
  });
});

test.describe("refused after waiting", () => {
  test("the field opens again with both wordings when one is still there", async ({ enter }) => {
    const mine = await enter("MFA delegate 1");
    const theirs = await enter("MFA delegate 2");
    await open(mine, MFA);
    await open(theirs, MFA);
    await mine.context().setOffline(true);
    await expect(mine.getByText(/^No connection since/)).toBeVisible();
    await edit(mine, SECTOR, "written without a line");
    await expect(section(mine, "Names and what it is")).toContainText("written without a line");
    await edit(theirs, SECTOR, "written meanwhile");
    await expect(section(theirs, "Names and what it is").getByText(/^Saved/)).toBeVisible();
    await mine.context().setOffline(false);
    await expect(
      mine.getByRole("radio", { name: /Theirs, saved\s*written meanwhile/ }),
    ).toBeVisible();
    await expect(
      mine.getByRole("radio", { name: /Yours, not saved yet\s*written without a line/ }),
    ).toBeVisible();
  });

  test("it stays with its words until it is dealt with, wherever one has gone", async ({
    enter,
  }) => {
    const mine = await enter("MFA delegate 1");
    const theirs = await enter("MFA delegate 2");
    await goTo(mine, "Caucuses & groups");
    await expect(heading(mine, "Caucuses & groups")).toBeVisible();
    await goTo(mine, "Network");
    await open(mine, MFA);
    await open(theirs, MFA);
    await mine.context().setOffline(true);
    await expect(mine.getByText(/^No connection since/)).toBeVisible();
    await edit(mine, SECTOR, "written without a line");
    await edit(theirs, SECTOR, "written meanwhile");
    await expect(section(theirs, "Names and what it is").getByText(/^Saved/)).toBeVisible();
    await goTo(mine, "Caucuses & groups");
    await mine.context().setOffline(false);
    await expect(mine.getByText("1 thing was not sent and needs you.").first()).toBeVisible();
    await mine.getByRole("link", { name: "See what it is" }).click();
    const waiting = section(mine, "Waiting to be sent");
    await expect(waiting).toContainText("Not saved: Someone changed this meanwhile.");
    await expect(waiting).toContainText("“written without a line”");
    await mine.reload();
    await expect(waiting).toContainText("“written without a line”");
    await waiting.getByRole("button", { name: "Throw it away" }).click();
    await expect(waiting).toBeHidden();
    expect(await kept(mine)).not.toContain("written without a line");
  });
});

test.describe("making and ending", () => {
  test("the secretariat enters an organization, and others are shown that it is new", async ({
    enter,
  }) => {
    const office = await enter("Secretariat 1");
    const reader = await enter("PICUM delegate 1");
    await office.getByRole("link", { name: "Add an organization" }).click();
    await office.getByRole("button", { name: "Add the organization" }).click();
    await expect(office.getByRole("alert")).toContainText("Whole name: Something is missing here.");
    await expect(office.getByRole("alert")).toBeFocused();
    await office.getByLabel("Whole name").fill("Northern Rivers Network");
    await office.getByLabel("Short", { exact: true }).fill("NRN");
    await office.getByLabel("Region", { exact: true }).last().fill("Northern Europe");
    await office.getByRole("button", { name: "Add the organization" }).click();
    await expect(heading(office, "Northern Rivers Network")).toBeVisible();
    await expect(rowOf(office, "NRN · Northern Rivers Network")).toBeVisible();
    await reader.getByRole("button", { name: "1 new, show" }).click();
    await open(reader, "Northern Rivers Network");
    await expect(section(reader, "Names and what it is")).toContainText("Northern Europe");
  });

  test("a tie is added, and stands on both ends' pages", async ({ enter }) => {
    const office = await enter("Secretariat 1");
    const reader = await enter("MFA delegate 1");
    await open(reader, MFA);
    await open(office, "La Cimade");
    await office.getByRole("button", { name: "Add a tie…" }).click();
    const dialog = office.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Add the tie" })).toBeDisabled();
    await expect(dialog.getByText("Choose the organization first.")).toBeVisible();
    await choose(office, dialog.getByRole("combobox"), "MFA", MFA);
    await dialog.getByRole("radio", { name: /^observer/ }).check();
    await dialog.getByRole("button", { name: "Add the tie" }).click();
    await expect(dialog).toBeHidden();
    await expect(
      section(office, "Who belongs to whom").getByRole("link", { name: MFA }),
    ).toBeVisible();
    await expect(
      section(reader, "Who belongs to whom").getByRole("link", { name: "La Cimade" }),
    ).toBeVisible();
  });

  test("a circle is refused with every organization on it, link by link", async ({ enter }) => {
    const office = await enter("Secretariat 1");
    await open(office, MFA);
    await office.getByRole("button", { name: "Add a tie…" }).click();
    const dialog = office.getByRole("dialog");
    const last = "Sample return-migrant savings group (Asia)";
    await choose(office, dialog.getByRole("combobox"), "return-migrant", last);
    await dialog.getByRole("button", { name: "Add the tie" }).click();
    const steps = dialog.getByRole("alert").getByRole("listitem");
    await expect(steps).toHaveCount(4);
    await expect(steps.nth(0)).toContainText(`${MFA}`);
    await expect(steps.nth(0)).toContainText("would belong to, new");
    await expect(steps.nth(1)).toContainText(last);
    await expect(steps.nth(2)).toContainText("Sample national platform (Asia)");
    await expect(steps.nth(3)).toContainText(MFA);
    await expect(dialog.getByRole("combobox")).toHaveValue(last);
  });

  test("before a tie ends one reads who stops seeing what; it then stays with its dates", async ({
    enter,
  }) => {
    const office = await enter("Secretariat 1");
    const reader = await enter("PICUM delegate 1");
    await open(reader, MFA);
    await open(office, MFA);
    await office.getByRole("button", { name: "End a tie…" }).click();
    const dialog = office.getByRole("dialog");
    await expect(dialog).toContainText(
      "3 organizations stop reading Global Coalition on Migration.",
    );
    const fate = (name: string) => dialog.getByRole("row").filter({ hasText: name });
    await expect(fate("Sample domestic workers' union (Asia)")).toContainText("reads on");
    await expect(fate("Sample return-migrant savings group (Asia)")).toContainText(
      "only through Sample national platform (Asia)",
    );
    await expect(dialog).toContainText("The roll goes from 11 to 10.");
    await expect(dialog.getByRole("button", { name: "End the tie" })).toBeDisabled();
    await dialog.getByRole("checkbox", { name: "I have read who stops seeing what" }).check();
    await dialog.getByRole("button", { name: "End the tie" }).click();
    await expect(dialog).toBeHidden();
    await expect(reader.locator(".lede")).toContainText("Not a member of the coalition.");
    await expect(section(reader, "Who belongs to whom")).toContainText("Ended");
    await expect(section(reader, "Who belongs to whom")).toContainText(/from 2011 to /);
  });
});

test.describe("a group", () => {
  test("is started, takes in an organization, begins, and closes for good", async ({ enter }) => {
    const mfa = await enter("MFA delegate 1");
    const panidmr = await enter("PANiDMR delegate 1");
    await startGroup(mfa, "Caucus on wages");
    await expect(mfa.getByRole("list", { name: "Course" })).toContainText("forming");
    await goTo(panidmr, "Caucuses & groups");
    await open(panidmr, "Caucus on wages");
    await expect(panidmr.getByRole("button", { name: NAME.edit })).toHaveCount(0);

    await admit(mfa, "PANiDMR", "Pan African Network");
    await expect(section(panidmr, "Who works in it")).toContainText("Pan African Network");

    await mfa.getByRole("button", { name: "Begin its work…" }).click();
    await expect(mfa.getByRole("dialog")).toContainText("Who sees it: 2 organizations.");
    await mfa.getByRole("dialog").getByRole("button", { name: "Begin its work" }).click();
    await expect(panidmr.getByRole("list", { name: "Course" })).toContainText("alive now");

    await mfa.getByRole("radio", { name: /^Close it/ }).check();
    await mfa.getByRole("button", { name: "Close the group…" }).click();
    await mfa.getByRole("dialog").getByRole("button", { name: "Close the group" }).click();
    for (const page of [mfa, panidmr]) {
      await expect(
        page.getByText("It can only be read; what it said and decided stays."),
      ).toBeVisible();
      await expect(page.getByRole("main").getByRole("button")).toHaveText([
        "Show what was changed",
      ]);
    }
  });

  test("of the paper that is over can only be read, but where it came from", async ({ enter }) => {
    const office = await enter("Secretariat 1");
    await goTo(office, "Caucuses & groups");
    await open(office, "PGA Manila Local Organizing Committee");
    await expect(office.getByText(/^Closed\./)).toBeVisible();
    const buttons = office.getByRole("main").getByRole("button");
    await expect(buttons).toHaveText(["Add where it came from…", "Show what was changed"]);
  });

  test("is left for one's organization, after reading what stops", async ({ enter }) => {
    const mfa = await enter("MFA delegate 1");
    await goTo(mfa, "Caucuses & groups");
    await open(mfa, "Sample roadmap drafting group");
    await mfa.getByRole("button", { name: "Leave…" }).click();
    const dialog = mfa.getByRole("dialog");
    await expect(dialog).toContainText("can come back only if a facilitator admits it again");
    await dialog.getByRole("button", { name: `Leave for ${MFA}` }).click();
    await expect(dialog).toBeHidden();
    await expect(section(mfa, "Who works in it")).not.toContainText(MFA);
  });
});

test.describe("for whom one acts", () => {
  test("is shown, and without it one edits nothing of the organization", async ({ enter }) => {
    const page = await enter("MFA delegate 1");
    await expect(page.getByRole("link", { name: `for ${MFA}` })).toBeVisible();
    await page.goto("/me");
    await page.getByRole("radio", { name: /^For yourself alone/ }).check();
    await expect(page.getByRole("link", { name: `for ${MFA}` })).toBeHidden();
    await goTo(page, "Network");
    await open(page, MFA);
    await expect(page.getByRole("button", { name: NAME.edit })).toHaveCount(0);
  });

  test("is switched between two organizations, the second from the moment one is named", async ({
    enter,
  }) => {
    const page = await enter("MFA delegate 1");
    await page.goto("/me");
    const choice = page.getByRole("group", { name: "For whom you act" });
    await expect(choice.getByRole("radio")).toHaveCount(2);

    const other = await enter("PANiDMR delegate 1");
    const panidmr = "Pan African Network in Defense of Migrants Rights";
    await open(other, panidmr);
    await other.getByRole("button", { name: "Name a delegate…" }).click();
    const dialog = other.getByRole("dialog");
    await choose(
      other,
      dialog.getByRole("combobox", { name: "Person" }),
      "MFA delegate",
      "MFA delegate 1",
    );
    await dialog.getByRole("button", { name: "Name the delegate" }).click();
    await expect(dialog).toBeHidden();

    await expect(choice.getByRole("radio")).toHaveCount(3);
    await choice.getByRole("radio", { name: new RegExp(panidmr) }).check();
    await expect(page.getByRole("link", { name: `for ${panidmr}` })).toBeVisible();
    await goTo(page, "Network");
    await open(page, panidmr);
    await edit(page, SECTOR, "rights of migrants");
    await expect(section(other, "Names and what it is")).toContainText("rights of migrants");
    await open(page, MFA);
    await expect(page.getByRole("button", { name: NAME.edit })).toHaveCount(0);
  });
});

test.describe("signing in and out", () => {
  test("a link works once; the second time it says so, and the address keeps no key", async ({
    coalition,
    enter,
    visitor,
  }) => {
    await enter("MFA delegate 1");
    const late = await visitor();
    await late.goto(coalition.link("MFA delegate 1"));
    await expect(late).toHaveURL(/\/sign-in$/);
    await late.getByRole("button").first().click();
    await expect(late.getByRole("alert")).toContainText(
      "This link was used already or is too old. Ask the person who invited you for a new one.",
    );
    await late.goto("/network");
    await expect(late.getByRole("link", { name: /Visitor/ }).first()).toBeVisible();
  });

  test("looking at a link does not use it", async ({ coalition, enter, visitor }) => {
    const scanner = await visitor();
    await scanner.goto(coalition.link("MFA delegate 1"));
    await expect(scanner.getByText("It works once, for whoever uses it first.")).toBeVisible();
    const page = await enter("MFA delegate 1");
    await expect(page.getByText("MFA delegate 1")).toBeVisible();
  });

  test("signing out leaves nothing on the device", async ({ enter }) => {
    const page = await enter("MFA delegate 1");
    await expect.poll(() => kept(page)).toContain("Sample national platform");
    await page.goto("/me");
    await page.getByRole("button", { name: "Sign out and clear this device" }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.goto("/network");
    await expect(rowOf(page, MFA)).toBeVisible();
    await expect(page.getByRole("link", { name: /Visitor/ }).first()).toBeVisible();
    await expect(rowOf(page, "Sample national platform")).toHaveCount(0);
    expect(await kept(page)).not.toMatch(/Sample|delegate/);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("acting_for");
  });

  test("a session that ended says so over the page, and what was written goes with the next", async ({
    coalition,
    enter,
  }) => {
    const page = await enter("MFA delegate 1");
    const other = await enter("MFA delegate 2");
    await open(page, MFA);
    await page.context().setOffline(true);
    await expect(page.getByText(/^No connection since/)).toBeVisible();
    await edit(page, SECTOR, "written before the end");
    await page.context().clearCookies();
    await page.context().setOffline(false);
    const dialog = page.getByRole("dialog", { name: "Sign in again" });
    await expect(dialog).toContainText("What you wrote is kept on this device");
    await dialog.getByRole("button", { name: "Read on" }).click();
    await expect(section(page, "Names and what it is")).toContainText("written before the end");
    await open(other, MFA);
    await expect(section(other, "Names and what it is")).toContainText("migrant rights");

    await page.goto(coalition.link("MFA delegate 1", 1));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(section(other, "Names and what it is")).toContainText("written before the end");
  });
});

test.describe("at the base", () => {
  const BASE = "Base member of sample deportee support circle";

  test("one starts a group in person, for those in it, and acts for one's organization", async ({
    enter,
  }) => {
    const page = await enter(BASE);
    await expect(page.getByRole("link", { name: "for your organization" })).toBeVisible();
    await goTo(page, "Caucuses & groups");
    await page.getByRole("link", { name: "Start a caucus" }).click();
    await expect(page.getByText("You start it and facilitate it.")).toBeVisible();
    await expect(page.getByRole("radio")).toHaveCount(1);
    await page.getByLabel("Whole name").fill("Evening circle");
    await page.getByRole("button", { name: "Start it" }).click();
    await expect(heading(page, "Evening circle")).toBeVisible();
    await expect(section(page, "Who works in it")).toContainText(`${BASE}, you`);
    await page.goto("/me");
    await expect(page.getByRole("radio", { name: /^Your organization/ })).toBeChecked();
  });
});

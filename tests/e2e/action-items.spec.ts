/* What is to be done: entered in a line, taken on, finished on a phone without a line; and whose eyes see it. */
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

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const PICUM = "Platform for International Cooperation on Undocumented Migrants";

const board = (page: Page) => section(page, "Action items");
const state = (page: Page) => section(page, "State");

async function addLine(page: Page, title: string): Promise<void> {
  await board(page).getByLabel("What else is to be done").fill(title);
  await board(page).getByRole("button", { name: "Add it", exact: true }).click();
  await expect(rowOf(page, title)).toBeVisible();
}

test("an item is entered in one line, given to an organization, and finished on a phone without a line", async ({
  enter,
}) => {
  const facilitator = await enter("MFA delegate 1");
  await startGroup(facilitator, "Wells group", "the group");
  const group = idHere(facilitator);
  await admit(facilitator, "PICUM", PICUM);
  await addLine(facilitator, "Ask the members for their figures");
  await expect(rowOf(facilitator, "Ask the members")).toContainText("nobody has it yet");

  await rowOf(facilitator, "Ask the members").click();
  await expect(heading(facilitator, "Ask the members for their figures")).toBeVisible();
  await expect(facilitator.getByText("Seen by the people of Wells group alone")).toBeVisible();
  await facilitator.getByRole("button", { name: "Change the owner" }).click();
  const dialog = facilitator.getByRole("dialog");
  await dialog.getByRole("radio", { name: "An organization" }).check();
  await expect(dialog.getByRole("button", { name: "Save the owner" })).toBeDisabled();
  await choose(
    facilitator,
    dialog.getByRole("combobox", { name: "Which organization" }),
    "PICUM",
    PICUM,
  );
  await dialog.getByRole("button", { name: "Save the owner" }).click();
  await expect(dialog).toBeHidden();
  await facilitator.getByLabel("Another line").fill("Write to the regions");
  await section(facilitator, "Checklist")
    .getByRole("button", { name: "Add it", exact: true })
    .click();
  await expect(section(facilitator, "Checklist")).toContainText("0 of 1 done");

  /* It waits for the delegate of that organization, in the room of what is to be done. */
  const owner = await enter("PICUM delegate 1", PHONE);
  await owner.goto("/actions");
  await expect(rowOf(owner, "Ask the members")).toBeVisible();
  await rowOf(owner, "Ask the members").click();
  await expect(heading(owner, "Ask the members for their figures")).toBeVisible();
  await owner.context().setOffline(true);
  await owner.getByRole("checkbox", { name: "Write to the regions" }).check();
  await state(owner).getByRole("button", { name: "Mark as done" }).click();
  await expect(state(owner)).toContainText("now: done");
  await expect(state(facilitator)).toContainText("now: open");
  await owner.context().setOffline(false);
  await expect(state(facilitator)).toContainText("now: done");
  await expect(section(facilitator, "Checklist")).toContainText("1 of 1 done");

  /* Nobody outside the group was told of it. */
  const outside = await enter("PANiDMR delegate 1");
  await outside.goto("/actions?whose=all");
  await expect(rowOf(outside, "First three shadow reports filed")).toBeVisible();
  await expect(rowOf(outside, "Ask the members")).toHaveCount(0);
  const heard = await heardBy(outside).everything();
  expect(heard).not.toContain("Ask the members for their figures");
  await outside.goto(`/actions/${idHere(facilitator)}`);
  await expect(heading(outside, "There is nothing here for you")).toBeVisible();
  expect(group).not.toBe("");
});

test("what is blocked says why, and asks first; what was typed stays when it is refused", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await startGroup(page, "Wells group", "the group");
  await admit(page, "PICUM", PICUM);
  await addLine(page, "Count the wells");
  await rowOf(page, "Count the wells").click();
  await expect(heading(page, "Count the wells")).toBeVisible();
  await state(page).getByRole("button", { name: "It is blocked…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Mark as blocked" })).toBeDisabled();
  await dialog.getByLabel("Reason").fill("The road is under water.");
  await dialog.getByRole("button", { name: "Mark as blocked" }).click();
  await expect(state(page)).toContainText("The road is under water.");
  await state(page).getByRole("button", { name: "Take it up again" }).click();
  await expect(state(page)).not.toContainText("The road is under water.");
  await state(page).getByRole("button", { name: "Mark as done" }).click();
  await expect(state(page)).toContainText("done");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(state(page)).toContainText("under way");

  const progress = page.getByRole("button", { name: "Edit the progress" });
  await progress.click();
  await page.locator(".open").getByRole("combobox").selectOption({ label: "40%" });
  await page.getByRole("button", { name: "Save the progress" }).click();
  await expect(page.locator(".facts")).toContainText("40%");
  await page.reload();
  await expect(page.locator(".facts")).toContainText("40%");

  /* Dropped with the reason, which another of the group reads. */
  const reader = await enter("PICUM delegate 1");
  await reader.goto(`/actions/${idHere(page)}`);
  await expect(state(reader)).toContainText("now: under way");
  await state(page).getByRole("button", { name: "Drop it…" }).click();
  await expect(dialog.getByRole("button", { name: "Drop it" })).toBeDisabled();
  await dialog.getByLabel("Reason").fill("The ministry counts them itself.");
  await dialog.getByRole("button", { name: "Drop it" }).click();
  await expect(state(reader)).toContainText("now: dropped");
  await expect(state(reader)).toContainText("The ministry counts them itself.");
});

test("the secretariat enters what is for the coalition; a delegate takes on what nobody has", async ({
  enter,
}) => {
  const office = await enter("Secretariat 1");
  await office.goto("/actions");
  await office.getByRole("link", { name: "Add an action item" }).click();
  await office.getByRole("button", { name: "Add the action item" }).click();
  await expect(office.getByRole("alert")).toContainText("What is to be done");
  await office.getByLabel("What is to be done").fill("Send the figures to all");
  await office.getByRole("radio", { name: "By a date, as exact as it is known" }).check();
  await office.getByRole("textbox", { name: "Year" }).fill("2011");
  await office.getByRole("button", { name: "Add the action item" }).click();
  await expect(heading(office, "Send the figures to all")).toBeVisible();
  await expect(office.locator(".facts")).toContainText("late");

  const delegate = await enter("PANiDMR delegate 1");
  await goTo(delegate, "Action items");
  await expect(rowOf(delegate, "First three shadow reports filed")).toBeVisible();
  await expect(rowOf(delegate, "Send the figures")).toHaveCount(0);
  await delegate.getByRole("button", { name: "Nobody’s yet" }).click();
  await expect(rowOf(delegate, "Send the figures")).toContainText("late, was due 2011");
  await rowOf(delegate, "Send the figures").click();
  await delegate.getByRole("button", { name: "Take it on" }).click();
  await expect(delegate.locator(".facts")).toContainText("Pan African Network");
  await expect(office.locator(".facts")).toContainText("Pan African Network");
  await delegate.goto("/actions");
  await expect(rowOf(delegate, "Send the figures")).toBeVisible();

  /* Base members of nested organizations read the group's and their own, not the coalition's. */
  const visitor = await enter("Base member of sample deportee support circle");
  await visitor.goto("/actions?whose=all");
  await expect(visitor.getByText("No action items yet.")).toBeVisible();
});

test("several at once are given, dated and finished, with one undo for all; what one may not change says so", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await startGroup(page, "Wells group", "the group");
  await admit(page, "PICUM", PICUM);
  for (const title of ["Count the wells", "Mend the road", "Write to the regions"]) {
    await addLine(page, title);
  }
  await page.goto("/actions?whose=all");
  await page.getByRole("button", { name: "Choose several…" }).click();
  await expect(page.getByText("Choose some first.")).toBeVisible();
  await page.getByRole("checkbox", { name: /Count the wells/ }).check();
  await page.getByRole("checkbox", { name: /Mend the road/ }).check();
  await page.getByRole("button", { name: "Give to…" }).click();
  const dialog = page.getByRole("dialog");
  await choose(page, dialog.getByRole("combobox", { name: "Which organization" }), "PICUM", PICUM);
  await dialog.getByRole("button", { name: "Save the owner" }).click();
  await expect(page.getByRole("checkbox", { name: /Count the wells.*Platform/ })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /Mend the road.*Platform/ })).toBeVisible();
  await expect(page.getByText("2 items have another owner.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("checkbox", { name: /Count the wells.*nobody/ })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /Mend the road.*nobody/ })).toBeVisible();

  /* A member of the group may finish what is theirs, and no other's. */
  for (const title of ["Count the wells", "Mend the road"]) {
    await page.getByRole("checkbox", { name: new RegExp(title) }).check();
  }
  await page.getByRole("button", { name: "Set a date…" }).click();
  await dialog.getByRole("textbox", { name: "Year" }).fill("2040");
  await dialog.getByRole("button", { name: "Save the date" }).click();
  await expect(page.getByRole("checkbox", { name: /Count the wells.*due 2040/ })).toBeVisible();
  const member = await enter("PICUM delegate 1");
  await member.goto("/actions?whose=all");
  await rowOf(member, "Count the wells").click();
  await member.getByRole("button", { name: "Take it on" }).click();
  await expect(member.locator(".facts")).toContainText("Platform for");
  await member.goto("/actions?whose=all");
  await member.getByRole("button", { name: "Choose several…" }).click();
  await member.getByRole("checkbox", { name: /Count the wells/ }).check();
  await member.getByRole("checkbox", { name: /Mend the road/ }).check();
  await member.getByRole("button", { name: "Mark as done" }).click();
  await expect(member.getByText("1 was not changed. This is not yours to change.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /Count the wells.*done/ })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /Mend the road.*done/ })).toHaveCount(0);
});

test("a group's board has a column for each state: cards go by their list, by dragging and by keys", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await startGroup(page, "Wells group", "the group");
  await admit(page, "PICUM", PICUM);
  for (const title of ["Count the wells", "Mend the road", "Write to all"]) {
    await addLine(page, title);
  }
  await board(page).getByRole("link", { name: "Show as a board" }).click();
  const column = (of: Page, name: string) => section(of, name);
  await expect(column(page, "open").locator(".card")).toHaveCount(3);
  const other = await enter("PICUM delegate 1");
  await other.goto(page.url());
  await expect(column(other, "open").locator(".card")).toHaveCount(3);

  /* By its list; the other sees it go. */
  await page.getByRole("combobox", { name: "Move “Count the wells” to" }).selectOption("doing");
  await expect(column(page, "under way")).toContainText("Count the wells");
  await expect(page.getByRole("link", { name: /Count the wells/ })).toBeFocused();
  await expect(column(other, "under way")).toContainText("Count the wells");

  /* By keys, and back by undo where its course leads back. */
  await page.keyboard.press("Shift+ArrowRight");
  await expect(column(page, "under way").getByLabel("Reason")).toBeFocused();
  await page.keyboard.type("The road is under water.");
  await column(page, "under way").getByRole("button", { name: "Mark as blocked" }).click();
  await expect(column(page, "blocked")).toContainText("The road is under water.");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(column(page, "under way")).toContainText("Count the wells");

  /* By dragging: done in one, dropped only with the reason. */
  const card = (title: string) => page.locator(".card").filter({ hasText: title });
  await card("Mend the road").dragTo(column(page, "done"));
  await expect(column(page, "done")).toContainText("Mend the road");
  await expect(column(other, "done")).toContainText("Mend the road");
  await card("Write to all").dragTo(column(page, "dropped"));
  await expect(column(page, "open").getByLabel("Reason")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(column(page, "open")).toContainText("Write to all");
  await expect(column(page, "open").getByLabel("Reason")).toHaveCount(0);

  /* The form is in the address: one comes back to it, and the key leads to the list. */
  await card("Write to all").getByRole("link").click();
  await expect(heading(page, "Write to all")).toBeVisible();
  await page.goBack();
  await expect(column(page, "open")).toContainText("Write to all");
  await page.keyboard.press("v");
  await expect(rowOf(page, "Write to all")).toBeVisible();
  await expect(page).not.toHaveURL(/as=board/);
});

test("an item is moved to another group's board; with comments it goes only where the same people read it", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await startGroup(page, "Roads group", "the group");
  await startGroup(page, "Wells group", "the group");
  await admit(page, "PICUM", PICUM);
  await addLine(page, "Count the wells");
  await addLine(page, "Mend the road");
  const member = await enter("PICUM delegate 1");
  await member.goto("/actions?whose=all");
  await expect(rowOf(member, "Mend the road")).toBeVisible();

  await rowOf(page, "Mend the road").click();
  await expect(heading(page, "Mend the road")).toBeVisible();
  await page.getByRole("button", { name: "Move to another board" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("To the board of").selectOption({ label: "Roads group" });
  await dialog.getByRole("button", { name: "Move it" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Seen by the people of Roads group alone")).toBeVisible();
  await expect(rowOf(member, "Mend the road")).toHaveCount(0);
  await expect(rowOf(member, "Count the wells")).toBeVisible();

  await page.goto("/actions?whose=all");
  await rowOf(page, "Count the wells").click();
  await page.getByLabel("Your comment").fill("By when?");
  await page.getByRole("button", { name: "Add comment" }).click();
  await expect(section(page, "Comments")).toContainText("By when?");
  await page.getByRole("button", { name: "Move to another board" }).click();
  await dialog.getByLabel("To the board of").selectOption({ label: "Roads group" });
  await expect(dialog.getByRole("button", { name: "Move it" })).toBeDisabled();
  await expect(dialog).toContainText("only where the same people read it");
});

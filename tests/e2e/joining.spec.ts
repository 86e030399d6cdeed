/* How organizations come to the coalition: the charter, an application and its answer, the rules read
   as sentences; in the browsers of the applicant, the Secretariat and a member. */
import { choose, goTo, open, rowOf, section } from "./support/screens.ts";
import { expect, type Page, test } from "./support/test.ts";
import { call, newId, rowsIn, snapshot } from "./support/wire.ts";

const NEWCOMER = "Sample newcomer network (Caucasus)";

async function adopt(office: Page, text: string, version: number): Promise<void> {
  await office.goto("/coalition");
  await section(office, "Charter")
    .getByRole("button", { name: /^Enter a new version/ })
    .click();
  const dialog = office.getByRole("dialog");
  await dialog.getByLabel("What it says").fill(text);
  await dialog.getByRole("button", { name: `Adopt v${version}` }).click();
  await expect(dialog).toBeHidden();
  await expect(section(office, "Charter")).toContainText(`charter v${version}`);
}

const applications = (page: Page) => section(page, "Applications").getByRole("listitem");

test("seed 31: who asks to become a member accepts the charter, and the application says so", async ({
  enter,
  visitor,
}) => {
  const office = await enter("Secretariat 1");
  await adopt(office, "We hold the dignity of every migrant in common.", 1);
  const reader = await visitor();
  await reader.goto("/coalition");
  await expect(section(reader, "Charter")).toContainText("We hold the dignity of every migrant");
  await expect(section(reader, "Charter").getByRole("button")).toHaveCount(0);

  const applicant = await enter("Newcomer applicant delegate");
  await applicant.goto("/me");
  await expect(applications(applicant)).toContainText(NEWCOMER);
  await expect(applications(applicant)).toContainText("applicant");
  const application = rowsIn(await snapshot(applicant), "application")[0];
  const refused = await call(applicant, "application.seek", {
    application_id: application?.["application_id"],
    standing_sought: { from: application?.["standing_sought"] ?? null, to: "member" },
    acting_for: application?.["organization_id"],
  });
  expect(refused.error).toBe("E_CHARTER");

  await applications(applicant)
    .getByRole("button", { name: /^Ask for another standing/ })
    .click();
  const dialog = applicant.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^member/ }).check();
  const ask = dialog.getByRole("button", { name: "Ask for it" });
  await expect(ask).toBeDisabled();
  await expect(dialog).toContainText("Read the charter and accept it.");
  await dialog.getByRole("checkbox", { name: "We accept this charter." }).check();
  await ask.click();
  await expect(dialog).toBeHidden();
  await expect(applications(applicant)).toContainText("wants to become: member · charter v1");

  /* The Secretariat enters what was decided, with how; the applicant reads the coalition from then. */
  await goTo(office, "Network");
  await open(office, NEWCOMER);
  await office
    .getByRole("button", { name: "Change the tie to Global Coalition on Migration" })
    .click();
  const change = office.getByRole("dialog");
  await change.getByRole("radio", { name: /^member/ }).check();
  const save = change.getByRole("button", { name: /^Save/ });
  await expect(save).toBeDisabled();
  await change.getByLabel("How it was decided").fill("In Accra: 6 yes, 2 no, 1 abstains.");
  await save.click();
  await expect(change).toBeHidden();
  await expect(office.locator(".lede")).toContainText("Member of the coalition");
  await section(office, "Who belongs to whom").getByText("2 steps").click();
  await expect(section(office, "Who belongs to whom")).toContainText(
    "member · In Accra: 6 yes, 2 no, 1 abstains.",
  );
  await expect(applications(applicant)).toContainText("member");
  await expect(applications(applicant).getByRole("button")).toHaveCount(0);
  await goTo(applicant, "Network");
  await expect(rowOf(applicant, "Sample national platform (Asia)")).toBeVisible();
});

test("an applicant's people read their application and nothing else of the coalition's", async ({
  enter,
}) => {
  const applicant = await enter("Newcomer applicant delegate");
  await applicant.goto("/me");
  await expect(applications(applicant)).toContainText(NEWCOMER);
  expect(rowsIn(await snapshot(applicant), "application")).toHaveLength(1);
  expect(await snapshot(applicant)).not.toContain("Sample national platform");
  await applications(applicant)
    .getByRole("button", { name: /^Withdraw/ })
    .click();
  await applicant.getByRole("dialog").getByRole("button", { name: "Withdraw it" }).click();
  await expect(applicant.getByRole("dialog")).toBeHidden();
  await expect(applications(applicant)).toContainText("left");

  for (const name of ["MFA delegate 1", "Secretariat 1"]) {
    const other = await enter(name);
    expect(rowsIn(await snapshot(other), "application")).toHaveLength(0);
  }
});

test("an organization that nobody knows yet applies, and is found by the Secretariat", async ({
  coalition,
  enter,
  visitor,
}) => {
  const office = await enter("Secretariat 1");
  /* Somebody whose organization has taken them out belongs nowhere. */
  const lead = await enter("MFA delegate 1");
  const person = await enter("MFA delegate 2");
  await open(lead, "Migrant Forum in Asia");
  await lead.getByRole("button", { name: "Change: MFA delegate 2" }).click();
  const ending = lead.getByRole("dialog");
  await ending.getByRole("radio", { name: /^no longer in the organization/ }).check();
  await ending.getByRole("button", { name: "End the role" }).click();
  await expect(ending).toBeHidden();

  await person.goto("/me");
  await person.getByRole("link", { name: "Apply for an organization to join" }).click();
  await person.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(person.getByRole("alert").first()).toContainText("Whole name");
  await person.getByLabel("Whole name").fill("Delta Workers Network");
  await person.getByLabel("Short").fill("DWN");
  await person.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(applications(person)).toContainText("Delta Workers Network");
  await expect(applications(person)).toContainText("applicant · wants to become: observer");
  await expect(person.getByRole("link", { name: "Apply for an organization" })).toHaveCount(0);
  await expect(person.getByRole("radio", { name: /^Delta Workers Network/ })).toBeChecked();
  const again = await call(person, "application.make", {
    application_id: newId(),
    organization_id: newId(),
    affiliation_id: newId(),
    belonging_id: newId(),
    name: "A second one",
    kind: "ngo",
    standing_sought: "observer",
  });
  expect(again.error).toBe("E_TOO_MANY");

  await office.goto("/network");
  await open(office, "Delta Workers Network");
  await expect(section(office, "Delegates")).toContainText("MFA delegate 2");
  const reader = await visitor();
  await reader.goto("/network");
  await expect(rowOf(reader, "Migrant Forum in Asia")).toBeVisible();
  expect(await snapshot(reader)).not.toContain("Delta Workers");
  coalition.verify();
});

test("J1, step 4: the rules are sentences with the coalition's own numbers", async ({ enter }) => {
  const office = await enter("Secretariat 1");
  await office.goto("/network");
  await office
    .getByRole("main")
    .getByRole("link", { name: "Global Coalition on Migration" })
    .click();
  await office.getByRole("link", { name: "Its rules and its charter" }).click();
  const rules = section(office, "Rules of counting");
  await expect(rules).toContainText("11 organizations have a vote: the roll.");
  await expect(rules).toContainText(
    "A meeting can decide when more than 1/2 of the roll are present: 6 of 11.",
  );
  await expect(rules).toContainText(
    "An organization is admitted with at least 2/3 of the votes cast.",
  );

  const member = await enter("MFA delegate 1");
  await member.goto("/coalition");
  await expect(section(member, "Rules of counting")).toContainText("6 of 11");
  await rules.getByRole("button", { name: "Change: Quorum" }).click();
  const dialog = office.getByRole("dialog");
  await dialog.getByLabel("Parts").fill("4");
  await expect(dialog.getByRole("button", { name: "Save the rule" })).toBeDisabled();
  await dialog.getByLabel("Of how many").fill("5");
  await dialog.getByLabel("How it is reached").selectOption("at_least");
  await expect(dialog).toContainText("at least 4/5: of 11 that is 9.");
  await dialog.getByRole("button", { name: "Save the rule" }).click();
  await expect(dialog).toBeHidden();
  await expect(section(member, "Rules of counting")).toContainText("at least 4/5");
  await expect(section(member, "Rules of counting")).toContainText("9 of 11");
  await expect(member.getByRole("button", { name: "Change: Quorum" })).toHaveCount(0);
});

test("J1, step 2: an administrator names the coalition and its languages", async ({ enter }) => {
  const administrator = await enter("Administrator");
  await administrator.goto("/me");
  await administrator.getByRole("link", { name: "Name, languages, rules and charter" }).click();
  await administrator.getByRole("button", { name: "Edit the whole name" }).click();
  await administrator.locator(".open").getByRole("textbox").fill("A coalition of rivers");
  await administrator.getByRole("button", { name: "Save the whole name" }).click();
  await expect(administrator.getByRole("heading", { level: 1 })).toHaveText(
    "A coalition of rivers",
  );
  const languages = section(administrator, "Languages");
  await languages.getByRole("button", { name: "Take out: Français" }).click();
  await expect(languages.getByRole("listitem")).toHaveCount(3);
  await languages.getByRole("button", { name: "Add Français" }).click();
  await expect(languages.getByRole("listitem")).toHaveCount(4);
  await expect(languages.getByRole("listitem").first()).toContainText("English");
  await expect(languages.getByRole("button", { name: "Take out: English" })).toHaveCount(0);
  const member = await enter("MFA delegate 1");
  await expect(member.locator(".rail .coalition")).toHaveText("A coalition of rivers");
});

test("a delegate applies to another body with the charter of now", async ({ enter }) => {
  const office = await enter("Secretariat 1");
  await adopt(office, "We share.", 1);
  await adopt(office, "We share more.", 2);
  await section(office, "Charter").getByText("charter v1").click();
  await expect(section(office, "Charter")).toContainText("We share.");
  const page = await enter("MFA delegate 1");
  await open(page, "Migrant Forum in Asia");
  await section(page, "Who belongs to whom")
    .getByRole("button", { name: /^Apply/ })
    .click();
  const dialog = page.getByRole("dialog");
  await choose(page, dialog.getByRole("combobox"), "Council of Global Unions", "Council of Global");
  await dialog.getByRole("radio", { name: /^member/ }).check();
  await expect(dialog).toContainText("We share more.");
  await dialog.getByRole("checkbox", { name: "We accept this charter." }).check();
  await dialog.getByRole("button", { name: "Send the application" }).click();
  await expect(dialog).toBeHidden();
  await page.goto("/me");
  await expect(applications(page)).toContainText("charter v2");
});

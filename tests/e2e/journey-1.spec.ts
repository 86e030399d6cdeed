/* J1: from an empty file to twelve organizations whose delegates are coming in, as domain.md tells it. */
import { devices } from "@playwright/test";
import { FILE } from "./support/coalition.ts";
import { accept, comeIn, invite, makeLink, PHONE } from "./support/invitations.ts";
import { edit, goTo, heading, open, section } from "./support/screens.ts";
import { expect, test } from "./support/test.ts";
import { rowsIn, snapshot } from "./support/wire.ts";
import { wordsOf } from "./support/words.ts";

test.use({ seed: "empty" });
test.describe.configure({ timeout: 180_000 });

const es = wordsOf("es");

const MFA = "Migrant Forum in Asia";

/** Every id that a row names is the id of a row that is there. */
function brokenLinks(text: string): readonly string[] {
  const there = new Set<unknown>();
  const tables = ["organization", "group", "series", "convening"];
  for (const table of tables) for (const row of rowsIn(text, table)) there.add(row[`${table}_id`]);
  const named = {
    affiliation: ["organization_id", "parent_id"],
    group_member: ["group_id", "organization_id"],
    lineage: ["from_id", "to_id"],
    belonging: ["organization_id"],
    name: ["subject_id"],
  };
  return Object.entries(named).flatMap(([table, columns]) =>
    rowsIn(text, table).flatMap((row) =>
      columns
        .filter((column) => row[column] !== null && row[column] !== undefined)
        .filter((column) => !there.has(row[column]))
        .map((column) => `${table}.${column} ${String(row[column])}`),
    ),
  );
}

test("J1: the secretariat sets up a coalition", async ({ coalition, visitor }) => {
  test.slow(); /* twelve invitations, four browsers */
  /* 1–2: the link that init printed; the name, four languages, the secretariat's first account. */
  const administrator = await visitor();
  await administrator.goto(coalition.link("init"));
  await administrator.getByRole("button", { name: "Sign in" }).click();
  await expect(administrator).toHaveURL(/\/today$/);
  await administrator.goto("/coalition");
  await edit(
    administrator,
    { edit: "Edit the whole name", save: "Save the whole name" },
    "Coalition of the test",
  );
  await expect(heading(administrator, "Coalition of the test")).toBeVisible();
  const languages = section(administrator, "Languages");
  for (const name of ["español", "français", "العربية"]) {
    await languages.getByRole("button", { name: new RegExp(name, "i") }).click();
  }
  await expect(languages.getByRole("listitem")).toHaveCount(4);
  await administrator.goto("/accounts");
  await administrator.getByRole("button", { name: "Invite staff…" }).click();
  const officeLink = await makeLink(administrator, "secretariat");
  const office = await visitor();
  await accept(office, officeLink, "Secretariat", "office@example.org");

  /* 3: the file, with its samples. */
  await office.getByRole("main").getByRole("link", { name: "Bring data in" }).click();
  await office.getByLabel("Choose a file").setInputFiles(FILE);
  await office.getByRole("button", { name: "See what it would do" }).click();
  await office.getByRole("button", { name: /^Bring in \d+ records$/ }).click();
  await expect(office.getByRole("main").getByText(/records are in\./)).toBeVisible();
  await goTo(office, "Network");
  await expect(office.getByRole("main")).toContainText("12 organizations");
  await open(office, "Building and Woodworkers International");
  await expect(office.getByRole("main")).toContainText("observer (tentative)");

  /* 4: the rules, as sentences. */
  await office.goto("/coalition");
  const rules = section(office, "Rules of counting");
  await expect(rules).toContainText("11");
  await expect(rules).toContainText("6 of 11");

  /* 5: a link for the first delegate of each. */
  await office.goto("/first-delegates");
  const waiting = section(office, "Without a lead delegate").getByRole("listitem");
  await expect(waiting).toHaveCount(12);
  const links: string[] = [];
  for (const button of await waiting.getByRole("button").all()) {
    await button.click();
    links.push(await makeLink(office));
  }
  await expect(waiting.getByText("1 invitation is open")).toHaveCount(12);
  const names = await waiting.locator("bdi").allInnerTexts();
  const link = links[names.indexOf(MFA)] ?? "";

  /* 6: on a phone, in Spanish. */
  const phone = await visitor({ ...devices["Pixel 7"], locale: "en-GB" });
  await phone.goto(link);
  await phone.getByRole("button", { name: "español" }).click();
  await expect(phone.locator("html")).toHaveAttribute("lang", "es");
  await comeIn(phone, "Delegada de MFA", "mfa@example.org", es);
  const led = section(office, "With delegates").getByRole("listitem").filter({ hasText: MFA });
  await expect(led).toContainText("1 person");
  await expect(waiting).toHaveCount(11);
  await phone.goto("/network");
  await open(phone, MFA);
  const second = await invite(phone, es("role_alternate"), es);
  const alternate = await visitor(PHONE);
  await alternate.goto(second);
  await comeIn(alternate, "Suplente de MFA", "mfa.2@example.org", es);
  await expect(led).toContainText("2 people");

  /* 7: the samples go, after their counts were read; nothing is left that leads nowhere. */
  const before = await snapshot(office);
  await office.goto("/import");
  const samples = section(office, "Samples");
  await samples.getByRole("button", { name: "Take out all samples…" }).click();
  const act = office.getByRole("dialog").getByRole("button", { name: /^Take out \d+ samples$/ });
  await act.click();
  await expect(samples).toContainText("There are no samples here.");
  const after = await snapshot(office);
  expect(before).toContain('"sample":1');
  expect(after).not.toContain('"sample":1');
  expect(brokenLinks(before)).toEqual([]);
  expect(brokenLinks(after)).toEqual([]);
  await goTo(office, "Network");
  await expect(office.getByRole("main")).toContainText("12 organizations");
  await office.goto("/first-delegates");
  await expect(led).toContainText("2 people");
  coalition.verify();
});

/* A caucus that forms at a convening and becomes an alliance, step by step and in several browsers;
   groups that merge, split, are joined and are closed. */
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
import { expect, type Page, test } from "./support/test.ts";
import { call, newId, rowsIn, snapshot } from "./support/wire.ts";

const MFA = "Migrant Forum in Asia";

async function step(page: Page, radio: RegExp, act: string): Promise<void> {
  const change = section(page, "Change its state");
  await change.getByRole("radio", { name: radio }).check();
  await change.getByRole("button", { name: `${act}…` }).click();
  await page.getByRole("dialog").getByRole("button", { name: act }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

async function activate(page: Page): Promise<void> {
  await step(page, /^Begin its work/, "Begin its work");
  await expect(page.locator(".stations li[aria-current=step]")).toContainText("alive");
}

/** Opens one of the ways a group may go and says how it was decided. */
async function become(page: Page, way: string) {
  await section(page, "What it may become").getByRole("radio", { name: way }).check();
  await section(page, "What it may become")
    .getByRole("button", { name: new RegExp(way) })
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("How it was decided").fill("By consensus, all present.");
  return dialog;
}

test("a caucus formed at a convening becomes an alliance with its past", async ({
  enter,
  visitor,
}) => {
  const page = await enter("MFA delegate 1");
  await page.getByRole("link", { name: "Convenings", exact: true }).click();
  await rowOf(page, "GCM strategic planning meeting, Manila").click();
  await section(page, "Formed here").getByRole("link", { name: "Start a caucus here" }).click();
  await page.getByLabel("Whole name").fill("Caucus on detention");
  await page.getByRole("button", { name: "Start it" }).click();
  await expect(heading(page, "Caucus on detention")).toBeVisible();
  await expect(section(page, "Names and what it is")).toContainText("Manila");
  await activate(page);
  await admit(page, "PICUM", "Platform for International Cooperation");
  await admit(page, "PANiDMR", "Pan African Network");
  const group_id = idHere(page);

  const dialog = await become(page, "Become an alliance");
  await expect(dialog).toContainText("3 organizations are asked whether they join");
  await dialog.getByLabel("Name of the alliance").fill("Detention Alliance");
  await dialog.getByRole("button", { name: "Become an alliance" }).click();
  await expect(heading(page, "Detention Alliance")).toBeVisible();
  const history = section(page, "History").getByRole("listitem");
  await expect(history).toContainText("Caucus on detention became the alliance Detention Alliance");
  await expect(history).toContainText("GCM strategic planning meeting, Manila");
  await expect(history).toContainText("By consensus, all present.");
  await expect(section(page, "Delegates")).toContainText("MFA delegate 1");
  const ties = section(page, "Who belongs to whom");
  await expect(ties.getByText("asked to join, has not answered")).toHaveCount(3);

  /* Each answers for itself. */
  const picum = await enter("PICUM delegate 1");
  await open(picum, "Platform for International Cooperation on Undocumented Migrants");
  await picum.getByRole("button", { name: "Join Detention Alliance" }).click();
  await expect(picum.getByRole("button", { name: "Join Detention Alliance" })).toBeHidden();
  await expect(ties.getByText(/^member since/)).toHaveCount(1);
  await expect(ties.getByText("asked to join, has not answered")).toHaveCount(2);
  const own = rowsIn(await snapshot(picum), "affiliation").find((row) => row["is_asked"] === 1);
  const others = await call(picum, "affiliation.confirm", {
    affiliation_id: own?.["affiliation_id"],
    acting_for: null,
  });
  expect(others.error).toBe("E_FORBIDDEN");

  /* The caucus stays, and changes no more. */
  await history.getByRole("link", { name: "Caucus on detention" }).click();
  await expect(heading(page, "Caucus on detention")).toBeVisible();
  await expect(page.locator(".lede")).toContainText("can only be read");
  await expect(section(page, "Who works in it")).toContainText("Pan African Network");
  await expect(page.getByRole("button", { name: "Edit the whole name" })).toHaveCount(0);
  const edits = [
    ["group.edit", { group_id, name: { from: "Caucus on detention", to: "Other" } }],
    ["group.rest", { group_id }],
    [
      "group.become_alliance",
      {
        group_id,
        organization_id: newId(),
        lineage_id: newId(),
        belonging_id: newId(),
        name: "A second one",
        decision: "Again.",
      },
    ],
    [
      "group_member.admit",
      {
        group_id,
        group_member_id: newId(),
        organization_id: own?.["organization_id"],
        role: "member",
      },
    ],
  ] as const;
  const { acting_for } = await actingFor(page);
  for (const [method, params] of edits) {
    const answer = await call(page, method, { ...params, acting_for });
    expect(answer.error, method).toBe("E_CLOSED");
  }

  /* Nothing of it is anybody's who does not read the coalition. */
  const nobody = await visitor();
  await nobody.goto("/network");
  await expect(rowOf(nobody, MFA)).toBeVisible();
  expect(await snapshot(nobody)).not.toContain("Detention Alliance");
});

/** Whom the person of a page acts for, as their page has it. */
async function actingFor(page: Page): Promise<{ acting_for: unknown }> {
  const rows = rowsIn(await snapshot(page), "organization");
  return { acting_for: rows.find((row) => row["name"] === MFA)?.["organization_id"] };
}

test("a closed caucus asks each organization alone", async ({ enter }) => {
  const page = await enter("MFA delegate 1");
  await startGroup(page, "Kept among us", "the group");
  await activate(page);
  await admit(page, "PICUM", "Platform for International Cooperation");
  const dialog = await become(page, "Become an alliance");
  await dialog.getByLabel("Name of the alliance").fill("Quiet Alliance");
  await dialog.getByRole("button", { name: "Become an alliance" }).click();
  await expect(heading(page, "Quiet Alliance")).toBeVisible();

  const office = await enter("Secretariat 1");
  await goTo(office, "Network");
  await open(office, "Quiet Alliance");
  await expect(section(office, "Who belongs to whom")).toContainText(
    "It belongs to no other, and none belongs to it.",
  );
  expect(await snapshot(office)).not.toContain("Kept among us");

  const picum = await enter("PICUM delegate 1");
  await open(picum, "Platform for International Cooperation on Undocumented Migrants");
  await picum.getByRole("button", { name: "Join Quiet Alliance" }).click();
  await expect(
    section(office, "Who belongs to whom").getByRole("link", { name: /Undocumented/ }),
  ).toBeVisible();
});

test("seed 49: a local committee is bound to its convening; closed, it is only read", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await page.goto("/groups/new");
  await page.getByLabel("Whole name").fill("PGA Colombo Local Organizing Committee");
  await page.getByLabel("Kind", { exact: true }).selectOption("local_organising_committee");
  await page.getByRole("button", { name: "Start it" }).click();
  await expect(page.getByRole("alert")).toContainText("belongs to one convening");
  await expect(page.getByLabel("Whole name")).toHaveValue("PGA Colombo Local Organizing Committee");
  await page.getByLabel("Formed at").selectOption({ label: "PGA Manila (2008)" });
  await page.getByRole("button", { name: "Start it" }).click();
  await expect(heading(page, "PGA Colombo Local Organizing Committee")).toBeVisible();
  await activate(page);
  const group_id = idHere(page);
  await step(page, /^Close it/, "Close the group");
  await expect(page.locator(".lede")).toContainText("can only be read");
  await expect(section(page, "Who works in it")).toContainText(MFA);
  const { acting_for } = await actingFor(page);
  const answer = await call(page, "group.edit", {
    group_id,
    mandate: { from: null, to: "More." },
    acting_for,
  });
  expect(answer.error).toBe("E_CLOSED");
});

test("groups of one facilitator merge, and a part starts on its own", async ({ enter }) => {
  const page = await enter("MFA delegate 1");
  await startGroup(page, "Upper rivers");
  await activate(page);
  await startGroup(page, "Lower rivers");
  await activate(page);
  await admit(page, "PICUM", "Platform for International Cooperation");

  const merging = await become(page, "Merge into another group");
  await merging.getByLabel("Into which group").selectOption({ label: "Upper rivers" });
  await merging.getByRole("button", { name: "Merge into another group" }).click();
  await expect(heading(page, "Upper rivers")).toBeVisible();
  await expect(section(page, "Who works in it")).toContainText("Undocumented Migrants");
  await expect(section(page, "History")).toContainText("Lower rivers was merged into Upper rivers");

  const splitting = await become(page, "A part starts on its own");
  await splitting.getByLabel("Name of the new group").fill("The delta");
  await splitting.getByRole("button", { name: "A part starts on its own" }).click();
  await expect(heading(page, "The delta")).toBeVisible();
  await expect(section(page, "History")).toContainText("The delta split off from Upper rivers");
  await expect(section(page, "History")).toContainText("Lower rivers was merged into Upper rivers");
});

test("an open group is joined; one that admits is not", async ({ enter }) => {
  const page = await enter("MFA delegate 1");
  await startGroup(page, "Open to all");
  const other = await enter("PICUM delegate 1");
  await goTo(other, "Caucuses & groups");
  await open(other, "Open to all");
  const join = other.getByRole("button", { name: "Join", exact: true });
  await expect(join).toHaveCount(0);
  await page.getByRole("button", { name: "Edit how one joins" }).click();
  await page.locator(".open").getByRole("combobox").selectOption("open");
  await page.getByRole("button", { name: "Save how one joins" }).click();
  await join.click();
  await expect(section(other, "Who works in it")).toContainText("Undocumented Migrants");
  await expect(section(page, "Who works in it")).toContainText("Undocumented Migrants");
  await expect(join).toHaveCount(0);
});

test("an organization goes over into another, but not while it applies", async ({ enter }) => {
  const office = await enter("Secretariat 1");
  const into = async (name: string, target: string) => {
    await goTo(office, "Network");
    await open(office, name);
    await office.getByRole("button", { name: /^Merge into another organization/ }).click();
    const dialog = office.getByRole("dialog");
    await choose(office, dialog.getByRole("combobox"), target, target);
    await dialog.getByLabel("How it was decided").fill("Both assemblies.");
    await dialog.getByRole("button", { name: "Merge", exact: true }).click();
    return dialog;
  };
  const refused = await into("Sample newcomer network (Caucasus)", "La Cimade");
  await expect(refused.getByRole("alert")).toContainText("Something else rests on this");
  await expect(refused.getByLabel("How it was decided")).toHaveValue("Both assemblies.");
  await office.keyboard.press("Escape");
  const done = await into("Espacio Sin Fronteras", MFA);
  await expect(done).toBeHidden();
  await expect(heading(office, MFA)).toBeVisible();
  await expect(section(office, "History")).toContainText(
    "Espacio Sin Fronteras was merged into Migrant Forum in Asia",
  );
  await section(office, "History").getByRole("link", { name: "Espacio Sin Fronteras" }).click();
  await expect(section(office, "Who belongs to whom")).toContainText("Ended");
});

test("a delegate tells of a convening their organization hosts, the office corrects it", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await page.goto("/convenings/new");
  await page.getByRole("button", { name: "Add the convening" }).click();
  await expect(page.getByRole("alert").first()).toContainText("Whole name");
  await page.getByLabel("Whole name").fill("Forum of the rivers");
  await page
    .getByLabel("Series", { exact: true })
    .selectOption({ label: "World Social Forum on Migration" });
  await page.getByRole("group", { name: "From when" }).getByLabel(/Year/).fill("2031");
  await page.getByLabel("Place", { exact: true }).fill("Chiang Mai");
  await page.getByRole("radio", { name: /^possible/ }).check();
  await page.getByRole("button", { name: "Add the convening" }).click();
  await expect(heading(page, "Forum of the rivers")).toBeVisible();
  await expect(page.locator(".lede")).toContainText(
    "May take place: Chiang Mai, 2031. Hosted by Migrant Forum in Asia.",
  );

  const office = await enter("Secretariat 1");
  await office.getByRole("link", { name: "Convenings", exact: true }).click();
  await rowOf(office, "Forum of the rivers").click();
  await office.getByRole("button", { name: "Announce it" }).click();
  await expect(page.locator(".lede")).toContainText("Announced: Chiang Mai, 2031.");

  /* Another organization's delegate reads it and changes nothing. */
  const other = await enter("PICUM delegate 1");
  await other.getByRole("link", { name: "Convenings", exact: true }).click();
  await rowOf(other, "Forum of the rivers").click();
  await expect(heading(other, "Forum of the rivers")).toBeVisible();
  await expect(other.getByRole("button", { name: "Edit the place" })).toHaveCount(0);
  const convening = rowsIn(await snapshot(other), "convening").find(
    (row) => row["name"] === "Forum of the rivers",
  );
  const answer = await call(other, "convening.set_state", {
    convening_id: convening?.["convening_id"],
    state: { from: "announced", to: "held" },
    acting_for: null,
  });
  expect(answer.error).toBe("E_FORBIDDEN");
});

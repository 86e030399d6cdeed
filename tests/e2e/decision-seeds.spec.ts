/* Rows of the domain's first table that deciding answers: open questions, who votes, who does not. */
import { goTo, heading, rowOf, section } from "./support/screens.ts";
import { expect, type Page, test } from "./support/test.ts";
import { call, newId, rowsIn, snapshot } from "./support/wire.ts";

const main = (page: Page) => page.getByRole("main");
const dialog = (page: Page) => page.getByRole("dialog");

const MEMBERS = ["MFA", "PANiDMR", "MRI"] as const;
const closing = () => `${new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)}T18:00`;

/** What was asked for was done. */
async function done(page: Page, method: string, params: Record<string, unknown>): Promise<void> {
  const answer = await call(page, method, params);
  expect(answer.error, `${method}: ${answer.text}`).toBeUndefined();
}

async function organization(page: Page, acronym: string): Promise<string> {
  const names = rowsIn(await snapshot(page), "organization_name");
  const found = names.find(({ text, kind }) => text === acronym && kind === "acronym");
  return String(found?.["organization_id"]);
}

interface Asked {
  readonly proposal_id: string;
  readonly ballot_id: string;
}

/** A proposal of the coalition's Secretariat, asked about in a vote. */
async function askAll(office: Page, more: Record<string, unknown> = {}): Promise<Asked> {
  const asked = { proposal_id: newId(), ballot_id: newId() };
  const words = { title: "Wages first", text: "No return before the wages.", language: "en" };
  const method = "group_id" in more ? "proposal.write" : "proposal.write_for_coalition";
  await done(office, method, { proposal_id: asked.proposal_id, ...words, ...more });
  await done(office, "proposal.discuss", { proposal_id: asked.proposal_id });
  await done(office, "ballot.open", {
    ...asked,
    ...{ version: 1, occasion: "vote", closes_local: closing(), zone: "Africa/Accra" },
  });
  return asked;
}

test.describe("the paper alone", () => {
  test.use({ seed: "G0" });

  test("seed 42: three questions, each quoted; answered by a decision, and by no vote", async ({
    enter,
    visitor,
  }) => {
    const member = await enter("MFA delegate 1");
    await member.goto("/decisions");
    await main(member).getByRole("link", { name: "Open questions" }).click();
    await expect(heading(member, "Open questions")).toBeVisible();
    await expect(main(member).getByText("Open", { exact: true })).toHaveCount(3);
    await expect(main(member).locator("blockquote")).toHaveCount(3);
    await expect(main(member)).toContainText(
      "whether it can be effective at affecting policy or remain primarily a networking venue",
    );
    await expect(main(member).getByRole("button", { name: /vote|close/i })).toHaveCount(0);

    const office = await enter("Secretariat 1");
    const { proposal_id, ballot_id } = await askAll(office);
    await done(office, "ballot.close", { ballot_id });
    await office.goto("/questions");
    const mine = section(
      office,
      "Is policy advocacy the goal, or is the alliance itself the goal?",
    );
    await mine.getByRole("button", { name: "Answered by a decision…" }).click();
    await expect(dialog(office)).toContainText("There is no decision in force");
    await office.keyboard.press("Escape");

    /* One member of eleven is no quorum; the rule of this coalition lets it decide. */
    const [coalition] = rowsIn(await snapshot(office), "coalition");
    await done(office, "coalition.edit", {
      coalition_id: coalition?.["coalition_id"],
      quorum_kind: { from: "more_than", to: "at_least" },
      quorum_denominator: { from: 2, to: 11 },
    });
    const again = newId();
    await done(office, "ballot.open", {
      ...{ ballot_id: again, proposal_id, version: 1, occasion: "vote" },
      ...{ closes_local: closing(), zone: "Africa/Accra" },
    });
    const acting_for = await organization(member, "MFA");
    await done(member, "ballot.cast", { ballot_id: again, version: 1, choice: "yes", acting_for });
    await done(office, "ballot.close", { ballot_id: again });
    await mine.getByRole("button", { name: "Answered by a decision…" }).click();
    await dialog(office).getByLabel("The decision").selectOption({ index: 1 });
    await dialog(office).getByRole("button", { name: "Say that it answers this" }).click();
    await expect(mine).toContainText("Answered by");
    /* The member's screen says so by itself; a visitor, who does not read the decision, finds it open. */
    await expect(
      section(member, "Is policy advocacy the goal, or is the alliance itself the goal?"),
    ).toContainText("Wages first");
    const passing = await visitor();
    await passing.goto("/questions");
    await expect(main(passing).getByText("Open", { exact: true })).toHaveCount(3);
    expect(await snapshot(passing)).not.toContain("Wages first");
  });
});

test.describe("with its samples", () => {
  test.use({ seed: "G1" });

  test("seed 57: an observer speaks and does not vote; the roll is 11", async ({ enter }) => {
    const office = await enter("Secretariat 1");
    const { proposal_id, ballot_id } = await askAll(office);
    const [ballot] = rowsIn(await snapshot(office), "ballot");
    expect(ballot?.["roll"]).toBe(11);
    const observer = await enter("BWI observer delegate 1");
    await goTo(observer, "Decisions");
    await rowOf(observer, "Wages first").click();
    await expect(main(observer)).toContainText("you can speak and comment, not vote");
    await expect(main(observer).getByRole("radio")).toHaveCount(0);
    const acting_for = await organization(observer, "BWI");
    const before = await snapshot(office);
    const cast = { ballot_id, version: 1, choice: "yes", acting_for };
    expect((await call(observer, "ballot.cast", cast)).error).toBe("E_OBSERVER_NO_VOTE");
    expect(await snapshot(office)).toBe(before);
    const about = { about_table: "proposal", about_id: proposal_id };
    await done(observer, "comment.add", {
      ...{ comment_id: newId(), ...about, text: "Our unions can help.", acting_for },
    });
  });

  test("seed 39: in a committee its two organizations decide, and nobody beside them", async ({
    enter,
  }) => {
    const chair = await enter("Secretariat 1");
    const group_id = newId();
    await done(chair, "group.create", {
      ...{ group_id, group_member_id: newId(), name: "Committee of two" },
      ...{ kind: "committee", visibility: "coalition" },
    });
    for (const acronym of MEMBERS.slice(0, 2)) {
      const organization_id = await organization(chair, acronym);
      await done(chair, "group_member.admit", {
        ...{ group_member_id: newId(), group_id, organization_id, role: "member" },
      });
    }
    const { ballot_id } = await askAll(chair, { group_id });
    const [ballot] = rowsIn(await snapshot(chair), "ballot");
    expect(ballot?.["roll"]).toBe(2);
    for (const acronym of MEMBERS.slice(0, 2)) {
      const delegate = await enter(`${acronym} delegate 1`);
      const acting_for = await organization(delegate, acronym);
      const cast = { ballot_id, version: 1, choice: "yes", acting_for };
      await done(delegate, "ballot.cast", cast);
    }
    const outside = await enter("MRI delegate 1");
    const acting_for = await organization(outside, "MRI");
    const cast = { ballot_id, version: 1, choice: "no", acting_for };
    expect((await call(outside, "ballot.cast", cast)).error).toBe("E_NOT_FOUND");
    await done(chair, "ballot.close", { ballot_id });
    const [counted] = rowsIn(await snapshot(chair), "ballot");
    expect(counted).toMatchObject({ result: "carried", present: 2, roll_at_close: 2 });
  });
});

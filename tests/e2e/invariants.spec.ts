/* What must hold whatever happens (numbers are the domain's), as far as browsers and calls see it. */
import {
  edit,
  heading,
  idHere,
  NAME,
  open,
  rowOf,
  section,
  startGroup,
} from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";
import { call, newCommandId, newId, rowsIn, snapshot } from "./support/wire.ts";

const MFA = "Migrant Forum in Asia";
const PICUM = "Platform for International Cooperation on Undocumented Migrants";

/** Ids of organizations by their names, as the signed-in person sees them. */
async function idsOf(page: Page): Promise<(name: string) => string> {
  const rows = rowsIn(await snapshot(page), "organization");
  return (name) => String(rows.find((row) => row["name"] === name)?.["organization_id"]);
}

const tie = (organization: string, parent: string) => ({
  affiliation_id: newId(),
  organization_id: organization,
  parent_id: parent,
  status: "member",
  acting_for: null,
});

test("6: of two ties at once that together make a circle, one is refused", async ({ enter }) => {
  const office = await enter("Secretariat 1");
  const id = await idsOf(office);
  const [a, b] = [id("La Cimade"), id("Border Angels")];
  const answers = await Promise.all([
    call(office, "affiliation.add", tie(a, b)),
    call(office, "affiliation.add", tie(b, a)),
  ]);
  expect(answers.map(({ error }) => error).toSorted()).toEqual(["E_CYCLE", undefined]);
  const ties = rowsIn(await snapshot(office), "affiliation").filter(
    (row) =>
      [a, b].includes(String(row["organization_id"])) && [a, b].includes(String(row["parent_id"])),
  );
  expect(ties).toHaveLength(1);
});

test("11: what ends stays, as a state", async ({ enter }) => {
  const office = await enter("Secretariat 1");
  const before = await snapshot(office);
  const found = rowsIn(before, "affiliation").find((row) => row["status"] === "member");
  await call(office, "affiliation.leave", {
    affiliation_id: found?.["affiliation_id"],
    acting_for: null,
  });
  const group = rowsIn(before, "group").find((row) => row["state"] === "active");
  await call(office, "group.close", { group_id: group?.["group_id"], acting_for: null });
  const after = await snapshot(office);
  for (const table of ["affiliation", "group", "organization", "group_member", "belonging"]) {
    expect(rowsIn(after, table), table).toHaveLength(rowsIn(before, table).length);
  }
  const left = rowsIn(after, "affiliation").find(
    (row) => row["affiliation_id"] === found?.["affiliation_id"],
  );
  expect(left).toMatchObject({
    status: "left",
    ends_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
});

test("12: what was acknowledged is there after a kill, with its entry; the log replays", async ({
  coalition,
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await open(page, MFA);
  await edit(page, NAME, "Acknowledged");
  await expect(section(page, "Names and what it is").getByText(/^Saved/)).toBeVisible();
  await coalition.stop("SIGKILL");
  coalition.verify();
  await coalition.serve();
  await expect(page.getByText(/^No connection since/)).toBeHidden();
  await page.reload();
  await expect(heading(page, "Acknowledged")).toBeVisible();
  expect(await snapshot(page)).toContain("Acknowledged");
});

test("12: a refused change is nowhere, and nobody is told of it", async ({ enter }) => {
  const writer = await enter("MFA delegate 1");
  const reader = await enter("MFA delegate 2");
  const id = await idsOf(writer);
  const frames = heardBy(reader).frames.length;
  const acting_for = id(MFA);
  const refused = await call(writer, "organization.edit", {
    organization_id: id(PICUM),
    name: { from: PICUM, to: "Not mine to change" },
    acting_for,
  });
  expect(refused.error).toBe("E_FORBIDDEN");
  await call(writer, "organization.edit", {
    organization_id: acting_for,
    name: { from: MFA, to: "Mine to change" },
    acting_for,
  });
  await expect(rowOf(reader, "Mine to change")).toBeVisible();
  expect(heardBy(reader).frames.slice(frames)).toHaveLength(1);
  expect(await snapshot(reader)).not.toContain("Not mine to change");
});

test("13: who was away reaches the state of who never left, and hears of nothing hidden", async ({
  enter,
}) => {
  const writer = await enter("MFA delegate 1");
  const stayed = await enter("PICUM delegate 1");
  const away = await enter("PANiDMR delegate 1");
  await away.context().setOffline(true);
  await expect(away.getByText(/^No connection since/)).toBeVisible();
  const frames = heardBy(away).frames.length;

  await startGroup(writer, "Not for them", "the group");
  await startGroup(writer, "For the coalition");
  await writer.goto("/network");
  await open(writer, MFA);
  await edit(writer, NAME, "Renamed meanwhile");
  await expect(rowOf(stayed, "Renamed meanwhile")).toBeVisible();

  await away.context().setOffline(false);
  await expect(rowOf(away, "Renamed meanwhile")).toBeVisible();
  const told = heardBy(away).frames.slice(frames).join("\n");
  expect(told).toContain("For the coalition");
  expect(told).not.toContain("Not for them");

  const list = async (page: Page) => {
    await page.goto("/groups");
    await expect(rowOf(page, "For the coalition")).toBeVisible();
    return page.locator("a.row").allInnerTexts();
  };
  expect(await list(away)).toEqual(await list(stayed));
});

test("14: the same request twice has one effect, and the second answer is the first", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  const id = await idsOf(page);
  const acting_for = id(MFA);
  const command = newCommandId();
  const params = {
    organization_id: acting_for,
    sector: { from: "migrant rights", to: "sent twice" },
    acting_for,
  };
  const frames = heardBy(page).frames.length;
  const first = await call(page, "organization.edit", params, command);
  const second = await call(page, "organization.edit", params, command);
  expect(first.error).toBeUndefined();
  expect(second).toEqual(first);
  const other = { ...params, sector: { from: "sent twice", to: "other content" } };
  expect((await call(page, "organization.edit", other, command)).error).toBe("E_CONFLICT");
  await open(page, MFA);
  await expect(section(page, "Names and what it is")).toContainText("sent twice");
  const told = heardBy(page)
    .frames.slice(frames)
    .filter((frame) => frame.includes("sent twice"));
  expect(told).toHaveLength(1);
});

test("16: what is hidden answers byte for byte as what is not there", async ({
  enter,
  visitor,
}) => {
  const mfa = await enter("MFA delegate 1");
  await startGroup(mfa, "Hidden one", "the group");
  const hidden = idHere(mfa);
  const rows = rowsIn(await snapshot(mfa), "group_member");
  const hiddenMember = String(rows.find((row) => row["group_id"] === hidden)?.["group_member_id"]);
  const other = await enter("PANiDMR delegate 1");
  const acting_for = (await idsOf(other))("Pan African Network in Defense of Migrants Rights");
  const guest = await visitor();
  await guest.goto("/network");
  for (const [page, acting] of [
    [other, acting_for],
    [guest, null],
  ] as const) {
    const command = newCommandId();
    const answers = (
      method: string,
      absent: string,
      real: string,
      params: (id: string) => object,
    ) =>
      Promise.all(
        [real, absent].map((id) =>
          call(page, method, { ...params(id), acting_for: acting }, command),
        ),
      );
    const both = [
      await answers("group.edit", newId(), hidden, (group_id) => ({
        group_id,
        name: { from: "Hidden one", to: "Found" },
      })),
      await answers("group.close", newId(), hidden, (group_id) => ({ group_id })),
      await answers("group_member.end", newId(), hiddenMember, (group_member_id) => ({
        group_member_id,
      })),
    ];
    for (const [real, absent] of both) {
      expect(real?.status).toBe(absent?.status);
      expect(real?.text).toBe(absent?.text);
    }
  }
  expect((await snapshot(guest)).includes(hidden)).toBe(false);
});

test("16: an empty space and a full one look alike from outside", async ({ enter, visitor }) => {
  const guest = await visitor();
  await guest.goto("/network");
  await expect(rowOf(guest, MFA)).toBeVisible();
  const before = await snapshot(guest);
  const mfa = await enter("MFA delegate 1");
  await startGroup(mfa, "Filling a space", "the group");
  expect(await snapshot(guest)).toBe(before);
  await open(guest, MFA);
  await expect(section(guest, "Groups")).toHaveCount(0);
});

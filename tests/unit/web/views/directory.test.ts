/* What ties make of an organization, and who reads the coalition by which of them. */
import { beforeEach, expect, test, vi } from "vitest";
import { organizations, reaching, standingBy, withAllBelow } from "web/views/model/directory";
import { begin, lay, layCoalition, layOrganization } from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));

const standing = (id: string) => organizations.value.get(id)?.standing;

beforeEach(() => {
  begin();
  layCoalition();
});

test.each([
  [{ status: "member" }, "member"],
  [{ status: "observer" }, "observer"],
  [{ status: "tentative", standing_sought: "observer" }, "observer_tentative"],
  [{ status: "tentative", standing_sought: "member" }, "member_tentative"],
  [{ status: "applicant" }, "applicant"],
  [{ status: "suspended" }, "suspended"],
  [{ status: "left" }, "outside"],
])("a tie %o to the coalition makes it %s", (tie, expected) => {
  layOrganization("a", { root: tie });
  expect(standing("a")).toBe(expected);
});

test("below a member it is no member itself, and says below whom", () => {
  layOrganization("member", { root: { status: "member" } });
  layOrganization("below", { member: { status: "member" } });
  layOrganization("alone");
  expect(standing("below")).toBe("below");
  expect(organizations.value.get("below")?.below).toEqual(["member"]);
  expect(standing("alone")).toBe("outside");
  expect(standing("root")).toBe("root");
});

test("below an applicant nobody reaches the coalition", () => {
  layOrganization("applicant", { root: { status: "applicant" } });
  layOrganization("below", { applicant: { status: "member" } });
  expect(standing("below")).toBe("outside");
});

test("when a tie ends, those below lose the coalition unless another way holds", () => {
  layOrganization("mfa", { root: { status: "member" } });
  layOrganization("wgmwg", { root: { status: "member" } });
  layOrganization("platform", { mfa: { status: "member" } });
  layOrganization("savings", { platform: { status: "member" } });
  layOrganization("union", { mfa: { status: "member" }, wgmwg: { status: "observer" } });
  expect(withAllBelow("mfa").toSorted()).toEqual(["mfa", "platform", "savings", "union"]);
  const still = reaching("mfa-root");
  expect(["mfa", "platform", "savings", "union", "wgmwg"].filter((id) => still.has(id))).toEqual([
    "union",
    "wgmwg",
  ]);
});

test("a circle the server never lets in would not hang the page", () => {
  layOrganization("a", { b: { status: "member" } });
  layOrganization("b", { a: { status: "member" } });
  expect(withAllBelow("a").toSorted()).toEqual(["a", "b"]);
});

test("names come in their rank, short ones and spellings apart", () => {
  layOrganization("a");
  const name = { organization_id: "a", language: null };
  lay("organization_name", "n2", { ...name, kind: "acronym", text: "RIMD", rank: 2 });
  lay("organization_name", "n1", { ...name, kind: "acronym", text: "INMD", rank: 1 });
  lay("organization_name", "n3", { ...name, kind: "spelling", text: "Red", rank: 101 });
  expect(organizations.value.get("a")).toMatchObject({
    acronyms: ["INMD", "RIMD"],
    spellings: ["Red"],
  });
});

test("a tentative tie that does not say what it seeks is that of an observer", () => {
  lay("affiliation", "t", { organization_id: "a", parent_id: "root", status: "tentative" });
  expect(standingBy({ status: "tentative", standing_sought: null } as never)).toBe(
    "observer_tentative",
  );
});

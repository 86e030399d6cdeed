/* Caucuses and groups on the screen: by state, with who may do what, and final ones read-only. */
import "../drawn";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import { navigate } from "web/router";
import {
  begin,
  COALITION_SPACE,
  enterAsDelegate,
  lay,
  layCoalition,
  layOrganization,
  send,
  viewer,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const { GroupList } = await import("web/views/groups/GroupList");
const { GroupPage } = await import("web/views/groups/GroupPage");

function layGroup(id: string, state: string, given = {}) {
  return lay("group", id, {
    name: `Group ${id}`,
    kind: "caucus",
    vote_unit: "organization",
    state,
    mandate: null,
    ...given,
  });
}

const layMember = (group: string, organization: string, role: string) =>
  lay("group_member", `${group}-${organization}`, {
    group_id: group,
    organization_id: organization,
    person_id: null,
    display_name: null,
    role,
  });

beforeEach(() => {
  begin();
  layCoalition();
  vi.clearAllMocks();
  navigate("/groups");
  layOrganization("a", { root: { status: "member" } });
  layOrganization("b", { root: { status: "member" } });
});

test("the list counts by state, none named where it could be", () => {
  layGroup("g1", "active");
  layGroup("g2", "became_alliance");
  layGroup("g3", "reconvened");
  layGroup("g4", "closed");
  render(<GroupList isPane={false} />);
  expect(document.querySelector(".countline")?.textContent).toBe(
    "4 groups: 1 alive, none dormant, 2 became an alliance, 1 closed",
  );
});

test("found by another spelling", () => {
  layGroup("g", "active", { name: "International Work Group" });
  const name = { group_id: "g", kind: "spelling", language: null, rank: 101 };
  lay("group_name", "n", { ...name, text: "International Working Group" });
  render(<GroupList isPane={false} />);
  const box = screen.getByRole("combobox", { name: /^Find a caucus/ });
  fireEvent.input(box, { target: { value: "international working group" } });
  const found = within(screen.getByRole("listbox", { name: "Found" }));
  expect(found.getByRole("option").textContent).toContain("also written");
});

test("a facilitator changes its state only after looking it over", async () => {
  layGroup("g", "active");
  layMember("g", "a", "facilitator");
  layMember("g", "b", "member");
  enterAsDelegate("a");
  render(<GroupPage id="g" />);
  fireEvent.click(screen.getByRole("radio", { name: /Close it/ }));
  fireEvent.click(screen.getByRole("button", { name: "Close the group…" }));
  expect(send).not.toHaveBeenCalled();
  expect(screen.getByText("Who sees it: 2 organizations.")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Close the group" }));
  await waitFor(() =>
    expect(send.mock.calls[0]?.slice(0, 2)).toEqual(["group.close", { group_id: "g" }]),
  );
});

test.each(["closed", "became_alliance", "reconvened"])("%s: read-only, and it says so", (state) => {
  layGroup("g", state, { mandate: "Our words.", space_id: COALITION_SPACE });
  layMember("g", "a", "facilitator");
  enterAsDelegate("a");
  render(<GroupPage id="g" />);
  expect(document.querySelector(".lede")?.textContent).toMatch(/can only be read/);
  for (const name of [/^Edit/, /^Add/, /^Change/, /Admit/, /Leave/, /^Show to everyone/]) {
    expect(screen.queryByRole("button", { name })).toBeNull();
  }
  expect(screen.getByText("Our words.")).toBeTruthy();
});

test("a member of it may leave but not edit", () => {
  layGroup("g", "active");
  layMember("g", "a", "facilitator");
  layMember("g", "b", "member");
  enterAsDelegate("b");
  render(<GroupPage id="g" />);
  expect(screen.queryByRole("button", { name: /^Edit/ })).toBeNull();
  expect(screen.getByRole("button", { name: "Leave…" })).toBeTruthy();
  expect(screen.getAllByText(/Who can: the group’s facilitation/).length).toBeGreaterThan(0);
});

test("how it votes: more than half of three must answer, so two", () => {
  layGroup("g", "active");
  layMember("g", "a", "member");
  layMember("g", "b", "member");
  layMember("g", layOrganization("c"), "member");
  viewer.value = { person_id: null, acting_for: null, ready: true };
  render(<GroupPage id="g" />);
  expect(document.querySelector(".sum b")?.textContent).toBe("One vote per organization: 3 votes.");
  expect(screen.getByText(/A decision needs 2 of them/)).toBeTruthy();
});

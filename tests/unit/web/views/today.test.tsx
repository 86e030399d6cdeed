/* Today: the deed stands in the row of whoever may do it; the secretariat's numbers and their lists. */
import "../drawn";
import { render, screen, within } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import {
  ask,
  begin,
  COALITION_SPACE,
  enterAsDelegate,
  enterAsSecretariat,
  lay,
  layCoalition,
  layOrganization,
  viewer,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const { Today } = await import("web/views/Today");
const { deskAt } = await import("web/views/model/today");
const { ItemList } = await import("web/views/items/ItemList");
const { charters, missingLanguages } = await import("web/views/model/charter");
const { NetworkList } = await import("web/views/network/NetworkList");
const { navigate } = await import("web/router");
const { setLanguage } = await import("web/i18n");

const NOW = Date.now();

beforeEach(() => {
  begin();
  layCoalition();
  ask.mockResolvedValue({ ok: false, error: { code: "E_UNAVAILABLE" } });
});

const layItem = (id: string, given: Record<string, string | null> = {}) =>
  lay("action_item", id, {
    space_id: COALITION_SPACE,
    title: `Item ${id}`,
    state: "open",
    owner_organization_id: "mfa",
    ...given,
  });

/** Of an organization, and in a group that has its board. */
function laySides(): void {
  layOrganization("mfa", { root: { status: "member" } });
  layOrganization("picum", { root: { status: "member" } });
  lay("group", "open", { name: "Open", state: "active" });
  lay("group", "closed", { name: "Closed", state: "closed" });
}

test.each([
  ["a delegate who acts for its owner", () => enterAsDelegate("mfa"), null, 1],
  ["on the board of a group that goes on", () => enterAsDelegate("mfa"), "open", 1],
  ["on the board of a group that was closed", () => enterAsDelegate("mfa"), "closed", 0],
  ["a member at its base", () => enterAsDelegate("mfa", "base_member"), null, 0],
  [
    "who acts for another organization of theirs",
    () => {
      enterAsDelegate("mfa");
      enterAsDelegate("picum");
    },
    null,
    0,
  ],
  [
    "who acts for nobody",
    () => {
      enterAsDelegate("mfa");
      viewer.value = { ...viewer.value, acting_for: null };
    },
    null,
    0,
  ],
])("%s: may it be marked as done", (_name, arrive, group_id, count) => {
  laySides();
  layItem("a", { group_id });
  arrive();
  render(<Today />);
  const waits = within(screen.getByRole("region", { name: "Waits for you" }));
  expect(waits.getAllByRole("link", { name: "Item a" })).toHaveLength(1);
  expect(waits.queryAllByRole("button", { name: "Mark as done" })).toHaveLength(count);
});

test("each number is that of the rows of its list", () => {
  laySides();
  layOrganization("new", { root: { status: "applicant" }, mfa: { status: "applicant" } });
  layOrganization("below", { mfa: { status: "applicant" } });
  layOrganization("gone", { mfa: { status: "left", ends_on: "2020" } });
  layItem("late", { due_on: "2011" });
  layItem("done", { due_on: "2011", state: "done" });
  layItem("nobody", { owner_organization_id: null, due_on: "2012" });
  layItem("dropped", { owner_organization_id: null, state: "dropped" });
  layItem("ahead", { due_on: "2190" });
  enterAsSecretariat();
  expect(deskAt(NOW)).toEqual({ applications: 2, unowned: 1, overdue: 2, untranslated: 0 });
  render(<Today />);
  const desk = within(screen.getByRole("region", { name: "For the Secretariat" }));
  const links = desk.getAllByRole("link").map((link) => link.getAttribute("href") ?? "");
  expect(links).toEqual([
    "/network?standing=applying",
    "/actions?whose=unowned",
    "/actions?whose=overdue",
  ]);
  const counts = links.map((href) => {
    navigate(href, { replace: true });
    const List = href.startsWith("/network") ? NetworkList : ItemList;
    const { container, unmount } = render(<List isPane={false} />);
    const count = container.querySelectorAll("a.row").length;
    unmount();
    return count;
  });
  expect(counts).toEqual([2, 1, 2]);
});

test("a charter is missing in the languages of the coalition that its version of now is not in", () => {
  for (const [rank, code] of ["en", "es", "fr"].entries()) {
    lay("coalition_language", code, { language: code, rank });
  }
  enterAsSecretariat();
  expect(missingLanguages.value).toEqual([]); // there is none to put into any
  lay("charter", "old", { version: 1, language: "fr", text: "Avant" });
  lay("charter", "now", { version: 2, language: "en", text: "Now" });
  expect(missingLanguages.value).toEqual(["es", "fr"]);
  expect(deskAt(NOW)?.untranslated).toBe(2);
  lay("charter", "fr", { version: 2, language: "fr", text: "Maintenant" });
  lay("charter", "es", { version: 2, language: "es", text: "Ahora" });
  expect(deskAt(NOW)?.untranslated).toBe(0);
});

test.each([
  ["es", ["Ahora", "Avant"]],
  ["ar", ["Now", "Avant"]],
] as const)(
  "who reads in %s reads each version of the charter in one language",
  async (code, texts) => {
    lay("charter", "old", { version: 1, language: "fr", text: "Avant" });
    lay("charter", "es", { version: 2, language: "es", text: "Ahora" });
    lay("charter", "now", { version: 2, language: "en", text: "Now" });
    lay("coalition", "the-coalition", { default_language: "en", root_organization_id: "root" });
    await setLanguage(code);
    expect(charters.value.map((one) => one.text)).toEqual(texts);
    await setLanguage("en");
  },
);

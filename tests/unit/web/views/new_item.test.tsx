/* A new item whose owner could not see it: the field is named, and nothing that was typed is lost. */
import "../drawn";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import { t } from "web/i18n";
import type { Outcome } from "web/sync/types";
import {
  begin,
  COALITION_SPACE,
  enterAsSecretariat,
  lay,
  layCoalition,
  layOrganization,
  send,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const { NewItem } = await import("web/views/items/NewItem");

const GROUP = "44444444-4444-4444-8444-444444444444";

beforeEach(() => {
  begin();
  vi.clearAllMocks();
  layCoalition();
  layOrganization("mfa", { root: { status: "member" } });
  lay("group", GROUP, { name: "Wells", space_id: COALITION_SPACE, state: "active" });
  enterAsSecretariat();
});

const box = (name: string) => screen.getByLabelText(name) as HTMLInputElement;

async function fillIn(): Promise<void> {
  fireEvent.input(box(t("field_item_title")), { target: { value: "Mend the road" } });
  fireEvent.input(box(t("field_item_note")), { target: { value: "Before the rains" } });
  fireEvent.click(screen.getByLabelText(t("owner_organization")));
  const search = screen.getByLabelText(t("owner_which_organization"));
  fireEvent.input(search, { target: { value: "Organization mfa" } });
  fireEvent.click(await screen.findByText("Organization mfa"));
}

const isChosen = (): boolean =>
  document.querySelector("p.field bdi")?.textContent === "Organization mfa";

test.each(["owner_organization_id", "owner_person_id", "owner_group_id"])(
  "refused by %s as outside: the owner is named, the form keeps what was typed",
  async (field) => {
    send.mockImplementation(async () => {
      const error = { code: "E_OUTSIDE", field, arguments: {} };
      return { ok: false, command_id: "c", error } as unknown as Outcome;
    });
    render(<NewItem />);
    await fillIn();
    expect(isChosen()).toBe(true);
    await act(async () => {
      fireEvent.click(screen.getByText(t("item_create_do")));
    });
    expect(send.mock.calls.map(([method]) => method)).toEqual(["action_item.create_for_coalition"]);
    const told = t("field_error", { field: t("field_owner"), message: t("E_OUTSIDE") });
    await waitFor(() =>
      expect(document.querySelector("[role=alert]")?.textContent).toContain(told),
    );
    expect(box(t("field_item_title")).value).toBe("Mend the road");
    expect(box(t("field_item_note")).value).toBe("Before the rains");
    expect(isChosen()).toBe(true);
    const kind = screen.getByLabelText(t("owner_organization"));
    expect((kind as HTMLInputElement).checked).toBe(true);
  },
);

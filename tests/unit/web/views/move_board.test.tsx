/* Moving an item to another board: where it may go, what hinders it, what it lets go of. */
import "../drawn";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import {
  begin,
  COALITION_SPACE,
  enterAsDelegate,
  lay,
  layCoalition,
  layOrganization,
  send,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const { hindrance, letGo, MoveBoard, targetsOf } = await import("web/views/items/MoveBoard");
const { items } = await import("web/views/model/items");

const HERE = "44444444-4444-4444-8444-444444444444";
const THERE = "55555555-5555-4555-8555-555555555555";
const CLOSED = "66666666-6666-4666-8666-666666666666";
const OTHERS = "77777777-7777-4777-8777-777777777777";

const layGroup = (id: string, name: string, space_id: string, isIn: boolean) => {
  lay("group", id, { name, space_id, state: "active", kind: "caucus" });
  if (!isIn) return;
  lay("group_member", `in-${id}`, { group_id: id, organization_id: "mfa", role: "member" });
};
const layItem = (given = {}) => {
  lay("action_item", "deed", {
    title: "Mend it",
    state: "open",
    space_id: HERE,
    group_id: HERE,
    ...given,
  });
  const item = items.value.get("deed");
  if (!item) throw new Error("it is there");
  return item;
};

beforeEach(() => {
  begin();
  vi.clearAllMocks();
  layCoalition();
  layOrganization("mfa", { root: { status: "member" } });
  layOrganization("other", { root: { status: "member" } });
  enterAsDelegate("mfa");
  layGroup(HERE, "Here", COALITION_SPACE, true);
  layGroup(THERE, "There", COALITION_SPACE, true);
  layGroup(CLOSED, "Closed", CLOSED, true);
  layGroup(OTHERS, "Others", COALITION_SPACE, false);
});

test("it may go to other boards on which one may enter something", () => {
  expect(targetsOf(layItem()).map(({ word }) => word)).toEqual(["Closed", "There"]);
});

test("comments keep their readers: it goes with them only where the same people read it", () => {
  const item = layItem({ space_id: COALITION_SPACE });
  lay("comment", "c", { about_id: "deed", about_table: "action_item", text: "Why?" });
  expect(hindrance(item, COALITION_SPACE)).toBeUndefined();
  expect(hindrance(item, THERE)).toMatch(/^What was said of it/);
});

test("an owner who could not see it there is named", () => {
  expect(hindrance(layItem({ owner_organization_id: "mfa" }), THERE)).toBeUndefined();
  const item = layItem({ owner_organization_id: "other" });
  expect(hindrance(item, THERE)).toBe(
    "Organization other could not see it there. Name another owner first.",
  );
  expect(hindrance(item, COALITION_SPACE)).toBeUndefined();
});

test("what not all would see there is named before it is let go", () => {
  const item = layItem({ milestone_id: "law" });
  lay("milestone", "law", { name: "The law", space_id: HERE });
  lay("agenda_item", "ours", { title: "Roads", space_id: HERE });
  lay("agenda_item", "wide", { title: "Figures", space_id: COALITION_SPACE });
  lay("trace_link", "t1", { from_id: "deed", to_id: "ours", space_id: HERE });
  lay("trace_link", "t2", { from_id: "deed", to_id: "wide", space_id: HERE });
  lay("trace_link", "t3", { from_id: "ours", to_id: "deed", space_id: HERE });
  expect(letGo(item, THERE)).toEqual(["The law", "Roads"]);
  expect(letGo(item, HERE)).toEqual([]);
});

test("it is moved from where one saw it; what the server refuses is said, and the choice stays", async () => {
  const item = layItem();
  const close = vi.fn();
  render(<MoveBoard item={item} onClose={close} />);
  fireEvent.change(screen.getByLabelText("To the board of"), { target: { value: THERE } });
  fireEvent.click(screen.getByLabelText("read by the coalition"));
  send.mockResolvedValueOnce({
    ok: false,
    command_id: "c",
    error: { code: "E_IN_USE", field: "comments", arguments: {} },
  } as never);
  const deed = () => act(async () => void fireEvent.click(screen.getByText("Move it")));
  await deed();
  await screen.findByText(/^What was said of it/);
  expect((screen.getByLabelText("To the board of") as HTMLSelectElement).value).toBe(THERE);
  await deed();
  await waitFor(() => expect(close).toHaveBeenCalled());
  expect(send).toHaveBeenLastCalledWith("action_item.move", {
    action_item_id: "deed",
    group_id: { from: HERE, to: THERE },
    visibility: "coalition",
  });
});

/* The board: which column a card may go to, the reason asked in the card, what is refused. */
import "../drawn";
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import { begin, enterAsSecretariat, lay, layCoalition, send, viewer } from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const { Board, besideOf, targetsOf } = await import("web/views/items/Board");
const { items } = await import("web/views/model/items");

const COALITION_SPACE = "00000000-0000-4000-8000-000000000002";
const layItem = (id: string, state: string, given = {}) =>
  lay("action_item", id, {
    title: `Deed ${id}`,
    state,
    space_id: COALITION_SPACE,
    progress: 0,
    ...given,
  });

const draw = () =>
  render(<Board list={[...items.value.values()]} query="?as=board" withBoard={false} />);
const column = (name: string) => screen.getByLabelText(name);
const select = (id: string) => screen.getByLabelText(`Move “Deed ${id}” to`) as HTMLSelectElement;
const choose = (id: string, to: string) =>
  act(async () => void fireEvent.change(select(id), { target: { value: to } }));

beforeEach(() => {
  begin();
  vi.clearAllMocks();
  layCoalition();
  enterAsSecretariat();
});

test("a card goes where its course leads; what is done was begun first", () => {
  expect(targetsOf("open")).toEqual(["doing", "blocked", "dropped", "done"]);
  expect(targetsOf("blocked")).toEqual(["doing", "dropped", "done"]);
  expect(targetsOf("done")).toEqual(["doing"]);
  expect(targetsOf("dropped")).toEqual([]);
  expect(besideOf("open", 1)).toBe("doing");
  expect(besideOf("blocked", -1)).toBe("doing");
  expect(besideOf("done", -1)).toBe("doing"); // not blocked: that is no step from there
  expect(besideOf("open", -1)).toBeUndefined();
});

test("each card stands in the column of its state, and says why it is blocked", () => {
  layItem("a", "open");
  layItem("b", "blocked", { reason: "The road is under water." });
  draw();
  expect(within(column("open")).getByText("Deed a")).not.toBeNull();
  expect(within(column("blocked")).getByText("The road is under water.")).not.toBeNull();
  expect(within(column("done")).getByText("Nothing here.")).not.toBeNull();
});

test("by its list it goes in one step, or in both where it is done at once", async () => {
  layItem("a", "open");
  draw();
  await choose("a", "done");
  expect(send.mock.calls.map(([, params]) => params)).toEqual([
    { action_item_id: "a", state: { from: "open", to: "doing" } },
    { action_item_id: "a", state: { from: "doing", to: "done" } },
  ]);
});

test("by Shift and an arrow it goes to the next column; without Shift it stays", async () => {
  layItem("a", "open");
  draw();
  const link = screen.getByText("Deed a").closest("a") as HTMLElement;
  fireEvent.keyDown(link, { key: "ArrowRight" });
  expect(send).not.toHaveBeenCalled();
  await act(async () => void fireEvent.keyDown(link, { key: "ArrowRight", shiftKey: true }));
  expect(send).toHaveBeenCalledTimes(1);
  expect(send.mock.calls[0]?.[1]).toEqual({
    action_item_id: "a",
    state: { from: "open", to: "doing" },
  });
});

test("what is blocked says why first, in its card; a refusal leaves what was typed", async () => {
  layItem("a", "doing");
  draw();
  await choose("a", "blocked");
  expect(send).not.toHaveBeenCalled();
  const card = within(column("under way"));
  fireEvent.click(card.getByText("Mark as blocked"));
  expect(card.getByText(/Write the reason first/)).not.toBeNull();
  fireEvent.input(card.getByLabelText("Reason"), { target: { value: " No road. " } });
  send.mockResolvedValueOnce({
    ok: false,
    command_id: "c",
    error: { code: "E_STALE", field: "state", arguments: { stored: "done" } },
  } as never);
  await act(async () => void fireEvent.click(card.getByText("Mark as blocked")));
  await card.findByRole("alert");
  expect((card.getByLabelText("Reason") as HTMLTextAreaElement).value).toBe(" No road. ");
  await act(async () => void fireEvent.click(card.getByText("Mark as blocked")));
  expect(send).toHaveBeenLastCalledWith(
    "action_item.set_state",
    { action_item_id: "a", state: { from: "doing", to: "blocked" }, reason: "No road." },
    expect.anything(),
  );
  await waitFor(() => expect(screen.queryByLabelText("Reason")).toBeNull());
});

test("who may not act on it sees the card and no way to move it", () => {
  viewer.value = { person_id: "somebody", acting_for: null, ready: true };
  layItem("a", "open");
  const { container } = draw();
  expect(screen.getByText("Deed a")).not.toBeNull();
  expect(container.querySelector("select")).toBeNull();
  expect(container.querySelector("[draggable=true]")).toBeNull();
});

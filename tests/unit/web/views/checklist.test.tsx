/* A checklist at its bound: what is typed stays, and the sentence says what can be done. */
import "../drawn";
import { fireEvent, render, screen } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { Outcome } from "web/sync/types";
import { begin, enterAsSecretariat, lay, layCoalition, send } from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));

const { Checklist } = await import("web/views/items/Checklist");
const { items } = await import("web/views/model/items");

const FULL =
  "A checklist has at most 100 lines. Join some, or enter part of it as an item of its own.";

beforeEach(() => {
  begin();
  vi.clearAllMocks();
  send.mockImplementation(async () => ({ ok: true, result: { seq: 1 } }));
  layCoalition();
  enterAsSecretariat();
});

function draw(count: number): HTMLInputElement {
  lay("action_item", "deed", { title: "Mend it", state: "open" });
  for (let rank = 1; rank <= count; rank++) {
    lay("action_item_step", `s${rank}`, { action_item_id: "deed", text: `Step ${rank}`, rank });
  }
  const item = items.value.get("deed");
  if (!item) throw new Error("it is there");
  render(<Checklist item={item} canEdit />);
  return screen.getByRole("textbox");
}

function add(box: HTMLInputElement, text: string): void {
  fireEvent.input(box, { target: { value: text } });
  if (box.form) fireEvent.submit(box.form);
}

test("of a hundred lines the last is taken", () => {
  add(draw(99), "Paint it");
  expect(send).toHaveBeenCalledTimes(1);
  expect(screen.queryByText(/at most 100/)).toBeNull();
});

test("one more is not sent, stays as typed, and its own sentence says what to do", async () => {
  const box = draw(100);
  add(box, "Paint it");
  expect(await screen.findByText(`Another line: ${FULL}`)).toBeTruthy();
  expect(send).not.toHaveBeenCalled();
  expect(box.value).toBe("Paint it");
});

test("so does what the server refuses, when others filled it meanwhile", async () => {
  send.mockImplementation(async () => {
    const error = { code: "E_TOO_MANY", field: "action_item_id", arguments: { most: 100 } };
    return { ok: false, command_id: "c", error } as unknown as Outcome;
  });
  const box = draw(99);
  add(box, "Paint it");
  expect(await screen.findByText(`Another line: ${FULL}`)).toBeTruthy();
  expect(box.value).toBe("Paint it");
});

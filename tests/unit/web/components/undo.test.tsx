/* Ten seconds to undo, and as long as one holds the line. */
import "../drawn";
import { act, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { offerUndo, onKey, UndoLine, withdrawUndo } from "web/components";
import { UNDO_MS } from "web/components/undo";

const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
const button = () => screen.queryByRole("button", { name: "Undo" });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  act(() => withdrawUndo());
  vi.useRealTimers();
});

test("it is there for ten seconds", () => {
  render(<UndoLine />);
  act(() => offerUndo("Sector changed.", () => {}));
  wait(UNDO_MS - 1);
  expect(button()).not.toBeNull();
  wait(1);
  expect(button()).toBeNull();
});

test("the focus holds it, and leaving it starts the time anew", () => {
  render(<UndoLine />);
  act(() => offerUndo("Sector changed.", () => {}));
  act(
    () => void fireEvent(screen.getByRole("button"), new FocusEvent("focusin", { bubbles: true })),
  );
  wait(5 * UNDO_MS);
  expect(button()).not.toBeNull();
  act(
    () => void fireEvent(screen.getByRole("button"), new FocusEvent("focusout", { bubbles: true })),
  );
  wait(UNDO_MS);
  expect(button()).toBeNull();
});

test("the key z undoes once", () => {
  const undo = vi.fn();
  render(<UndoLine />);
  act(() => offerUndo("Sector changed.", undo));
  act(() => void onKey(new KeyboardEvent("keydown", { key: "z" })));
  act(() => void onKey(new KeyboardEvent("keydown", { key: "z" })));
  expect(undo).toHaveBeenCalledOnce();
});

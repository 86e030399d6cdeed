/* One table of keys; never in a field, and to be switched off. */
import "../drawn";
import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { render as draw } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { onKey, setSingleKeys, useKey } from "web/components";

const go = vi.fn();
const edit = vi.fn();
const back = vi.fn();

function Page() {
  useKey("go_network", go);
  useKey("edit", edit);
  useKey("back", back);
  return <input aria-label="field" />;
}

const press = (key: string, target: Element = document.body) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, "target", { value: target });
  return onKey(event);
};

beforeEach(() => {
  vi.clearAllMocks();
  setSingleKeys(true);
});

test("two keys one after the other go to a room", () => {
  render(<Page />);
  expect(press("g")).toBe(false);
  expect(press("n")).toBe(true);
  expect(go).toHaveBeenCalledOnce();
});

test("the second key alone does nothing, and another key forgets the first", () => {
  render(<Page />);
  press("n");
  press("g");
  press("e");
  press("n");
  expect(go).not.toHaveBeenCalled();
});

test("in a field a key is a letter", () => {
  render(<Page />);
  const field = screen.getByLabelText("field");
  fireEvent.focus(field);
  expect(press("e", field)).toBe(false);
  expect(edit).not.toHaveBeenCalled();
});

test("single keys can be switched off, Escape stays", () => {
  render(<Page />);
  setSingleKeys(false);
  expect(press("e")).toBe(false);
  expect(press("Escape")).toBe(true);
  expect(back).toHaveBeenCalledOnce();
});

test("what no page bound any more does nothing", async () => {
  const { unmount } = render(<Page />);
  unmount();
  await waitFor(() => expect(press("e")).toBe(false));
});

/* Whoever presses it in the moment a page is drawn has seen the page. */
test("a key works as soon as its page stands there", () => {
  const place = document.createElement("div");
  draw(<Page />, place);
  expect(press("e")).toBe(true);
  expect(edit).toHaveBeenCalledOnce();
  draw(null, place);
});

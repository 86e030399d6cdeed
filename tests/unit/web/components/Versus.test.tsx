/* Two wordings: choose one, or join them. */
import "../drawn";
import { fireEvent, render, screen } from "@testing-library/preact";
import { describe, expect, test, vi } from "vitest";
import { joinWordings, Versus } from "web/components/Versus";

describe("joinWordings", () => {
  test.each([
    ["a, b", "a, c", "a, b, c"],
    ["عمل، نساء", "عمل، هجرة", "عمل, نساء, هجرة"],
    ["a", "a", "a"],
  ])("%s with %s is %s", (theirs, yours, joined) => {
    expect(joinWordings(theirs, yours)).toBe(joined);
  });
  test("a value that is gone cannot be joined", () => {
    expect(joinWordings(null, "a")).toBeUndefined();
  });
});

function setUp(joined?: string) {
  const onSave = vi.fn();
  const onLeave = vi.fn();
  render(
    <Versus
      theirs="women"
      yours="labour"
      before="faith"
      joined={joined}
      show={(value) => <bdi>{value}</bdi>}
      onSave={onSave}
      onLeave={onLeave}
    />,
  );
  return { onSave, onLeave };
}

describe("Versus", () => {
  test("names both wordings and what stood before", () => {
    setUp("women, labour");
    expect(screen.getAllByRole("radio")).toHaveLength(3);
    expect(screen.getByText("Before both of you:", { exact: false }).textContent).toContain(
      "faith",
    );
  });
  test("saves one's own unless another is chosen", () => {
    const { onSave } = setUp("women, labour");
    fireEvent.click(screen.getByRole("button", { name: "Save yours" }));
    expect(onSave).toHaveBeenLastCalledWith("labour");
    fireEvent.click(screen.getByRole("radio", { name: /Join them/ }));
    fireEvent.click(screen.getByRole("button", { name: "Save both joined" }));
    expect(onSave).toHaveBeenLastCalledWith("women, labour");
  });
  test("keeping theirs sends nothing", () => {
    const { onSave, onLeave } = setUp();
    fireEvent.click(screen.getByRole("radio", { name: /Theirs/ }));
    fireEvent.click(screen.getByRole("button", { name: "Keep theirs" }));
    expect(onSave).not.toHaveBeenCalled();
    expect(onLeave).toHaveBeenCalledOnce();
  });
});

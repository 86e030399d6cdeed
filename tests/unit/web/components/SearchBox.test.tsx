/* The combobox, worked by keys alone as the ARIA Authoring Practices describe. */
import "../drawn";
import { fireEvent, render, screen } from "@testing-library/preact";
import { describe, expect, test, vi } from "vitest";
import type { Findable } from "web/components";
import { SearchBox } from "web/components";

const THINGS: readonly Findable[] = [
  { id: "1", name: "Migrant Forum in Asia", acronyms: ["MFA"], spellings: ["Migrant Forum Asia"] },
  { id: "2", name: "Migrants Rights International", acronyms: ["MRI"], spellings: [] },
  { id: "3", name: "International Network", acronyms: ["INMD", "RIMD"], spellings: [] },
];

function setUp(labelled = false) {
  const onChoose = vi.fn();
  render(
    <SearchBox
      label="Find"
      labelled={labelled}
      things={THINGS}
      mark={() => null}
      note={() => "member"}
      onChoose={onChoose}
    />,
  );
  const box = screen.getByRole<HTMLInputElement>("combobox", { name: "Find" });
  const type = (value: string) => fireEvent.input(box, { target: { value } });
  const press = (key: string) => fireEvent.keyDown(box, { key });
  const active = () =>
    document.getElementById(box.getAttribute("aria-activedescendant") ?? "")?.textContent;
  return { box, type, press, active, onChoose };
}

const options = () => screen.queryAllByRole("option").map((option) => option.textContent);

describe("SearchBox", () => {
  test("opens on typing, the closest is active and its own option is selected", () => {
    const { box, type, active } = setUp();
    expect(box.getAttribute("aria-expanded")).toBe("false");
    type("migrant");
    expect(box.getAttribute("aria-expanded")).toBe("true");
    expect(options()).toHaveLength(2);
    expect(active()).toContain("Migrant Forum in Asia");
    expect(screen.getAllByRole("option", { selected: true })).toHaveLength(1);
  });

  test("arrows go through the options and around", () => {
    const { type, press, active } = setUp();
    type("migrant");
    press("ArrowDown");
    expect(active()).toContain("Migrants Rights");
    press("ArrowDown");
    expect(active()).toContain("Migrant Forum");
    press("ArrowUp");
    expect(active()).toContain("Migrants Rights");
  });

  test("Enter chooses the active one and, as a search, empties the field", () => {
    const { box, type, press, onChoose } = setUp();
    type("migrant");
    press("ArrowDown");
    press("Enter");
    expect(onChoose).toHaveBeenCalledWith(THINGS[1]);
    expect(box.value).toBe("");
    expect(box.getAttribute("aria-expanded")).toBe("false");
  });

  test("in a form what was chosen stays in the field", () => {
    const { box, type, press } = setUp(true);
    type("mri");
    press("Enter");
    expect(box.value).toBe("Migrants Rights International");
  });

  test("Escape closes the list first, then clears the field", () => {
    const { box, type, press } = setUp();
    type("mfa");
    press("Escape");
    expect(box.getAttribute("aria-expanded")).toBe("false");
    expect(box.value).toBe("mfa");
    press("Escape");
    expect(box.value).toBe("");
  });

  test("says by which name it was found, and marks it", () => {
    const { type } = setUp();
    type("rimd");
    expect(options()).toEqual([expect.stringContaining("found by its other short name")]);
    expect(document.querySelector("mark")?.textContent).toBe("RIMD");
    type("migrant forum asia");
    expect(options()[0]).toContain("also written “Migrant Forum Asia”");
  });

  test("says in words how many there are, and when there are none", () => {
    const { type } = setUp();
    type("migrant");
    expect(screen.getByText("2 of 3. Enter opens it.")).toBeTruthy();
    type("zzz");
    expect(screen.getByText("Nothing has the name “zzz”.")).toBeTruthy();
  });
});

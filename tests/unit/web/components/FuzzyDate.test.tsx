/* A date no more exact than it is known. */
import "../drawn";
import { fireEvent, render, screen } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { describe, expect, test } from "vitest";
import { FuzzyDate, type FuzzyDraft, fromDraft, toDraft } from "web/components";
import table from "../../../data/fuzzy_dates.json";

test("every date there is goes into the form and comes out the same", () => {
  for (const { text } of table.valid) expect(fromDraft(toDraft(text))).toBe(text);
});

test.each([
  ["no year yet", { year: "" }],
  ["before the years the coalition uses", { year: "1899" }],
  ["no such day", { precision: "day", year: "2015", month: 2, day: "29" } as const],
])("%s is no date", (_, part) => {
  expect(fromDraft({ ...toDraft(null), ...part })).toBeUndefined();
});

let draft: FuzzyDraft;
function Form({ first }: { readonly first: string | null }) {
  const [state, setState] = useState(toDraft(first));
  draft = state;
  return <FuzzyDate draft={state} onChange={setState} />;
}

describe("FuzzyDate", () => {
  test("asks for the precision first, then only for what that needs", () => {
    render(<Form first={null} />);
    expect(screen.getAllByRole("radio")).toHaveLength(5);
    fireEvent.input(screen.getByLabelText("2. Year"), { target: { value: "2012" } });
    expect(fromDraft(draft)).toBe("2012");
    fireEvent.click(screen.getByRole("radio", { name: "quarter" }));
    fireEvent.click(screen.getByRole("radio", { name: /^2nd/ }));
    expect(fromDraft(draft)).toBe("2012-Q2");
    expect(screen.getByRole("status").textContent).toContain("some day from 1 April to 30 June");
  });
  test("a coarser precision forgets nothing that was typed", () => {
    render(<Form first="2012-05-17" />);
    fireEvent.click(screen.getByRole("radio", { name: "year" }));
    expect(fromDraft(draft)).toBe("2012");
    fireEvent.click(screen.getByRole("radio", { name: "day" }));
    expect(fromDraft(draft)).toBe("2012-05-17");
  });
});

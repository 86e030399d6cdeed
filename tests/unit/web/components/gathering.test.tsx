/* New rows gather; what is drawn stays where it is. */
import "../drawn";
import { act, render, renderHook, waitFor } from "@testing-library/preact";
import { expect, test } from "vitest";
import { LiveRegions, useGathered } from "web/components";

const draw = (first: string[]) =>
  renderHook(
    ({ ids, reset, settled }: { ids: string[]; reset: string; settled: boolean }) =>
      useGathered(ids, reset, settled),
    { initialProps: { ids: first, reset: "", settled: true } },
  );

test("a new row waits until it is asked for", () => {
  const { result, rerender } = draw(["b", "c"]);
  rerender({ ids: ["a", "b", "c"], reset: "", settled: true });
  expect(result.current).toMatchObject({ ids: ["b", "c"], freshCount: 1 });
  act(() => result.current.show());
  expect(result.current).toMatchObject({ ids: ["a", "b", "c"], freshCount: 0 });
});

test("a row that sorts differently now stays in its place; one that is gone goes", () => {
  const { result, rerender } = draw(["a", "b", "c"]);
  rerender({ ids: ["c", "a"], reset: "", settled: true });
  expect(result.current.ids).toEqual(["a", "c"]);
});

test("another filter draws anew", () => {
  const { result, rerender } = draw(["b", "c"]);
  rerender({ ids: ["a", "b"], reset: "region", settled: true });
  expect(result.current).toMatchObject({ ids: ["a", "b"], freshCount: 0 });
});

test("while the first rows still come nothing gathers", () => {
  const { result, rerender } = draw([]);
  rerender({ ids: ["a"], reset: "", settled: false });
  rerender({ ids: ["a", "b"], reset: "", settled: true });
  expect(result.current).toMatchObject({ ids: ["a", "b"], freshCount: 0 });
});

test("what stands open beside the list is no news; others still wait", () => {
  const { result, rerender } = renderHook(
    ({ ids, open }: { ids: string[]; open: string }) => useGathered(ids, "", true, open),
    { initialProps: { ids: ["b"], open: "b" } },
  );
  rerender({ ids: ["a", "b"], open: "a" });
  expect(result.current).toMatchObject({ ids: ["a", "b"], freshCount: 0 });
  rerender({ ids: ["a", "b", "c"], open: "a" });
  expect(result.current).toMatchObject({ ids: ["a", "b"], freshCount: 1 });
});

test("that there is something new is said", async () => {
  render(<LiveRegions />);
  const { rerender } = draw(["b"]);
  rerender({ ids: ["a", "b", "c"], reset: "", settled: true });
  const region = document.querySelector("[data-live=polite]");
  await waitFor(() => expect(region?.textContent).toContain("2 new in the list."));
});

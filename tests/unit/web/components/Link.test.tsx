/* An address from a member becomes a link only if it leads somewhere harmless. */
import "../drawn";
import { render, screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { isHarmless, Link } from "web/components/Link";

test.each([
  "/network",
  "/network?region=Asia",
  "#main",
  "https://example.org/a",
  "mailto:a@example.org",
])("%s is a link", (address) => {
  expect(isHarmless(address)).toBe(true);
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  " javascript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "blob:https://example.org/x",
  "//example.org/elsewhere",
  "/\\example.org",
  "\u0000https://example.org",
  "",
])("%j is not", (address) => {
  expect(isHarmless(address)).toBe(false);
});

test("what is no link is still read", () => {
  const words = "the words";
  render(<Link href={`javascript${":"}alert(1)`}>{words}</Link>);
  expect(screen.getByText("the words").closest("a")).toBeNull();
});

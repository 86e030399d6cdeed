/* What is fetched ahead: in turn, for whom it is, and only while there is a line and it is good. */
import "../drawn";
import { signal } from "@preact/signals";
import { act, render, screen } from "@testing-library/preact";
import { type ComponentType, h } from "preact";
import { beforeEach, expect, test, vi } from "vitest";

const connection = signal("live");
const sync = {
  connection,
  isLineGood: vi.fn(() => true),
  keepShell: vi.fn(),
  keepRest: vi.fn(),
};
vi.doMock("../../../../web/src/sync", async (real) => ({ ...(await real<object>()), ...sync }));

beforeEach(() => {
  vi.resetModules();
  vi.clearAllMocks();
  sync.isLineGood.mockReturnValue(true);
  connection.value = "live";
});

/** Does something, and lets everything go on that can. */
function settle(first?: () => void): Promise<void> {
  first?.();
  return new Promise((done) => setTimeout(done, 0));
}

/** Pages that tell when they are asked for, and come when the test says so. */
async function pages() {
  const { lazy } = await import("web/views/lazy");
  const { fetchAhead } = await import("web/views/ahead");
  const asked: string[] = [];
  const come = new Map<string, () => void>();
  const add = (name: string, readers?: "everybody" | "members" | "sent") => {
    const load = () => {
      asked.push(name);
      return new Promise<ComponentType>((done) => come.set(name, () => done(() => null)));
    };
    lazy(load, readers, "first");
  };
  add("list");
  add("desk", "members");
  add("letter", "sent");
  add("page");
  return { asked, add, fetchAhead, come: (name: string) => settle(come.get(name)) };
}

test("one after another, to a visitor what visitors read", async () => {
  const { asked, come, fetchAhead } = await pages();
  fetchAhead(false);
  await settle();
  expect(asked).toEqual(["list"]);
  await come("list");
  expect(asked).toEqual(["list", "page"]);
  await come("page");
  expect(asked).toEqual(["list", "page"]);
  expect(sync.keepShell).not.toHaveBeenCalled();
  expect(sync.keepRest).not.toHaveBeenCalled();
});

test("to members all but what one is sent, and then the device keeps the rest", async () => {
  const { asked, add, come, fetchAhead } = await pages();
  fetchAhead(true);
  await settle();
  expect(sync.keepShell).toHaveBeenCalled();
  await come("list");
  await come("desk");
  add("what the page asks for", "members");
  await come("page");
  expect(asked).toEqual(["list", "desk", "page", "what the page asks for"]);
  expect(sync.keepRest).not.toHaveBeenCalled();
  await come("what the page asks for");
  expect(sync.keepRest).toHaveBeenCalled();
});

test("who signs in is fetched what visitors were not", async () => {
  const { asked, come, fetchAhead } = await pages();
  fetchAhead(false);
  await settle();
  await come("list");
  await come("page");
  fetchAhead(true);
  await settle();
  expect(asked).toEqual(["list", "page", "desk"]);
});

test("on a poor line nothing; it goes on when a page that was gone to shows that it is good", async () => {
  const { asked, come, fetchAhead } = await pages();
  const { later } = await import("web/views/lazy");
  sync.isLineGood.mockReturnValue(false);
  fetchAhead(true);
  await settle();
  expect(asked).toEqual([]);
  expect(sync.keepShell, "what was used is kept").toHaveBeenCalled();
  void later[0]?.ask();
  await come("list");
  expect(asked).toEqual(["list"]);
  expect(sync.keepRest).not.toHaveBeenCalled();
  void later.at(-1)?.ask();
  sync.isLineGood.mockReturnValue(true);
  await come("page");
  expect(asked).toEqual(["list", "page", "desk"]);
});

test("without a line nothing is asked for, and the next when it is there again", async () => {
  const { asked, come, fetchAhead } = await pages();
  fetchAhead(true);
  await settle();
  connection.value = "offline";
  await come("list");
  expect(asked).toEqual(["list"]);
  connection.value = "live";
  await settle();
  expect(asked).toEqual(["list", "desk"]);
});

/* A server that shows somebody out is there. */
test.each([
  ["live", true],
  ["ended", true],
  ["offline", false],
  ["connecting", false],
])("a page that could not be had, %s: offered to be loaded again: %s", async (state, isOffered) => {
  const { lazy } = await import("web/views/lazy");
  const Page = lazy(() => Promise.reject(new Error("no such file")), "everybody", "first");
  connection.value = state;
  render(h(Page, {}));
  await act(() => settle());
  expect(screen.getByText(/^This page could not be fetched/)).toBeDefined();
  expect(screen.queryAllByRole("button", { name: "Load again" })).toHaveLength(isOffered ? 1 : 0);
});

/* Addresses, and which clicks are ours. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { navigate, read, route, startRouter } from "web/router";

describe("an address", () => {
  test.each([
    ["/", "today", {}],
    ["/network", "network", {}],
    ["/network/", "network", {}],
    ["/network/new", "network_new", {}],
    ["/network/abc", "network_organization", { id: "abc" }],
    ["/groups", "groups", {}],
    ["/groups/new", "groups_new", {}],
    ["/groups/abc", "groups_group", { id: "abc" }],
    ["/sign-in", "sign_in", {}],
    ["/me", "me", {}],
    ["/network/abc/more", "not_here", {}],
    ["/elsewhere", "not_here", {}],
  ])("%s is %s", (path, name, params) => {
    expect(read(path, "")).toMatchObject({ name, params });
  });

  test("has filters as its query", () => {
    expect(read("/network", "?kind=union").query.get("kind")).toBe("union");
  });
});

startRouter();

describe("in the page", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("scrollTo", () => {});
    navigate("/network");
    vi.runAllTimers();
    vi.stubGlobal("scrollTo", vi.fn());
    document.body.innerHTML = `<main><h1>A page</h1>
      <a id="own" href="/groups?kind=caucus">Groups</a>
      <a id="inner" href="/groups"><b>Groups</b></a>
      <a id="away" href="https://example.org/groups">Away</a>
      <a id="tab" href="/groups" target="_blank">Tab</a>
      <a id="file" href="/groups" download>File</a>
      <a id="api" href="/api/v1/snapshot">Data</a></main>`;
  });
  afterEach(() => vi.useRealTimers());

  /* jsdom would complain that it cannot leave the page; what we took over is already prevented. */
  function click(selector: string, more: MouseEventInit = {}): boolean {
    let isTaken = false;
    const look = (event: Event) => {
      isTaken = event.defaultPrevented;
      event.preventDefault();
    };
    addEventListener("click", look, { once: true });
    const event = new MouseEvent("click", { bubbles: true, cancelable: true, ...more });
    document.querySelector(selector)?.dispatchEvent(event);
    return isTaken;
  }

  test("a plain click on an own link goes there", () => {
    expect(click("#own")).toBe(true);
    expect(route.value).toMatchObject({ name: "groups" });
    expect(route.value.query.get("kind")).toBe("caucus");
    expect(location.pathname).toBe("/groups");
  });

  test.each([
    ["/", "/today"],
    ["/?kind=union", "/today?kind=union"],
  ])("the front door %s is written as the room it leads to, %s", (path, address) => {
    navigate("/groups");
    navigate(path);
    expect(location.pathname + location.search).toBe(address);
  });

  test("also on what is inside one", () => {
    expect(click("#inner b")).toBe(true);
    expect(route.value.name).toBe("groups");
  });

  test.each([
    ["another site", "#away", {}],
    ["another tab", "#tab", {}],
    ["a file", "#file", {}],
    ["the server's data", "#api", {}],
    ["with Ctrl", "#own", { ctrlKey: true }],
    ["with ⌘", "#own", { metaKey: true }],
    ["with Shift", "#own", { shiftKey: true }],
    ["with the middle button", "#own", { button: 1 }],
  ])("left to the browser: %s", (_, selector, more) => {
    expect(click(selector, more)).toBe(false);
    expect(route.value.name).toBe("network");
  });

  test("a new page takes the focus to its heading", () => {
    navigate("/groups");
    vi.runAllTimers();
    expect(document.activeElement?.textContent).toBe("A page");
    expect(scrollTo).toHaveBeenCalledWith(0, 0);
  });

  test("a filter moves neither the focus nor the page", () => {
    document.querySelector<HTMLElement>("#own")?.focus();
    navigate("/network?kind=union", { replace: true });
    vi.runAllTimers();
    expect(document.activeElement?.id).toBe("own");
    expect(route.value.query.get("kind")).toBe("union");
    expect(scrollTo).not.toHaveBeenCalled();
  });

  test("going back shows the page before, where it was scrolled to", () => {
    vi.stubGlobal("scrollY", 420);
    navigate("/me");
    history.replaceState({ scroll: 420 }, "", "/network");
    dispatchEvent(new PopStateEvent("popstate", { state: { scroll: 420 } }));
    vi.runAllTimers();
    expect(route.value.name).toBe("network");
    expect(scrollTo).toHaveBeenLastCalledWith(0, 420);
  });
});

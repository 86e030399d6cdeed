/*
 * Addresses. Each object has one; filters are its query. Links are ordinary <a>: a plain click on one of
 * our own is taken over here, and everything else (another origin, a new tab, a download) stays the
 * browser's. A new page takes the focus to its heading; going back returns to where one had scrolled.
 */
import { type ReadonlySignal, signal } from "@preact/signals";

const ROUTES = {
  "/today": "today",
  "/more": "more",
  "/network": "network",
  "/network/new": "network_new",
  "/network/drawing": "network_drawing",
  "/network/:id": "network_organization",
  "/groups": "groups",
  "/groups/new": "groups_new",
  "/groups/history": "groups_history",
  "/groups/:id": "groups_group",
  "/voices": "voices",
  "/voices/new": "voices_new",
  "/voices/:id": "voices_voice",
  "/decisions": "decisions",
  "/decisions/new": "decisions_new",
  "/decisions/:id": "decisions_decision",
  "/questions": "questions",
  "/dispatches": "dispatches",
  "/dispatches/new": "dispatches_new",
  "/dispatches/:id": "dispatches_dispatch",
  "/actions": "actions",
  "/actions/new": "actions_new",
  "/actions/:id": "actions_item",
  "/plans": "plans",
  "/plans/new": "plans_new",
  "/plans/:id": "plans_plan",
  "/milestones/:id": "plans_milestone",
  "/meetings": "meetings",
  "/meetings/new": "meetings_new",
  "/meetings/:id": "meetings_meeting",
  "/convenings": "convenings",
  "/convenings/new": "convenings_new",
  "/convenings/:id": "convenings_convening",
  "/series/new": "convenings_series_new",
  "/series/:id": "convenings_series",
  "/sign-in": "sign_in",
  "/invitation": "invitation",
  "/join": "join",
  "/accounts": "accounts",
  "/first-delegates": "first_delegates",
  "/coalition": "coalition",
  "/import": "import",
  "/apply": "apply",
  "/me": "me",
  "/notifications": "notifications",
  "/news": "news",
  "/unsubscribe": "unsubscribe",
} as const;

const HOME = "/today";

export type RouteName = (typeof ROUTES)[keyof typeof ROUTES] | "not_here";

export interface Route {
  readonly name: RouteName;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The place on the page, without its "#"; "": none. */
  readonly place: string;
}

/** A path as a pattern has it: its parameters; undefined when it is another. Fixed words come first. */
function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, word] of wanted.entries()) {
    const part = given[index] ?? "";
    if (word.startsWith(":") && part !== "") params[word.slice(1)] = part;
    else if (word !== part) return undefined;
  }
  return params;
}

export function read(path: string, search: string, hash = ""): Route {
  const trimmed = path.length > 1 ? path.replace(/\/$/, "") : HOME;
  const query = new URLSearchParams(search);
  const place = hash.slice(1);
  for (const [pattern, name] of Object.entries(ROUTES)) {
    const params = match(pattern, trimmed);
    if (params) return { name, params, query, place };
  }
  return { name: "not_here", params: {}, query, place };
}

const current = signal<Route>(read(location.pathname, location.search, location.hash));
export const route: ReadonlySignal<Route> = current;

/* After the next drawing, so that the new page is there. */
const afterDrawing = (then: () => void) => requestAnimationFrame(() => setTimeout(then));

function focusHeading(): void {
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const heading = target ?? document.querySelector("main h1") ?? document.querySelector("h1");
  if (!(heading instanceof HTMLElement)) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: target === null });
}

const isSamePage = (a: Route, b: Route) =>
  a.name === b.name && JSON.stringify(a.params) === JSON.stringify(b.params);

function show(): boolean {
  const before = current.value;
  current.value = read(location.pathname, location.search, location.hash);
  return isSamePage(before, current.value);
}

/** The front door has no page of its own: the address names the room behind it. */
const roomOf = (path: string): string => path.replace(/^\/(?=$|[?#])/, HOME);

/** Goes to a path of our own. A change of the query alone moves neither the focus nor the page. */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  const path = roomOf(to);
  if (options.replace) {
    history.replaceState(history.state, "", path);
  } else {
    history.replaceState({ scroll: scrollY }, "");
    history.pushState(null, "", path);
  }
  if (show()) return;
  afterDrawing(() => {
    if (!location.hash) scrollTo(0, 0);
    focusHeading();
  });
}

function onClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if ((link.target !== "" && link.target !== "_self") || link.hasAttribute("download")) return;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== location.origin || pathname.startsWith("/api/")) return;
  if (hash !== "" && pathname === location.pathname && search === location.search) return;
  event.preventDefault();
  navigate(pathname + search + hash);
}

/** Reads where one was scrolled to when going back or forward. */
function onPop({ state }: PopStateEvent): void {
  if (show()) return;
  const scroll: unknown = state?.scroll;
  afterDrawing(() => {
    scrollTo(0, typeof scroll === "number" ? scroll : 0);
    focusHeading();
  });
}

/** Takes over links and the browser's back and forward. */
export function startRouter(): void {
  history.scrollRestoration = "manual";
  if (location.pathname === "/") history.replaceState(null, "", roomOf(`/${location.search}`));
  show();
  addEventListener("popstate", onPop);
  document.addEventListener("click", onClick);
}

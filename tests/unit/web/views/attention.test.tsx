/* What somebody is told: what counts and what does not, what of it waits, what has changed, and how loudly. */
import "../drawn";
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { NewsKind } from "web/views/model/news";
import type { NewsAnswer } from "web/views/model/news_ask";
import {
  ask,
  begin,
  COALITION_SPACE,
  connection,
  dismiss,
  door,
  enterAsDelegate,
  lay,
  layCoalition,
  layOrganization,
  send,
  takeAway,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const { unseen } = await import("web/views/model/unseen");
const { dueFromMe } = await import("web/views/model/due");
const { fresh, seenBefore } = await import("web/views/model/notifications");
const { forToday, lookForToday } = await import("web/views/model/news_ask");
const news = await import("web/views/model/news");
const { attention, setVolume, volumeOf } = await import("web/views/model/attention");
const { Notifications } = await import("web/views/attention/Notifications");
const { HowTold } = await import("web/views/attention/HowTold");
const { Volumes } = await import("web/views/attention/Volumes");
const { Unsubscribe } = await import("web/views/account/Unsubscribe");

const NOW = Date.UTC(2026, 10, 30, 12);
const HOUR = 3_600_000;

const layNotification = (id: string, given: Record<string, string | number | null> = {}) =>
  lay("notification", id, {
    space_id: "me",
    reason: "mentioned",
    about_table: "organization",
    about_id: "a",
    comment_id: "c",
    seq: 1,
    at_ms: NOW,
    seen_at_ms: null,
    ...given,
  });

const layComment = (id: string, text: string) =>
  lay("comment", id, {
    space_id: COALITION_SPACE,
    about_table: "organization",
    about_id: "a",
    person_id: "other",
    text,
  });

const layItem = (id: string, state = "open") =>
  lay("action_item", id, { title: `Item ${id}`, state, owner_person_id: "me" });

const assigned = (id: string, about_id: string, seq = 1) =>
  layNotification(id, {
    reason: "assigned",
    about_table: "action_item",
    about_id,
    comment_id: null,
    seq,
  });

const answer = (lines: readonly Partial<NewsAnswer["lines"][number]>[]): NewsAnswer => ({
  lines: lines.map((line, index) => ({
    seq: 100 - index,
    at_ms: NOW - index * HOUR,
    kind: "meeting_planned",
    table: "meeting",
    row_id: "m",
    group_id: null,
    count: 1,
    ...line,
  })),
  has_more: false,
  after_seq: 3,
  last_seq: 120,
});

beforeEach(() => {
  begin();
  layCoalition();
  vi.clearAllMocks();
  connection.value = "live";
  layOrganization("a", { root: { status: "member" } });
  enterAsDelegate("a");
  lay("belonging", "b", { person_id: "other", organization_id: "a", display_name: "Amara" });
});

test("only what the reader can see is counted, and no words that were taken back", () => {
  layComment("c", "Heron");
  layNotification("seen", { seen_at_ms: NOW });
  layNotification("one");
  layNotification("gone", { about_id: "nowhere" });
  layNotification("taken-back", { comment_id: null });
  layNotification("not-read", { comment_id: "elsewhere" });
  layNotification("answered", { reason: "replied", seq: 2 });
  assigned("given", layItem("i"));
  expect(unseen.value.map((one) => one.notification_id).toSorted()).toEqual([
    "answered",
    "given",
    "one",
  ]);
  expect(fresh.value[0]).toMatchObject({ id: "answered", who: "Amara", href: "/network/a" });
  expect(seenBefore.value.map(({ id }) => id)).toEqual(["seen"]);
  takeAway("comment", "c");
  takeAway("action_item", "i");
  expect(unseen.value).toEqual([]);
});

test("what waits is told once: not what stands there, not what is over, of one thing the newest", () => {
  layComment("c", "Heron");
  assigned("shown", layItem("i"), 1);
  assigned("over", layItem("j", "done"), 2);
  assigned("new", layItem("k"), 3);
  layNotification("old", { seq: 4 });
  layNotification("newer", { seq: 5 });
  layNotification("answered", { reason: "replied", seq: 6, about_id: "root" });
  lay("meeting", "m", { title: "Call", state: "cancelled", group_id: null });
  const presents = { reason: "presents", about_table: "meeting", comment_id: null } as const;
  layNotification("off", { ...presents, about_id: "m", seq: 7 });
  lay("meeting", "n", { title: "Next call", state: "planned", group_id: null });
  layNotification("on", { ...presents, about_id: "n", seq: 8 });
  expect(dueFromMe(["i"]).map((one) => one.notification_id)).toEqual(["on", "newer", "new"]);
});

test("by when it is due stands beside what was given to me: as it is now, and not for what is over", () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2031, 1, 14, 12) });
  for (const [id, due_on, state] of [
    ["ahead", "2031-Q3", "open"],
    ["now", "2031-02", "open"],
    ["late", "2031-01", "doing"],
    ["over", "2031-01", "done"],
  ] as const) {
    lay("action_item", id, { title: id, state, owner_person_id: "me", due_on });
    assigned(`given ${id}`, id, due_on.length + id.length);
  }
  render(<Notifications />);
  const text = document.body.textContent;
  expect(text).toContain("due Q3 2031");
  expect(text).toContain("due now: February 2031");
  expect(text).toContain("late, was due January 2031");
  expect(text).toContain("due January 2031");
  vi.useRealTimers();
});

test("the page: words, seen by a button, all up to the newest listed", async () => {
  layComment("c", "Heron asks @[person:me] and #[organization:nobody]");
  layNotification("one", { seq: 7 });
  assigned("two", layItem("i"), 4);
  render(<Notifications />);
  const rows = within(screen.getByRole("region", { name: "Not seen yet" })).getAllByRole(
    "listitem",
  );
  expect(rows.map((row) => row.querySelector(".t")?.textContent)).toEqual([
    "Amara mentioned you in Organization a",
    "Given to you: Item i",
  ]);
  expect(rows[0]?.textContent).toContain("“Heron asks");
  fireEvent.click(
    screen.getByRole("button", { name: "Seen: Amara mentioned you in Organization a" }),
  );
  expect(send.mock.calls[0]?.slice(0, 2)).toEqual(["notification.see", { notification_id: "one" }]);
  fireEvent.click(screen.getByRole("button", { name: "All seen" }));
  expect(send.mock.calls[1]?.slice(0, 2)).toEqual([
    "notification.see_all",
    { person_id: "me", seq: 7 },
  ]);
  fireEvent.click(screen.getByRole("link", { name: "Given to you: Item i" }));
  expect(send.mock.calls[2]?.[1]).toEqual({ notification_id: "two" });
  /* what comes later is not among what was seen, and gathers */
  act(() => {
    layNotification("three", { seq: 9 });
  });
  expect(screen.getByRole("button", { name: "1 new, show" })).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.tagName).not.toBe("BODY"));
});

test("news are told by body and day, without what the replica lacks", () => {
  lay("group", "g", { name: "Wells", state: "active" });
  lay("meeting", "m", { title: "Call", state: "planned", group_id: "g" });
  const told = answer([
    { group_id: "g" },
    { row_id: "unknown", group_id: "g" },
    { group_id: "unknown" },
    { kind: "organization_member", table: "organization", row_id: "a" },
    { kind: "group_started", table: "group", row_id: "g", group_id: "g", at_ms: NOW - 48 * HOUR },
  ]);
  const bodies = news.byBody(news.newsOf(told));
  expect(bodies.map(({ name, count }) => [name, count])).toEqual([
    ["Wells", 2],
    ["The Coalition", 1],
  ]);
  expect(bodies[0]?.days.map(({ lines }) => lines.map(({ href }) => href))).toEqual([
    ["/meetings/m"],
    ["/groups/g"],
  ]);
});

test("counts are in words, each thing once, and comments by their number", () => {
  lay("meeting", "m", { title: "Call", state: "planned", group_id: null });
  lay("meeting", "n", { title: "Other", state: "planned", group_id: null });
  const of = (kind: NewsKind, row_id: string, count = 1) => ({ kind, row_id, count });
  const told = answer([
    of("meeting_moved", "m"),
    of("meeting_planned", "m"),
    of("meeting_planned", "n"),
    of("commented", "m", 7),
    of("minutes_adopted", "n"),
  ]);
  expect(news.countsOf(news.newsOf(told))).toBe("2 meetings, 7 comments, and 1 set of minutes");
  /* what was looked at, on any device, is none any more */
  lay("attention", "me", { space_id: "me", news_seen_seq: 98, news_seen_at_ms: NOW });
  expect(news.countsOf(news.unread(news.newsOf(told)))).toBe("1 meeting");
});

test("since when: the hour of today, a day of the week, else the date", () => {
  lay("person", "me", { display_name: "Me", time_zone: "UTC" });
  expect(news.sinceWords(NOW - HOUR, NOW)).toMatch(/11:00/);
  expect(news.sinceWords(NOW - 72 * HOUR, NOW)).toBe("Friday");
  expect(news.sinceWords(NOW - 240 * HOUR, NOW)).toBe("20 November 2026");
});

test("looking at news says how far, once, and goes on from where the visit began", async () => {
  lay("meeting", "m", { title: "Call", state: "planned", group_id: null });
  ask.mockResolvedValue({ ok: true, result: answer([{}]) });
  expect(await news.lookForVisit()).toBeUndefined();
  expect(ask.mock.calls[0]).toEqual(["news.list", {}]);
  expect(send.mock.calls.map(([method, params]) => [method, params])).toEqual([
    ["attention.see_news", { person_id: "me", seq: 120 }],
  ]);
  lay("attention", "me", { space_id: "me", news_seen_seq: 120, news_seen_at_ms: NOW });
  await news.lookForVisit();
  expect(ask.mock.calls[1]).toEqual(["news.list", { after_seq: 3 }]);
  expect(send).toHaveBeenCalledTimes(1);
  expect(news.forVisit.value?.answer.lines).toHaveLength(1);
  /* of another person nothing is left */
  begin();
  expect(news.forVisit.value).toBeUndefined();
});

test("Today hears of news while there are some, and not of those that were looked at elsewhere", async () => {
  lay("meeting", "m", { title: "Call", state: "planned", group_id: null });
  ask.mockResolvedValue({ ok: true, result: answer([{}]) });
  await lookForToday();
  expect(forToday.value?.answer.lines).toHaveLength(1);
  lay("attention", "me", { space_id: "me", news_seen_seq: 120, news_seen_at_ms: NOW });
  expect(forToday.value).toBeUndefined();
  ask.mockResolvedValue({ ok: true, result: answer([]) });
  await lookForToday();
  expect(forToday.value).toBeUndefined();
});

test("how one is told: the usual where nothing was said, edits from what was shown", async () => {
  ask.mockImplementation(async (method: string) => ({
    ok: true,
    result:
      method === "account.read"
        ? { sign_in_name: "me@example.org", needs_password_now: true }
        : { sends_mail: true, person_id: "me" },
  }));
  render(<HowTold />);
  await screen.findByText("me@example.org");
  expect(attention.value.digest_hour).toBe(7);
  fireEvent.click(screen.getByRole("button", { name: "Change: Digest at" }));
  fireEvent.change(screen.getByRole("combobox", { name: "Digest at" }), {
    target: { value: "18" },
  });
  fireEvent.click(screen.getByRole("button", { name: "Save this" }));
  await waitFor(() => expect(send).toHaveBeenCalled());
  const [method, params, changes] = send.mock.calls[0] ?? [];
  expect([method, params]).toEqual([
    "attention.edit",
    { person_id: "me", digest_hour: { from: 7, to: 18 } },
  ]);
  /* the row is made by the first thing one says */
  expect(changes).toMatchObject([
    ["attention", "insert", "me", { digest_hour: 18, quiet_from: 21, digest: "daily" }],
  ]);
});

test("whoever signs in without an address, and a server without mail, are told so", async () => {
  let sends_mail = true;
  ask.mockImplementation(async (method: string) => ({
    ok: true,
    result:
      method === "account.read"
        ? { sign_in_name: null, needs_password_now: false }
        : { sends_mail, person_id: "me" },
  }));
  const first = render(<HowTold />);
  await screen.findByText(/^nowhere yet/);
  first.unmount();
  sends_mail = false;
  render(<HowTold />);
  await screen.findByText(/^This server sends no mail/);
  expect(screen.queryByText(/^nowhere yet/)).toBeNull();
});

test("a stale choice stays open beside what another device chose", async () => {
  ask.mockResolvedValue({
    ok: false,
    error: { code: "E_UNAVAILABLE", message: "", arguments: {} },
  });
  lay("attention", "me", { space_id: "me", digest: "daily", digest_hour: 7, quiet_until: 7 });
  send.mockResolvedValueOnce({
    ok: false,
    command_id: "1",
    error: { code: "E_STALE", message: "", field: "quiet_until", arguments: { stored: "10" } },
  });
  render(<HowTold />);
  fireEvent.click(screen.getByRole("button", { name: "Change: No mail until" }));
  fireEvent.change(screen.getByRole("combobox"), { target: { value: "9" } });
  fireEvent.click(screen.getByRole("button", { name: "Save this" }));
  await screen.findByText("Theirs, saved");
  expect(document.body.textContent).toContain("10:00");
  expect(document.body.textContent).toContain("09:00");
});

test("volumes: my groups and the coalition; one that was refused stays chosen", async () => {
  lay("group", "g", { name: "Wells", state: "active" });
  lay("group_member", "gm", { group_id: "g", organization_id: "a", role: "member" });
  lay("group", "h", { name: "Not mine", state: "active" });
  lay("subscription", "s", { space_id: "me", group_id: null, volume: "loud" });
  expect([volumeOf(null), volumeOf("g")]).toEqual(["loud", "normal"]);
  render(<Volumes />);
  expect(screen.getAllByRole("combobox").map((one) => one.getAttribute("aria-label"))).toEqual([
    "How loudly: The Coalition",
    "How loudly: Wells",
  ]);
  send.mockResolvedValueOnce({
    ok: false,
    command_id: "1",
    error: { code: "E_TOO_MANY", message: "", arguments: { most: 1000 } },
  });
  const select = screen.getByRole<HTMLSelectElement>("combobox", { name: "How loudly: Wells" });
  fireEvent.change(select, { target: { value: "quiet" } });
  await screen.findByRole("alert");
  expect(dismiss).toHaveBeenCalledWith("1");
  expect(select.value).toBe("quiet");
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(send.mock.calls[1]?.[1]).toMatchObject({
    person_id: "me",
    group_id: "g",
    volume: "quiet",
  });
  await setVolume(null, "quiet");
  expect(send.mock.calls[2]?.slice(1)).toEqual([
    { person_id: "me", subscription_id: "s", volume: "quiet" },
    [["subscription", "update", "s", { volume: "quiet" }]],
  ]);
});

test("mails are ended by the button alone, and the key is not left in the address", async () => {
  history.replaceState(null, "", "/unsubscribe#the-key");
  door.mockResolvedValueOnce({
    ok: false,
    error: { code: "E_LINK", message: "", arguments: {} },
  });
  render(<Unsubscribe />);
  expect(location.hash).toBe("");
  expect(door).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "End these mails" }));
  expect((await screen.findByRole("alert")).textContent).toContain("This link is too old");
  door.mockResolvedValueOnce({ ok: true, result: { kind: "at_once" } });
  fireEvent.click(screen.getByRole("button", { name: "End these mails" }));
  await screen.findByText("Immediate mails are ended.");
  expect(door.mock.calls[1]).toEqual(["unsubscribe", undefined, "/the-key"]);
});

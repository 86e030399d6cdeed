/* Follow-through: what is sent, what an organization may do about it, and how far it has come. */
import "../drawn";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { setLanguage, t } from "web/i18n";
import type { Outcome } from "web/sync/types";
import type { Fields } from "web/wire";
import {
  ask,
  begin,
  COALITION_SPACE,
  connection,
  dismiss,
  enterAsDelegate,
  enterAsSecretariat,
  lay,
  layCoalition,
  layOrganization,
  loading,
  send,
  takeAway,
  underWay,
  viewer,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const { DispatchList } = await import("web/views/dispatches/DispatchList");
const { DispatchPage } = await import("web/views/dispatches/DispatchPage");
const { NewDispatch } = await import("web/views/dispatches/NewDispatch");
const { ProposalPage } = await import("web/views/decisions/ProposalPage");
const { Today } = await import("web/views/Today");
const { Notifications } = await import("web/views/attention/Notifications");
const { roomsInBar } = await import("web/views/frame/rooms");
const { navigate, route } = await import("web/router");

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => Date.now() - days * DAY_MS;

const layDispatch = (id: string, given: Fields = {}) =>
  lay("dispatch", id, {
    ...{ space_id: COALITION_SPACE, organization_id: "root", decision_id: null, kind: "request" },
    ...{ title: `Dispatch ${id}`, text: "Tell us of unpaid wages.", language: "en" },
    ...{ mode: "cascade", pass_on_days: 14, due_on: null, state: "sent", reason: null },
    ...{ sent_at_ms: daysAgo(10), resumed_at_ms: 0, ...given },
  });

const layDelivery = (organization: string, state: string, given: Fields = {}) =>
  lay("delivery", `d-${organization}`, {
    ...{ space_id: COALITION_SPACE, dispatch_id: "s", organization_id: organization },
    ...{ mode: "mandate", state, made_at_ms: daysAgo(10), is_reason_told: 0 },
    ...(state === "scheduled" ? {} : { delivered_at_ms: daysAgo(10), came_by: "sent" }),
    ...given,
  });

const layNote = (id: string, organization: string, kind: string, given: Fields = {}) =>
  lay("delivery_note", id, {
    ...{ space_id: COALITION_SPACE, delivery_id: `d-${organization}`, kind },
    ...{ organization_id: organization, text: `Words ${id}`, language: "en", at_ms: daysAgo(1) },
    ...given,
  });

const layDecision = (id: string, given: Fields = {}) =>
  lay("decision", id, {
    ...{ space_id: COALITION_SPACE, proposal_id: "p", ballot_id: "b", year: 2026, number: 3 },
    ...{ title: `Decision ${id}`, text: "So it is.", language: "fr", decided_on: "2026-11-30" },
    ...{ state: "in_force", replaced_by_id: null, rationale: null, review_on: null, ...given },
  });

/** A dispatch to members mfa and picum, to circle and shelter below mfa, and for information to bwi. */
function laySent(given: Fields = {}): void {
  layDispatch("s", given);
  layDelivery("mfa", "delivered");
  layDelivery("picum", "reported");
  layDelivery("circle", "scheduled");
  layDelivery("shelter", "scheduled");
  layDelivery("bwi", "delivered", { mode: "information" });
}

beforeEach(() => {
  begin();
  vi.clearAllMocks();
  send.mockImplementation(async () => ({ ok: true, result: { seq: 1 } }));
  ask.mockResolvedValue({ ok: false, error: { code: "E_UNAVAILABLE" } });
  connection.value = "live";
  loading.value = false;
  navigate("/dispatches", { replace: true });
  layCoalition();
  for (const id of ["mfa", "picum"]) layOrganization(id, { root: { status: "member" } });
  layOrganization("bwi", { root: { status: "observer" } });
  for (const id of ["circle", "shelter"]) layOrganization(id, { mfa: { status: "member" } });
});

const calls = () => send.mock.calls.map(([method, params]) => [method, params]);
const changes = () =>
  send.mock.calls[0]?.[2] as readonly (readonly [string, string, string, Fields])[];
const refuse = (code: string, field: string, given = {}) =>
  send.mockImplementation(async () => {
    const error = { code, field, arguments: given };
    return { ok: false, command_id: "c", error } as unknown as Outcome;
  });
const press = (name: string | RegExp) =>
  act(async () => {
    fireEvent.click(screen.getByRole("button", { name }));
  });
const dialog = () => within(document.querySelector("dialog") as HTMLElement);
const deed = (name: string) => dialog().getByRole("button", { name }) as HTMLButtonElement;
/* What was just refused may be done again once the button is free. */
const pressIn = async (name: string) => {
  await waitFor(() => expect(dialog().queryByText(t("saving"))).toBeNull());
  await act(async () => {
    fireEvent.click(deed(name));
  });
};
const box = (name: string) => screen.getByRole("textbox", { name }) as HTMLInputElement;
const type = (name: string, value: string) => fireEvent.input(box(name), { target: { value } });
const select = (name: string, value: string) =>
  fireEvent.change(screen.getByRole("combobox", { name }), { target: { value } });
const pick = (value: string) =>
  fireEvent.click(document.querySelector(`input[type=radio][value=${value}]`) as Element);
const alertText = () => document.querySelector("[role=alert]")?.textContent ?? "";
const page = () => document.body.textContent ?? "";
const region = (name: string) => screen.getByRole("region", { name });
const mine = () => within(document.querySelector(".mine") as HTMLElement);
const deeds = () => [...document.querySelectorAll(".mine .btn")].map((one) => one.textContent);
const show = (id = "s") => render(<DispatchPage id={id} />);

/* ---- the list ---- */

describe("the list", () => {
  const rowsShown = () => [...document.querySelectorAll("a.row .t")].map((one) => one.textContent);
  const list = () => render(<DispatchList isPane={false} />);

  test("stands in the bar between decisions and the plan", () => {
    enterAsDelegate("mfa");
    expect(roomsInBar().map(({ id }) => id)).toEqual([
      ...["today", "voices", "decisions", "dispatches", "plans"],
    ]);
  });

  test("where nothing was sent it says so, with the first thing to do for whoever may", () => {
    enterAsSecretariat();
    list();
    expect(page()).toContain("Nothing has gone down the network yet.");
    const add = screen.getByRole("link", { name: "Send something" });
    expect([add.getAttribute("href"), add.className]).toEqual(["/dispatches/new", "btn primary"]);
  });

  test("a delegate is not offered what only the secretariat may", () => {
    enterAsDelegate("mfa");
    list();
    expect(screen.queryByText("Send something")).toBeNull();
  });

  test("while rows come nothing is said to be absent", () => {
    enterAsSecretariat();
    loading.value = true;
    list();
    expect(page()).not.toContain("Nothing has gone down");
    expect(document.querySelector("[aria-busy=true]")).not.toBeNull();
  });

  test("what is due first stands first, what has ended last", () => {
    enterAsSecretariat();
    layDispatch("over", { state: "closed", due_on: "2020" });
    layDispatch("undated", { sent_at_ms: daysAgo(1) });
    layDispatch("late", { due_on: "2031-Q3" });
    layDispatch("near", { due_on: "2031-Q2" });
    list();
    expect(rowsShown()).toEqual([
      ...["Dispatch near", "Dispatch late", "Dispatch undated", "Dispatch over"],
    ]);
    expect(region("Ended").textContent).toContain("closed");
  });

  test("a row says what it is, what it carries out, when it is due and how many have answered", () => {
    enterAsDelegate("mfa");
    layDecision("w");
    laySent({ kind: "decision", decision_id: "w", due_on: "2031-Q3" });
    list();
    const row = document.querySelector("a.row")?.textContent ?? "";
    expect(row).toContain("A decision to carry out");
    expect(row).toContain("Decision 2026/3");
    expect(row).toContain("Q3 2031");
    expect(row).toContain("answered 1 of 4 (25%)");
    expect(row).toContain("your organization: has it");
    expect(row).toContain("say that you have read it");
  });

  test("of nobody a dash is shown", () => {
    enterAsSecretariat();
    layDispatch("s");
    layDelivery("bwi", "delivered", { mode: "information" });
    list();
    expect(document.querySelector("a.row")?.textContent).toContain("answered —");
  });

  test("what waits for one's own organization is a filter in the address", async () => {
    enterAsDelegate("mfa");
    laySent();
    layDispatch("other");
    list();
    await press("Waits for my organization");
    expect(route.value.query.get("awaited")).toBe("1");
    expect(rowsShown()).toEqual(["Dispatch s"]);
    act(() => void lay("delivery", "d-mfa", { state: "acknowledged", dispatch_id: "s" }));
    expect(page()).toContain("Nothing that was sent waits for your organization.");
  });
});

/* ---- sending ---- */

describe("sending", () => {
  const open = (query = "") => {
    navigate(`/dispatches/new${query}`, { replace: true });
    enterAsSecretariat();
    render(<NewDispatch />);
  };
  const fill = () => {
    type("What it is called", " Wages before return ");
    type("What is asked", "Tell us of unpaid wages.");
  };
  const SEND = "Send to 5 organizations";

  test("says beforehand to how many it goes, and sends what was written", async () => {
    open();
    expect(page()).toContain("It asks 4 organizations, which are counted.");
    expect(page()).toContain("1 more has it for information.");
    fill();
    await press(SEND);
    const [call] = calls();
    expect(call?.[0]).toBe("dispatch.send");
    expect(call?.[1]).toEqual({
      ...{ dispatch_id: expect.any(String), kind: "request", title: "Wages before return" },
      ...{ text: "Tell us of unpaid wages.", language: "en", mode: "cascade", pass_on_days: 14 },
    });
    expect(route.value.name).toBe("dispatches_dispatch");
  });

  test("what is missing is named, each at its field", async () => {
    open();
    select("What it is", "decision");
    type("Days that silence may hold it up", "0");
    type("Written in", " ");
    await press(SEND);
    expect(send).not.toHaveBeenCalled();
    for (const field of ["The decision", "What it is called", "What is asked", "Written in"]) {
      expect(alertText()).toContain(field);
    }
    expect(alertText()).toContain("Write a number of days, from 1 to 365.");
    expect(box("What it is called").getAttribute("aria-invalid")).toBe("true");
  });

  test("words too long and a date that is none are named too", async () => {
    open();
    type("What it is called", "x".repeat(201));
    type("What is asked", "x".repeat(10_001));
    type("Written in", "x".repeat(17));
    pick("true");
    await press(SEND);
    expect(alertText()).toContain("200");
    expect(alertText()).toContain("10,000");
    expect(alertText()).toContain(t("E_DATE"));
  });

  test("to all at once and by a date", async () => {
    open();
    fill();
    pick("broadcast");
    expect(screen.queryByRole("textbox", { name: "Days that silence may hold it up" })).toBeNull();
    pick("true");
    type("2. Year", "2031");
    await press(SEND);
    expect(calls()[0]?.[1]).toMatchObject({ mode: "broadcast", due_on: "2031" });
    expect(calls()[0]?.[1]).not.toHaveProperty("pass_on_days");
  });

  test("from the page of a decision it begins with that decision", async () => {
    layDecision("w");
    open("?decision=w");
    expect(box("What it is called").value).toBe("Decision w");
    expect(box("What is asked").value).toBe("So it is.");
    expect(box("Written in").value).toBe("fr");
    await press(SEND);
    expect(calls()[0]?.[1]).toMatchObject({ kind: "decision", decision_id: "w", language: "fr" });
  });

  test("only decisions in force that all may read can be chosen; their words come where there are none", () => {
    layDecision("w");
    layDecision("old", { state: "superseded", number: 1 });
    layDecision("within", { space_id: "g", number: 2 });
    open();
    select("What it is", "decision");
    const options = within(screen.getByRole("combobox", { name: "The decision" }));
    expect(options.getAllByRole("option").map((one) => one.textContent)).toEqual([
      ...["Choose one", "2026/3: Decision w"],
    ]);
    select("The decision", "w");
    expect(box("What it is called").value).toBe("Decision w");
    type("What it is called", "Ours");
    select("The decision", "w");
    expect(box("What it is called").value).toBe("Ours");
  });

  test("where no decision can be sent it says so", () => {
    open();
    select("What it is", "decision");
    expect(page()).toContain("There is no decision in force that all of the coalition may read.");
  });

  test.each([
    ["E_TOO_FEW", "dispatch_id", "To whom", "Admit an organization first."],
    ["E_STATE", "decision_id", "The decision", "in force no longer"],
    ["E_NOT_FOUND", "decision_id", "The decision", "in force no longer"],
    ["E_OUTSIDE", "decision_id", "The decision", "Not all whom it would reach"],
    ["E_ORDER", "due_on", "Due", "is over"],
    ["E_TOO_MANY", "dispatch_id", "To whom", "at most"],
    ["E_DATE", "due_on", "Due", "not a date"],
    ["E_ORDER", "due_on", "Due", "over already"],
    ["E_TYPE", "pass_on_days", "Days that silence may hold it up", ""],
    ["E_TOO_LONG", "title", "What it is called", ""],
    ["E_FORBIDDEN", "", "What it is called", "not yours"],
  ])(
    "refused with %s of %s, it is named at its field and what was typed stays",
    async (code, field, label, words) => {
      open();
      fill();
      refuse(code, field, { most: 200 });
      await press(SEND);
      expect(alertText()).toContain(label);
      expect(alertText()).toContain(words);
      expect(box("What is asked").value).toBe("Tell us of unpaid wages.");
      expect(dismiss).toHaveBeenCalledWith("c");
    },
  );

  test("without a line it waits", () => {
    connection.value = "offline";
    open();
    const button = screen.getByRole("button", { name: SEND }) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    expect(page()).toContain(t("needs_connection"));
  });

  test("for anybody else there is nothing there", () => {
    enterAsDelegate("mfa");
    render(<NewDispatch />);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(t("not_here_title"));
  });
});

test("a decision in force that all may read leads to sending, for the secretariat alone", () => {
  lay("proposal", "p", {
    ...{ space_id: COALITION_SPACE, title: "P", text: "T", language: "en", person_id: "x" },
    ...{ version: 1, state: "decided", outcome: "carried", group_id: null },
  });
  const linked = () =>
    screen.queryByRole("link", { name: "Send it down the network" })?.getAttribute("href");
  layDecision("w");
  enterAsDelegate("mfa");
  render(<ProposalPage id="p" />);
  expect(linked()).toBeUndefined();
  act(enterAsSecretariat);
  expect(linked()).toBe("/dispatches/new?decision=w");
  act(() => void layDecision("w", { state: "rescinded" }));
  expect(linked()).toBeUndefined();
  act(() => void layDecision("w", { space_id: "g" }));
  expect(linked()).toBeUndefined();
});

/* ---- the page ---- */

describe("the page", () => {
  test("what is not there is said so", () => {
    enterAsSecretariat();
    show("nowhere");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(t("not_here_title"));
  });

  test("tells how far it has come, in words beside the bars, and who is silent", () => {
    enterAsSecretariat();
    laySent();
    layNote("r", "picum", "report", { people: 180 });
    layNote("r2", "picum", "report", { people: 20 });
    show();
    const covered = region("How far it has come").textContent ?? "";
    expect(covered).toContain("Reached2 of 4");
    expect(covered).toContain("Answered1 of 425%");
    expect(covered).toContain("Reported1 of 425% · 200 people reached as reported; may overlap");
    expect(page()).toContain("Asked of 4 organizations.");
    expect(page()).toContain("1 has it for 7 days or more and has not answered.");
    expect(region("What is asked").textContent).toContain("Tell us of unpaid wages.");
    expect(region("What is asked").textContent).toContain("Written in: English");
  });

  test("of nobody it shows dashes and no share", () => {
    enterAsSecretariat();
    layDispatch("s");
    layDelivery("bwi", "delivered", { mode: "information" });
    show();
    const covered = region("How far it has come");
    expect([...covered.querySelectorAll(".v")].map((one) => one.textContent)).toEqual([
      ...["—", "—", "—", "—"],
    ]);
    expect(covered.textContent).not.toContain("%");
  });

  test("each branch has its own state and figures, and who stands in several is told", () => {
    lay("affiliation", "circle-picum", {
      ...{ organization_id: "circle", parent_id: "picum", status: "member" },
    });
    enterAsSecretariat();
    laySent();
    show();
    const branches = region("Who has it from whom");
    const cells = [...branches.querySelectorAll("tbody tr")].map((tr) =>
      [...tr.children].map((one) => one.textContent),
    );
    expect(cells).toEqual([
      ["Organization bwi", "for information", "", "", "", ""],
      ["Organization mfa", "has it", "1 of 3", "0 of 3", "0 of 3", "0 of 3"],
      ["Organization picum", "reported", "1 of 2", "1 of 2", "1 of 2", "1 of 2"],
    ]);
    expect(branches.textContent).toContain("1 organization is counted in more than one branch.");
  });

  test("every organization stands in its part, with when it comes, from whom, and what it said", async () => {
    enterAsSecretariat();
    laySent();
    layDelivery("picum", "declined", { is_reason_told: 1, declined_at_ms: daysAgo(2) });
    layNote("why", "picum", "reason");
    layNote("r", "bwi", "report", { people: 4 });
    layDelivery("shelter", "delivered", {
      ...{ from_id: "mfa", came_by: "passed_on", delivered_at_ms: daysAgo(1) },
    });
    show();
    const all = region("Every organization");
    const parts = () =>
      [...all.querySelectorAll("section")].map((one) => one.querySelector("h3")?.textContent);
    expect(parts()).toEqual(["No answer yet 2", "On its way 1", "Declined 1", "For information 1"]);
    const lineOf = (name: string) =>
      [...all.querySelectorAll("li")].find((one) => one.textContent?.includes(name))?.textContent;
    expect(lineOf("Organization mfa")).toContain("no answer for 7 days or more");
    expect(lineOf("Organization shelter")).toContain("from Organization mfa");
    expect(lineOf("Organization shelter")).not.toContain("no answer");
    expect(lineOf("Organization circle")).toMatch(
      /comes from Organization mfa, on .+ at the latest/,
    );
    expect(lineOf("Organization picum")).toContain("Words why");
    expect(lineOf("Organization bwi")).toContain("4 people reached");
    await act(async () => {
      select("State", "declined");
    });
    expect(route.value.query.get("show")).toBe("declined");
  });

  test("a filter in the address leaves its part alone", () => {
    enterAsSecretariat();
    laySent();
    navigate("/dispatches/s?show=scheduled", { replace: true });
    show();
    const all = region("Every organization");
    expect(all.textContent).toContain("Organization circle");
    expect(all.textContent).not.toContain("Organization picum");
  });

  test("also from: who passed it on besides", () => {
    lay("affiliation", "circle-picum", {
      ...{ organization_id: "circle", parent_id: "picum", status: "member" },
    });
    enterAsSecretariat();
    laySent();
    layDelivery("mfa", "acting", { passed_on_at_ms: daysAgo(5) });
    layDelivery("picum", "reported", { passed_on_at_ms: daysAgo(3) });
    layDelivery("circle", "delivered", { from_id: "mfa", delivered_at_ms: daysAgo(5) });
    show();
    expect(region("Every organization").textContent).toContain("also from Organization picum");
  });

  test("while it is paused what waits says so, and nobody is told a day", () => {
    enterAsSecretariat();
    laySent({ state: "paused" });
    show();
    expect(page()).toContain("It is paused");
    expect(region("Every organization").textContent).toContain("waits until it goes on");
    expect(region("Every organization").textContent).not.toContain("at the latest");
  });

  test("what was taken back says why, and can only be read", () => {
    enterAsDelegate("mfa");
    laySent({ state: "recalled", reason: "It named the wrong month." });
    layDelivery("mfa", "recalled");
    show();
    expect(page()).toContain("It was taken back.");
    expect(page()).toContain("It named the wrong month.");
    expect(deeds()).toEqual([]);
  });

  test("the decision it carries out is a way away", () => {
    enterAsSecretariat();
    layDecision("w");
    laySent({ kind: "decision", decision_id: "w" });
    show();
    const link = screen.getByRole("link", { name: /2026\/3/ });
    expect(link.getAttribute("href")).toBe("/decisions/p");
  });
});

/* ---- the secretariat's deeds ---- */

describe("the secretariat", () => {
  beforeEach(() => {
    enterAsSecretariat();
    laySent();
    show();
  });

  test("pauses it, and reads beforehand how many wait", async () => {
    await press("Pause it…");
    expect(dialog().getByText(/^2 organizations wait until it goes on/)).toBeTruthy();
    await pressIn("Pause it");
    expect(calls()).toEqual([["dispatch.pause", { dispatch_id: "s" }]]);
    expect(document.querySelector("dialog")).toBeNull();
  });

  test("lets it go on", async () => {
    act(() => void layDispatch("s", { state: "paused" }));
    expect(screen.queryByRole("button", { name: "Pause it…" })).toBeNull();
    await press("Let it go on…");
    await pressIn("Let it go on");
    expect(calls()).toEqual([["dispatch.resume", { dispatch_id: "s" }]]);
  });

  test("closes it, and reads who has not answered", async () => {
    await press("Close it…");
    expect(dialog().getByText(/3 organizations have not/)).toBeTruthy();
    await pressIn("Close it");
    expect(calls()).toEqual([["dispatch.close", { dispatch_id: "s" }]]);
  });

  test("takes it back with a reason", async () => {
    await press("Take it back…");
    expect(deed("Take it back").disabled).toBe(true);
    type("Reason", "x".repeat(2001));
    expect(deed("Take it back").disabled).toBe(true);
    type("Reason", " It named the wrong month. ");
    await pressIn("Take it back");
    const reason = "It named the wrong month.";
    expect(calls()).toEqual([["dispatch.recall", { dispatch_id: "s", reason }]]);
  });

  test.each(["Pause it", "Close it", "Take it back"])(
    "%s: a refusal stays to be read",
    async (word) => {
      refuse("E_STATE", "dispatch_id", { possible: [] });
      await press(`${word}…`);
      if (word === "Take it back") type("Reason", "Because.");
      await pressIn(word);
      expect(dialog().getByText(/not possible from the present state/)).toBeTruthy();
    },
  );

  test("what cannot be taken back waits for a line", async () => {
    connection.value = "offline";
    await press("Close it…");
    expect(deed("Close it").disabled).toBe(true);
  });

  test("what has ended has no deeds, and has no panel of its own", () => {
    act(() => void layDispatch("s", { state: "closed" }));
    expect(screen.queryByRole("button", { name: "Pause it…" })).toBeNull();
    expect(page()).toContain("It is closed");
    expect(document.querySelector(".mine")).toBeNull();
  });
});

/* ---- what an organization does about it ---- */

describe("a delegate of a member", () => {
  beforeEach(() => {
    enterAsDelegate("mfa");
    laySent({ due_on: "2031-Q3" });
  });

  test.each([
    ["scheduled", []],
    ["delivered", ["We have read it", "Pass it on…", "Decline it…"]],
    ["acknowledged", ["We act on it…", "Put it in our words…", "Pass it on…", "Decline it…"]],
    ["localised", ["We act on it…", "Put it in our words…", "Pass it on…", "Decline it…"]],
    [
      "acting",
      [
        ...["Report what happened…", "Put it in our words…", "Pass it on…"],
        ...["Name what you do…", "Decline it…"],
      ],
    ],
    ["reported", ["Add to the report…", "Pass it on…"]],
    ["declined", ["Take it up after all"]],
    ["lapsed", []],
    ["recalled", []],
  ])("where it is %s, may do what its state allows", (state, expected) => {
    layDelivery("mfa", state);
    show();
    expect(deeds()).toEqual(expected);
    const secretariats = ["Pause it…", "Close it…", "Take it back…"];
    for (const name of secretariats) expect(screen.queryByRole("button", { name })).toBeNull();
  });

  test("passes on once, and only where there is somebody to pass it on to", () => {
    layDelivery("mfa", "acknowledged", { passed_on_at_ms: daysAgo(1) });
    show();
    expect(deeds()).not.toContain("Pass it on…");
    expect(mine().getByText(/^passed on/)).toBeTruthy();
    cleanup();
    for (const id of ["circle", "shelter"]) takeAway("affiliation", `${id}-mfa`);
    layDelivery("mfa", "acknowledged");
    show();
    expect(deeds()).not.toContain("Pass it on…");
  });

  test("out of its reach nothing may be done any more", () => {
    layDelivery("mfa", "reported");
    takeAway("affiliation", "mfa-root");
    show();
    expect(deeds()).toEqual([]);
  });

  test("of what is closed nothing may be done", () => {
    layDispatch("s", { state: "closed" });
    show();
    expect(deeds()).toEqual([]);
  });

  test("says that it has read it, which shows at once", async () => {
    show();
    await press("We have read it");
    expect(calls()).toEqual([["delivery.acknowledge", { delivery_id: "d-mfa" }]]);
    expect(changes()?.[0]).toMatchObject([
      "delivery",
      "update",
      "d-mfa",
      { state: "acknowledged" },
    ]);
    act(() => {
      underWay.value = ["d-mfa"];
    });
    expect(mine().getByRole("status").textContent).toBe(t("saving"));
  });

  test.each([
    ["E_CLOSED", "It was closed meanwhile"],
    ["E_STATE", "Somebody of your organization has changed how it stands"],
    ["E_FORBIDDEN", "not yours"],
  ])("is told why it could not be read: %s", async (code, words) => {
    show();
    refuse(code, "delivery_id");
    await press("We have read it");
    expect(document.querySelector(".mine")?.textContent).toContain(words);
    expect(dismiss).toHaveBeenCalledWith("c");
  });

  test("reads the original, what a parent handed it, and its own words", () => {
    layDelivery("mfa", "localised");
    layNote("handed", "mfa", "received", { space_id: "mfa", organization_id: "picum" });
    layNote("first", "mfa", "wording", { space_id: "mfa", at_ms: daysAgo(5) });
    layNote("second", "mfa", "wording", { space_id: "mfa", at_ms: daysAgo(2), language: "fr" });
    show();
    const words = document.querySelector(".mine")?.textContent ?? "";
    expect(words).toContain("Tell us of unpaid wages.");
    expect(words).toContain("In the words of Organization picum");
    expect(words).toContain("Words handed");
    expect(words).toContain("Words second");
    expect(words).toContain("1 earlier wording");
    expect(document.querySelector(".mine [lang=fr]")?.textContent).toBe("Words second");
    expect(screen.queryByRole("region", { name: "What is asked" })).toBeNull();
  });

  test("puts it in its own words, begun from those it was handed", async () => {
    layDelivery("mfa", "acknowledged");
    layNote("handed", "mfa", "received", { space_id: "mfa", language: "fr" });
    show();
    await press("Put it in our words…");
    expect(box("The wording").value).toBe("Words handed");
    expect(box("Written in").value).toBe("fr");
    type("The wording", " ");
    await pressIn("Keep this wording");
    expect(alertText()).toContain("The wording");
    type("The wording", "x".repeat(10_001));
    type("Written in", "x".repeat(17));
    await pressIn("Keep this wording");
    expect(alertText()).toContain("10,000");
    type("The wording", "Cuéntenos.");
    type("Written in", "es");
    await pressIn("Keep this wording");
    const written = { delivery_note_id: expect.any(String), text: "Cuéntenos.", language: "es" };
    expect(calls()).toEqual([["delivery.localise", { delivery_id: "d-mfa", ...written }]]);
    expect(changes()?.[0]?.[3]).toMatchObject({ kind: "wording", space_id: "mfa" });
    expect(changes()?.[1]?.[3]).toMatchObject({ state: "localised" });
  });

  test("goes on acting when it finds better words", async () => {
    layDelivery("mfa", "acting");
    layNote("own", "mfa", "wording", { space_id: "mfa" });
    show();
    await press("Change our words…");
    expect(box("The wording").value).toBe("Words own");
    await pressIn("Keep this wording");
    expect(changes()?.[1]?.[3]).toMatchObject({ state: "acting" });
  });

  test.each([
    ["E_CLOSED", "delivery_id", "What came to you", "closed meanwhile"],
    ["E_TOO_MANY", "delivery_note_id", "What came to you", "nothing more fits"],
    ["E_TOO_LONG", "text", "The wording", ""],
    ["E_REQUIRED", "language", "Written in", ""],
  ])("a wording refused with %s of %s keeps what was typed", async (code, field, label, words) => {
    layDelivery("mfa", "acknowledged");
    show();
    await press("Put it in our words…");
    type("The wording", "Cuéntenos.");
    refuse(code, field);
    await pressIn("Keep this wording");
    expect(alertText()).toContain(label);
    expect(alertText()).toContain(words);
    expect(box("The wording").value).toBe("Cuéntenos.");
  });

  test("passes it on, and reads beforehand to whom and in whose words", async () => {
    layDelivery("mfa", "localised");
    layNote("own", "mfa", "wording", { space_id: "mfa" });
    show();
    await press("Pass it on…");
    const words = document.querySelector("dialog")?.textContent ?? "";
    expect(words).toContain("Pass it on to 2 organizations");
    expect(words).toContain("Organization circle");
    expect(words).toContain("in your own words");
    refuse("E_TOO_MANY", "dispatch_id", { most: 10_000 });
    await pressIn("Pass it on");
    expect(document.querySelector("dialog")?.textContent).toContain("at most");
    send.mockImplementation(async () => ({ ok: true, result: { seq: 1 } }));
    await pressIn("Pass it on");
    expect(calls()[1]).toEqual(["delivery.pass_on", { delivery_id: "d-mfa" }]);
    expect(document.querySelector("dialog")).toBeNull();
  });

  test("acts, by an item of its own that all see, or without one", async () => {
    const layItem = (id: string, given: Fields) =>
      lay("action_item", id, {
        ...{ space_id: COALITION_SPACE, title: `Item ${id}`, state: "doing", group_id: null },
        ...{ owner_organization_id: "mfa", owner_person_id: null, owner_group_id: null, ...given },
      });
    layItem("a", {});
    layItem("done", { state: "done" });
    layItem("within", { space_id: "g" });
    layItem("theirs", { owner_organization_id: "picum" });
    layDelivery("mfa", "acknowledged");
    show();
    await press("We act on it…");
    const options = within(screen.getByRole("combobox", { name: "By which action item" }));
    expect(options.getAllByRole("option").map((one) => one.textContent)).toEqual([
      ...["Not said", "Item a"],
    ]);
    select("By which action item", "a");
    refuse("E_OUTSIDE", "action_item_id");
    await pressIn("Say that you act");
    expect(alertText()).toContain("Not all who read this see that action item.");
    send.mockImplementation(async () => ({ ok: true, result: { seq: 1 } }));
    await pressIn("Say that you act");
    expect(calls()[1]).toEqual(["delivery.act", { delivery_id: "d-mfa", action_item_id: "a" }]);
    act(() => void layDelivery("mfa", "acting", { action_item_id: "a" }));
    const link = mine().getByRole("link", { name: "Item a" });
    expect(link.getAttribute("href")).toBe("/actions/a");
  });

  test("acts without naming an item where it has none", async () => {
    layDelivery("mfa", "acknowledged");
    show();
    await press("We act on it…");
    expect(dialog().getByText(/has no action item/)).toBeTruthy();
    await pressIn("Say that you act");
    expect(calls()).toEqual([["delivery.act", { delivery_id: "d-mfa" }]]);
    expect(changes()?.[0]?.[3]).toMatchObject({ state: "acting", action_item_id: null });
  });

  test("reports what happened, with a number of people where that is known", async () => {
    layDelivery("mfa", "acting");
    show();
    await press("Report what happened…");
    type("What happened", "Forty claims were filed.");
    for (const wrong of ["many", "-1", "1.5", "10000000001"]) {
      type("How many people it reached", wrong);
      await pressIn("Report it");
      expect(alertText(), wrong).toContain("How many people it reached");
    }
    expect(send).not.toHaveBeenCalled();
    type("How many people it reached", "180");
    await pressIn("Report it");
    expect(calls()[0]?.[1]).toMatchObject({ text: "Forty claims were filed.", people: 180 });
    expect(changes()?.[0]?.[3]).toMatchObject({ kind: "report", space_id: COALITION_SPACE });
    expect(changes()?.[1]?.[3]).toMatchObject({ state: "reported" });
  });

  test("reads what it reported, and nothing more is asked of it", () => {
    layDelivery("mfa", "reported");
    layNote("r", "mfa", "report");
    show();
    expect(mine().getByText("What you reported")).toBeTruthy();
    expect(mine().getByText("Words r")).toBeTruthy();
    expect(document.querySelector(".mine .btn.primary")).toBeNull();
  });

  test("adds to a report without a number", async () => {
    layDelivery("mfa", "reported");
    show();
    await press("Add to the report…");
    type("What happened", "Ten more.");
    await pressIn("Report it");
    expect(calls()[0]?.[1]).not.toHaveProperty("people");
  });

  test("declines with a reason that is its own, or told to all", async () => {
    show();
    await press("Decline it…");
    expect(dialog().getByText(/^Your 2 members have it then at once/)).toBeTruthy();
    await pressIn("Decline it");
    expect(alertText()).toContain("Something is missing");
    type("Reason", "It is not safe here now.");
    await pressIn("Decline it");
    expect(calls()[0]?.[1]).toMatchObject({ text: "It is not safe here now.", is_reason_told: 0 });
    expect(changes()?.[0]?.[3]).toMatchObject({ kind: "reason", space_id: "mfa" });
    await press("Decline it…");
    type("Reason", "It is not safe here now.");
    fireEvent.click(screen.getByRole("checkbox"));
    await pressIn("Decline it");
    expect(calls()[1]?.[1]).toMatchObject({ is_reason_told: 1 });
  });

  test("reads its own reason, which nobody else is told", () => {
    layDelivery("mfa", "declined");
    layNote("why", "mfa", "reason", { space_id: "mfa" });
    show();
    expect(mine().getByText("Words why")).toBeTruthy();
    expect(region("Every organization").textContent).not.toContain("Words why");
  });

  test("may think better of it", async () => {
    layDelivery("mfa", "declined");
    show();
    await press("Take it up after all");
    expect(calls()).toEqual([["delivery.acknowledge", { delivery_id: "d-mfa" }]]);
  });

  test("without a line what it writes is kept and goes later; passing on waits", async () => {
    layDelivery("mfa", "acting");
    connection.value = "offline";
    send.mockImplementation(() => new Promise(() => {}));
    show();
    await press("Report what happened…");
    type("What happened", "Forty claims were filed.");
    await pressIn("Report it");
    expect(document.querySelector("dialog")).toBeNull();
    expect(send).toHaveBeenCalledOnce();
    await press("Pass it on…");
    expect(deed("Pass it on").disabled).toBe(true);
  });
});

describe("others", () => {
  test("an observer's delegate answers and reads that it is not counted", () => {
    enterAsDelegate("bwi");
    laySent({ due_on: "2031-Q3" });
    show();
    expect(deeds()).toEqual(["We have read it", "Decline it…"]);
    expect(mine().getByText(/^It came for information/)).toBeTruthy();
    expect(document.querySelector(".mine")?.textContent).not.toContain("Q3 2031");
  });

  test("a base member reads it and is told who answers", () => {
    enterAsDelegate("circle", "base_member");
    laySent();
    layDelivery("circle", "delivered", { from_id: "mfa" });
    layNote("handed", "circle", "received", { space_id: "circle", organization_id: "mfa" });
    show();
    expect(deeds()).toEqual([]);
    expect(mine().getByText("Words handed")).toBeTruthy();
    expect(mine().getByText(/^Who can: /)).toBeTruthy();
  });

  test("whoever acts for none of theirs that it came to is shown the way", () => {
    enterAsDelegate("mfa");
    laySent();
    viewer.value = { ...viewer.value, acting_for: null };
    show();
    expect(document.querySelector(".mine")).toBeNull();
    expect(page()).toContain("act for Organization mfa");
  });
});

/* ---- Today, and what one is told ---- */

describe("on Today", () => {
  const waits = () => region("Waits for you");

  test("what has come waits by its due, and is read in its row", async () => {
    enterAsDelegate("mfa");
    laySent({ due_on: "2031-Q3" });
    layDispatch("sooner", { due_on: "2031-Q2" });
    lay("delivery", "d2", {
      ...{ space_id: COALITION_SPACE, dispatch_id: "sooner", organization_id: "mfa" },
      ...{ mode: "mandate", state: "delivered", delivered_at_ms: 1 },
    });
    render(<Today />);
    await screen.findAllByRole("button", { name: "We have read it" });
    const titles = [...waits().querySelectorAll("a.t")].map((one) => one.textContent);
    expect(titles).toEqual(["Dispatch sooner", "Dispatch s"]);
    expect(waits().textContent).toContain("has come to Organization mfa");
    await act(async () => {
      fireEvent.click(screen.getAllByRole("button", { name: "We have read it" })[1] as Element);
    });
    expect(calls()).toContainEqual(["delivery.acknowledge", { delivery_id: "d-mfa" }]);
  });

  test.each([
    ["what only informs", "bwi", "lead_delegate", {}],
    ["what is closed", "mfa", "lead_delegate", { state: "closed" }],
    ["what others answer", "mfa", "base_member", {}],
    ["what is on its way", "circle", "lead_delegate", {}],
  ])("%s does not wait", (_, organization, role, given) => {
    enterAsDelegate(organization, role);
    laySent(given);
    render(<Today />);
    expect(page()).not.toContain("Dispatch s");
  });
});

test("whoever is told that something has come reads so, and comes to it", () => {
  enterAsDelegate("mfa");
  laySent();
  lay("notification", "n", {
    ...{ space_id: "me", reason: "delivered", about_table: "dispatch", about_id: "s" },
    ...{ comment_id: null, seq: 1, at_ms: 1, seen_at_ms: null },
  });
  render(<Notifications />);
  const link = screen.getByRole("link", {
    name: /down the network to your organization: Dispatch s/,
  });
  expect(link.getAttribute("href")).toBe("/dispatches/s");
});

test("it is drawn in every language", () => {
  enterAsDelegate("mfa");
  laySent({ due_on: "2031-Q3" });
  for (const language of ["es", "fr", "ar"] as const) {
    setLanguage(language);
    const { unmount } = show();
    expect(region(t("dispatch_coverage")).textContent).toContain(t("coverage_reached"));
    expect(document.body.textContent).not.toMatch(/\{\w+\}|undefined/);
    unmount();
  }
  setLanguage("en");
});

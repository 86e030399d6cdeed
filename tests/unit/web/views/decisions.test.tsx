/* Decisions: what may be done with a proposal, how a ballot is answered, and how its count is told. */
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

const model = await import("web/views/model/decisions");
const count = await import("web/views/model/ballot_count");
const words = await import("web/views/model/decision_words");
const answers = await import("web/views/model/answers");
const { refusalWords } = await import("web/views/model/refusals");
const { DecisionList } = await import("web/views/decisions/DecisionList");
const { ProposalPage } = await import("web/views/decisions/ProposalPage");
const { NewProposal } = await import("web/views/decisions/NewProposal");
const { Today } = await import("web/views/Today");
const { navigate, route } = await import("web/router");

type Ballot = import("web/views/model/ballots").Ballot;

const HOUR_MS = 3_600_000;
const TOMORROW = Date.UTC(2031, 2, 4, 18);
const MEMBERS = ["mfa", "picum", "mri", "pan"] as const;

const layProposal = (id: string, given: Fields = {}) =>
  lay("proposal", id, {
    space_id: COALITION_SPACE,
    title: `Proposal ${id}`,
    text: "No member signs an agreement that leaves wages unpaid.",
    language: "en",
    person_id: "somebody",
    organization_id: "mri",
    version: 1,
    state: "draft",
    round: 1,
    ...given,
  });

const VOTE = {
  occasion: "vote",
  method: "vote",
  share_kind: "more_than",
  share_numerator: 1,
  share_denominator: 2,
  share_base: "cast",
  stand_asides_numerator: null,
  stand_asides_denominator: null,
} as const;

const CONSENSUS = {
  occasion: "consensus",
  method: "consensus",
  share_kind: null,
  share_numerator: null,
  share_denominator: null,
  share_base: null,
  stand_asides_numerator: 1,
  stand_asides_denominator: 4,
} as const;

const layBallot = (id: string, given: Fields = {}) =>
  lay("ballot", id, {
    ...{ space_id: COALITION_SPACE, proposal_id: "p", parent_id: "root" },
    ...{ version: 1, round: 1, ...CONSENSUS },
    ...{ vote_unit: "organization", confidentiality: "sealed" },
    ...{ quorum_kind: "more_than", quorum_numerator: 1, quorum_denominator: 2 },
    ...{ blocks_max: 0, rounds_max: 2, fallback_wait_minutes: 1440, roll: 4, answered: 0 },
    ...{ state: "open", void_cause: null, opened_at_ms: 1, zone: "Africa/Accra" },
    ...{ closes_local: "2031-03-04T18:00", closes_at_ms: TOMORROW, result: null },
    ...given,
  });

/** The roll of the four members, with what each has chosen where it is told. */
function layRoll(ballot_id: string, told: Readonly<Record<string, Fields>> = {}): void {
  for (const id of MEMBERS) {
    lay("position", `${ballot_id}-${id}`, {
      ...{ space_id: COALITION_SPACE, ballot_id, organization_id: id, person_id: null },
      ...{ choice: null, text: null, principle: null, ...told[id] },
    });
  }
}

const layCall = (ballot_id: string, organization: string, given: Fields = {}) =>
  lay("ballot_call", `c-${ballot_id}-${organization}`, {
    ...{ space_id: organization, ballot_id, organization_id: organization },
    ...{ person_id: null, answered_at_ms: null, ...given },
  });

/** A ballot on proposal p that all members are asked in. */
function layOpen(given: Fields = {}): void {
  layProposal("p", { state: "ballot" });
  layBallot("b", given);
  layRoll("b");
  for (const id of MEMBERS) layCall("b", id);
}

const layDecision = (id: string, given: Fields = {}) =>
  lay("decision", id, {
    ...{ space_id: COALITION_SPACE, proposal_id: "p", ballot_id: "b", year: 2026, number: 3 },
    ...{ title: `Decision ${id}`, text: "So it is.", language: "en", decided_on: "2026-11-30" },
    ...{ state: "in_force", replaced_by_id: null, rationale: null, review_on: null, ...given },
  });

const matter = (id: string) =>
  model.matters.value.get(id) as import("web/views/model/decisions").Matter;
const ballotOf = (id: string) => matter("p").ballots.find((one) => one.ballot_id === id) as Ballot;

beforeEach(() => {
  begin();
  vi.clearAllMocks();
  send.mockImplementation(async () => ({ ok: true, result: { seq: 1 } }));
  ask.mockResolvedValue({ ok: false, error: { code: "E_UNAVAILABLE" } });
  connection.value = "live";
  navigate("/decisions", { replace: true });
  layCoalition();
  for (const id of MEMBERS) layOrganization(id, { root: { status: "member" } });
  layOrganization("bwi", { root: { status: "observer" } });
  layOrganization("circle", { mfa: { status: "member" } });
});

const methods = () => send.mock.calls.map(([method]) => method);
const refuse = (code: string, field: string, given = {}) =>
  send.mockImplementation(async () => {
    const error = { code, field, arguments: given };
    return { ok: false, command_id: "c", error } as unknown as Outcome;
  });
const press = (name: string | RegExp) =>
  act(async () => {
    fireEvent.click(screen.getByRole("button", { name }));
  });
const pressIn = (name: string) =>
  act(async () => {
    fireEvent.click(dialog().getByRole("button", { name }));
  });
const dialog = () => within(document.querySelector("dialog") as HTMLElement);
const deed = (name: string) => dialog().getByRole("button", { name }) as HTMLButtonElement;
const box = (name: string | RegExp) => screen.getByRole("textbox", { name }) as HTMLInputElement;
const type = (name: string | RegExp, value: string) =>
  fireEvent.input(box(name), { target: { value } });
const radio = (value: string) =>
  document.querySelector<HTMLInputElement>(`input[type=radio][value=${value}]`);
const choose = (value: string) => fireEvent.click(radio(value) as Element);
const buttons = () =>
  screen
    .queryAllByRole("button")
    .filter((one) => one.classList.contains("btn"))
    .map((one) => one.textContent);
const alertText = () => document.querySelector("[role=alert]")?.textContent ?? "";
const page = () => document.body.textContent ?? "";
const region = (name: string) => screen.getByRole("region", { name });

/* ---- counting, by the worked examples of the domain study, § 3.3 ---- */

const counted = (given: Fields): Ballot => {
  layProposal("p", { state: "decided" });
  layBallot("b", { state: "closed", closed_at_ms: 2, roll_at_close: 11, roll: 11, ...given });
  return ballotOf("b");
};

describe("a share, step by step", () => {
  const more = { kind: "more_than", numerator: 1, denominator: 2 } as const;
  const least = { kind: "at_least", numerator: 2, denominator: 3 } as const;
  test.each([
    ["1: five of eight are more than a half", 5, 8, more, [10, ">", 8]],
    ["6: a tie is not", 4, 8, more, [8, "≤", 8]],
    ["7: two of three cast", 2, 3, more, [4, ">", 3]],
    ["7: two of ten present", 2, 10, more, [4, "≤", 10]],
    ["9: exactly two thirds are enough", 6, 9, least, [18, "≥", 18]],
    ["10: nothing is rounded", 6, 10, least, [18, "<", 20]],
    ["10: seven of ten are", 7, 10, least, [21, "≥", 20]],
    ["12: two thirds of the roll", 7, 11, least, [21, "<", 22]],
    ["13: two of ten standing aside", 2, 10, { ...more, denominator: 4 }, [8, "≤", 10]],
  ] as const)("%s", (_, of, whole, share, [left, sign, right]) => {
    expect(count.reckon(of, whole, share)).toMatchObject({ left, sign, right });
  });

  test.each([
    ["cast", 8],
    ["present", 9],
    ["roll", 11],
  ] as const)("yes is counted of %s", (base, whole) => {
    const row = counted({ ...VOTE, result: "carried", present: 9, count_yes: 5, count_no: 3 });
    expect(count.wholeOf(row, base)).toBe(whole);
  });

  test.each([
    [11, 6],
    [12, 7],
  ])("quorum of %i is %i", (roll, needed) => {
    expect(count.quorumNeeded(counted({ roll_at_close: roll, result: "carried" }))).toBe(needed);
  });

  test("so many may stand aside as are not too many", () => {
    const share = { kind: "more_than", numerator: 1, denominator: 4 } as const;
    expect([3, 4, 7, 10].map((present) => count.stoodAsideMost(present, share))).toEqual([
      ...[0, 1, 1, 2],
    ]);
    expect(count.stoodAsideMost(3, { ...share, numerator: 4 })).toBe(3);
  });
});

const CLOSED = { state: "closed", closed_at_ms: Date.UTC(2026, 10, 30, 12) } as const;

function layClosed(given: Fields, told: Readonly<Record<string, Fields>> = {}): void {
  layProposal("p", { state: "decided", outcome: given["result"] as string });
  layBallot("b", { ...CLOSED, roll: 11, roll_at_close: 11, ...given });
  layRoll("b", told);
}

const outcome = () => region(t("ballot_outcome")).textContent ?? "";

describe("what came of it is told with its arithmetic", () => {
  beforeEach(() => enterAsDelegate("mfa"));

  test("a plain vote (example 1)", () => {
    layClosed({
      ...{ ...VOTE, result: "carried", result_reason: "share_holds", present: 9 },
      ...{ count_yes: 5, count_no: 3, count_abstain: 1 },
    });
    render(<ProposalPage id="p" />);
    expect(outcome()).toContain("Carried");
    expect(outcome()).toContain("Yes: 5 · No: 3 · Abstain: 1");
    expect(outcome()).toContain("Quorum: more than 1/2 of 11, so 6. Present: 9.");
    expect(outcome()).toContain("Yes: it takes more than 1/2 of the votes cast, so 5 of 8.");
    expect(outcome()).toContain("5 × 2 = 10 > 8");
  });

  test("no quorum, though unanimous (example 2)", () => {
    layClosed({
      ...{ ...VOTE, result: "no_quorum", result_reason: "no_quorum", present: 5 },
      ...{ count_yes: 5, count_no: 0, count_abstain: 0 },
    });
    render(<ProposalPage id="p" />);
    expect(outcome()).toContain("No quorum");
    expect(outcome()).toContain(t("result_reason_no_quorum"));
    expect(outcome()).toContain("so 6. Present: 5.");
    expect(outcome()).not.toContain("it takes");
  });

  test("at least two thirds of the roll (example 12)", () => {
    layClosed({
      ...{ ...VOTE, share_kind: "at_least", share_numerator: 2, share_denominator: 3 },
      ...{ share_base: "roll", result: "not_carried", result_reason: "share_not_met" },
      ...{ present: 8, count_yes: 7, count_no: 0, count_abstain: 1 },
    });
    render(<ProposalPage id="p" />);
    expect(outcome()).toContain("Not carried");
    expect(outcome()).toContain("so 8 of 11.");
    expect(outcome()).toContain("7 × 3 = 21 < 22 = 2 × 11");
  });

  test("consensus, with the words of those who did not simply agree (example 13)", () => {
    layClosed(
      {
        ...{ result: "carried", result_reason: "consensus", present: 10 },
        ...{ count_agree: 7, count_reservation: 1, count_stand_aside: 2, count_block: 0 },
      },
      {
        mfa: { choice: "agree", has_answered: 1 },
        picum: { choice: "reservation", text: "Forms come first.", has_answered: 1 },
        mri: { choice: "stand_aside", text: "Our congress has to vote.", has_answered: 1 },
      },
    );
    layDecision("d");
    render(<ProposalPage id="p" />);
    expect(outcome()).toContain("Standing aside: 2 of 10; more than 1/4 would be too many.");
    expect(outcome()).toContain("2 × 4 = 8 ≤ 10");
    expect(outcome()).toContain("Blocks: 0; a single one stops it.");
    const told = [...region(t("ballot_roll_call")).querySelectorAll("li")].map(
      (one) => one.textContent,
    );
    expect(told).toEqual(
      [
        "Organization mfaAgree",
        "Organization pandid not answer",
        "Organization picumAgree with a reservation“Forms come first.”",
        "Organization mriStand aside“Our congress has to vote.”",
      ].toSorted(),
    );
  });

  test("a block, with its reason and its principle (example 15)", () => {
    layProposal("p", { state: "discussion", round: 2, outcome: "blocked" });
    layBallot("b", {
      ...{ ...CLOSED, roll: 4, roll_at_close: 4, result: "blocked", result_reason: "block" },
      ...{ present: 4, count_agree: 3, count_reservation: 0, count_stand_aside: 0, count_block: 1 },
    });
    layRoll("b", { pan: { choice: "block", text: "It harms us.", principle: "Nothing about us" } });
    render(<ProposalPage id="p" />);
    expect(outcome()).toContain("Blocked");
    const call = region(t("ballot_roll_call")).textContent;
    expect(call).toContain("“It harms us.”");
    expect(call).toContain("It rests on this principle: Nothing about us");
  });

  test("of a secret one the totals and the words, beside no name", () => {
    layClosed(
      {
        ...{ ...VOTE, confidentiality: "secret", result: "carried", result_reason: "share_holds" },
        ...{ present: 3, count_yes: 2, count_no: 1, count_abstain: 0, roll: 4, roll_at_close: 4 },
      },
      { mfa: { has_answered: 1 }, picum: { has_answered: 1 }, mri: { has_answered: 1 } },
    );
    const nobody = { organization_id: null, person_id: null, principle: null };
    const of = { space_id: COALITION_SPACE, ballot_id: "b" };
    lay("position", "n1", { ...of, ...nobody, choice: "yes", text: null });
    lay("position", "n2", { ...of, ...nobody, choice: "no", text: "Not like this." });
    render(<ProposalPage id="p" />);
    const call = region(t("ballot_roll_call"));
    expect(call.textContent).toContain(t("ballot_secret_erased"));
    expect(call.textContent).toContain("No“Not like this.”");
    const named = [...call.querySelectorAll("li")].slice(1).map((one) => one.textContent);
    expect(named).toEqual([
      "Organization mfaanswered",
      "Organization mrianswered",
      "Organization pandid not answer",
      "Organization picumanswered",
    ]);
    cleanup();
    lay("ballot", "b", { ...ballotOf("b"), count_yes: 3, count_no: 0 });
    render(<ProposalPage id="p" />);
    expect(page()).toContain(t("ballot_secret_one_mind"));
  });

  test("of a secret one without a quorum nothing is told", () => {
    layProposal("p", { state: "discussion" });
    layBallot("b", {
      ...{ ...CLOSED, ...VOTE, confidentiality: "secret", roll_at_close: 4, present: 1 },
      ...{ answered: 1, result: "no_quorum", result_reason: "no_quorum" },
      ...{ count_yes: null, count_no: null, count_abstain: null },
    });
    layRoll("b", { mfa: { has_answered: 1 } });
    render(<ProposalPage id="p" />);
    expect(outcome()).not.toContain("Yes:");
    expect(document.querySelectorAll(".roll i.in")).toHaveLength(1);
    expect(region(t("ballot_roll_call")).textContent).toContain(t("ballot_secret_untold"));
  });

  test("a void one keeps how many had answered, and why it is void (example 23)", () => {
    layProposal("p", { state: "discussion", version: 2 });
    layBallot("b", { state: "void", void_cause: "text_changed", closed_at_ms: 3, answered: 3 });
    layRoll("b");
    render(<ProposalPage id="p" />);
    expect(page()).toContain(t("void_cause_text_changed"));
    expect(page()).toContain(t("ballot_void_erased", { answered: 3, roll: 4 }));
    expect(screen.queryByRole("region", { name: t("ballot_roll_call") })).toBeNull();
  });

  test("the reason for which one was ended, and earlier rounds in their order", () => {
    layProposal("p", { state: "discussion", round: 2, version: 2 });
    layBallot("b1", {
      ...{ ...CLOSED, roll_at_close: 4, result: "blocked", result_reason: "block" },
      ...{ present: 4, count_block: 1, opened_at_ms: 1 },
    });
    layBallot("b2", {
      ...{ state: "void", void_cause: "facilitator", reason: "Sent in one language only." },
      ...{ opened_at_ms: 2, closed_at_ms: 3, round: 2, version: 2 },
    });
    render(<ProposalPage id="p" />);
    expect(page()).toContain("Sent in one language only.");
    const earlier = region(t("ballots_earlier"));
    const summary = [...earlier.querySelectorAll("summary")].map((one) => one.textContent);
    expect(summary).toHaveLength(1);
    expect(summary[0]).toContain("Blocked · by consensus · round 1 of 2 · version 1");
  });
});

/* ---- the list ---- */

const rowsShown = () => [...document.querySelectorAll("a.row .t")].map((one) => one.textContent);
const sections = () =>
  [...document.querySelectorAll("h2.sec span:first-child")].map((one) => one.textContent);

describe("the list", () => {
  beforeEach(() => enterAsDelegate("mfa"));

  test("has what is open first, by its closing time, and the register by its numbers", () => {
    layProposal("late", { state: "ballot" });
    layProposal("soon", { state: "ballot" });
    layBallot("b1", { proposal_id: "late", closes_at_ms: TOMORROW + HOUR_MS, answered: 2 });
    layBallot("b2", { proposal_id: "soon" });
    layCall("b1", "mfa", { person_id: "me", answered_at_ms: 5 });
    layCall("b2", "mfa");
    for (const state of ["discussion", "draft", "withdrawn"]) layProposal(state, { state });
    layProposal("failed", { state: "decided", outcome: "not_carried" });
    for (const [id, year, number] of [
      ["third", 2026, 3],
      ["tenth", 2026, 10],
      ["old", 2025, 12],
    ] as const) {
      layProposal(id, { state: "decided", outcome: "carried" });
      layDecision(`d-${id}`, { proposal_id: id, year, number });
    }
    render(<DecisionList isPane={false} />);
    expect(rowsShown()).toEqual(
      ["soon", "late", "discussion", "draft", "tenth", "third", "old", "failed", "withdrawn"].map(
        (id) => `Proposal ${id}`,
      ),
    );
    expect(sections()).toEqual([
      ...["Open now", "In discussion", "Drafts", "Decided", "Not carried", "Taken back"],
    ]);
    const about = (id: string) => screen.getByText(`Proposal ${id}`).closest("a")?.textContent;
    expect(about("soon")).toContain(t("ballot_asked"));
    expect(about("late")).not.toContain(t("ballot_asked"));
    expect(about("late")).toContain("answered: 2 of 4");
    expect(about("tenth")).toContain("2026/10");
    expect(about("tenth")).toContain("in force");
  });

  test("is filtered by body, by state and by what waits for me, in the address", () => {
    lay("group", "g", { name: "Water group", state: "active", vote_unit: "organization" });
    layProposal("a", { state: "discussion" });
    layProposal("of-g", { state: "draft", group_id: "g" });
    layProposal("p", { state: "ballot" });
    layBallot("b");
    layCall("b", "mfa");
    const shownAt = (query: string) => {
      navigate(`/decisions${query}`, { replace: true });
      const { unmount } = render(<DecisionList isPane={false} />);
      const shown = rowsShown();
      unmount();
      return shown;
    };
    expect(shownAt("")).toHaveLength(3);
    expect(shownAt("?body=g")).toEqual(["Proposal of-g"]);
    expect(shownAt("?body=coalition")).toEqual(["Proposal p", "Proposal a"]);
    expect(shownAt("?state=discussion")).toEqual(["Proposal a"]);
    expect(shownAt("?asked=1")).toEqual(["Proposal p"]);
    navigate("/decisions?state=failed", { replace: true });
    render(<DecisionList isPane={false} />);
    expect(page()).toContain(t("decisions_no_match"));
    fireEvent.change(screen.getByRole("combobox", { name: t("proposal_body") }), {
      target: { value: "g" },
    });
    expect(route.value.query.get("body")).toBe("g");
    fireEvent.click(screen.getByRole("button", { name: t("decisions_asked") }));
    expect(route.value.query.get("asked")).toBe("1");
  });

  test("says what to do where there is nothing, and while it loads", () => {
    render(<DecisionList isPane={false} />);
    expect(screen.getByText("what shall we hold together?")).toBeTruthy();
    const add = screen.getByRole("link", { name: "Propose a decision" });
    expect(add.getAttribute("href")).toBe("/decisions/new");
    cleanup();
    loading.value = true;
    render(<DecisionList isPane={false} />);
    expect(screen.getByRole("status").textContent).toContain(t("loading"));
    loading.value = false;
  });

  test("offers to propose to whom it belongs, and tells others who can", () => {
    layProposal("p");
    enterAsDelegate("mfa", "base_member");
    render(<DecisionList isPane={false} />);
    const add = screen.getByRole("button", { name: t("proposal_add") }) as HTMLButtonElement;
    expect(add.disabled).toBe(true);
    expect(page()).toContain("Who can: a delegate of the organization or the Secretariat.");
  });
});

/* ---- the form ---- */

describe("a new proposal", () => {
  beforeEach(() => enterAsDelegate("mfa"));
  const fillIn = () => {
    type(t("proposal_title"), "Wages before return");
    type(t("proposal_text"), "No member signs.");
  };

  test("is kept as a draft of its body, and one goes on to its page", async () => {
    render(<NewProposal />);
    expect(page()).toContain("Read by the coalition, also while it is a draft.");
    expect(box(t("proposal_language")).value).toBe("en");
    fillIn();
    await press(t("proposal_keep_do"));
    const [method, params, changes] = send.mock.calls[0] as [string, Fields, unknown[][]];
    expect(method).toBe("proposal.write_for_coalition");
    expect(Object.keys(params).toSorted()).toEqual([
      ...["language", "proposal_id", "text", "title"],
    ]);
    expect(changes[0]?.[3]).toMatchObject({
      ...{ space_id: COALITION_SPACE, state: "draft", version: 1, organization_id: "mfa" },
    });
    await waitFor(() => expect(route.value.params["id"]).toBe(params["proposal_id"]));
  });

  test("names what is missing or too long, and sends nothing", async () => {
    render(<NewProposal />);
    type(t("proposal_text"), "x".repeat(10_001));
    expect(page()).toContain("10,001 of 10,000 letters");
    await press(t("proposal_keep_do"));
    expect(alertText()).toContain(
      t("field_error", { field: t("proposal_title"), message: t("E_REQUIRED") }),
    );
    expect(alertText()).toContain(t("E_TOO_LONG", { most: 10_000 }));
    expect(send).not.toHaveBeenCalled();
  });

  test("keeps what was typed when it is refused, beside its field", async () => {
    refuse("E_TOO_MANY", "title", { most: 10_000 });
    render(<NewProposal />);
    fillIn();
    await press(t("proposal_keep_do"));
    await waitFor(() => expect(alertText()).toContain("10,000"));
    expect(dismiss).toHaveBeenCalledWith("c");
    expect(box(t("proposal_text")).value).toBe("No member signs.");
    expect(route.value.name).toBe("decisions");
  });

  test("without a line is kept on the device, and one goes on", async () => {
    connection.value = "offline";
    send.mockImplementation(() => new Promise(() => {}));
    render(<NewProposal />);
    fillIn();
    await press(t("proposal_keep_do"));
    expect(methods()).toEqual(["proposal.write_for_coalition"]);
    expect(route.value.name).toBe("decisions_decision");
  });

  test("goes to a group of mine, and takes the place of one of its decisions", async () => {
    lay("group", "g", { name: "Water group", state: "active" });
    lay("group", "over", { name: "Old group", state: "closed" });
    for (const group_id of ["g", "over"]) {
      lay("group_member", `m-${group_id}`, { group_id, organization_id: "mfa", role: "member" });
    }
    layDecision("d", { group_id: "g" });
    layDecision("of-coalition", { group_id: null, number: 4 });
    navigate("/decisions/new?replaces=d", { replace: true });
    render(<NewProposal />);
    const who = screen.getByRole("combobox", { name: t("proposal_body") }) as HTMLSelectElement;
    expect(who.value).toBe("g");
    expect([...who.options].map(({ value }) => value)).toEqual(["", "g"]);
    const which = screen.getByRole("combobox", { name: t("proposal_replaces") });
    expect([...(which as HTMLSelectElement).options].map(({ text }) => text)).toEqual([
      ...["Choose one", "2026/3: Decision d"],
    ]);
    fillIn();
    await press(t("proposal_keep_do"));
    expect(send.mock.calls[0]?.slice(0, 2)).toMatchObject([
      "proposal.write",
      { group_id: "g", replaces_id: "d", replacement: "supersedes" },
    ]);
  });

  test("asks which decision, and tells another body’s by its field", async () => {
    layDecision("d");
    render(<NewProposal />);
    fillIn();
    fireEvent.change(screen.getByRole("combobox", { name: t("proposal_replacement") }), {
      target: { value: "rescinds" },
    });
    await press(t("proposal_keep_do"));
    expect(alertText()).toContain(t("proposal_replaces"));
    expect(send).not.toHaveBeenCalled();
    fireEvent.change(screen.getByRole("combobox", { name: t("proposal_replaces") }), {
      target: { value: "d" },
    });
    refuse("E_STATE", "replaces_id", { possible: ["in_force"] });
    await press(t("proposal_keep_do"));
    await waitFor(() => expect(alertText()).toContain("in force"));
  });

  test("is not for whoever acts for nobody; they read why", () => {
    viewer.value = { ...viewer.value, acting_for: null };
    render(<NewProposal />);
    expect(page()).toContain(t("proposal_nowhere"));
    expect(document.querySelector("form")).toBeNull();
    expect(screen.getByRole("link", { name: t("contribution_acting_first") })).toBeTruthy();
  });
});

/* ---- a proposal ---- */

describe("whoever brought it in", () => {
  beforeEach(() => enterAsDelegate("mri"));

  test("changes a draft where it stands, and puts it to discussion", async () => {
    layProposal("p");
    render(<ProposalPage id="p" />);
    expect(page()).toContain(t("proposal_lede_draft"));
    fireEvent.click(screen.getByRole("button", { name: t("edit_proposal_text") }));
    expect(document.querySelector(".open .hint")).toBeNull();
    type(t("proposal_text"), "Another text.");
    await press(t("save_proposal_text"));
    expect(send).toHaveBeenCalledWith("proposal.edit", {
      proposal_id: "p",
      text: { from: "No member signs an agreement that leaves wages unpaid.", to: "Another text." },
    });
    await press(t("proposal_discuss_do"));
    expect(send).toHaveBeenLastCalledWith("proposal.discuss", { proposal_id: "p" }, [
      ["proposal", "update", "p", { state: "discussion" }],
    ]);
  });

  test("reads before that a change makes a new version", () => {
    layProposal("p", { state: "discussion", version: 2 });
    const of = { space_id: COALITION_SPACE, proposal_id: "p", language: "en" };
    lay("proposal_version", "v1", { ...of, version: 1, title: "Before", text: "The first text." });
    lay("proposal_version", "v2", { ...of, version: 2, title: "Now", text: "The second." });
    render(<ProposalPage id="p" />);
    const earlier = document.querySelector("details")?.textContent ?? "";
    expect(earlier).toContain("Earlier versions (1)");
    expect(earlier).toContain("The first text.");
    expect(earlier).not.toContain("The second.");
    fireEvent.click(screen.getByRole("button", { name: t("edit_proposal_text") }));
    expect(document.querySelector(".open .hint")?.textContent).toBe(
      t("hint_proposal_version", { next: 3 }),
    );
  });

  test("and that it makes a ballot void that is open", async () => {
    layOpen({ answered: 3 });
    render(<ProposalPage id="p" />);
    fireEvent.click(screen.getByRole("button", { name: t("edit_proposal_title") }));
    const hint = document.querySelector(".open .hint")?.textContent ?? "";
    expect(hint).toContain("A ballot is open on version 1.");
    expect(hint).toContain("what 3 of 4 have answered is erased");
    fireEvent.keyDown(document.querySelector(".open form") as Element, { key: "Escape" });
    fireEvent.click(screen.getByRole("button", { name: t("edit_proposal_text") }));
    fireEvent.input(document.querySelector(".open textarea") as Element, {
      target: { value: " " },
    });
    await press(t("save_proposal_text"));
    expect(send).not.toHaveBeenCalled();
    expect(document.querySelector(".fielderr")?.textContent).toContain(t("E_REQUIRED"));
  });

  test("changes it no more once only a vote on this text can decide", () => {
    layProposal("p", { state: "discussion", round: 2 });
    layBallot("b", { ...CLOSED, round: 2, result: "blocked", result_reason: "block" });
    render(<ProposalPage id="p" />);
    expect(page()).toContain(t("proposal_lede_fixed"));
    expect(document.querySelectorAll(".editbtn")).toHaveLength(0);
  });

  test("takes it back after reading what goes", async () => {
    layOpen({ answered: 3 });
    render(<ProposalPage id="p" />);
    await press(t("proposal_withdraw_do"));
    expect(page()).toContain(t("proposal_withdraw_voids", { answered: 3, roll: 4 }));
    refuse("E_STATE", "proposal_id", { possible: [] });
    await pressIn(t("proposal_withdraw_act"));
    expect(methods()).toEqual(["proposal.withdraw"]);
    expect(await dialog().findByRole("alert")).toBeTruthy();
    send.mockImplementation(async () => ({ ok: true, result: { seq: 1 } }));
    await waitFor(() => expect(deed(t("proposal_withdraw_act")).disabled).toBe(false));
    await pressIn(t("proposal_withdraw_act"));
    await waitFor(() => expect(document.querySelector("dialog")).toBeNull());
  });

  test("does so only with a line, since it cannot be undone", async () => {
    layProposal("p", { state: "discussion" });
    connection.value = "offline";
    render(<ProposalPage id="p" />);
    await press(t("proposal_withdraw_do"));
    expect(deed(t("proposal_withdraw_act")).disabled).toBe(true);
    expect(page()).toContain(t("needs_connection"));
  });

  test("finds nothing to do where the group is over", () => {
    lay("group", "over", { name: "Old group", state: "closed" });
    layProposal("p", { group_id: "over", state: "discussion" });
    render(<ProposalPage id="p" />);
    expect(page()).toContain(t("proposal_body_over"));
    expect(buttons()).toEqual([]);
    expect(document.querySelectorAll(".editbtn")).toHaveLength(0);
  });
});

describe("what an observer brings in", () => {
  test("waits for a member behind it", () => {
    enterAsDelegate("bwi");
    layProposal("p", { organization_id: "bwi" });
    render(<ProposalPage id="p" />);
    const put = screen.getByRole("button", { name: t("proposal_discuss_do") });
    expect((put as HTMLButtonElement).disabled).toBe(true);
    expect(page()).toContain(t("proposal_backing_first"));
    expect(page()).toContain(t("proposal_backed_by_nobody"));
    cleanup();
    lay("proposal", "p", { ...matter("p").row, backed_by_id: "picum" });
    render(<ProposalPage id="p" />);
    expect(screen.getByText("Organization picum")).toBeTruthy();
    const now = screen.getByRole("button", { name: t("proposal_discuss_do") });
    expect((now as HTMLButtonElement).disabled).toBe(false);
  });

  test("is backed by a member’s delegate, and by no nested organization’s", async () => {
    layProposal("p", { organization_id: "bwi" });
    enterAsDelegate("circle");
    render(<ProposalPage id="p" />);
    expect(buttons()).not.toContain("Stand behind it for Organization circle");
    cleanup();
    enterAsDelegate("picum");
    render(<ProposalPage id="p" />);
    await press("Stand behind it for Organization picum");
    expect(send).toHaveBeenCalledWith("proposal.back", { proposal_id: "p" }, [
      ["proposal", "update", "p", { backed_by_id: "picum" }],
    ]);
  });

  test("E_BACKING says what to do", () => {
    const error = { code: "E_BACKING", message: "", field: "proposal_id", arguments: {} };
    expect(refusalWords(error)).toBe(t("E_BACKING"));
  });
});

test("whoever does not read it finds nothing", () => {
  enterAsDelegate("mfa");
  render(<ProposalPage id="p" />);
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(t("not_here_title"));
});

test("a withdrawn one can only be read", () => {
  enterAsDelegate("mri");
  layProposal("p", { state: "withdrawn", version: 2 });
  render(<ProposalPage id="p" />);
  expect(page()).toContain(t("proposal_lede_withdrawn"));
  expect(buttons()).toEqual([]);
});

/* ---- opening and ending ballots ---- */

describe("which ballot may be opened", () => {
  const ended = (id: string, given: Fields) =>
    layBallot(id, { ...CLOSED, result: "blocked", result_reason: "block", ...given });
  test.each<[string, () => void, Fields, readonly string[], boolean]>([
    ["at first either", () => {}, {}, ["consensus", "vote"], false],
    ["none on a draft", () => {}, { state: "draft" }, [], false],
    [
      "after no quorum the same round: it was begun with consensus",
      () => ended("b", { result: "no_quorum", result_reason: "no_quorum" }),
      {},
      ["consensus"],
      false,
    ],
    ["after a block the next round, with a reason", () => ended("b", {}), {}, ["consensus"], true],
    ["of another text without", () => ended("b", {}), { version: 2 }, ["consensus"], false],
    ["after the last round a vote", () => ended("b", { round: 2 }), {}, ["fallback"], false],
    [
      "where too many stood aside in it too",
      () => ended("b", { round: 2, result: "not_carried", result_reason: "stand_asides" }),
      {},
      ["fallback"],
      false,
    ],
    [
      "none where too many did in a round before",
      () => ended("b", { result: "not_carried", result_reason: "stand_asides" }),
      { state: "decided" },
      [],
      false,
    ],
    [
      "none after that vote",
      () => {
        ended("b", { round: 2 });
        ended("c", { ...VOTE, occasion: "fallback", result: "not_carried", opened_at_ms: 2 });
      },
      { state: "decided" },
      [],
      false,
    ],
    [
      "but once more where it had no quorum",
      () => {
        ended("b", { round: 2 });
        ended("c", { ...VOTE, occasion: "fallback", result: "no_quorum", opened_at_ms: 2 });
      },
      {},
      ["fallback"],
      false,
    ],
  ])("%s", (_, arrange, given, occasions, needsReason) => {
    layProposal("p", { state: "discussion", ...given });
    arrange();
    expect(model.nextOf(matter("p"))).toMatchObject({ occasions, needsReason });
  });
});

describe("who runs ballots", () => {
  beforeEach(enterAsSecretariat);
  const fillIn = () =>
    fireEvent.input(dialog().getByLabelText(t("ballot_closes")), {
      target: { value: "2031-03-04T18:00" },
    });

  test("opens one: how, how openly, until when, and to how many", async () => {
    layProposal("p", { state: "discussion", version: 3 });
    render(<ProposalPage id="p" />);
    await press(t("ballot_open_do"));
    expect(page()).toContain("on the roll now: 4. They are asked about version 3.");
    expect(page()).toContain("does not protect against whoever runs the server");
    choose("vote");
    choose("secret");
    fireEvent.click(dialog().getByRole("checkbox"));
    fireEvent.change(dialog().getByRole("combobox", { name: t("field_zone") }), {
      target: { value: "Africa/Accra" },
    });
    fillIn();
    await pressIn(t("ballot_open_act"));
    const [method, params] = send.mock.calls[0] as [string, Fields];
    expect(method).toBe("ballot.open");
    expect(params).toMatchObject({
      ...{ proposal_id: "p", version: 3, occasion: "vote", confidentiality: "secret" },
      ...{ closes_local: "2031-03-04T18:00", zone: "Africa/Accra", closes_early: 1 },
    });
    expect(params).not.toHaveProperty("reason");
    expect(document.querySelector("dialog")).toBeNull();
  });

  test("is told what is missing, and by which field it was refused", async () => {
    layProposal("p", { state: "discussion" });
    render(<ProposalPage id="p" />);
    await press(t("ballot_open_do"));
    await pressIn(t("ballot_open_act"));
    expect(alertText()).toContain(t("ballot_closes"));
    expect(send).not.toHaveBeenCalled();
    fillIn();
    const earliest = Date.UTC(2031, 2, 5, 10);
    for (const [code, field, given, told] of [
      ["E_ORDER", "closes_local", {}, t("ballot_closes_order")],
      ["E_STALE", "version", { stored: "2" }, t("ballot_open_stale")],
      ["E_EMPTY_ROLL", "proposal_id", {}, t("E_EMPTY_ROLL")],
      ["E_FALLBACK_TOO_EARLY", "occasion", {}, t("E_FALLBACK_TOO_EARLY")],
      ["E_FALLBACK_TOO_EARLY", "occasion", { earliest }, "5 March"],
      ["E_ZONE", "zone", {}, t("E_ZONE")],
    ] as const) {
      refuse(code, field, given);
      await pressIn(t("ballot_open_act"));
      await waitFor(() => expect(alertText()).toContain(told));
    }
    expect(dismiss).toHaveBeenCalledTimes(6);
  });

  test("chooses which of two hours is meant when the clocks change", async () => {
    layProposal("p", { state: "discussion" });
    render(<ProposalPage id="p" />);
    await press(t("ballot_open_do"));
    fillIn();
    refuse("E_LOCAL_TIME", "closes_local", { earlier: TOMORROW, later: TOMORROW + HOUR_MS });
    await pressIn(t("ballot_open_act"));
    await pressIn(t("ballot_open_act"));
    expect(send).toHaveBeenCalledTimes(1);
    choose("later");
    await pressIn(t("ballot_open_act"));
    expect(send.mock.calls[1]?.[1]).toMatchObject({ reading: "later" });
  });

  test("says why the same text is put again after a block", async () => {
    layProposal("p", { state: "discussion", round: 2 });
    layBallot("b", { ...CLOSED, result: "blocked", result_reason: "block" });
    render(<ProposalPage id="p" />);
    await press(t("ballot_open_do"));
    expect(radio("vote")).toBeNull();
    fillIn();
    await pressIn(t("ballot_open_act"));
    expect(alertText()).toContain(t("ballot_reason_again"));
    type(t("ballot_reason_again"), "Whoever blocked it asked us to.");
    await pressIn(t("ballot_open_act"));
    expect(send.mock.calls[0]?.[1]).toMatchObject({
      ...{ occasion: "consensus", reason: "Whoever blocked it asked us to." },
    });
  });

  test("reads from when on the vote after consensus is possible", () => {
    layProposal("p", { state: "discussion", round: 2 });
    const closed_at_ms = Date.now() - 3 * HOUR_MS;
    layBallot("b", {
      ...CLOSED,
      closed_at_ms,
      round: 2,
      result: "blocked",
      result_reason: "block",
    });
    render(<ProposalPage id="p" />);
    const open = screen.getByRole("button", { name: t("ballot_open_do") }) as HTMLButtonElement;
    expect(open.disabled).toBe(true);
    expect(page()).toMatch(/The vote after consensus can be opened from .+ on\./);
  });

  test("closes one after reading what becomes of it, or ends it with a reason", async () => {
    layOpen({ answered: 2 });
    render(<ProposalPage id="p" />);
    await press(t("ballot_close_do"));
    expect(page()).toContain("2 of 4 have answered.");
    await pressIn(t("ballot_close_act"));
    expect(send).toHaveBeenCalledWith("ballot.close", { ballot_id: "b" });
    await press(t("ballot_end_do"));
    expect(deed(t("ballot_end_act")).disabled).toBe(true);
    type(t("field_reason"), " It was sent in one language only. ");
    await pressIn(t("ballot_end_act"));
    expect(send).toHaveBeenLastCalledWith("ballot.void", {
      ...{ ballot_id: "b", reason: "It was sent in one language only." },
    });
  });
});

test("a delegate of a member runs no ballots of the coalition", () => {
  layOpen();
  enterAsDelegate("mfa");
  render(<ProposalPage id="p" />);
  const all = buttons();
  for (const key of ["ballot_close_do", "ballot_end_do", "proposal_withdraw_do"] as const) {
    expect(all).not.toContain(t(key));
  }
});

/* ---- answering ---- */

const answerSection = () => region(t("ballot_your_answer"));

describe("a delegate who is asked", () => {
  beforeEach(() => enterAsDelegate("mfa"));

  test("reads the rules with the numbers of this roll", () => {
    layOpen({ answered: 3 });
    render(<ProposalPage id="p" />);
    expect(page()).toContain("Open until Tue, 4 March 2031");
    const told = region(t("ballot_answered_title")).textContent;
    expect(told).toContain("3 of 4");
    expect(told).toContain(
      "Quorum is reached. It takes more than 1/2 of 4, so 3; 3 have answered.",
    );
    expect(told).toContain("With 3 present, nobody may.");
    expect(told).toContain(t("ballot_rule_block").replaceAll("*", ""));
    cleanup();
    layBallot("b", { ...VOTE, share_kind: "at_least", share_numerator: 2, share_denominator: 3 });
    render(<ProposalPage id="p" />);
    const vote = region(t("ballot_answered_title")).textContent;
    expect(vote).toContain("Quorum is not reached yet.");
    expect(vote).toContain("Carried when yes is at least 2/3 of the votes cast.");
  });

  test("agrees with one press, and it is recorded when the server has it", async () => {
    layOpen();
    let settle: (outcome: Outcome) => void = () => {};
    send.mockImplementation(() => new Promise((done) => (settle = done)));
    render(<ProposalPage id="p" />);
    choose("agree");
    await press("Give Organization mfa’s answer");
    expect(send).toHaveBeenCalledWith(
      "ballot.cast",
      { ballot_id: "b", version: 1, choice: "agree" },
      [["ballot_call", "update", "c-b-mfa", {}]],
    );
    act(() => {
      underWay.value = ["c-b-mfa"];
    });
    expect(answerSection().textContent).toContain("Not yet recorded.");
    expect(document.querySelector("input[name=choice]")).toBeNull();
    await act(async () => {
      underWay.value = [];
      layCall("b", "mfa", { person_id: "me", answered_at_ms: TOMORROW - HOUR_MS });
      settle({ ok: true, result: { seq: 2 } } as Outcome);
    });
    expect(answerSection().textContent).toContain("Recorded: you answered for Organization mfa on");
    expect(answerSection().textContent).toContain("You answered: Agree");
  });

  test.each([
    ["reservation", ["text"]],
    ["block", ["text", "principle"]],
  ] as const)("cannot choose %s without its words", async (choice, wanted) => {
    layOpen();
    render(<ProposalPage id="p" />);
    await press("Give Organization mfa’s answer");
    expect(alertText()).toContain(t("ballot_choose_first"));
    choose(choice);
    await press("Give Organization mfa’s answer");
    for (const field of wanted) {
      expect(alertText()).toContain(
        t("field_error", { field: t(`position_${field}`), message: t("E_REQUIRED") }),
      );
    }
    expect(send).not.toHaveBeenCalled();
    type(t("position_text"), " It harms us. ");
    if (choice === "block") type(t("position_principle"), "Nothing about us without us");
    await press("Give Organization mfa’s answer");
    expect(send.mock.calls[0]?.[1]).toEqual({
      ...{ ballot_id: "b", version: 1, choice, text: "It harms us." },
      ...(choice === "block" ? { principle: "Nothing about us without us" } : {}),
    });
  });

  test("stands aside with a reason or without; the words of another choice are not sent", async () => {
    layOpen();
    render(<ProposalPage id="p" />);
    choose("block");
    type(t("position_text"), "Our congress has to vote.");
    type(t("position_principle"), "A principle");
    choose("stand_aside");
    expect(screen.queryByRole("textbox", { name: t("position_principle") })).toBeNull();
    await press("Give Organization mfa’s answer");
    expect(send.mock.calls[0]?.[1]).toEqual({
      ...{ ballot_id: "b", version: 1, choice: "stand_aside" },
      text: "Our congress has to vote.",
    });
    choose("agree");
    await press("Give Organization mfa’s answer");
    expect(send.mock.calls[1]?.[1]).toEqual({ ballot_id: "b", version: 1, choice: "agree" });
  });

  test("casts a vote, secretly where it is secret", async () => {
    layOpen({ ...VOTE, confidentiality: "secret" });
    render(<ProposalPage id="p" />);
    expect(answerSection().textContent).toContain(t("ballot_secret_words"));
    expect(radio("agree")).toBeNull();
    choose("abstain");
    await press(t("ballot_vote_do"));
    expect(send.mock.calls[0]?.[1]).toEqual({ ballot_id: "b", version: 1, choice: "abstain" });
  });

  test.each([
    ["E_STALE", "version", "ballot_text_changed"],
    ["E_CLOSED", "ballot_id", "ballot_was_closed"],
    ["E_BLOCK_REASON", "text", "E_BLOCK_REASON"],
    ["E_OBSERVER_NO_VOTE", "acting_for", "E_OBSERVER_NO_VOTE"],
    ["E_NOT_ON_ROLL", "acting_for", "E_NOT_ON_ROLL"],
  ] as const)("keeps their words when it is refused: %s", async (code, field, told) => {
    layOpen();
    refuse(code, field, { stored: "2" });
    render(<ProposalPage id="p" />);
    choose("reservation");
    type(t("position_text"), "Forms come first.");
    await press("Give Organization mfa’s answer");
    await waitFor(() => expect(alertText()).toContain(t(told)));
    expect(dismiss).toHaveBeenCalledWith("c");
    expect(box(t("position_text")).value).toBe("Forms come first.");
    const call = { ballot_call_id: "c-b-mfa" } as import("web/views/model/ballots").Call;
    expect(answers.answerOf(call)).toBeUndefined();
  });

  test("without a line has answered on this device, and reads that it is not recorded", async () => {
    layOpen();
    connection.value = "offline";
    send.mockImplementation(() => new Promise(() => {}));
    render(<ProposalPage id="p" />);
    choose("agree");
    await press("Give Organization mfa’s answer");
    act(() => {
      underWay.value = ["c-b-mfa"];
    });
    expect(methods()).toEqual(["ballot.cast"]);
    expect(answerSection().textContent).toContain("Not yet recorded.");
    expect(answerSection().textContent).not.toContain("Recorded:");
  });

  test("changes the answer of another delegate, and takes back only their own", async () => {
    layOpen();
    lay("belonging", "other", {
      ...{ person_id: "other", organization_id: "mfa", role: "alternate" },
      display_name: "Delegate 2",
    });
    layCall("b", "mfa", { person_id: "other", answered_at_ms: TOMORROW - HOUR_MS });
    render(<ProposalPage id="p" />);
    expect(answerSection().textContent).toContain("Delegate 2 answered for Organization mfa");
    expect(screen.queryByRole("button", { name: t("ballot_take_back_do") })).toBeNull();
    await press(t("ballot_change_do"));
    choose("agree");
    await press("Give Organization mfa’s answer");
    expect(methods()).toEqual(["ballot.cast"]);
    cleanup();
    layCall("b", "mfa", { person_id: "me", answered_at_ms: TOMORROW - HOUR_MS });
    render(<ProposalPage id="p" />);
    await press(t("ballot_take_back_do"));
    expect(send).toHaveBeenLastCalledWith("ballot.take_back", { ballot_id: "b" }, [
      ["ballot_call", "update", "c-b-mfa", {}],
    ]);
    refuse("E_CLOSED", "ballot_id");
    await press(t("ballot_take_back_do"));
    expect((await screen.findByRole("alert")).textContent).toContain(t("E_CLOSED"));
  });

  test("is asked anew about a new version, and reads what they answered before", async () => {
    layOpen();
    render(<ProposalPage id="p" />);
    choose("reservation");
    type(t("position_text"), "Forms come first.");
    await press("Give Organization mfa’s answer");
    await act(async () => {
      lay("ballot", "b", { ...ballotOf("b"), state: "void", void_cause: "text_changed" });
      lay("proposal", "p", { ...matter("p").row, version: 2, state: "ballot" });
      layBallot("b2", { version: 2, opened_at_ms: 2 });
      layCall("b2", "mfa");
    });
    expect(answerSection().textContent).toContain(
      t("ballot_answered_before", { version: 1, choice: t("choice_reservation") }),
    );
    expect(document.querySelector("input[name=choice]:checked")).toBeNull();
    choose("reservation");
    expect(box(t("position_text")).value).toBe("Forms come first.");
  });

  test("leaves nothing of it behind when they sign out", async () => {
    layOpen();
    render(<ProposalPage id="p" />);
    choose("agree");
    await press("Give Organization mfa’s answer");
    const call = { ballot_call_id: "c-b-mfa", ballot_id: "b", space_id: "mfa" };
    const of = call as import("web/views/model/ballots").Call;
    expect(answers.answerOf(of)?.choice).toBe("agree");
    act(() => {
      viewer.value = { person_id: null, acting_for: null, ready: true };
    });
    expect(answers.answerOf(of)).toBeUndefined();
    expect(answers.typedOf("p", of).choice).toBe("");
  });

  test("finds the way to it above the bar of a phone, until it is given", () => {
    layOpen();
    render(<ProposalPage id="p" />);
    const way = document.querySelector<HTMLAnchorElement>(".votebar a");
    expect(way?.getAttribute("href")).toBe("#answer");
    expect(document.getElementById("answer")).not.toBeNull();
    cleanup();
    layCall("b", "mfa", { person_id: "me", answered_at_ms: 5 });
    render(<ProposalPage id="p" />);
    expect(document.querySelector(".votebar")).toBeNull();
  });
});

describe("who is not asked reads why", () => {
  const reads = (told: string) => {
    layOpen();
    render(<ProposalPage id="p" />);
    expect(answerSection().textContent).toContain(told);
    expect(document.querySelector("input[name=choice]")).toBeNull();
    expect(document.querySelector(".votebar")).toBeNull();
  };

  test("an observer", () => {
    enterAsDelegate("bwi");
    reads(t("E_OBSERVER_NO_VOTE"));
  });

  test("a delegate of a nested organization", () => {
    enterAsDelegate("circle");
    reads(t("E_NOT_ON_ROLL"));
  });

  test("a member at the base", () => {
    enterAsDelegate("mfa", "base_member");
    reads(t("ballot_delegates_answer"));
  });

  test("who acts for nobody, but could", () => {
    enterAsDelegate("mfa");
    viewer.value = { ...viewer.value, acting_for: null };
    reads(t("contribution_act_for", { organization: "Organization mfa" }));
  });

  test("the Secretariat", () => {
    enterAsSecretariat();
    reads(t("E_NOT_ON_ROLL"));
  });

  test("whose organization has left the roll", () => {
    enterAsDelegate("mfa");
    layProposal("p", { state: "ballot" });
    layBallot("b");
    layRoll("b", { mfa: { has_left: 1 } });
    render(<ProposalPage id="p" />);
    expect(answerSection().textContent).toContain(
      t("ballot_has_left", { organization: "Organization mfa" }),
    );
    const roll = region(t("ballot_answered_title"));
    expect(roll.textContent).toContain(t("position_left"));
  });
});

test("where persons vote one answers for oneself", async () => {
  enterAsDelegate("mfa", "base_member");
  layProposal("p", { state: "ballot", group_id: "g" });
  lay("group", "g", { name: "Organizers", state: "active", vote_unit: "person" });
  layBallot("b", { ...VOTE, vote_unit: "person", group_id: "g", roll: 1 });
  const of = { space_id: "g", ballot_id: "b", organization_id: null };
  lay("position", "p-me", { ...of, person_id: "me", choice: null });
  lay("ballot_call", "c", { ...of, space_id: "me", person_id: null, answered_at_ms: null });
  render(<ProposalPage id="p" />);
  expect(answerSection().textContent).toContain(t("ballot_for_yourself"));
  choose("yes");
  await press(t("ballot_vote_do"));
  expect(methods()).toEqual(["ballot.cast"]);
  cleanup();
  takeAway("ballot_call", "c");
  render(<ProposalPage id="p" />);
  expect(answerSection().textContent).toContain(t("E_NOT_ON_ROLL"));
});

/* ---- the register ---- */

describe("a decision", () => {
  const layCarried = () => {
    layClosed({
      ...{ result: "carried", result_reason: "consensus", present: 8 },
      ...{ count_agree: 8, count_reservation: 0, count_stand_aside: 0, count_block: 0 },
    });
    layDecision("d");
  };

  test("has its number, and what is said about it is changed by who runs ballots", async () => {
    enterAsSecretariat();
    layCarried();
    render(<ProposalPage id="p" />);
    expect(document.querySelector(".kicker")?.textContent).toContain("Decision 2026/3");
    const register = region(t("decision_title"));
    expect(register.textContent).toContain("2026/3");
    expect(register.textContent).toContain("in force");
    expect(buttons()).toEqual([]);
    fireEvent.click(
      screen.getByRole("button", { name: t("add_named", { field: t("decision_rationale") }) }),
    );
    type(t("decision_rationale"), "Because wages were left unpaid.");
    await press(t("save_decision_rationale"));
    expect(send).toHaveBeenCalledWith("decision.edit", {
      ...{ decision_id: "d", rationale: { from: null, to: "Because wages were left unpaid." } },
    });
    fireEvent.click(
      screen.getByRole("button", { name: t("add_named", { field: t("decision_review") }) }),
    );
    type(t("fuzzy_year"), "2028");
    await press(t("save_date"));
    expect(send).toHaveBeenLastCalledWith("decision.edit", {
      ...{ decision_id: "d", review_on: { from: null, to: "2028" } },
    });
  });

  test("is linked with what took its place, both ways", () => {
    enterAsDelegate("mfa");
    layCarried();
    layDecision("d", { state: "superseded", replaced_by_id: "e" });
    layProposal("q", {
      ...{ state: "decided", outcome: "carried", replaces_id: "d", replacement: "supersedes" },
    });
    layDecision("e", { proposal_id: "q", ballot_id: "c", number: 4 });
    render(<ProposalPage id="p" />);
    const by = within(region(t("decision_title"))).getByRole("link");
    expect(by.getAttribute("href")).toBe("/decisions/q");
    expect(by.textContent).toContain("2026/4");
    cleanup();
    render(<ProposalPage id="q" />);
    const of = within(region(t("item_facts"))).getByRole("link");
    expect(of.getAttribute("href")).toBe("/decisions/p");
    const anew = screen.getByRole("link", { name: t("proposal_replace_do") });
    expect(anew.getAttribute("href")).toBe("/decisions/new?replaces=e");
  });

  test("cannot be changed by others, who read who can", () => {
    enterAsDelegate("mfa");
    layCarried();
    render(<ProposalPage id="p" />);
    expect(document.querySelectorAll(".editbtn")).toHaveLength(0);
  });
});

test("how far each has come is a course of four", () => {
  layProposal("p", { state: "discussion" });
  const course = () => words.courseOf(matter("p")).join(" ");
  expect(course()).toBe("past now open open");
  lay("proposal", "p", { ...matter("p").row, state: "withdrawn" });
  expect(course()).toBe("ended open open open");
  lay("proposal", "p", { ...matter("p").row, state: "decided", outcome: "not_carried" });
  expect(course()).toBe("past past past ended");
  layDecision("d");
  expect(course()).toBe("past past past now");
  layDecision("d", { state: "rescinded", replaced_by_id: "x" });
  expect(course()).toBe("past past past ended");
});

/* ---- Today ---- */

const waits = () => within(screen.getByRole("region", { name: /^Waits for you/ }));

describe("on Today", () => {
  test("a delegate finds what waits for their answer, nearest first", async () => {
    enterAsDelegate("mfa");
    layOpen();
    layProposal("q", { state: "ballot" });
    layBallot("c", { ...VOTE, proposal_id: "q", closes_at_ms: TOMORROW - HOUR_MS });
    layCall("c", "mfa");
    render(<Today />);
    const links = await waits().findAllByRole("link", { name: /^(Vote|Answer)$/ });
    expect(links.map((one) => one.getAttribute("href"))).toEqual(["/decisions/q", "/decisions/p"]);
    expect(links.map((one) => one.textContent)).toEqual(["Vote", "Answer"]);
    expect(waits().getAllByText("answered: 0 of 4")).toHaveLength(2);
  });

  test.each([
    ["who has answered", () => enterAsDelegate("mfa"), { person_id: "other", answered_at_ms: 1 }],
    ["whose organization has left", () => enterAsDelegate("mfa"), { has_left: 1 }],
    ["who is at the base", () => enterAsDelegate("mfa", "base_member"), {}],
    ["who acts for another", () => enterAsDelegate("bwi"), {}],
  ])("%s does not", (_, arrive, call) => {
    layProposal("p", { state: "ballot" });
    layBallot("b");
    layCall("b", "mfa", call);
    arrive();
    render(<Today />);
    expect(waits().queryByText("Proposal p")).toBeNull();
  });
});

/* ---- Arabic ---- */

test("all of it is said in Arabic", async () => {
  await setLanguage("ar");
  try {
    enterAsSecretariat();
    layOpen({ answered: 2 });
    render(<ProposalPage id="p" />);
    expect(answerSection()).toBeTruthy();
    expect(page()).toContain(
      t("ballot_quorum_missing", {
        ...{ share: t("share_more_than", { numerator: 1, denominator: 2 }), roll: 4, needed: 3 },
        answered: 2,
      }).replaceAll("*", ""),
    );
    cleanup();
    layClosed({
      ...{ ...VOTE, result: "carried", result_reason: "share_holds", present: 9 },
      ...{ count_yes: 5, count_no: 3, count_abstain: 1 },
    });
    render(<ProposalPage id="p" />);
    expect(document.querySelector("bdi[dir=ltr]")?.textContent).toBe("5 × 2 = 10 > 8");
    expect(page().match(/\b[a-z]+_[a-z_]+\b/g)).toBeNull();
  } finally {
    await setLanguage("en");
  }
});

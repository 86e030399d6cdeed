/* Plans on the screen: what is done and late, who may do what, how lines are moved, and what is frozen. */
import "../drawn";
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { navigate } from "web/router";
import type { Outcome } from "web/sync";
import {
  begin,
  COALITION_SPACE,
  enterAsDelegate,
  enterAsSecretariat,
  lay,
  layCoalition,
  layOrganization,
  send,
  viewer,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
Element.prototype.scrollIntoView = vi.fn();
vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => {} }));

const { PlanPage } = await import("web/views/plan/PlanPage");
const { PlansHome } = await import("web/views/plan/PlanList");
const { MilestonePage } = await import("web/views/plan/MilestonePage");
const { standing } = await import("web/views/plan/words");
const { dropOf } = await import("web/views/plan/dropping");
const { byYear } = await import("web/views/plan/YearList");
const model = await import("web/views/model/plan");
const { thingOf } = await import("web/views/model/comments");
const { waitingAt } = await import("web/views/model/today");

const ABROAD = Date.UTC(2014, 10, 18);

function layPlan(id = "p", given = {}) {
  return lay("plan", id, {
    space_id: COALITION_SPACE,
    group_id: null,
    name: `Plan ${id}`,
    state: "active",
    starts_on: "2012",
    ends_min_on: "2022",
    ends_max_on: "2032",
    decision: null,
    ...given,
  });
}

const layGoal = (id: string, rank: number, given = {}) =>
  lay("goal", id, { space_id: COALITION_SPACE, plan_id: "p", name: id, weight: 1, rank, ...given });

const layObjective = (id: string, goal_id: string, rank: number, given = {}) =>
  lay("objective", id, {
    space_id: COALITION_SPACE,
    plan_id: "p",
    goal_id,
    name: id,
    weight: 1,
    starts_on: "2013",
    ends_on: "2020",
    rank,
    ...given,
  });

const layMilestone = (id: string, objective_id: string | null, rank: number, given = {}) =>
  lay("milestone", id, {
    space_id: COALITION_SPACE,
    plan_id: "p",
    objective_id,
    name: id,
    weight: 1,
    state: "planned",
    reason: null,
    due_on: "2016",
    rank,
    ...given,
  });

/** Two goals, three objectives, four milestones, one of them reached and one late. */
function layWhole() {
  layPlan();
  layGoal("g1", 1);
  layGoal("g2", 2);
  layObjective("o1", "g1", 1);
  layObjective("o2", "g1", 2);
  layObjective("o3", "g2", 1);
  layMilestone("m1", "o1", 1, { state: "reached", due_on: "2013" });
  layMilestone("m2", "o1", 2, { due_on: "2012-09" });
  layMilestone("m3", "o3", 1);
  layMilestone("m0", null, 1, { due_on: null });
}

beforeEach(() => {
  begin();
  vi.clearAllMocks();
  vi.useFakeTimers({ toFake: ["Date"], now: ABROAD });
  layCoalition();
  layOrganization("a", { root: { status: "member" } });
  layOrganization("b", { root: { status: "member" } });
  navigate("/plans/p?as=table");
});

const plan = (id = "p") => model.plans.value.get(id) as NonNullable<ReturnType<typeof mainPlan>>;
const mainPlan = () => model.mainPlan();
const lastCall = () => send.mock.calls.at(-1);

describe("what is said of a plan", () => {
  test("how much is done, what is late, and until when it may go", () => {
    layWhole();
    render(<PlanPage id="p" />);
    const head = document.querySelector(".head")?.textContent;
    expect(head).toContain("2012 → 2022–2032");
    expect(head).toContain("8% of the work is done.");
    expect(head).toContain("1 milestone is late.");
  });

  test("nothing is counted before there is a milestone; one that was dropped is none", () => {
    layPlan();
    layGoal("g1", 1);
    layObjective("o1", "g1", 1);
    layMilestone("m1", "o1", 1, { state: "dropped", reason: "No time." });
    render(<PlanPage id="p" />);
    expect(document.querySelector(".lede")?.textContent).toBe("No milestones yet.");
  });

  test("a plan that has nothing is one sentence, with a button for who may", () => {
    layPlan();
    const { unmount } = render(<PlanPage id="p" />);
    expect(screen.getByText(/Nothing is in this plan yet\./)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Write its goals" })).toBeNull();
    unmount();
    enterAsSecretariat();
    render(<PlanPage id="p" />);
    fireEvent.click(screen.getByRole("button", { name: "Write its goals" }));
    expect(location.search).toBe("?as=outline");
  });

  test("archived it is frozen, under what was decided; the secretariat may go on with a copy", () => {
    layWhole();
    layPlan("p", { state: "archived", decision: "Closed in May." });
    enterAsSecretariat();
    navigate("/plans/p?as=outline");
    render(<PlanPage id="p" />);
    expect(screen.getByText("Closed in May.")).toBeTruthy();
    expect(screen.queryByText(/is late/)).toBeNull();
    expect(screen.queryAllByRole("button", { name: /^(Edit|Add)/ })).toEqual([]);
    expect(screen.getByRole("button", { name: "Start a new plan from it…" })).toBeTruthy();
  });

  test("the horizon in words, as far as it is stated", () => {
    const words = (given: object) => {
      layPlan("p", given);
      return model.horizonWords(plan().row);
    };
    expect(words({})).toBe("2012 → 2022–2032");
    expect(words({ ends_min_on: "2032" })).toBe("2012 → 2032");
    expect(words({ ends_min_on: null })).toBe("2012 → 2032");
    expect(words({ starts_on: null, ends_max_on: null })).toBe("until 2022");
    expect(words({ ends_min_on: null, ends_max_on: null })).toBe("from 2012");
    expect(words({ starts_on: null, ends_min_on: null, ends_max_on: null })).toBe("");
  });
});

describe("the room", () => {
  test("is the plan that alone matters, else the list", () => {
    layWhole();
    navigate("/plans");
    const { unmount } = render(<PlansHome />);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Plan p");
    unmount();
    layPlan("q");
    render(<PlansHome />);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Plan");
    expect(screen.getAllByRole("link").map((one) => one.getAttribute("href"))).toEqual([
      "/plans/p",
      "/plans/q",
    ]);
  });

  test("what is archived, and the plan of a group that is not mine, do not count", () => {
    layPlan("p");
    layPlan("q", { state: "archived", decision: "Done." });
    lay("group", "g", { name: "G", state: "active", space_id: COALITION_SPACE });
    layPlan("r", { space_id: "g", group_id: "g" });
    expect(model.mainPlan()?.id).toBe("p");
    enterAsDelegate("a");
    lay("group_member", "me", { group_id: "g", organization_id: "a", role: "member" });
    expect(model.mainPlan()).toBeUndefined();
  });

  test("without any plan it is one sentence, with a button for the secretariat", () => {
    navigate("/plans");
    const { unmount } = render(<PlansHome />);
    expect(screen.getByText(/^No plans yet\./)).toBeTruthy();
    expect(screen.queryByRole("link")).toBeNull();
    unmount();
    enterAsSecretariat();
    render(<PlansHome />);
    expect(screen.getByRole("link", { name: "Start a plan" })).toBeTruthy();
  });
});

describe("who may do what", () => {
  beforeEach(() => {
    layWhole();
    lay("group", "g", { name: "Drafters", state: "active", space_id: COALITION_SPACE });
    layPlan("p", { group_id: "g" });
    lay("group_member", "g-a", { group_id: "g", organization_id: "a", role: "member" });
  });

  test("who is in the drafting group edits, and does not archive", () => {
    enterAsDelegate("a");
    expect(model.mayEdit(plan())).toBe(true);
    render(<PlanPage id="p" />);
    expect(screen.getByRole("button", { name: "Add a milestone" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Archive it…" })).toBeNull();
  });

  test("another's delegate reads", () => {
    enterAsDelegate("b");
    expect(model.mayEdit(plan())).toBe(false);
    navigate("/plans/p?as=outline");
    render(<PlanPage id="p" />);
    expect(screen.queryAllByRole("button", { name: /^(Edit|Add|Begin)/ })).toEqual([]);
    expect(document.querySelector(".grip")).toBeNull();
  });

  test("whoever owns a milestone says how it stands; its fields are the drafters’", async () => {
    layMilestone("m2", "o1", 2, { due_on: "2012-09", owner_organization_id: "b" });
    enterAsDelegate("b");
    render(<MilestonePage id="m2" />);
    expect(document.querySelectorAll(".facts .editbtn")).toHaveLength(0);
    fireEvent.click(screen.getByRole("button", { name: "Begin" }));
    await waitFor(() => expect(send).toHaveBeenCalledOnce());
    expect(lastCall()).toEqual([
      "milestone.set_state",
      { milestone_id: "m2", state: { from: "planned", to: "under_way" } },
      [["milestone", "update", "m2", { state: "under_way", reason: null }]],
    ]);
  });

  test("dropping asks for the reason first", async () => {
    enterAsSecretariat();
    render(<MilestonePage id="m2" />);
    fireEvent.click(screen.getByRole("button", { name: "Drop it…" }));
    const dialog = within(screen.getByRole("dialog"));
    const act = dialog.getByRole("button", { name: "Drop it" }) as HTMLButtonElement;
    expect(act.disabled).toBe(true);
    fireEvent.input(dialog.getByLabelText("Reason"), { target: { value: " Rules were enough. " } });
    fireEvent.click(act);
    await waitFor(() => expect(send).toHaveBeenCalledOnce());
    expect(lastCall()?.[1]).toEqual({
      milestone_id: "m2",
      state: { from: "planned", to: "dropped" },
      reason: "Rules were enough.",
    });
  });

  test("what is mine and may be due waits on Today, of a plan that is at work alone", () => {
    layMilestone("m2", "o1", 2, { due_on: "2012-09", owner_organization_id: "b" });
    layMilestone("m3", "o3", 1, { due_on: "2031", owner_organization_id: "b" });
    enterAsDelegate("b");
    const waiting = () =>
      waitingAt(ABROAD).flatMap((one) => (one.kind === "milestone" ? [one.id] : []));
    expect(waiting()).toEqual(["m2"]);
    layPlan("p", { group_id: "g", state: "draft" });
    expect(waiting()).toEqual([]);
    layPlan("p", { group_id: "g", state: "archived", decision: "Over." });
    expect(waiting()).toEqual([]);
  });
});

describe("the order of lines", () => {
  beforeEach(() => {
    layWhole();
    enterAsSecretariat();
  });

  const drop = async (dragged: string, on: string, isAfter: boolean) => {
    send.mockClear();
    await dropOf(model.treeOf("p"), dragged, on, isAfter)?.();
    return lastCall()?.slice(0, 2);
  };

  test.each([
    [
      "m1 behind m2: at the end",
      "m1",
      "m2",
      true,
      ["milestone.move", { milestone_id: "m1", objective_id: "o1" }],
    ],
    [
      "m2 before m1",
      "m2",
      "m1",
      false,
      ["milestone.move", { milestone_id: "m2", objective_id: "o1", before_id: "m1" }],
    ],
    [
      "m1 onto another objective: its last",
      "m1",
      "o3",
      false,
      ["milestone.move", { milestone_id: "m1", objective_id: "o3" }],
    ],
    [
      "m1 before one directly under the plan",
      "m1",
      "m0",
      false,
      ["milestone.move", { milestone_id: "m1", objective_id: null, before_id: "m0" }],
    ],
    [
      "an objective before another",
      "o2",
      "o1",
      false,
      ["objective.move", { objective_id: "o2", goal_id: "g1", before_id: "o1" }],
    ],
    [
      "an objective onto another goal: its last",
      "o1",
      "g2",
      true,
      ["objective.move", { objective_id: "o1", goal_id: "g2" }],
    ],
    ["a goal behind another", "g1", "g2", true, ["goal.move", { goal_id: "g1" }]],
    ["a goal before another", "g2", "g1", false, ["goal.move", { goal_id: "g2", before_id: "g1" }]],
  ] as const)("dropped: %s", async (_, dragged, on, isAfter, call) => {
    expect(await drop(dragged, on, isAfter)).toEqual(call);
  });

  test.each([
    ["a goal on a milestone", "g1", "m1"],
    ["a goal on an objective", "g1", "o1"],
    ["an objective on a milestone", "o1", "m1"],
    ["a milestone on a goal", "m1", "g1"],
    ["a line on itself", "m1", "m1"],
  ])("not dropped: %s", (_, dragged, on) => {
    expect(dropOf(model.treeOf("p"), dragged, on, true)).toBeUndefined();
  });

  test("by buttons, where there is somewhere to go; what has something in it is not removed", () => {
    navigate("/plans/p?as=outline");
    render(<PlanPage id="p" />);
    const button = (name: string) =>
      document.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`);
    fireEvent.click(button("Edit o1") as HTMLElement);
    expect(button("Up: o1")?.disabled).toBe(true);
    expect(button("Remove o1")).toBeNull();
    fireEvent.click(button("Down: o1") as HTMLElement);
    expect(lastCall()).toEqual([
      "objective.move",
      { objective_id: "o1", goal_id: "g1" },
      [["objective", "update", "o1", { goal_id: "g1", rank: 3 }]],
    ]);
    fireEvent.click(button("Edit o2") as HTMLElement);
    expect(button("Remove o2")).not.toBeNull();
  });

  test("a line is added at the end of its level and seen at once", async () => {
    navigate("/plans/p?as=outline");
    render(<PlanPage id="p" />);
    const buttons = screen.getAllByRole("button", { name: "Add an objective" });
    fireEvent.click(buttons[1] as HTMLElement);
    fireEvent.input(screen.getByLabelText("Another objective"), { target: { value: "More" } });
    fireEvent.submit(screen.getByLabelText("Another objective").closest("form") as HTMLFormElement);
    await waitFor(() => expect(send).toHaveBeenCalledOnce());
    const [method, params, changes] = lastCall() as [string, object, readonly unknown[][]];
    expect(method).toBe("objective.add");
    expect(params).toMatchObject({ goal_id: "g2", name: "More" });
    expect(changes[0]?.[3]).toMatchObject({ plan_id: "p", goal_id: "g2", rank: 2, weight: 1 });
  });

  const field = () => document.querySelector<HTMLInputElement>(".open input[type=text]");
  const typeInto = (words: string) =>
    fireEvent.input(field() as HTMLElement, { target: { value: words } });
  const openNameOf = (line: string) => {
    fireEvent.click(screen.getByRole("button", { name: `Edit ${line}` }));
    fireEvent.click(screen.getByRole("button", { name: "Edit the name" }));
  };

  test("what is typed in a line stays while another moves it elsewhere, and is saved from there", async () => {
    navigate("/plans/p?as=outline");
    render(<PlanPage id="p" />);
    openNameOf("m2");
    typeInto("All of m2");
    await act(() => void layMilestone("m2", "o3", 2));
    expect(field()?.value).toBe("All of m2");
    expect(document.activeElement).toBe(field());

    /* Refused after it was moved once more, the words stand in the field with the reason. */
    let answer: (outcome: Outcome) => void = () => {};
    send.mockReturnValueOnce(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    fireEvent.submit(field()?.closest("form") as HTMLFormElement);
    expect(field()).toBeNull();
    await act(() => void layMilestone("m2", "o2", 1));
    await act(async () =>
      answer({ ok: false, error: { code: "E_FORBIDDEN", arguments: {} } } as Outcome),
    );
    await waitFor(() => expect(field()?.value).toBe("All of m2"));
    expect(document.querySelector(".open [id$=e]")).not.toBeNull();
  });

  test("who comes by a link for what is said of an objective finds it, and nobody else is shown a word of it", async () => {
    lay("comment", "c", {
      about_table: "objective",
      about_id: "o2",
      space_id: COALITION_SPACE,
      person_id: "other",
      text: "By when?",
      parent_id: null,
      written_at_ms: 1,
    });
    navigate("/plans/p?as=outline");
    render(<PlanPage id="p" />);
    expect(await screen.findByRole("button", { name: "1 comment" })).toBeTruthy();
    expect(screen.queryByText("By when?")).toBeNull();
    /* Where nothing is said yet, who edits is asked in the opened line alone. */
    expect(screen.queryByRole("button", { name: "Comment" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Edit g1" }));
    expect(screen.getByRole("button", { name: "Comment" })).toBeTruthy();
    await act(() => navigate(thingOf("objective", "o2")?.href ?? ""));
    await screen.findByText("By when?");
  });

  test("of a line that was closed nothing is held", () => {
    navigate("/plans/p?as=outline");
    render(<PlanPage id="p" />);
    openNameOf("m1");
    typeInto("All of m1");
    fireEvent.click(screen.getByRole("button", { name: "Edit o2" }));
    fireEvent.click(screen.getByRole("button", { name: "Edit m1" }));
    expect(field()).toBeNull();
  });

  test("what is being added to an objective stays while another moves the objective", async () => {
    navigate("/plans/p?as=outline");
    render(<PlanPage id="p" />);
    const place = document.getElementById("line-o1")?.nextElementSibling as HTMLElement;
    fireEvent.click(within(place).getByRole("button", { name: "Add a milestone" }));
    fireEvent.input(screen.getByLabelText("Another milestone"), { target: { value: "More" } });
    await act(() => void layObjective("o1", "g2", 9));
    expect(screen.getByLabelText<HTMLInputElement>("Another milestone").value).toBe("More");
  });
});

describe("the forms", () => {
  beforeEach(layWhole);

  test("by year: what is late first, then the years, without a date last", () => {
    const all = model.milestonesIn(model.treeOf("p")).toSorted(model.byDue);
    expect(
      byYear(all, ABROAD).map(({ title, list }) => [title, list.map((one) => one.id)]),
    ).toEqual([
      ["Late", ["m2"]],
      ["2013", ["m1"]],
      ["2016", ["m3"]],
      ["Date not stated", ["m0"]],
    ]);
  });

  test("the table says of each line what the drawing does", () => {
    render(<PlanPage id="p" />);
    const rows = screen.getAllByRole("row").map((row) => row.textContent);
    expect(rows).toHaveLength(1 + 4 + 3 + 2);
    expect(rows[3]).toBe("o1objective2013 to 2020150%");
    expect(rows[5]).toContain("m2milestoneSeptember 2012planned late");
  });

  test("the drawing has a bar for each date, a line where none is stated, and the years that are possible", () => {
    navigate("/plans/p?as=drawing");
    render(<PlanPage id="p" />);
    const bars = (look: string) => document.querySelectorAll(`rect.bar.${look}`).length;
    expect([bars("reached"), bars("late"), bars("ahead")]).toEqual([1, 1, 1]);
    expect(document.querySelectorAll("path.unstated.info")).toHaveLength(1);
    expect(document.querySelectorAll("rect.possible")).toHaveLength(1);
    expect(document.querySelector(".mswords a")?.getAttribute("href")).toBe("/milestones/m0");
    expect(document.querySelector("svg[aria-hidden]")?.textContent).toBe("");
  });

  test("of five thousand lines only those in sight are there", () => {
    for (let goal = 0; goal < 25; goal++) {
      layGoal(`many-${goal}`, goal + 3);
      layObjective(`many-o-${goal}`, `many-${goal}`, 1);
      for (let at = 0; at < 200; at++) layMilestone(`many-${goal}-${at}`, `many-o-${goal}`, at);
    }
    navigate("/plans/p?as=drawing");
    render(<PlanPage id="p" />);
    expect(document.querySelectorAll(".mswords").length).toBeLessThan(60);
    expect(document.querySelectorAll("rect.bar").length).toBeLessThan(60);
    expect(viewer.value.person_id).toBeNull();
  });
});

test.each([
  ["planned", "2013", "due now"],
  ["under_way", "2013", "under way, due now"],
  ["reached", "2013", "reached"],
  ["planned", "2012", "late"],
  ["planned", "2014", ""],
  ["under_way", "2014", "under way"],
] as const)("in 2013 a milestone %s for %s is said to be: %s", (state, due_on, words) => {
  layMilestone("m", null, 1, { state, due_on });
  const milestone = model.milestones.value.get("m");
  expect(milestone && standing(milestone, Date.UTC(2013, 5, 1))).toBe(words);
});

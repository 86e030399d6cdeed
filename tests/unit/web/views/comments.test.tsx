/* What is said, what it names, who could see it; and the threads on the screen. */
import "../drawn";
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import {
  begin,
  COALITION_SPACE,
  dismiss,
  enterAsDelegate,
  lay,
  layCoalition,
  layOrganization,
  PUBLIC_SPACE,
  send,
  takeAway,
  viewer,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const model = await import("web/views/model/comments");
const { Threads, ThreadsOfItem } = await import("web/views/comments/Threads");

const MEMBER = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";
const OUTSIDER = "33333333-3333-4333-8333-333333333333";
const GROUP = "44444444-4444-4444-8444-444444444444";
const SOMEBODY = "55555555-5555-4555-8555-555555555555";
const BASE = "66666666-6666-4666-8666-666666666666";
const MEETING = "77777777-7777-4777-8777-777777777777";

const page: import("web/views/model/comments").About = {
  table: "organization",
  id: MEMBER,
  space_id: PUBLIC_SPACE,
  group_id: null,
};
const inGroup = {
  ...page,
  table: "meeting",
  id: MEETING,
  space_id: GROUP,
  group_id: GROUP,
} as const;

const layPerson = (id: string, organization: string, given = {}) =>
  lay("belonging", `${id}-${organization}`, {
    person_id: id,
    organization_id: organization,
    role: "lead_delegate",
    space_id: COALITION_SPACE,
    display_name: `Person ${id.slice(0, 1)}`,
    ...given,
  });

let time = 0;
const layComment = (id: string, text: string, given = {}) =>
  lay("comment", id, {
    space_id: COALITION_SPACE,
    about_table: "organization",
    about_id: MEMBER,
    text,
    person_id: SOMEBODY,
    written_at_ms: 1_900_000_000_000 + ++time,
    ...given,
  });

beforeEach(() => {
  begin();
  layCoalition();
  vi.clearAllMocks();
  time = 0;
  layOrganization(MEMBER, { root: { status: "member" } });
  layOrganization(OTHER, { root: { status: "observer" } });
  layOrganization(OUTSIDER);
  lay("group", GROUP, { name: "Wells group", space_id: GROUP, state: "active", kind: "caucus" });
  lay("group_member", "m1", {
    group_id: GROUP,
    organization_id: MEMBER,
    role: "member",
    space_id: GROUP,
  });
  lay("meeting", MEETING, { title: "Night call", space_id: GROUP, group_id: GROUP });
  layPerson(SOMEBODY, OTHER);
  layPerson(BASE, MEMBER, { role: "base_member", space_id: MEMBER, display_name: "Base" });
  enterAsDelegate(MEMBER);
  lay("group_member", "m2", { group_id: GROUP, person_id: "me", role: "member", space_id: GROUP });
});

/* ---- texts ---- */

const person = `@[person:${SOMEBODY}]`;
const meeting = `#[meeting:${MEETING}]`;

test("a text is words and what it names; what only looks like it is words", () => {
  expect(model.piecesOf(`Ask ${person}, see ${meeting}`)).toEqual([
    "Ask ",
    { sign: "@", kind: "person", id: SOMEBODY },
    ", see ",
    { sign: "#", kind: "meeting", id: MEETING },
  ]);
  for (const words of ["@[person:]", "@[Person:x]", "#[1]", `[person:${SOMEBODY}]`, ""]) {
    expect(model.piecesOf(words)).toEqual(words === "" ? [] : [words]);
  }
});

test("what is kept is written on as names and kept again as it was", () => {
  for (const text of [
    `Ask ${person}, see ${meeting}`,
    `${person}${person}`,
    "no names",
    `${person}\n#[meeting:${OTHER}] that nobody here sees`,
  ]) {
    expect(model.toStored(model.toDraft(text))).toBe(text);
  }
  expect(model.toDraft(`Ask ${person}!`).text).toBe("Ask @Person 5!");
});

test("a name that begins another is not taken for it, and two of one name are told apart", () => {
  const ref = (id: string) => ({ sign: "@", kind: "organization", id }) as const;
  let { draft } = model.withRef(model.EMPTY_DRAFT, ref(MEMBER), "Ana", { from: 0, to: 0 });
  draft = model.withRef(draft, ref(OTHER), "Ana", { from: 5, to: 5 }).draft;
  draft = { ...draft, text: `${draft.text}@Anabel` };
  expect(draft.text).toBe("@Ana @Ana 2 @Anabel");
  expect(model.toStored(draft)).toBe(`@[organization:${MEMBER}] @[organization:${OTHER}] @Anabel`);
});

test("threads stand in the order of their beginnings, answers in the order they were given", () => {
  layComment("b", "second");
  layComment("a", "first", { written_at_ms: 1 });
  layComment("d", "late answer", { parent_id: "a" });
  layComment("c", "early answer", { parent_id: "a", written_at_ms: 2 });
  const threads = model.threadsOf(model.commentsAbout(MEMBER));
  expect(
    threads.map(({ head, replies }) => [head.text, ...replies.map(({ text }) => text)]),
  ).toEqual([["first", "early answer", "late answer"], ["second"]]);
});

/* ---- who sees it ---- */

test("who could see what is said, in the coalition and in a group of its own", () => {
  const sees = (kind: string, id: string, sign: "@" | "#" = "@") =>
    [COALITION_SPACE, GROUP].map((space) => model.refSees({ sign, kind, id }, space));
  expect(sees("person", SOMEBODY)).toEqual([true, false]);
  expect(sees("person", BASE)).toEqual([false, false]);
  expect(sees("person", "me")).toEqual([true, true]);
  expect(sees("organization", MEMBER)).toEqual([true, true]);
  expect(sees("organization", OTHER)).toEqual([true, false]);
  expect(sees("organization", OUTSIDER)).toEqual([false, false]);
  expect(sees("group", GROUP)).toEqual([false, true]);
  expect(sees("meeting", MEETING, "#")).toEqual([false, true]);
  expect(sees("organization", MEMBER, "#")).toEqual([true, true]);
});

test("all whom one knows are offered, and of those who do not see it that is said; of things only what all see", () => {
  const notes = new Map(model.mentionable(GROUP).map((one) => [one.name, one.note]));
  expect(notes.get("Person 5")).toBe("cannot see this");
  expect(notes.get("Wells group")).toBe("group");
  expect(model.linkable(COALITION_SPACE).map(({ name }) => name)).not.toContain("Night call");
  expect(model.linkable(GROUP).map(({ name }) => name)).toContain("Night call");
});

/* ---- on the screen ---- */

const field = () => screen.getByRole("textbox", { name: "Your comment" }) as HTMLTextAreaElement;
const write = (text: string) => fireEvent.input(field(), { target: { value: text } });
const add = () => fireEvent.click(screen.getByRole("button", { name: "Add comment" }));

test("a comment names people and things as they are called today, and is never more than text", () => {
  layComment("a", `<b>Ask</b> ${person} about #[organization:${OTHER}] and #[meeting:${BASE}]`);
  render(<Threads about={page} />);
  const said = screen.getByRole("article");
  expect(said.textContent).toContain("<b>Ask</b> @Person 5 about Organization 2");
  expect(said.textContent).toContain("something that is not there for you");
  expect(within(said).getByRole("link").getAttribute("href")).toBe(`/network/${OTHER}`);
  expect(said.querySelector(".said")?.getAttribute("dir")).toBe("auto");
});

test("what is sent has ids, for the organization one speaks for", async () => {
  render(<Threads about={page} />);
  write("Hello ");
  write("Hello @");
  const box = screen.getByRole("combobox", { name: "Who is spoken to?" });
  fireEvent.input(box, { target: { value: "Person 5" } });
  fireEvent.keyDown(box, { key: "Enter" });
  expect(field().value).toBe("Hello @Person 5 ");
  add();
  await waitFor(() => expect(send).toHaveBeenCalled());
  const [method, params, changes] = send.mock.calls[0] as [string, object, [unknown[]]];
  expect(method).toBe("comment.add");
  expect(params).toMatchObject({ about_id: MEMBER, text: `Hello ${person}` });
  expect(changes[0]?.[3]).toMatchObject({ space_id: COALITION_SPACE, organization_id: MEMBER });
  expect(field().value).toBe("");
});

test("whom it could not reach is said before anything is sent, and the text stays", () => {
  render(<Threads about={inGroup} />);
  write("Hello ");
  write("Hello @");
  const box = screen.getByRole("combobox", { name: "Who is spoken to?" });
  fireEvent.input(box, { target: { value: "Person 5" } });
  fireEvent.keyDown(box, { key: "Enter" });
  expect(screen.getByRole("alert").textContent).toContain(
    "Cannot see what is said here: Person 5.",
  );
  add();
  expect(send).not.toHaveBeenCalled();
  expect(field().value).toBe("Hello @Person 5 ");
  write("Hello");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("what is refused stands in its field again, and says whom it was about", async () => {
  send.mockResolvedValueOnce({
    ok: false,
    command_id: "c",
    error: {
      code: "E_OUTSIDE",
      message: "",
      field: "text",
      arguments: { kind: "person", id: SOMEBODY },
    },
  });
  render(<Threads about={page} />);
  write("Kept words");
  add();
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Person 5"));
  expect(field().value).toBe("Kept words");
  expect(dismiss).toHaveBeenCalledWith("c");
  write("");
});

test("a draft is there again on the way back, and is nobody else's", () => {
  const { unmount } = render(<Threads about={page} />);
  write("Half a thought");
  unmount();
  const again = render(<Threads about={page} />);
  expect(field().value).toBe("Half a thought");
  again.unmount();
  viewer.value = { person_id: SOMEBODY, acting_for: OTHER, ready: true };
  render(<Threads about={page} />);
  expect(field().value).toBe("");
});

test("what others say meanwhile waits under a button; one's own stands at once", () => {
  layComment("a", "first");
  render(<Threads about={page} />);
  act(() => {
    layComment("b", "from somebody");
    layComment("c", "from me", { person_id: "me" });
  });
  expect(screen.queryByText("from somebody")).toBeNull();
  expect(screen.getByText("from me")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "1 new, show" }));
  expect(screen.getByText("from somebody")).toBeDefined();
  act(() => takeAway("comment", "b"));
  expect(screen.queryByText("from somebody")).toBeNull();
});

test("resolved threads are folded, and show by whom", () => {
  layComment("a", "done with", { resolved_at_ms: 1, resolved_by_id: SOMEBODY });
  layComment("b", "still open");
  render(<Threads about={page} />);
  expect(screen.queryByText("done with")).toBeNull();
  const fold = screen.getByRole("button", { name: "1 resolved" });
  expect(fold.getAttribute("aria-expanded")).toBe("false");
  fireEvent.click(fold);
  expect(screen.getByText("done with")).toBeDefined();
  expect(screen.getByText(/^Resolved by/).textContent).toContain("Person 5");
});

test("only who may ends a thread, changes words, takes them back", () => {
  layComment("a", "of somebody");
  layComment("b", "of mine", { person_id: "me" });
  render(<Threads about={page} />);
  const [theirs, mine] = screen.getAllByRole("article") as [HTMLElement, HTMLElement];
  expect(within(theirs).queryAllByRole("button")).toHaveLength(0);
  expect(within(mine).getByRole("button", { name: "Change your comment" })).toBeDefined();
  expect(screen.getAllByRole("button", { name: /^Resolve/ })).toHaveLength(1);
});

test("taken back: that something stood there stays", () => {
  layComment("a", "[…]", { person_id: "me" });
  render(<Threads about={page} />);
  expect(screen.getByText("What stood here was taken back.")).toBeDefined();
  expect(screen.queryByRole("button", { name: "Change your comment" })).toBeNull();
});

test("who may not write is told who can, and of a group that is over all is only read", () => {
  viewer.value = { person_id: BASE, acting_for: MEMBER, ready: true };
  layComment("a", "first");
  const { unmount } = render(<Threads about={page} />);
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.getByText(/^Who can:/)).toBeDefined();
  unmount();
  viewer.value = { person_id: "me", acting_for: MEMBER, ready: true };
  lay("group", GROUP, { name: "Wells group", space_id: GROUP, state: "closed", kind: "caucus" });
  layComment("b", "mine", { about_id: MEETING, space_id: GROUP, group_id: GROUP, person_id: "me" });
  render(<Threads about={inGroup} />);
  expect(screen.getByText(/^This group is over/)).toBeDefined();
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("button", { name: /^Answer/ })).toBeNull();
  expect(screen.getByRole("button", { name: /^Take back/ })).toBeDefined();
});

test("under one line of many it is folded, with how much there is", () => {
  layComment("a", "first");
  render(<ThreadsOfItem about={page} />);
  expect(screen.queryByText("first")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "1 comment" }));
  expect(screen.getByText("first")).toBeDefined();
});

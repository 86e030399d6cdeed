/* Voices: what is told of whoever gave one, who may do what with it, and what waits on Today. */
import "../drawn";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { t } from "web/i18n";
import type { Outcome } from "web/sync/types";
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
  send,
  viewer,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const model = await import("web/views/model/voices");
const edits = await import("web/views/model/voice_edits");
const words = await import("web/views/model/voice_words");
const tongues = await import("web/views/model/languages");
const { refusalWords } = await import("web/views/model/refusals");
const { VoiceList } = await import("web/views/voices/VoiceList");
const { VoicePage } = await import("web/views/voices/VoicePage");
const { NewVoice } = await import("web/views/voices/NewVoice");
const { Today } = await import("web/views/Today");
const { navigate, route } = await import("web/router");
const { roomsInBar } = await import("web/views/frame/rooms");

const THIS_MONTH = new Date().toISOString().slice(0, 7);

/** Of me, as its author has it. */
const layOwn = (id: string, given = {}) =>
  lay("contribution", id, {
    space_id: "me",
    organization_id: "circle",
    kind: "testimony",
    title: `Voice ${id}`,
    text: "We were sent back.",
    language: "en",
    attribution: "anonymous",
    max_space: "organization",
    count_up_to: "organization",
    state: "draft",
    ...given,
  });

/** What the circle reads of a voice. */
const layEdition = (of: string, given = {}) =>
  lay("edition", `e-${of}`, {
    space_id: "circle",
    contribution_id: of,
    organization_id: "circle",
    kind: "testimony",
    title: `Voice ${of}`,
    text: "We were sent back.",
    language: "en",
    attribution: "anonymous",
    max_space: "organization",
    count_up_to: "organization",
    given_on: "2026-11",
    state: "submitted",
    ...given,
  });

const voice = (id: string) => model.voices.value.get(id) as import("web/views/model/voices").Voice;

beforeEach(() => {
  begin();
  vi.clearAllMocks();
  send.mockImplementation(async () => ({ ok: true, result: { seq: 1 } }));
  ask.mockResolvedValue({ ok: false, error: { code: "E_UNAVAILABLE" } });
  connection.value = "live";
  navigate("/voices", { replace: true });
  layCoalition();
  layOrganization("circle", { root: { status: "member" } });
  layOrganization("mfa", { root: { status: "member" } });
});

const asBase = () => enterAsDelegate("circle", "base_member");
const methods = () => send.mock.calls.map(([method]) => method);
const refuse = (code: string, field: string, given = {}) =>
  send.mockImplementation(async () => {
    const error = { code, field, arguments: given };
    return { ok: false, command_id: "c", error } as unknown as Outcome;
  });

/* ---- rows ---- */

test("of one's own voice one's own row is shown, with what is read of it beside", () => {
  asBase();
  layOwn("a", { state: "submitted", title: "As I wrote it", given_on: "2026-11" });
  layEdition("a", { title: "As it was given" });
  layEdition("b");
  layEdition("c", { space_id: COALITION_SPACE });
  expect([...model.voices.value.keys()].toSorted()).toEqual(["a", "b"]);
  expect(voice("a").name).toBe("As I wrote it");
  expect(voice("a").edition?.title).toBe("As it was given");
  expect(voice("b").own).toBeUndefined();
});

test("drafts stand first, then what was given last", () => {
  asBase();
  layOwn("draft");
  layEdition("early", { given_on: "2026-09" });
  layEdition("late", { given_on: "2026-11-30", attribution: "role" });
  const order = [...model.voices.value.values()].toSorted(model.byGiven).map(({ id }) => id);
  expect(order).toEqual(["draft", "late", "early"]);
});

test.each([
  ["draft", "now open open open open"],
  ["submitted", "now open open open open"],
  ["returned", "past now open open open"],
  ["accepted", "past now open open open"],
  ["raised", "past past now open open"],
  ["synthesised", "past past past now open"],
  ["kept", "past past past past now"],
  ["withdrawn", "ended open open open open"],
] as const)("the course of one that is %s", (state, course) => {
  expect(words.courseOf(state).join(" ")).toBe(course);
});

test("what waits: for its delegate what was given, for its author what came back", () => {
  asBase();
  layOwn("mine", { state: "returned", note: "When?", given_on: "2026-11" });
  layEdition("given");
  layEdition("taken", { state: "accepted" });
  const waiting = () =>
    [...model.voices.value.values()].filter(model.isWaiting).map(({ id }) => id);
  expect(waiting()).toEqual(["mine"]);
  lay("belonging", "me-circle", {
    person_id: "me",
    organization_id: "circle",
    role: "alternate",
    display_name: "Delegate 1",
  });
  expect(waiting().toSorted()).toEqual(["given", "mine"]);
  viewer.value = { ...viewer.value, acting_for: null };
  expect(waiting()).toEqual(["mine"]);
});

/* ---- commands ---- */

test("a draft is seen at once; nothing that was left out is sent, and its count is the server's to say", async () => {
  asBase();
  const facts: import("web/views/model/voice_edits").VoiceFacts = {
    kind: "testimony",
    title: "Wages",
    text: "Unpaid.",
    language: "en",
    theme: null,
    concerns: null,
    place: null,
    attribution: "anonymous",
    max_space: "coalition",
    may_be_quoted: 0,
    allowed_until: null,
    explained_in: null,
  };
  await edits.writeVoice("v", facts);
  const [method, params, changes] = send.mock.calls[0] as [string, object, unknown[][]];
  expect(method).toBe("contribution.write");
  expect(Object.keys(params).toSorted()).toEqual([
    ...["attribution", "contribution_id", "kind", "language", "max_space", "may_be_quoted"],
    ...["text", "title"],
  ]);
  expect(changes[0]?.[3]).toMatchObject({
    space_id: "me",
    organization_id: "circle",
    count_up_to: "coalition",
    state: "draft",
    given_on: null,
  });
});

test("what may be read farther is counted as far: one edit moves both", async () => {
  asBase();
  layOwn("a");
  const own = voice("a").own as import("web/views/model/voices").Own;
  await edits.editVoice(own, "max_space", "organization", "coalition");
  await edits.editVoice(own, "may_be_quoted", "0", "1");
  expect(send.mock.calls.map(([, params]) => params)).toEqual([
    {
      contribution_id: "a",
      max_space: { from: "organization", to: "coalition" },
      count_up_to: { from: "organization", to: "coalition" },
    },
    { contribution_id: "a", may_be_quoted: { from: 0, to: 1 } },
  ]);
});

test("what is given again goes into the edition that is there", async () => {
  asBase();
  layOwn("a", { state: "returned", note: "When?", given_on: "2026-10" });
  layEdition("a", { state: "returned", note: "When?" });
  await edits.giveVoice("a", voice("a").edition);
  expect(send.mock.calls[0]).toEqual([
    "contribution.submit",
    { contribution_id: "a", edition_id: "e-a" },
    [
      ["contribution", "update", "a", { state: "submitted", note: null, given_on: THIS_MONTH }],
      ["edition", "update", "e-a", { state: "submitted", note: null }],
    ],
  ]);
});

test("how far its author allowed it is told in words", () => {
  const error = (allowed: unknown) => ({
    ...{ code: "E_CONSENT", message: "", field: "max_space" },
    arguments: { allowed },
  });
  expect(refusalWords(error("person"))).toContain(t("width_person"));
  expect(refusalWords(error("coalition"))).toContain(t("width_coalition"));
  expect(refusalWords(error(undefined))).not.toContain("undefined");
});

test("a language is named by its code or as its speakers call it", () => {
  expect(tongues.languageWord("fr")).toBe("French");
  expect(tongues.languageWord("pt-BR")).toBe("Brazilian Portuguese");
  expect(tongues.languageWord("Wolof")).toBe("Wolof");
  expect(tongues.languageWord("en-a1")).toBe("en-a1");
  expect(tongues.langOf("Wolof")).toBeUndefined();
});

/* ---- the list ---- */

const rowsShown = () => [...document.querySelectorAll("a.row .t")].map((one) => one.textContent);

test("the room is the second one, also in the bar", () => {
  asBase();
  expect(roomsInBar().map(({ id }) => id)).toEqual([
    ...["today", "voices", "decisions", "dispatches", "plans"],
  ]);
});

test("where there is none it says what to do", () => {
  asBase();
  render(<VoiceList isPane={false} />);
  expect(screen.getByText("what do people where you are say?")).toBeTruthy();
  const add = screen.getByRole("link", { name: "Add a voice" });
  expect(add.getAttribute("href")).toBe("/voices/new");
});

test("the list is filtered by whose it is, by kind and by state", () => {
  asBase();
  layOwn("draft", { kind: "question" });
  layEdition("given");
  layOwn("deleted", { state: "withdrawn", title: "[…]", text: "[…]" });
  const shownAt = (query: string) => {
    navigate(`/voices${query}`, { replace: true });
    const { unmount } = render(<VoiceList isPane={false} />);
    const shown = rowsShown();
    unmount();
    return shown;
  };
  expect(shownAt("")).toEqual(["Voice draft", "Voice given"]);
  expect(shownAt("?whose=mine")).toEqual(["Voice draft"]);
  expect(shownAt("?whose=organization")).toEqual(["Voice given"]);
  expect(shownAt("?whose=waiting")).toEqual([]);
  expect(shownAt("?kind=question")).toEqual(["Voice draft"]);
  expect(shownAt("?state=submitted")).toEqual(["Voice given"]);
});

test("more than a hundred come by the hundred", () => {
  asBase();
  for (let index = 0; index < 103; index++) layEdition(String(1000 + index));
  render(<VoiceList isPane={false} />);
  expect(rowsShown()).toHaveLength(100);
  fireEvent.click(screen.getByText(t("plan_show_more", { count: 3 })));
  expect(rowsShown()).toHaveLength(103);
});

/* ---- the form ---- */

const box = (name: string) => screen.getByRole("textbox", { name }) as HTMLInputElement;
const preview = () =>
  within(screen.getByRole("region", { name: "What Organization circle will read" }));

function fillIn(): void {
  fireEvent.input(box(t("contribution_title")), { target: { value: "Wages left unpaid" } });
  fireEvent.input(box(t("contribution_text")), { target: { value: "We were sent back." } });
}

const press = (name: string) =>
  act(async () => {
    fireEvent.click(screen.getByRole("button", { name }));
  });

test("the narrowest is chosen first: no name, the organization, no quoting", () => {
  asBase();
  render(<NewVoice />);
  for (const [name, value] of [
    ["max_space", "organization"],
    ["attribution", "anonymous"],
    ["may_be_quoted", "0"],
    ["until", "false"],
  ]) {
    const chosen = document.querySelector<HTMLInputElement>(`input[name=${name}]:checked`);
    expect(chosen?.value, name).toBe(value);
  }
  expect(document.querySelector("input[name=max_space][value=person]")).toBeNull();
  expect(box(t("contribution_language")).value).toBe("en");
});

test.each([
  ["anonymous", ["nobody is named"], ["Delegate 1", "at the base"]],
  ["organization", ["somebody of Organization circle"], ["Delegate 1", "at the base"]],
  ["role", ["at the base of Organization circle"], ["Delegate 1"]],
  ["named", ["Delegate 1", "at the base of Organization circle"], []],
] as const)("under the name %s one sees before what will be read", (attribution, told, untold) => {
  asBase();
  render(<NewVoice />);
  fillIn();
  const radio = document.querySelector(`input[name=attribution][value=${attribution}]`);
  fireEvent.click(radio as Element);
  const region = screen.getByRole("region", { name: "What Organization circle will read" });
  for (const piece of told) expect(region.textContent).toContain(piece);
  for (const piece of untold) expect(region.textContent).not.toContain(piece);
  expect(region.textContent).toContain("Wages left unpaid");
  const isMonth = attribution === "anonymous";
  expect(region.textContent?.includes("told in ")).toBe(isMonth);
  expect(region.textContent?.includes("told on ")).toBe(!isMonth);
});

test("what is missing or too long is named, and nothing is sent", async () => {
  asBase();
  render(<NewVoice />);
  fireEvent.input(box(t("contribution_text")), { target: { value: "x".repeat(10_001) } });
  expect(screen.getByText(/^10,001 of 10,000 letters/)).toBeTruthy();
  await press("Give it to Organization circle");
  const alert = document.querySelector("[role=alert]")?.textContent ?? "";
  expect(alert).toContain(
    t("field_error", { field: t("contribution_title"), message: t("E_REQUIRED") }),
  );
  expect(alert).toContain(t("E_TOO_LONG", { most: 10_000 }));
  expect(send).not.toHaveBeenCalled();
});

test("Enter keeps a draft and gives nothing", async () => {
  asBase();
  render(<NewVoice />);
  fillIn();
  await act(async () => {
    fireEvent.submit(document.querySelector("form") as HTMLFormElement);
  });
  expect(methods()).toEqual(["contribution.write"]);
  await waitFor(() => expect(route.value.name).toBe("voices_voice"));
});

test("giving it writes it first, and then gives it", async () => {
  asBase();
  render(<NewVoice />);
  fillIn();
  await press("Give it to Organization circle");
  expect(methods()).toEqual(["contribution.write", "contribution.submit"]);
  const ids = send.mock.calls.map(
    ([, params]) => (params as Record<string, string>)["contribution_id"],
  );
  expect(ids[0]).toBe(ids[1]);
  await waitFor(() => expect(route.value.params["id"]).toBe(ids[0]));
});

test("without a line it is kept on the device, and one goes on", async () => {
  asBase();
  connection.value = "offline";
  send.mockImplementation(() => new Promise(() => {}));
  render(<NewVoice />);
  fillIn();
  await press("Give it to Organization circle");
  expect(methods()).toEqual(["contribution.write", "contribution.submit"]);
  expect(route.value.name).toBe("voices_voice");
});

test("a refusal names its field, and the form keeps what was typed", async () => {
  asBase();
  refuse("E_CONSENT", "count_up_to", { allowed: "organization" });
  render(<NewVoice />);
  fillIn();
  fireEvent.click(document.querySelector("input[name=max_space][value=coalition]") as Element);
  await press("Give it to Organization circle");
  expect(methods()).toEqual(["contribution.write"]);
  const message = t("E_CONSENT", { allowed: t("width_organization") });
  const told = t("field_error", { field: t("contribution_max_space"), message });
  await waitFor(() => expect(document.querySelector("[role=alert]")?.textContent).toContain(told));
  expect(dismiss).toHaveBeenCalledWith("c");
  expect(box(t("contribution_title")).value).toBe("Wages left unpaid");
  expect(box(t("contribution_text")).value).toBe("We were sent back.");
  const chosen = document.querySelector<HTMLInputElement>("input[name=max_space]:checked");
  expect(chosen?.value).toBe("coalition");
  expect(route.value.name).toBe("voices");
});

test("where only the giving was refused, what was written is not written twice", async () => {
  asBase();
  send.mockImplementation(async (method) =>
    method === "contribution.submit"
      ? ({
          ...{ ok: false, command_id: "c" },
          error: { code: "E_TOO_MANY", field: "edition_id", arguments: { most: 10_000 } },
        } as unknown as Outcome)
      : { ok: true, result: { seq: 1 } },
  );
  render(<NewVoice />);
  fillIn();
  await press("Give it to Organization circle");
  await waitFor(() =>
    expect(document.querySelector("[role=alert]")?.textContent ?? "").toContain("10,000"),
  );
  fireEvent.input(box(t("contribution_title")), { target: { value: "Wages unpaid" } });
  await press("Give it to Organization circle");
  await waitFor(() =>
    expect(methods()).toEqual([
      ...["contribution.write", "contribution.submit"],
      ...["contribution.edit", "contribution.submit"],
    ]),
  );
  expect(send.mock.calls[2]?.[1]).toMatchObject({
    title: { from: "Wages left unpaid", to: "Wages unpaid" },
  });
});

test("who belongs to no organization reads why there is no form", () => {
  enterAsSecretariat();
  render(<NewVoice />);
  expect(screen.getByText(t("contribution_no_organization"))).toBeTruthy();
  expect(document.querySelector("form")).toBeNull();
  expect(screen.queryByText(t("contribution_acting_first"))).toBeNull();
  cleanup();
  asBase();
  viewer.value = { ...viewer.value, acting_for: null };
  render(<NewVoice />);
  expect(screen.getByText(t("contribution_acting_first"))).toBeTruthy();
});

/* ---- the page ---- */

const buttons = () =>
  screen
    .queryAllByRole("button")
    .filter((one) => one.classList.contains("btn"))
    .map((one) => one.textContent);

const dialog = () => within(document.querySelector("dialog") as HTMLElement);

describe("its author", () => {
  beforeEach(asBase);

  test("changes a draft in its place, and may give it or delete it", async () => {
    layOwn("a");
    render(<VoicePage id="a" />);
    expect(screen.getByText("Read by you alone")).toBeTruthy();
    expect(buttons()).toEqual(["Give it to Organization circle", "Delete the draft…"]);
    fireEvent.click(screen.getByRole("button", { name: "Edit what is told" }));
    fireEvent.input(box(t("contribution_text")), { target: { value: "We were sent back twice." } });
    await press("Save what is told");
    expect(send).toHaveBeenCalledWith("contribution.edit", {
      contribution_id: "a",
      text: { from: "We were sent back.", to: "We were sent back twice." },
    });
    await press("Give it to Organization circle");
    expect(methods().at(-1)).toBe("contribution.submit");
  });

  test("cannot leave it without words", async () => {
    layOwn("a");
    render(<VoicePage id="a" />);
    fireEvent.click(screen.getByRole("button", { name: "Edit what is told" }));
    fireEvent.input(box(t("contribution_text")), { target: { value: " " } });
    await press("Save what is told");
    expect(send).not.toHaveBeenCalled();
    expect(document.querySelector(".fielderr")?.textContent).toContain(t("E_REQUIRED"));
  });

  test("reads what was asked, and gives it again", () => {
    layOwn("a", { state: "returned", note: "In which year?", given_on: "2026-11" });
    layEdition("a", { state: "returned", note: "In which year?" });
    render(<VoicePage id="a" />);
    const asked = screen.getByRole("region", { name: t("edition_note_title") });
    expect(asked.textContent).toContain("In which year?");
    expect(buttons()).toEqual(["Give it again to Organization circle", "Take it back…"]);
  });

  test("who acts for another of theirs cannot give it, and is told why", () => {
    layOwn("a");
    enterAsDelegate("mfa");
    render(<VoicePage id="a" />);
    const give = screen.getByRole("button", { name: "Give it to Organization circle" });
    expect((give as HTMLButtonElement).disabled).toBe(true);
    const reason = t("contribution_act_for", { organization: "Organization circle" });
    expect(screen.getByText(reason)).toBeTruthy();
  });

  test("changes nothing that others have, and takes it back after being told what goes", async () => {
    layOwn("a", { state: "accepted", given_on: "2026-11" });
    layEdition("a", { state: "accepted" });
    render(<VoicePage id="a" />);
    expect(document.querySelectorAll(".editbtn")).toHaveLength(0);
    expect(buttons()).toEqual(["Take it back…"]);
    await press("Take it back…");
    expect(dialog().getByText(t("contribution_take_back_goes"))).toBeTruthy();
    expect(dialog().getByText(t("contribution_take_back_stays"))).toBeTruthy();
    await press("Take the voice back");
    expect(send).toHaveBeenCalledWith("contribution.withdraw", { contribution_id: "a" }, []);
  });

  test("is not asked to take in their own, nor told who can", () => {
    layOwn("a", { state: "submitted", given_on: "2026-11" });
    layEdition("a");
    render(<VoicePage id="a" />);
    expect(buttons()).toEqual(["Take it back…"]);
  });

  test("leaves the page of a draft that was deleted", async () => {
    navigate("/voices/a", { replace: true });
    layOwn("a");
    render(<VoicePage id="a" />);
    await press("Delete the draft…");
    expect(dialog().queryByText(t("contribution_take_back_stays"))).toBeNull();
    await press("Delete the draft");
    expect(route.value.name).toBe("voices");
  });

  test("sees that it was taken back, and none of its words", () => {
    layOwn("a", { state: "withdrawn", title: "[…]", text: "[…]", given_on: "2026-11" });
    layEdition("a", { state: "withdrawn", title: "[…]", text: "[…]" });
    const { container } = render(<VoicePage id="a" />);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
      t("contribution_taken_back"),
    );
    expect(container.textContent).not.toContain("[…]");
    expect(buttons()).toEqual([]);
  });
});

describe("its organization", () => {
  test("a delegate takes it in", async () => {
    enterAsDelegate("circle");
    layEdition("a");
    render(<VoicePage id="a" />);
    expect(buttons()).toEqual(["Take it in", "Give it back with a question…"]);
    expect(document.querySelectorAll(".editbtn")).toHaveLength(0);
    expect(screen.getByText("nobody is named")).toBeTruthy();
    await press("Take it in");
    expect(send).toHaveBeenCalledWith("edition.accept", { edition_id: "e-a" }, [
      ["edition", "update", "e-a", { state: "accepted", note: null }],
    ]);
  });

  test("a delegate asks first: without a question it does not go back", async () => {
    enterAsDelegate("circle");
    layEdition("a");
    render(<VoicePage id="a" />);
    await press("Give it back with a question…");
    const act = dialog().getByRole("button", { name: "Give it back" }) as HTMLButtonElement;
    expect(act.disabled).toBe(true);
    fireEvent.input(box(t("edition_note")), { target: { value: " In which year? " } });
    await press("Give it back");
    expect(send.mock.calls[0]?.slice(0, 2)).toEqual([
      "edition.return",
      { edition_id: "e-a", note: "In which year?" },
    ]);
  });

  test("another at its base reads it, may do nothing with it, and is told who can", () => {
    asBase();
    layEdition("a", { attribution: "role", role: "base_member", given_on: "2026-11-30" });
    render(<VoicePage id="a" />);
    expect(screen.getByText("at the base of Organization circle")).toBeTruthy();
    expect(screen.getByText("We were sent back.").getAttribute("lang")).toBe("en");
    const accept = screen.getByRole("button", { name: "Take it in" }) as HTMLButtonElement;
    expect(accept.disabled).toBe(true);
    expect(buttons()).toEqual(["Take it in"]);
  });

  test("whoever does not read it finds nothing", () => {
    enterAsDelegate("mfa");
    render(<VoicePage id="a" />);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(t("not_here_title"));
  });
});

/* ---- Today ---- */

const waits = () => within(screen.getByRole("region", { name: /^Waits for you/ }));

test("on Today a delegate takes in what was given, where it stands", async () => {
  enterAsDelegate("circle");
  layEdition("a");
  layEdition("b", { state: "accepted" });
  render(<Today />);
  const link = await waits().findByRole("link", { name: "Voice a" });
  expect(link.getAttribute("href")).toBe("/voices/a");
  expect(waits().queryByText("Voice b")).toBeNull();
  await press("Take it in");
  expect(methods()).toEqual(["edition.accept"]);
});

test("on Today its author sees that it came back", async () => {
  asBase();
  layOwn("a", { state: "returned", note: "When?", given_on: "2026-11" });
  layEdition("a", { state: "returned", note: "When?" });
  layEdition("b");
  render(<Today />);
  const link = await waits().findByRole("link", { name: "Read the question" });
  expect(link.getAttribute("href")).toBe("/voices/a");
  expect(waits().queryByText("Voice b")).toBeNull();
});

test("on the page of the form what will be read is a region of its own", () => {
  asBase();
  render(<NewVoice />);
  expect(preview().getByText(t("contribution_preview_words"))).toBeTruthy();
});

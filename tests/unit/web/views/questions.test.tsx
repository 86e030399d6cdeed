/* Open questions: who may say that a decision answers one, and that nothing else closes it. */
import "../drawn";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import { setLanguage, t } from "web/i18n";
import type { Outcome } from "web/sync/types";
import type { Fields } from "web/wire";
import {
  begin,
  COALITION_SPACE,
  connection,
  enterAsDelegate,
  enterAsSecretariat,
  lay,
  layCoalition,
  send,
  viewer,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const { Questions } = await import("web/views/questions/Questions");

const layQuestion = (id: string, given: Fields = {}) =>
  lay("question", id, { space_id: COALITION_SPACE, text: `Why ${id}?`, ...given });

const layDecision = (id: string, given: Fields = {}) =>
  lay("decision", id, {
    ...{ space_id: COALITION_SPACE, proposal_id: `p-${id}`, group_id: null, year: 2026, number: 3 },
    ...{ title: `Decision ${id}`, state: "in_force" },
    ...given,
  });

const layAnswer = (id: string, decision: string, question: string) =>
  lay("trace_link", id, {
    ...{ space_id: COALITION_SPACE, from_table: "decision", from_id: decision },
    ...{ to_table: "question", to_id: question, relation: "answers" },
  });

const block = (text: string) => screen.getByRole("region", { name: text });
const button = (name: string) => screen.queryByRole("button", { name });
const DONE: Outcome = { ok: true, result: { seq: 1 } };
const refused: Outcome = {
  ok: false,
  error: { code: "E_EXISTS", message: "", field: "decision_id", arguments: {} },
  command_id: "c",
};

beforeEach(() => {
  cleanup();
  begin();
  setLanguage("en");
  layCoalition();
});

test("each stands with its source, open until a decision answers it", () => {
  enterAsDelegate("mfa");
  layQuestion("a");
  layQuestion("b");
  layDecision("d");
  layAnswer("l", "d", "b");
  lay("provenance", "s", {
    ...{ space_id: COALITION_SPACE, table_name: "question", row_id: "a", inferred: "" },
    ...{ heading: "The forum", quotation: "whether it can be effective" },
    source_document_id: null,
  });
  render(<Questions />);
  expect(block("Why a?").textContent).toContain(t("question_is_open"));
  expect(block("Why a?").textContent).toContain("whether it can be effective");
  expect(block("Why b?").textContent).toContain(t("question_is_answered"));
  const link = within(block("Why b?")).getByRole("link");
  expect(link.getAttribute("href")).toBe("/decisions/p-d");
  expect(link.textContent).toContain("Decision d");
  expect(button(t("question_answer_do"))).toBeNull(); /* the Secretariat's to say */
  expect(screen.queryByRole("button", { name: /vote|close/i })).toBeNull();
});

test("whoever does not read the decision finds the question open", () => {
  viewer.value = { ...viewer.value, person_id: null };
  layQuestion("a");
  layAnswer("l", "hidden", "a");
  render(<Questions />);
  expect(block("Why a?").textContent).toContain(t("question_is_open"));
  expect(screen.queryByRole("button")).toBeNull();
});

test("the Secretariat says which decision answers it; a refusal stands in the dialog", async () => {
  enterAsSecretariat();
  layQuestion("a");
  layDecision("d");
  layDecision("old", { state: "superseded" });
  render(<Questions />);
  fireEvent.click(button(t("question_answer_do")) as HTMLElement);
  const dialog = screen.getByRole("dialog", { hidden: true });
  const act_ = within(dialog).getByText(t("question_answer_act")).closest("button");
  expect(act_?.getAttribute("aria-disabled") ?? act_?.hasAttribute("disabled")).toBeTruthy();
  const choice = within(dialog).getByLabelText(t("question_decision")) as HTMLSelectElement;
  expect([...choice.options].map(({ value }) => value)).toEqual(["", "d"]);
  fireEvent.change(choice, { target: { value: "d" } });
  send.mockResolvedValueOnce(refused);
  await act(async () => {
    fireEvent.click(act_ as HTMLElement);
  });
  await waitFor(() => expect(within(dialog).getByRole("alert", { hidden: true })).toBeDefined());
  expect(choice.value).toBe("d");
  send.mockResolvedValueOnce(DONE);
  await act(async () => {
    fireEvent.click(act_ as HTMLElement);
  });
  await waitFor(() => expect(screen.queryByRole("dialog", { hidden: true })).toBeNull());
  expect(send).toHaveBeenLastCalledWith("question.answer", {
    trace_link_id: expect.any(String),
    question_id: "a",
    decision_id: "d",
  });
});

test("without a decision in force there is nothing to choose, and it is said", () => {
  enterAsSecretariat();
  layQuestion("a");
  render(<Questions />);
  fireEvent.click(button(t("question_answer_do")) as HTMLElement);
  expect(screen.getByText(t("question_no_decision"))).toBeDefined();
});

test("an answer is taken back where it stands", async () => {
  enterAsSecretariat();
  layQuestion("a");
  layDecision("d");
  layAnswer("l", "d", "a");
  send.mockResolvedValueOnce(DONE);
  render(<Questions />);
  await act(async () => {
    fireEvent.click(screen.getByRole("button", { name: /^It does not answer this/ }));
  });
  expect(send).toHaveBeenLastCalledWith(
    "question.unanswer",
    { question_id: "a", trace_link_id: "l" },
    [["trace_link", "delete", "l", null]],
  );
});

test("a question is written down, at most so long, without a line too", async () => {
  enterAsSecretariat();
  connection.value = "offline";
  render(<Questions />);
  expect(screen.getByText(t("questions_none"))).toBeDefined();
  fireEvent.click(button(t("question_ask_do")) as HTMLElement);
  const dialog = screen.getByRole("dialog", { hidden: true });
  const text = within(dialog).getByLabelText(t("question_text"));
  fireEvent.input(text, { target: { value: "x".repeat(201) } });
  expect(within(dialog).getByText(t("E_TOO_LONG", { most: 200 }))).toBeDefined();
  fireEvent.input(text, { target: { value: "  Who speaks for those who left?  " } });
  send.mockResolvedValueOnce(DONE);
  await act(async () => {
    fireEvent.click(
      within(dialog).getByText(t("question_ask_act")).closest("button") as HTMLElement,
    );
  });
  const words = "Who speaks for those who left?";
  expect(send).toHaveBeenLastCalledWith(
    "question.ask",
    { question_id: expect.any(String), text: words },
    [["question", "insert", expect.any(String), expect.objectContaining({ text: words })]],
  );
});

/* What the coalition asks itself, and which decisions answer it as far as the reader sees them. */
import { computed } from "@preact/signals";
import { collator } from "../../i18n";
import { by, newId, type Outcome, type RowOf, rows, send } from "../../sync";
import { COALITION_SPACE } from "./spaces";

export type Question = RowOf<"question">;

export interface QuestionAnswer {
  readonly trace_link_id: string;
  readonly decision: RowOf<"decision">;
}

export const questions = computed<readonly Question[]>(() => {
  const { compare } = collator();
  return [...rows("question").value.values()].sort((a, b) => compare(a.text, b.text));
});

export const answersTo = ({ question_id }: Question): readonly QuestionAnswer[] =>
  by("trace_link", "to_id", question_id).value.flatMap(({ trace_link_id, relation, from_id }) => {
    const decision = rows("decision").value.get(from_id);
    return relation === "answers" && decision ? [{ trace_link_id, decision }] : [];
  });

/** Decisions that could answer it: in force, and not said to already. */
export function answerable(question: Question): readonly RowOf<"decision">[] {
  const said = new Set(answersTo(question).map(({ decision }) => decision.decision_id));
  return [...rows("decision").value.values()]
    .filter(({ decision_id, state }) => state === "in_force" && !said.has(decision_id))
    .toSorted((a, b) => b.year - a.year || b.number - a.number);
}

export function ask(text: string): Promise<Outcome> {
  const question_id = newId();
  const row: Question = { question_id, space_id: COALITION_SPACE, text, sample: 0 };
  return send("question.ask", { question_id, text }, [
    ["question", "insert", question_id, { ...row }],
  ]);
}

export const answer = ({ question_id }: Question, decision_id: string): Promise<Outcome> =>
  send("question.answer", { trace_link_id: newId(), question_id, decision_id });

export const unanswer = (
  { question_id }: Question,
  { trace_link_id }: QuestionAnswer,
): Promise<Outcome> =>
  send("question.unanswer", { question_id, trace_link_id }, [
    ["trace_link", "delete", trace_link_id, null],
  ]);

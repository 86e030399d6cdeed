/*
 * The questions a coalition asks itself, each with its source and with the decisions that answer it.
 * Nobody votes one away: it is answered by a decision, or it is open.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Dialog,
  Dots,
  Link,
  Mark,
  Name,
  PageHead,
  Refusal,
  Section,
  SelectField,
  TextArea,
  Words,
} from "../../components";
import { t } from "../../i18n";
import { may, viewer } from "../../sync";
import { NAME_MOST } from "../model/limits";
import { provenanceOf } from "../model/provenance";
import {
  answer,
  answerable,
  answersTo,
  ask,
  type Question,
  type QuestionAnswer,
  questions,
  unanswer,
} from "../model/questions";
import { takeRefusal } from "../model/refusals";
import { namedWord, numberWord } from "../model/register";
import { ActButton, needsConnection, rightTo } from "../model/rights";
import { readBy } from "../model/spaces";
import { QuotationOf } from "../Sourced";

function AskDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const words = text.trim();
  const tooLong = [...words].length > NAME_MOST ? t("E_TOO_LONG", { most: NAME_MOST }) : undefined;
  const run = async () => {
    const said = takeRefusal(await ask(words));
    if (said === undefined) onClose();
    else setRefusal(said);
  };
  return (
    <Dialog
      title={t("question_ask_title")}
      onClose={onClose}
      act={{
        word: t("question_ask_act"),
        run,
        reason: words === "" ? t("question_first") : tooLong,
      }}
    >
      <TextArea
        label={t("question_text")}
        value={text}
        onInput={setText}
        hint={t("hint_question_text")}
      />
      <Refusal words={refusal} />
    </Dialog>
  );
}

interface OneProps {
  readonly question: Question;
}

function AnswerDialog({ question, onClose }: OneProps & { readonly onClose: () => void }) {
  const [chosen, setChosen] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const options = answerable(question).map((decision) => ({
    value: decision.decision_id,
    word: namedWord(decision),
  }));
  const run = async () => {
    const said = takeRefusal(await answer(question, chosen));
    if (said === undefined) onClose();
    else setRefusal(said);
  };
  return (
    <Dialog
      title={t("question_answer_title")}
      onClose={onClose}
      act={{
        word: t("question_answer_act"),
        run,
        reason: chosen === "" ? t("question_answer_first") : needsConnection(),
      }}
    >
      <p class="lede" dir="auto">
        {question.text}
      </p>
      {options.length === 0 ? (
        <p class="note">{t("question_no_decision")}</p>
      ) : (
        <SelectField
          label={t("question_decision")}
          value={chosen}
          options={[{ value: "", word: t("proposal_replaces_choose") }, ...options]}
          onInput={setChosen}
        />
      )}
      <Refusal words={refusal} />
    </Dialog>
  );
}

function OneAnswer({ question, said }: OneProps & { readonly said: QuestionAnswer }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { decision } = said;
  const right = rightTo("keep_questions", "question", question.question_id);
  const takeBack = async () => setRefusal(takeRefusal(await unanswer(question, said)));
  return (
    <li>
      <Mark kind="past" />
      <span>
        <Link href={`/decisions/${decision.proposal_id}`}>
          <Words
            k="question_answered"
            parts={{
              number: <Name>{numberWord(decision)}</Name>,
              title: <Name>{decision.title}</Name>,
            }}
          />
        </Link>
        {right.ok ? (
          <Button look="plain" onClick={() => void takeBack()}>
            {t("question_unanswer_do")}
            <span class="vh">
              {" "}
              <Name>{decision.title}</Name>
            </span>
          </Button>
        ) : null}
        <Refusal words={refusal} />
      </span>
    </li>
  );
}

function One({ question }: OneProps) {
  const [isAnswering, setAnswering] = useState(false);
  const answers = answersTo(question);
  const source = provenanceOf("question", question.question_id);
  return (
    <Section title={<Name>{question.text}</Name>}>
      <p class="small muted note">
        <Dots>
          {[
            t(answers.length > 0 ? "question_is_answered" : "question_is_open"),
            t(readBy(question.space_id)),
          ]}
        </Dots>
      </p>
      {answers.length > 0 ? (
        <ul class="plainrows">
          {answers.map((said) => (
            <OneAnswer key={said.trace_link_id} question={question} said={said} />
          ))}
        </ul>
      ) : null}
      {source ? <QuotationOf source={source} /> : null}
      {viewer.value.person_id === null ? null : (
        <div class="btns block-s">
          <ActButton
            right={rightTo("keep_questions", "question", question.question_id)}
            look="plain"
            onClick={() => setAnswering(true)}
          >
            {t("question_answer_do")}
          </ActButton>
        </div>
      )}
      {isAnswering ? (
        <AnswerDialog question={question} onClose={() => setAnswering(false)} />
      ) : null}
    </Section>
  );
}

export function Questions() {
  const [isAsking, setAsking] = useState(false);
  const all = questions.value;
  const isMember = viewer.value.person_id !== null;
  return (
    <>
      <PageHead
        title={t("questions_title")}
        {...(isMember ? { back: { href: "/decisions", word: t("room_decisions") } } : {})}
      >
        <p class="lede">{t("questions_words")}</p>
        {isMember ? (
          <div class="btns block-s">
            <ActButton right={may("keep_questions").value} onClick={() => setAsking(true)}>
              {t("question_ask_do")}
            </ActButton>
          </div>
        ) : null}
      </PageHead>
      {all.length === 0 ? <p class="note">{t("questions_none")}</p> : null}
      {all.map((question) => (
        <One key={question.question_id} question={question} />
      ))}
      {isAsking ? <AskDialog onClose={() => setAsking(false)} /> : null}
    </>
  );
}

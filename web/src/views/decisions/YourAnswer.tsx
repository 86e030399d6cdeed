/*
 * One's own answer: what may be chosen and what has to be written with it, whether it is recorded, and why
 * there is nothing to choose for whoever is not asked. "Recorded" is said when the server has it.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Choice as ChoiceField,
  ErrorSummary,
  type FormProblem,
  Link,
  Name,
  Refusal,
  Section,
  TextArea,
  TextField,
  useStillHere,
  Words,
} from "../../components";
import { instantIn, type Key, t } from "../../i18n";
import { dismiss, pending, viewer, type WireError } from "../../sync";
import { type Answer, answerOf, keepTyped, type Typed, typedOf } from "../model/answers";
import { CHOICES, type Choice, WORDS_OF } from "../model/ballot_count";
import { type Ballot, type Call, isDelegate, myCall } from "../model/ballots";
import { cast, takeBack } from "../model/decision_edits";
import { choiceHint, choiceWord, closingWords } from "../model/decision_words";
import { type Matter, positionsOf } from "../model/decisions";
import { briefName, nameOf, rootId, tiesUp } from "../model/directory";
import { personName } from "../model/items";
import { POSITION_MOST, PRINCIPLE_MOST } from "../model/limits";
import { myBelongings } from "../model/me";
import { myZone } from "../model/meetings";
import { refusalWords, takeRefusal } from "../model/refusals";

/* ---- who is not asked ---- */

const isObserver = (organization_id: string, parent_id: string | null): boolean =>
  tiesUp(organization_id).some(
    (tie) =>
      tie.parent_id === (parent_id ?? rootId.value) &&
      (tie.status === "observer" || tie.status === "tentative"),
  );

/** Why there is no form, as exactly as the roll and my belongings say it. */
function whyNot({ ballot_id, vote_unit, parent_id }: Ballot): string {
  const { acting_for } = viewer.value;
  const { named } = positionsOf(ballot_id);
  const placeOf = (id: string | null) =>
    named.find((one) => id !== null && one.organization_id === id);
  const own = placeOf(acting_for);
  const isOn = (id: string) => placeOf(id)?.has_left === 0;
  if (vote_unit === "person") return t("E_NOT_ON_ROLL");
  if (own?.has_left === 1) return t("ballot_has_left", { organization: nameOf(acting_for ?? "") });
  if (own !== undefined && !isDelegate()) return t("ballot_delegates_answer");
  const other = myBelongings.value.find((one) => isOn(one.organization_id));
  if (other) return t("contribution_act_for", { organization: nameOf(other.organization_id) });
  const mine = acting_for === null ? [] : [acting_for];
  return t(mine.some((id) => isObserver(id, parent_id)) ? "E_OBSERVER_NO_VOTE" : "E_NOT_ON_ROLL");
}

/* ---- what is wrong ---- */

const LABELS = {
  choice: "ballot_choice",
  text: "position_text",
  principle: "position_principle",
} as const satisfies Record<string, Key>;
type Field = keyof typeof LABELS;

const problem = (field: Field, message: string): FormProblem => ({
  field,
  label: t(LABELS[field]),
  message,
});

const tooLong = (field: Field, text: string, most: number): readonly FormProblem[] =>
  [...text.trim()].length > most ? [problem(field, t("E_TOO_LONG", { most }))] : [];

function problemsOf({ choice, text, principle }: Typed): readonly FormProblem[] {
  if (choice === "") return [problem("choice", t("ballot_choose_first"))];
  const words = WORDS_OF[choice];
  const isText = words === "must" || words === "principle";
  return [
    ...(isText && text.trim() === "" ? [problem("text", t("E_REQUIRED"))] : []),
    ...(words === "principle" && principle.trim() === ""
      ? [problem("principle", t("E_REQUIRED"))]
      : []),
    ...(words === "none" ? [] : tooLong("text", text, POSITION_MOST)),
    ...(words === "principle" ? tooLong("principle", principle, PRINCIPLE_MOST) : []),
  ];
}

/** The words of a choice that asks for none are not sent. */
function answerFrom({ text, principle }: Typed, choice: Choice): Answer {
  const words = WORDS_OF[choice];
  return {
    choice,
    text: words === "none" ? "" : text.trim(),
    principle: words === "principle" ? principle.trim() : "",
  };
}

function problemOf(error: WireError): FormProblem {
  if (error.code === "E_STALE") return problem("choice", t("ballot_text_changed"));
  if (error.code === "E_CLOSED") return problem("choice", t("ballot_was_closed"));
  const field = error.field ?? "choice";
  return problem(field in LABELS ? (field as Field) : "choice", refusalWords(error));
}

/* ---- answering ---- */

function useCasting(ballot: Ballot, call: Call, onSent: () => void) {
  const typed = typedOf(ballot.proposal_id, call);
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const isHere = useStillHere();
  const set = (more: Partial<Typed>) => keepTyped(ballot.proposal_id, call, { ...typed, ...more });
  const submit = async () => {
    const found = problemsOf(typed);
    setProblems(found);
    if (found.length > 0 || typed.choice === "") return;
    const answer = answerFrom(typed, typed.choice);
    onSent();
    const outcome = await cast(call, ballot, answer);
    /* Whoever has gone elsewhere finds a refusal, with these words, among what needs them. */
    if (outcome.ok || !isHere()) return;
    dismiss(outcome.command_id);
    setProblems([problemOf(outcome.error)]);
  };
  return { typed, set, problems, submit };
}

interface WordsProps {
  readonly typed: Typed;
  readonly set: (more: Partial<Typed>) => void;
  readonly messageOf: (field: Field) => string | undefined;
}

const TEXT_HINT = {
  may: "hint_position_may",
  must: "hint_position_must",
  principle: "hint_position_block",
} as const satisfies Record<string, Key>;

/** The fields that a choice asks for. */
function WordsFields({ typed, set, messageOf }: WordsProps) {
  const words = typed.choice === "" ? "none" : WORDS_OF[typed.choice];
  if (words === "none") return null;
  return (
    <>
      <TextArea
        label={t("position_text")}
        value={typed.text}
        onInput={(text) => set({ text })}
        problem={messageOf("text")}
        hint={t(TEXT_HINT[words])}
      />
      {words === "principle" ? (
        <TextField
          label={t("position_principle")}
          value={typed.principle}
          onInput={(principle) => set({ principle })}
          problem={messageOf("principle")}
          hint={t("hint_position_principle")}
        />
      ) : null}
    </>
  );
}

/** For whom I answer; undefined: for myself. */
const forWhom = ({ organization_id }: Call): string | undefined =>
  organization_id === null ? undefined : nameOf(organization_id);

/** "Give MFA’s answer"; "Cast vote". */
export function answerWord(ballot: Ballot, call: Call): string {
  if (ballot.method === "vote") return t("ballot_vote_do");
  const { organization_id } = call;
  return organization_id === null
    ? t("ballot_answer_own_do")
    : t("ballot_answer_do", { organization: briefName(organization_id) });
}

interface FormProps {
  readonly ballot: Ballot;
  readonly call: Call;
  readonly casting: ReturnType<typeof useCasting>;
}

function CastForm({ ballot, call, casting }: FormProps) {
  const { typed, set, problems, submit } = casting;
  const messageOf = (field: Field) => problems.find((one) => one.field === field)?.message;
  const organization = forWhom(call);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ErrorSummary problems={problems} />
      <p class="note">
        {organization === undefined ? (
          t("ballot_for_yourself")
        ) : (
          <Words k="ballot_for" parts={{ organization: <Name>{organization}</Name> }} />
        )}
      </p>
      <fieldset>
        <legend class="vh">{t("ballot_choice")}</legend>
        {CHOICES[ballot.method].map((choice) => (
          <ChoiceField
            key={choice}
            name="choice"
            value={choice}
            chosen={typed.choice}
            onChoose={() => set({ choice })}
            hint={choiceHint(choice)}
          >
            {choiceWord(choice)}
          </ChoiceField>
        ))}
      </fieldset>
      <WordsFields typed={typed} set={set} messageOf={messageOf} />
      <div class="btns block-s">
        <Button look="primary wide" kind="submit">
          {answerWord(ballot, call)}
        </Button>
      </div>
      <p class="small muted note">
        {t(ballot.confidentiality === "secret" ? "ballot_secret_words" : "ballot_sealed_words")}{" "}
        {t("ballot_until", { until: closingWords(ballot).there })} {t("ballot_counts_when")}
      </p>
    </form>
  );
}

/* ---- what is recorded ---- */

/** Who has answered for us, and until when that can be changed. */
function Recorded({ ballot, call }: { readonly ballot: Ballot; readonly call: Call }) {
  const { person_id, answered_at_ms } = call;
  if (person_id === null) return null;
  const organization = forWhom(call);
  const isMine = person_id === viewer.value.person_id;
  const values = { time: instantIn(myZone(), answered_at_ms ?? ballot.opened_at_ms) };
  const parts = {
    ...(isMine ? {} : { person: <Name>{personName(person_id)}</Name> }),
    ...(organization === undefined ? {} : { organization: <Name>{organization}</Name> }),
  };
  const key =
    organization === undefined
      ? "ballot_recorded_self"
      : isMine
        ? "ballot_recorded_me"
        : "ballot_recorded_other";
  return (
    <p class="note">
      <Words k={key} values={values} parts={parts} />
    </p>
  );
}

/** What I answered, as far as this device remembers it; the server cannot say it. */
function Remembered({ answer }: { readonly answer: Answer }) {
  return (
    <>
      <p class="note">
        <Words k="ballot_remembered" values={{ choice: choiceWord(answer.choice) }} />
      </p>
      {[answer.text, answer.principle]
        .filter((words) => words !== "")
        .map((words) => (
          <p key={words} class="quote" dir="auto">
            {words}
          </p>
        ))}
      <p class="small muted note">{t("ballot_remembered_here")}</p>
    </>
  );
}

function Standing(props: {
  readonly ballot: Ballot;
  readonly call: Call;
  readonly onChange: () => void;
}) {
  const { ballot, call, onChange } = props;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const isMine = call.person_id === viewer.value.person_id;
  const answer = isMine ? answerOf(call) : undefined;
  const back = async () => setRefusal(takeRefusal(await takeBack(call)));
  return (
    <>
      {answer === undefined ? null : <Remembered answer={answer} />}
      {call.organization_id === null ? null : (
        <p class="small muted note">{t("ballot_lead_prevails")}</p>
      )}
      <p class="small muted note">{t("ballot_until", { until: closingWords(ballot).there })}</p>
      <div class="btns block-s">
        <Button onClick={onChange}>{t("ballot_change_do")}</Button>
        {isMine ? (
          <Button look="plain" onClick={() => void back()}>
            {t("ballot_take_back_do")}
          </Button>
        ) : null}
      </div>
      <Refusal words={refusal} />
    </>
  );
}

function MyPart({ ballot, call }: { readonly ballot: Ballot; readonly call: Call }) {
  const [isChanging, setChanging] = useState(false);
  const casting = useCasting(ballot, call, () => setChanging(false));
  const isOnItsWay = pending("ballot_call", call.ballot_call_id).value === "waiting";
  const hasForm =
    !isOnItsWay && (call.person_id === null || isChanging || casting.problems.length > 0);
  return (
    <>
      <div role="status">
        {isOnItsWay ? (
          <p class="note">
            <Words k="ballot_not_recorded" />
          </p>
        ) : (
          <Recorded ballot={ballot} call={call} />
        )}
      </div>
      {hasForm ? <CastForm ballot={ballot} call={call} casting={casting} /> : null}
      {hasForm || isOnItsWay || call.person_id === null ? null : (
        <Standing ballot={ballot} call={call} onChange={() => setChanging(true)} />
      )}
    </>
  );
}

/** Of an earlier ballot on it: what I answered there does not count here. */
function AnsweredBefore({ matter, ballot }: { readonly matter: Matter; readonly ballot: Ballot }) {
  const last = matter.ballots.filter(({ ballot_id }) => ballot_id !== ballot.ballot_id).at(-1);
  const call = last && myCall(last.ballot_id);
  const answer = call && answerOf(call);
  return last === undefined || answer === undefined ? null : (
    <p class="small muted note">
      {t("ballot_answered_before", {
        version: last.version,
        choice: choiceWord(answer.choice),
      })}
    </p>
  );
}

export function YourAnswer({
  matter,
  ballot,
}: {
  readonly matter: Matter;
  readonly ballot: Ballot;
}) {
  const call = myCall(ballot.ballot_id);
  return (
    <div id="answer">
      <Section title={t("ballot_your_answer")}>
        {call === undefined ? (
          <>
            <p class="note">{whyNot(ballot)}</p>
            {myBelongings.value.length > 1 ? (
              <p class="small">
                <Link href="/me">{t("contribution_acting_first")}</Link>
              </p>
            ) : null}
          </>
        ) : (
          <>
            <AnsweredBefore matter={matter} ballot={ballot} />
            <MyPart key={ballot.ballot_id} ballot={ballot} call={call} />
          </>
        )}
      </Section>
    </div>
  );
}

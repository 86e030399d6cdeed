/*
 * Sending something down the network: what, in whose words, how it spreads, by when; and beforehand to how many
 * it goes. It begins with a decision where one came from its page.
 */
import { useState } from "preact/hooks";
import {
  Choice,
  type FormProblem,
  FuzzyDate,
  type FuzzyDraft,
  fromDraft,
  PageHead,
  SelectField,
  TextArea,
  TextField,
  toDraft,
  useStillHere,
  Words,
} from "../../components";
import { type Key, language, t } from "../../i18n";
import { navigate, route } from "../../router";
import { dismiss, may, newId, row, type WireError } from "../../sync";
import { CreateForm } from "../CreateForm";
import type { Dispatch } from "../model/deliveries";
import { sendDispatch } from "../model/dispatch_edits";
import { kinds, modeWord } from "../model/dispatch_words";
import { reachNow } from "../model/dispatches";
import { DISPATCH_MOST, LANGUAGE_MOST, NAME_MOST, PASS_ON_DAYS_MOST } from "../model/limits";
import { refusalWords } from "../model/refusals";
import { decisionsInForce, namedWord } from "../model/register";
import { needsConnection } from "../model/rights";
import { isShared } from "../model/spaces";
import { atStart } from "../model/vocabulary";
import { NotHere } from "../NotHere";

/* As the server has it where nobody says. */
const PASS_ON_DAYS = 14;

interface Draft {
  readonly kind: Dispatch["kind"];
  readonly decision_id: string;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly mode: Dispatch["mode"];
  readonly passOnDays: string;
  readonly hasDate: boolean;
  readonly due: FuzzyDraft;
}

const LABELS = {
  dispatch_id: "dispatch_to",
  kind: "dispatch_kind",
  decision_id: "dispatch_decision",
  title: "dispatch_title",
  text: "dispatch_text",
  language: "proposal_language",
  mode: "dispatch_mode",
  pass_on_days: "dispatch_pass_on_days",
  due_on: "field_due",
} as const satisfies Record<string, Key>;
type Field = keyof typeof LABELS;

const MOST = { title: NAME_MOST, text: DISPATCH_MOST, language: LANGUAGE_MOST } as const;
const LINES = ["title", "text", "language"] as const;

const problem = (field: Field, message: string): FormProblem => ({
  field,
  label: t(LABELS[field]),
  message,
});

const lengthOf = (text: string): number => [...text.trim()].length;

/** Whole days, from 1 on; undefined: it is no such number. */
function daysOf(typed: string): number | undefined {
  const days = /^\d+$/.test(typed.trim()) ? Number(typed) : 0;
  return days >= 1 && days <= PASS_ON_DAYS_MOST ? days : undefined;
}

function problemsOf(draft: Draft): readonly FormProblem[] {
  return [
    ...(draft.kind === "decision" && draft.decision_id === ""
      ? [problem("decision_id", t("dispatch_decision_first"))]
      : []),
    ...LINES.filter((line) => draft[line].trim() === "").map((line) =>
      problem(line, t("E_REQUIRED")),
    ),
    ...LINES.filter((line) => lengthOf(draft[line]) > MOST[line]).map((line) =>
      problem(line, t("E_TOO_LONG", { most: MOST[line] })),
    ),
    ...(draft.mode === "cascade" && daysOf(draft.passOnDays) === undefined
      ? [problem("pass_on_days", t("dispatch_days_between", { most: PASS_ON_DAYS_MOST }))]
      : []),
    ...(draft.hasDate && fromDraft(draft.due) === undefined
      ? [problem("due_on", t("E_DATE"))]
      : []),
  ];
}

/* What a code means here, where its sentence speaks of more than this. */
const MEANT = {
  "E_TOO_FEW dispatch_id": "dispatch_to_nobody",
  "E_STATE decision_id": "dispatch_decision_over",
  "E_NOT_FOUND decision_id": "dispatch_decision_over",
  "E_OUTSIDE decision_id": "dispatch_decision_outside",
  "E_ORDER due_on": "dispatch_due_over",
} as const satisfies Record<string, Key>;

function problemOf(error: WireError): FormProblem {
  const field = (error.field ?? "title") as Field;
  const meant = `${error.code} ${field}`;
  const words = meant in MEANT ? t(MEANT[meant as keyof typeof MEANT]) : refusalWords(error);
  return problem(field in LABELS ? field : "title", words);
}

/** A decision that all may read whom it reaches. */
const sendable = () => decisionsInForce(({ space_id }) => isShared(space_id));

function firstDraft(): Draft {
  const wanted = row("decision", route.value.query.get("decision") ?? "").value;
  return {
    kind: wanted === undefined ? "request" : "decision",
    decision_id: wanted?.decision_id ?? "",
    title: wanted?.title ?? "",
    text: wanted?.text ?? "",
    language: wanted?.language ?? language.value,
    mode: "cascade",
    passOnDays: String(PASS_ON_DAYS),
    hasDate: false,
    due: toDraft(null),
  };
}

const paramsOf = (draft: Draft, dispatch_id: string) => ({
  dispatch_id,
  kind: draft.kind,
  title: draft.title.trim(),
  text: draft.text.trim(),
  language: draft.language.trim(),
  mode: draft.mode,
  ...(draft.kind === "decision" ? { decision_id: draft.decision_id } : {}),
  ...(draft.mode === "cascade" ? { pass_on_days: daysOf(draft.passOnDays) ?? PASS_ON_DAYS } : {}),
  ...(draft.hasDate ? { due_on: fromDraft(draft.due) ?? null } : {}),
});

function useSending() {
  const [draft, setDraft] = useState<Draft>(firstDraft);
  const [id] = useState(newId);
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isHere = useStillHere();
  const submit = async () => {
    const found = problemsOf(draft);
    setProblems(found);
    if (found.length > 0 || busy) return;
    setBusy(true);
    const outcome = await sendDispatch(paramsOf(draft, id));
    if (!isHere()) return;
    if (outcome.ok) return navigate(`/dispatches/${id}`);
    setBusy(false);
    dismiss(outcome.command_id);
    setProblems([problemOf(outcome.error)]);
  };
  const reason = busy ? t("saving") : needsConnection();
  return { draft, setDraft, problems, submit, reason };
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (more: Partial<Draft>) => void;
  readonly messageOf: (field: Field) => string | undefined;
}

function What({ draft, set, messageOf }: PartProps) {
  /* Whoever has typed nothing yet gets the words of what was decided. */
  const choose = (decision_id: string) => {
    const decision = row("decision", decision_id).value;
    const isBare = draft.title.trim() === "" && draft.text.trim() === "";
    const words =
      decision !== undefined && isBare
        ? { title: decision.title, text: decision.text, language: decision.language }
        : {};
    set({ decision_id, ...words });
  };
  const decisions = sendable();
  return (
    <>
      <SelectField
        label={t("dispatch_kind")}
        value={draft.kind}
        options={kinds().map(({ value, word }) => ({ value, word: atStart(word) }))}
        onInput={(kind) => set({ kind: kind as Draft["kind"] })}
        problem={messageOf("kind")}
      />
      {draft.kind === "decision" ? (
        <SelectField
          label={t("dispatch_decision")}
          value={draft.decision_id}
          options={[
            { value: "", word: t("proposal_replaces_choose") },
            ...decisions.map((one) => ({ value: one.decision_id, word: namedWord(one) })),
          ]}
          onInput={choose}
          problem={messageOf("decision_id")}
          hint={t(decisions.length === 0 ? "dispatch_decision_none" : "hint_dispatch_decision")}
        />
      ) : null}
      <TextField
        label={t("dispatch_title")}
        value={draft.title}
        onInput={(title) => set({ title })}
        problem={messageOf("title")}
      />
      <TextArea
        label={t("dispatch_text")}
        value={draft.text}
        onInput={(text) => set({ text })}
        problem={messageOf("text")}
        hint={t("hint_dispatch_text", { written: lengthOf(draft.text), most: DISPATCH_MOST })}
      />
      <TextField
        label={t("proposal_language")}
        value={draft.language}
        onInput={(value) => set({ language: value })}
        problem={messageOf("language")}
        hint={t("hint_contribution_language")}
      />
    </>
  );
}

const MODE_HINT = {
  cascade: "hint_dispatch_cascade",
  broadcast: "hint_dispatch_broadcast",
} as const satisfies Record<Draft["mode"], Key>;

function How({ draft, set, messageOf }: PartProps) {
  return (
    <>
      <fieldset class="field">
        <legend>{t("dispatch_mode")}</legend>
        {(["cascade", "broadcast"] as const).map((mode) => (
          <Choice
            key={mode}
            name="mode"
            value={mode}
            chosen={draft.mode}
            onChoose={() => set({ mode })}
            hint={t(MODE_HINT[mode])}
          >
            {atStart(modeWord(mode))}
          </Choice>
        ))}
      </fieldset>
      {draft.mode === "broadcast" ? null : (
        <TextField
          label={t("dispatch_pass_on_days")}
          value={draft.passOnDays}
          onInput={(passOnDays) => set({ passOnDays })}
          problem={messageOf("pass_on_days")}
          inputMode="numeric"
          hint={t("hint_dispatch_pass_on_days")}
        />
      )}
      <fieldset class="field">
        <legend>{t("field_due")}</legend>
        {([false, true] as const).map((hasDate) => (
          <Choice
            key={String(hasDate)}
            name="due"
            value={String(hasDate)}
            chosen={String(draft.hasDate)}
            onChoose={() => set({ hasDate })}
          >
            {t(hasDate ? "due_stated" : "due_not_yet")}
          </Choice>
        ))}
        {draft.hasDate ? (
          <FuzzyDate
            draft={draft.due}
            onChange={(due) => set({ due })}
            invalid={messageOf("due_on") !== undefined}
          />
        ) : null}
      </fieldset>
    </>
  );
}

/** To whom and how many: what is sent nobody takes back unseen. */
function ToWhom() {
  const { asked, informed } = reachNow();
  return (
    <p class="note">
      <Words k="dispatch_goes_to" values={{ count: asked }} />{" "}
      {informed === 0 ? null : <Words k="dispatch_goes_informed" values={{ count: informed }} />}
    </p>
  );
}

function Form() {
  const { draft, setDraft, problems, submit, reason } = useSending();
  const { asked, informed } = reachNow();
  const part: PartProps = {
    draft,
    set: (more) => setDraft({ ...draft, ...more }),
    messageOf: (field) => problems.find((one) => one.field === field)?.message,
  };
  return (
    <CreateForm
      problems={problems}
      onSubmit={submit}
      word={t("dispatch_send_do", { count: asked + informed })}
      reason={reason}
      back="/dispatches"
    >
      <What {...part} />
      <How {...part} />
      <ToWhom />
    </CreateForm>
  );
}

export function NewDispatch() {
  if (!may("send_dispatch").value.ok) return <NotHere />;
  return (
    <>
      <PageHead
        title={t("dispatch_new_title")}
        back={{ href: "/dispatches", word: t("room_dispatches") }}
      />
      <Form />
    </>
  );
}

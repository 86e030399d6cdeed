/*
 * Proposing something to be decided: to which body, what, and whether it takes the place of a decision that
 * is in force. It is a draft first, which its body may read already.
 */
import { useState } from "preact/hooks";
import {
  type FormProblem,
  Link,
  PageHead,
  SelectField,
  TextArea,
  TextField,
  useStillHere,
} from "../../components";
import { type Key, language, t } from "../../i18n";
import { navigate, route } from "../../router";
import { connection, dismiss, may, newId, rows, type WireError } from "../../sync";
import { CreateForm } from "../CreateForm";
import { type ProposalFacts, writeProposal } from "../model/decision_edits";
import { bodyWord, replacements } from "../model/decision_words";
import { LANGUAGE_MOST, NAME_MOST, PROPOSAL_MOST } from "../model/limits";
import { myBelongings } from "../model/me";
import { refusalWords } from "../model/refusals";
import { decisionsInForce, namedWord } from "../model/register";
import { COALITION_SPACE, readBy } from "../model/spaces";
import { atStart } from "../model/vocabulary";
import { mayProposeSomewhere, proposers } from "./DecisionList";

interface Draft {
  /** "": the coalition. */
  readonly body: string;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  /** "": it stands for itself. */
  readonly replacement: "" | NonNullable<ProposalFacts["replacement"]>;
  readonly replaces: string;
}

const LABELS = {
  group_id: "proposal_body",
  title: "proposal_title",
  text: "proposal_text",
  language: "proposal_language",
  replaces_id: "proposal_replaces",
  replacement: "proposal_replacement",
} as const satisfies Record<string, Key>;
type Field = keyof typeof LABELS;

const MOST = { title: NAME_MOST, text: PROPOSAL_MOST, language: LANGUAGE_MOST } as const;
type Line = keyof typeof MOST;
const LINES = Object.keys(MOST) as readonly Line[];

const problem = (field: Field, message: string): FormProblem => ({
  field,
  label: t(LABELS[field]),
  message,
});

const lengthOf = (text: string): number => [...text.trim()].length;

function problemsOf(draft: Draft): readonly FormProblem[] {
  return [
    ...LINES.filter((line) => draft[line].trim() === "").map((line) =>
      problem(line, t("E_REQUIRED")),
    ),
    ...LINES.filter((line) => lengthOf(draft[line]) > MOST[line]).map((line) =>
      problem(line, t("E_TOO_LONG", { most: MOST[line] })),
    ),
    ...(draft.replacement !== "" && draft.replaces === ""
      ? [problem("replaces_id", t("E_REQUIRED"))]
      : []),
  ];
}

function problemOf(error: WireError): FormProblem {
  const field = error.field ?? "title";
  return problem(field in LABELS ? (field as Field) : "title", refusalWords(error));
}

const factsOf = (draft: Draft): ProposalFacts => ({
  group_id: draft.body === "" ? null : draft.body,
  title: draft.title.trim(),
  text: draft.text.trim(),
  language: draft.language.trim(),
  replaces_id: draft.replacement === "" ? null : draft.replaces,
  replacement: draft.replacement === "" ? null : draft.replacement,
});

const decisionsOf = (body: string) =>
  decisionsInForce(({ group_id }) => group_id === (body === "" ? null : body));

/** The body the address names, or that of the decision it names; else the first there is. */
function firstBody(): string {
  const replaced = rows("decision").value.get(route.value.query.get("replaces") ?? "");
  const wanted = replaced ? (replaced.group_id ?? "") : (route.value.query.get("body") ?? "");
  const known = proposers();
  if (known.some(({ id }) => id === wanted)) return wanted;
  return may("propose_to_coalition").value.ok ? "" : (known[0]?.id ?? "");
}

function useCreation() {
  const replaces = route.value.query.get("replaces") ?? "";
  /* Groups may come after the form: what nobody chose follows them. */
  const first = firstBody();
  const [kept, keep] = useState<Omit<Draft, "body"> & { readonly body?: string | undefined }>({
    title: "",
    text: "",
    language: language.value,
    replacement: replaces === "" ? "" : "supersedes",
    replaces,
  });
  const draft: Draft = { ...kept, body: kept.body ?? first };
  const [id] = useState(newId);
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isHere = useStillHere();
  const submit = async () => {
    const found = problemsOf(draft);
    setProblems(found);
    if (found.length > 0 || busy) return;
    const asked = writeProposal(id, factsOf(draft));
    /* It is kept on the device and goes when there is a line. */
    if (connection.peek() === "offline") return navigate(`/decisions/${id}`);
    setBusy(true);
    const outcome = await asked;
    if (!isHere()) return;
    if (outcome.ok) return navigate(`/decisions/${id}`);
    setBusy(false);
    dismiss(outcome.command_id);
    setProblems([problemOf(outcome.error)]);
  };
  return { draft, setDraft: keep, problems, submit, reason: busy ? t("saving") : undefined };
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (more: Partial<Draft>) => void;
  readonly messageOf: (field: Field) => string | undefined;
}

function Replaces({ draft, set, messageOf }: PartProps) {
  const decisions = decisionsOf(draft.body);
  if (decisions.length === 0) return null;
  const none = { value: "", word: t("replacement_none") };
  return (
    <>
      <SelectField
        label={t("proposal_replacement")}
        value={draft.replacement}
        options={[none, ...replacements()]}
        onInput={(value) => set({ replacement: value as Draft["replacement"] })}
        problem={messageOf("replacement")}
      />
      {draft.replacement === "" ? null : (
        <SelectField
          label={t("proposal_replaces")}
          value={draft.replaces}
          options={[
            { value: "", word: t("proposal_replaces_choose") },
            ...decisions.map((decision) => ({
              value: decision.decision_id,
              word: namedWord(decision),
            })),
          ]}
          onInput={(replaces) => set({ replaces })}
          problem={messageOf("replaces_id")}
        />
      )}
    </>
  );
}

function Form() {
  const { draft, setDraft, problems, submit, reason } = useCreation();
  const part: PartProps = {
    draft,
    set: (more) => setDraft({ ...draft, ...more }),
    messageOf: (field) => problems.find((one) => one.field === field)?.message,
  };
  const { messageOf, set } = part;
  const options = [
    ...(may("propose_to_coalition").value.ok ? [{ value: "", word: bodyWord(null) }] : []),
    ...proposers().map(({ id, name }) => ({ value: id, word: name })),
  ];
  return (
    <CreateForm
      problems={problems}
      onSubmit={submit}
      word={t("proposal_keep_do")}
      reason={reason}
      back="/decisions"
    >
      <SelectField
        label={t("proposal_body")}
        value={draft.body}
        options={options}
        onInput={(body) => set({ body, replacement: "", replaces: "" })}
        problem={messageOf("group_id")}
        hint={t("hint_proposal_body", {
          readers: atStart(t(readBy(draft.body === "" ? COALITION_SPACE : draft.body))),
        })}
      />
      <TextField
        label={t("proposal_title")}
        value={draft.title}
        onInput={(title) => set({ title })}
        problem={messageOf("title")}
      />
      <TextArea
        label={t("proposal_text")}
        value={draft.text}
        onInput={(text) => set({ text })}
        problem={messageOf("text")}
        hint={t("hint_proposal_text", { written: lengthOf(draft.text), most: PROPOSAL_MOST })}
      />
      <TextField
        label={t("proposal_language")}
        value={draft.language}
        onInput={(value) => set({ language: value })}
        problem={messageOf("language")}
        hint={t("hint_contribution_language")}
      />
      <Replaces {...part} />
    </CreateForm>
  );
}

export function NewProposal() {
  return (
    <>
      <PageHead
        title={t("proposal_new_title")}
        back={{ href: "/decisions", word: t("room_decisions") }}
      />
      {mayProposeSomewhere() ? (
        <Form />
      ) : (
        <>
          <p class="lede">{t("proposal_nowhere")}</p>
          {myBelongings.value.length === 0 ? null : (
            <p>
              <Link href="/me">{t("contribution_acting_first")}</Link>
            </p>
          )}
        </>
      )}
    </>
  );
}

/*
 * Entering an action item whole: what, on which board, whose, by when, and who will see it.
 */
import { useState } from "preact/hooks";
import {
  Button,
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
import { type Key, t } from "../../i18n";
import { navigate, route } from "../../router";
import { dismiss, may, newId } from "../../sync";
import { CreateForm } from "../CreateForm";
import { createItem } from "../model/items";
import { MANDATE_MOST, NAME_MOST } from "../model/limits";
import type { Milestone } from "../model/plan";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { COALITION_SPACE } from "../model/spaces";
import { NotHere } from "../NotHere";
import { boards, mayBeWide } from "./boards";
import { hasMilestones, MilestoneSearch } from "./MilestoneField";
import { isOwnerMissing, type OwnerDraft, OwnerField, ownerColumns } from "./OwnerField";

interface Draft {
  readonly title: string;
  /** "": the coalition's. */
  readonly board: string;
  readonly visibility: "group" | "coalition";
  readonly owner: OwnerDraft;
  readonly hasDate: boolean;
  readonly due: FuzzyDraft;
  readonly note: string;
  readonly milestone: Milestone | undefined;
}

const LABELS = {
  title: "field_item_title",
  note: "field_item_note",
  due_on: "field_due",
  owner: "field_owner",
  owner_organization_id: "field_owner",
  owner_person_id: "field_owner",
  owner_group_id: "field_owner",
  visibility: "item_who_sees",
} as const satisfies Record<string, Key>;

const problem = (field: keyof typeof LABELS, message: string): FormProblem => ({
  field,
  label: t(LABELS[field]),
  message,
});

function problemsOf(draft: Draft): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  const title = draft.title.trim();
  if (title === "") problems.push(problem("title", t("E_REQUIRED")));
  if ([...title].length > NAME_MOST) {
    problems.push(problem("title", t("E_TOO_LONG", { most: NAME_MOST })));
  }
  if (isOwnerMissing(draft.owner)) problems.push(problem("owner", t("owner_choose_first")));
  if (draft.hasDate && fromDraft(draft.due) === undefined) {
    problems.push(problem("due_on", t("E_DATE")));
  }
  if ([...draft.note.trim()].length > MANDATE_MOST) {
    problems.push(problem("note", t("E_TOO_LONG", { most: MANDATE_MOST })));
  }
  return problems;
}

async function create(draft: Draft, action_item_id: string) {
  const note = draft.note.trim();
  return await createItem({
    action_item_id,
    title: draft.title.trim(),
    board: draft.board,
    isWithin: draft.board !== "" && draft.visibility === "group",
    note: note === "" ? null : note,
    due_on: draft.hasDate ? (fromDraft(draft.due) ?? null) : null,
    owner: ownerColumns(draft.owner.chosen),
    milestone_id: draft.milestone?.id ?? null,
  });
}

/** The board the address names, else the first one there is. */
function firstBoard(): string {
  const wanted = route.value.query.get("group") ?? "";
  const known = boards();
  if (known.some(({ id }) => id === wanted)) return wanted;
  return may("add_coalition_item").value.ok ? "" : (known[0]?.id ?? "");
}

function useCreation() {
  /* Groups may come after the form: what nobody chose follows them. */
  const first = firstBoard();
  const [kept, keep] = useState<Omit<Draft, "board"> & { readonly board?: string | undefined }>({
    title: "",
    visibility: "group",
    owner: { kind: "nobody", chosen: undefined },
    hasDate: false,
    due: toDraft(null),
    note: "",
    milestone: undefined,
  });
  const draft: Draft = { ...kept, board: kept.board ?? first };
  const setDraft = (next: Draft) =>
    keep({ ...next, board: next.board === first ? undefined : next.board });
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isHere = useStillHere();
  const submit = async () => {
    const found = problemsOf(draft);
    setProblems(found);
    if (found.length > 0) return;
    const id = newId();
    setBusy(true);
    const outcome = await create(draft, id);
    if (!isHere()) return;
    if (outcome.ok) return navigate(`/actions/${id}`);
    setBusy(false);
    dismiss(outcome.command_id);
    const field = (outcome.error.field ?? "title") as keyof typeof LABELS;
    setProblems([problem(field in LABELS ? field : "title", refusalWords(outcome.error))]);
  };
  return { draft, setDraft, problems, submit, reason: busy ? t("saving") : needsConnection() };
}

function Visibility(props: { readonly draft: Draft; readonly onChange: (draft: Draft) => void }) {
  const { draft, onChange } = props;
  if (draft.board === "") return null;
  const choices = mayBeWide(draft.board) ? (["group", "coalition"] as const) : (["group"] as const);
  return (
    <fieldset class="field">
      <legend>{t("item_who_sees")}</legend>
      {choices.map((visibility) => (
        <Choice
          key={visibility}
          name="visibility"
          value={visibility}
          chosen={draft.visibility}
          onChoose={() =>
            onChange({
              ...draft,
              visibility,
              owner: { kind: "nobody", chosen: undefined },
              milestone: undefined,
            })
          }
        >
          {t(visibility === "group" ? "read_by_group" : "read_by_coalition")}
        </Choice>
      ))}
    </fieldset>
  );
}

/** What it is done for, where there is something of the kind. */
function ForMilestone(props: { readonly draft: Draft; readonly onChange: (draft: Draft) => void }) {
  const { draft, onChange } = props;
  const isWithin = draft.board !== "" && draft.visibility === "group";
  const space_id = isWithin ? draft.board : COALITION_SPACE;
  if (!hasMilestones(space_id)) return null;
  return (
    <div class="field">
      <MilestoneSearch
        key={space_id}
        space_id={space_id}
        onChoose={(milestone) => onChange({ ...draft, milestone })}
      />
      {draft.milestone === undefined ? null : (
        <p class="small">
          <Words k="milestone_chosen" parts={{ name: <bdi>{draft.milestone.name}</bdi> }} />{" "}
          <Button look="plain" onClick={() => onChange({ ...draft, milestone: undefined })}>
            {t("milestone_clear")}
          </Button>
        </p>
      )}
    </div>
  );
}

function Form() {
  const { draft, setDraft, problems, submit, reason } = useCreation();
  const messageOf = (...fields: string[]) =>
    problems.find((one) => fields.includes(one.field))?.message;
  const options = [
    ...(may("add_coalition_item").value.ok ? [{ value: "", word: t("board_coalition") }] : []),
    ...boards().map(({ id, name }) => ({ value: id, word: name })),
  ];
  return (
    <CreateForm
      problems={problems}
      onSubmit={submit}
      word={t("item_create_do")}
      reason={reason}
      back="/actions"
    >
      <TextField
        label={t("field_item_title")}
        value={draft.title}
        onInput={(title) => setDraft({ ...draft, title })}
        problem={messageOf("title")}
      />
      <SelectField
        label={t("field_board")}
        value={draft.board}
        options={options}
        onInput={(board) =>
          setDraft({
            ...draft,
            board,
            visibility: "group",
            owner: { kind: "nobody", chosen: undefined },
            milestone: undefined,
          })
        }
      />
      <Visibility draft={draft} onChange={setDraft} />
      <OwnerField
        key={`${draft.board} ${draft.visibility}`}
        place={{
          group_id: draft.board === "" ? null : draft.board,
          isWithin: draft.board !== "" && draft.visibility === "group",
        }}
        draft={draft.owner}
        onChange={(owner) => setDraft({ ...draft, owner })}
      />
      {draft.owner.chosen === undefined ? null : (
        <p class="field small">
          <Words k="owner_chosen" parts={{ name: <bdi>{draft.owner.chosen.name}</bdi> }} />
        </p>
      )}
      <fieldset class="field">
        <legend>{t("field_due")}</legend>
        {([false, true] as const).map((hasDate) => (
          <Choice
            key={String(hasDate)}
            name="due"
            value={String(hasDate)}
            chosen={String(draft.hasDate)}
            onChoose={() => setDraft({ ...draft, hasDate })}
          >
            {t(hasDate ? "due_stated" : "due_not_yet")}
          </Choice>
        ))}
        {draft.hasDate ? (
          <FuzzyDate
            draft={draft.due}
            onChange={(due) => setDraft({ ...draft, due })}
            invalid={messageOf("due_on") !== undefined}
          />
        ) : null}
      </fieldset>
      <ForMilestone draft={draft} onChange={setDraft} />
      <TextArea
        label={t("field_item_note")}
        value={draft.note}
        onInput={(note) => setDraft({ ...draft, note })}
        problem={messageOf("note")}
      />
    </CreateForm>
  );
}

export function NewItem() {
  if (!may("add_coalition_item").value.ok && boards().length === 0) return <NotHere />;
  return (
    <>
      <PageHead title={t("item_new_title")} back={{ href: "/actions", word: t("room_actions") }} />
      <Form />
    </>
  );
}

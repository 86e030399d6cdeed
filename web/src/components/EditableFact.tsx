/*
 * A row that opens into its field. The rest of the page stays as it was, Enter saves, Esc leaves.
 * What was typed survives an error and a change by another: the field then stands open with both.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { fuzzyDate, t } from "../i18n";
import { Button, type FilterOption } from "./controls";
import { FuzzyDate, type FuzzyDraft, fromDraft, toDraft } from "./FuzzyDate";
import { useHeld, useHeldHere } from "./held";
import { FieldError, SaveMark, type SaveResult, type Saving } from "./saving";
import { offerUndo } from "./undo";
import { joinWordings, Versus } from "./Versus";
import { Words } from "./words";

export type Editor =
  | { readonly kind: "line"; readonly most: number; readonly required?: boolean }
  | { readonly kind: "text"; readonly most: number }
  | { readonly kind: "choice"; readonly options: readonly FilterOption[] }
  | { readonly kind: "date" };

export interface FactWords {
  /** "Sector" · "Edit the sector" · "Save the sector": whole messages, so that each can decline. */
  readonly label: string;
  readonly edit: string;
  readonly save: string;
}

interface Props {
  readonly words: FactWords;
  readonly value: string | null;
  readonly editor: Editor;
  /** How the value is shown; left out: as it is. */
  readonly shown?: ComponentChildren;
  /** How it is said that there is none; left out: that it is not stated. */
  readonly absent?: string | undefined;
  readonly extra?: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly saving: Saving;
  readonly savedAt?: number | undefined;
  /** Where not, the page says once below its facts who can. */
  readonly canEdit: boolean;
  readonly open: boolean;
  /** Where the row may be drawn anew elsewhere: by what its typing is found again. */
  readonly held?: string;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onSave: (from: string | null, to: string | null) => Promise<SaveResult>;
}

/** How a value is said in a sentence. */
function wordOf(editor: Editor, value: string | null): string {
  if (value === null) return t("not_stated");
  switch (editor.kind) {
    case "choice":
      return editor.options.find((option) => option.value === value)?.word ?? value;
    case "date":
      return fuzzyDate(value);
    case "line":
    case "text":
      return value;
    default:
      return editor satisfies never;
  }
}

/* So much of a long text tells which it was. */
const BRIEF_MOST = 80;

const briefly = (word: string): string => {
  const letters = [...word];
  return letters.length > BRIEF_MOST ? `${letters.slice(0, BRIEF_MOST).join("")}…` : word;
};

type Refusal = Exclude<SaveResult, { ok: true }>;

type Problem =
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "stale"; readonly stored: string | null };

interface DraftState {
  readonly text: string;
  readonly date: FuzzyDraft;
}

const draftOf = (value: string | null): DraftState => ({ text: value ?? "", date: toDraft(value) });

/** The draft as a value: undefined while it is none. */
function draftValue(editor: Editor, draft: DraftState): string | null | undefined {
  if (editor.kind === "date") return fromDraft(draft.date);
  const text = draft.text.trim();
  if (text !== "") return text;
  return editor.kind === "line" && editor.required ? undefined : null;
}

function complaint(editor: Editor, draft: DraftState, value: string | null): string | undefined {
  if (editor.kind === "date") return fromDraft(draft.date) === undefined ? t("E_DATE") : undefined;
  const text = draft.text.trim();
  if (editor.kind === "line" && editor.required && text === "") {
    return t("error_empty", { before: wordOf(editor, value) });
  }
  if (editor.kind !== "choice" && [...text].length > editor.most) {
    return t("E_TOO_LONG", { most: editor.most });
  }
  return undefined;
}

interface Editing {
  readonly draft: DraftState;
  readonly base: string | null;
  readonly problem: Problem | undefined;
}

const editingOf = (value: string | null, base = value, problem?: Problem): Editing => ({
  draft: draftOf(value),
  base,
  problem,
});

/** The fact's state of editing, apart from how it looks. */
function useFact(props: Props) {
  const { value, editor, open, held, onClose, onOpen, onSave } = props;
  const editing = useHeld<Editing>(held, () => editingOf(value));
  const { draft, base, problem } = editing.value;
  const setDraft = (next: DraftState) => {
    editing.value = { ...editing.value, draft: next };
  };
  const setProblem = (next: Problem | undefined) => {
    editing.value = { ...editing.value, problem: next };
  };
  const isOpen = open || problem !== undefined;
  const isHere = useHeldHere(held);

  /* Another's change while the field is open is never put over what is typed. */
  const changed =
    isOpen && value !== base && problem?.kind !== "stale" && value !== draftValue(editor, draft);
  const stale = problem?.kind === "stale" ? problem : changed ? { stored: value } : undefined;

  const start = () => {
    editing.value = editingOf(value);
    onOpen();
  };
  const leave = () => {
    setProblem(undefined);
    onClose();
  };
  const refused = (from: string | null, typed: string | null, result: Refusal) => {
    if (!isHere()) return;
    result.took?.();
    editing.value = editingOf(
      typed,
      from,
      result.stale
        ? { kind: "stale", stored: result.stale.stored }
        : { kind: "error", message: result.message },
    );
  };
  const undo = async (from: string | null, to: string | null) => {
    const result = await onSave(from, to);
    if (!result.ok) refused(from, to, result);
  };
  const save = async (from: string | null, to: string | null) => {
    leave();
    if (to === from) return;
    const result = await onSave(from, to);
    if (!result.ok) return refused(from, to, result);
    offerUndo(
      <Words
        k="undo_changed"
        parts={{
          field: props.words.label,
          now: <bdi>{briefly(wordOf(editor, to))}</bdi>,
          before: <bdi>{briefly(wordOf(editor, from))}</bdi>,
        }}
      />,
      () => void undo(to, from),
    );
  };
  const submit = () => {
    const message = complaint(editor, draft, base);
    if (message !== undefined) return setProblem({ kind: "error", message });
    const to = draftValue(editor, draft);
    if (to !== undefined) void save(base, to);
  };
  return { draft, setDraft, base, problem, stale, isOpen, start, leave, save, submit };
}

type Fact = ReturnType<typeof useFact>;

interface FieldProps {
  readonly id: string;
  readonly fact: Fact;
  readonly editor: Editor;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
}

function Field({ id, fact, editor, invalid, describedBy }: FieldProps) {
  const { draft, setDraft } = fact;
  const common = { id, "aria-invalid": invalid, "aria-describedby": describedBy };
  const setText = (text: string) => setDraft({ ...draft, text });
  switch (editor.kind) {
    case "line":
      return (
        <input
          {...common}
          type="text"
          dir="auto"
          autocomplete="off"
          value={draft.text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      );
    case "text":
      return (
        <textarea
          {...common}
          dir="auto"
          value={draft.text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      );
    case "choice":
      return (
        <select
          {...common}
          value={draft.text}
          onChange={(event) => setText(event.currentTarget.value)}
        >
          {editor.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.word}
            </option>
          ))}
        </select>
      );
    case "date":
      return (
        <FuzzyDate
          draft={draft.date}
          onChange={(date) => setDraft({ ...draft, date })}
          invalid={invalid}
          describedBy={describedBy}
        />
      );
    default:
      return editor satisfies never;
  }
}

/** The open row: the field, or the two wordings when another was faster. */
function OpenFact({ props, fact }: { readonly props: Props; readonly fact: Fact }) {
  const id = useId();
  const ref = useRef<HTMLDivElement>(null);
  const { editor, words, hint } = props;
  const isStale = fact.stale !== undefined;
  useEffect(() => {
    const first = ref.current?.querySelector<HTMLElement>(
      isStale ? "[tabindex='-1']" : "input:checked, input:not([type=radio]), textarea, select",
    );
    first?.focus();
  }, [isStale]);
  if (fact.stale) {
    const yours = draftValue(editor, fact.draft) ?? null;
    const { stored } = fact.stale;
    return (
      <div ref={ref}>
        <p>
          <b>{words.label}</b>
        </p>
        <Versus
          theirs={stored}
          yours={yours}
          before={fact.base}
          joined={editor.kind === "line" ? joinWordings(stored, yours) : undefined}
          show={(value) => <bdi>{wordOf(editor, value)}</bdi>}
          onSave={(value) => void fact.save(stored, value)}
          onLeave={fact.leave}
        />
      </div>
    );
  }
  const error = fact.problem?.kind === "error" ? fact.problem.message : undefined;
  const describedBy = [error === undefined ? "" : `${id}e`, hint === undefined ? "" : `${id}h`]
    .filter((part) => part !== "")
    .join(" ");
  return (
    <div ref={ref}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          fact.submit();
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") fact.leave();
        }}
      >
        {editor.kind === "date" ? (
          <p>
            <b>{words.label}</b>
          </p>
        ) : (
          <label for={id}>{words.label}</label>
        )}
        <Field
          id={id}
          fact={fact}
          editor={editor}
          invalid={error !== undefined}
          describedBy={describedBy || undefined}
        />
        {error === undefined ? null : (
          <FieldError id={`${id}e`} label={words.label} message={error} />
        )}
        {hint === undefined ? null : (
          <p class="hint" id={`${id}h`}>
            {hint}
          </p>
        )}
        <div class="btns">
          <Button look="primary" kind="submit">
            {words.save}
          </Button>
          {editor.kind === "date" && fact.base !== null ? (
            <Button look="plain" onClick={() => void fact.save(fact.base, null)}>
              {t("fuzzy_not_known")}
            </Button>
          ) : null}
          <Button look="plain" onClick={fact.leave}>
            {t("cancel")}
          </Button>
        </div>
      </form>
    </div>
  );
}

export function EditableFact(props: Props) {
  const { words, value, editor, shown, absent, extra, saving, savedAt, canEdit } = props;
  const fact = useFact(props);
  const row = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !fact.isOpen && !document.querySelector("dialog[open]")) {
      row.current?.querySelector<HTMLElement>(".editbtn")?.focus();
    }
    wasOpen.current = fact.isOpen;
  }, [fact.isOpen]);
  if (fact.isOpen) {
    return (
      <div class="open" ref={row}>
        <dt class="vh">{t("open_for_editing")}</dt>
        <dd>
          <OpenFact props={props} fact={fact} />
        </dd>
      </div>
    );
  }
  return (
    <div ref={row} class={saving === "waiting" ? "wait" : undefined}>
      <dt>{words.label}</dt>
      <dd class="val">
        <span>
          {value === null ? (
            <span class="muted">{absent ?? t("not_stated")}</span>
          ) : (
            (shown ?? <bdi>{wordOf(editor, value)}</bdi>)
          )}
          {extra}
        </span>
        <SaveMark state={saving} at={savedAt} />
        {canEdit ? (
          <button
            type="button"
            class="editbtn"
            aria-label={value === null ? t("add_named", { field: words.label }) : words.edit}
            onClick={fact.start}
          >
            {t(value === null ? "add" : "edit")}
          </button>
        ) : null}
      </dd>
    </div>
  );
}

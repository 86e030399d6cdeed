/*
 * Writing what is said: a field in which "@" speaks to somebody and "#" points at something, by the one
 * combobox. Whoever is spoken to and could not see it is named before it is sent. What was typed stays,
 * on the way to another page and back, and when it is refused.
 */
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button, FieldError, Mark, SearchBox, useStillHere } from "../../components";
import { formatList, t } from "../../i18n";
import { dismiss, type Outcome, viewer } from "../../sync";
import {
  type Draft,
  EMPTY_DRAFT,
  linkable,
  mentionable,
  type Nameable,
  type RefSign,
  refName,
  toStored,
  unseenIn,
  withRef,
} from "../model/comments";
import { COMMENT_MOST } from "../model/limits";
import { refusalWords } from "../model/refusals";

/* What is offered before a letter is typed. */
const OFFERED = 6;

/* Drafts of this page's life, by whose they are and where; nothing of them is kept on the device. */
const drafts = new Map<string, Draft>();

/** What a refusal says of a comment: whom it names, where it names somebody. */
function wordsOf(error: Extract<Outcome, { ok: false }>["error"]): string {
  const { kind, id } = error.arguments;
  if (error.code === "E_OUTSIDE" && typeof kind === "string" && typeof id === "string") {
    const name = refName({ sign: "@", kind, id });
    if (name !== undefined) return t("comment_cannot_name", { names: name });
  }
  return refusalWords(error);
}

function Picker(props: {
  readonly sign: RefSign;
  readonly space_id: string;
  readonly onChoose: (thing: Nameable) => void;
  readonly onLeave: () => void;
}) {
  const { sign, space_id, onChoose, onLeave } = props;
  const things = sign === "@" ? mentionable(space_id) : linkable(space_id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the field in it come by here
    <div
      class="picker"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <SearchBox
        label={t(sign === "@" ? "comment_mention_label" : "comment_link_label")}
        labelled
        things={things}
        suggested={things.slice(0, OFFERED)}
        mark={(one) => <Mark kind={one.sees ? "open" : "ended"} />}
        note={(one) => one.note}
        onChoose={onChoose}
      />
      <Button look="plain" onClick={onLeave}>
        {t("cancel")}
      </Button>
    </div>
  );
}

interface Props {
  readonly label: string;
  readonly act: string;
  readonly space_id: string;
  /** Where a draft is kept: one for each place. */
  readonly place: string;
  /** What stands there at first. */
  readonly begin?: Draft;
  readonly onSend: (text: string) => Promise<Outcome>;
  /** It was taken in, and nothing else is being written here. */
  readonly onSent?: () => void;
  readonly onLeave?: () => void;
  /** The field takes the focus: it was asked for. */
  readonly isAsked?: boolean;
}

type Back = Extract<Outcome, { ok: false }> & { readonly sent: Draft };

/* "@" and "#" ask for a name where a word begins. */
const SIGN = /(?:^|[^\p{L}\p{N}])([@#])$/u;

function useDraft(place: string, begin: Draft) {
  const key = `${viewer.value.person_id} ${place}`;
  const [draft, set] = useState<Draft>(drafts.get(key) ?? begin);
  const setDraft = (next: Draft) => {
    if (next.text === "" || next === begin) drafts.delete(key);
    else drafts.set(key, next);
    set(next);
  };
  return { draft, setDraft, isEmpty: () => !drafts.has(key) };
}

export function Composer(props: Props) {
  const { label, act, space_id, place, begin = EMPTY_DRAFT, onSend, onSent, onLeave } = props;
  const { isAsked = false } = props;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { draft, setDraft, isEmpty } = useDraft(place, begin);
  const isHere = useStillHere();
  const [sign, setSign] = useState<RefSign | undefined>(undefined);
  const [error, setError] = useState<string | undefined>(undefined);
  const [back, setBack] = useState<Back | undefined>(undefined);
  /* What came back stands here again, as long as there is a here: else it waits among the refused. */
  useLayoutEffect(() => {
    if (!back) return;
    dismiss(back.command_id);
    setDraft(back.sent);
    setError(wordsOf(back.error));
    setBack(undefined);
  }, [back]);
  const at = useRef({ from: 0, to: 0 });
  const caret = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    if (isAsked) field.current?.focus();
  }, [isAsked]);
  useLayoutEffect(() => {
    if (caret.current === undefined || sign !== undefined) return;
    field.current?.focus();
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });
  const type = (text: string, end: number) => {
    const isLonger = text.length === draft.text.length + 1;
    const found = isLonger ? SIGN.exec(text.slice(0, end)) : null;
    setDraft({ ...draft, text });
    setError(undefined);
    if (!found) return;
    at.current = { from: end - 1, to: end };
    setSign(found[1] as RefSign);
  };
  const ask = (wanted: RefSign) => {
    const end = field.current?.selectionEnd ?? draft.text.length;
    at.current = { from: end, to: end };
    setSign(wanted);
  };
  const leavePicker = () => {
    caret.current = at.current.to;
    setSign(undefined);
  };
  const choose = (thing: Nameable) => {
    const { from } = at.current;
    const isApart = from === 0 || /\s/u.test(draft.text[from - 1] ?? "");
    const spaced = isApart
      ? draft
      : { ...draft, text: `${draft.text.slice(0, from)} ${draft.text.slice(from)}` };
    const shift = isApart ? 0 : 1;
    const done = withRef(spaced, thing.ref, thing.name, {
      from: from + shift,
      to: at.current.to + shift,
    });
    caret.current = done.caret;
    setDraft(done.draft);
    setSign(undefined);
  };
  const unseen = unseenIn(draft, space_id);
  const complaint = (text: string): string | undefined => {
    if (text === "") return t("E_REQUIRED");
    if (unseen.length > 0) return t("comment_cannot_name", { names: formatList(unseen) });
    return [...text].length > COMMENT_MOST ? t("E_TOO_LONG", { most: COMMENT_MOST }) : undefined;
  };
  const submit = async () => {
    const text = toStored(draft);
    const found = complaint(text);
    setError(found);
    if (found !== undefined) return field.current?.focus();
    const sent = draft;
    setDraft(EMPTY_DRAFT);
    const outcome = await onSend(text);
    if (!isHere() || !isEmpty()) return;
    if (outcome.ok) onSent?.();
    else setBack({ sent, ...outcome });
  };
  const told = error ?? (unseen.length > 0 ? complaint(" ") : undefined);
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label for={id}>{label}</label>
      <textarea
        ref={field}
        id={id}
        dir="auto"
        rows={3}
        value={draft.text}
        aria-invalid={told !== undefined}
        aria-describedby={told === undefined ? `${id}h` : `${id}h ${id}e`}
        onInput={(event) => type(event.currentTarget.value, event.currentTarget.selectionEnd)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void submit();
        }}
      />
      {told === undefined ? null : (
        <div role="alert">
          <FieldError id={`${id}e`} label={label} message={told} />
        </div>
      )}
      <p class="hint" id={`${id}h`}>
        {t("comment_hint")}
      </p>
      {sign === undefined ? null : (
        <Picker
          key={sign}
          sign={sign}
          space_id={space_id}
          onChoose={choose}
          onLeave={leavePicker}
        />
      )}
      <div class="btns">
        <Button kind="submit">{act}</Button>
        <Button look="plain" onClick={() => ask("@")}>
          {t("comment_mention_do")}
        </Button>
        <Button look="plain" onClick={() => ask("#")}>
          {t("comment_link_do")}
        </Button>
        {onLeave === undefined ? null : (
          <Button
            look="plain"
            onClick={() => {
              setDraft(EMPTY_DRAFT);
              onLeave();
            }}
          >
            {t("cancel")}
          </Button>
        )}
      </div>
    </form>
  );
}

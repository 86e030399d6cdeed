/*
 * The one combobox for organizations, groups and people: a field with a list under it, worked by
 * keys as the ARIA Authoring Practices describe ("Editable Combobox With List Autocomplete"). It
 * says by which name something was found.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { collator, type Key, t } from "../i18n";
import { type Answer, type Findable, type FoundBy, find, type Range } from "./find";
import { Icon } from "./icons";
import { useKey } from "./keys";
import { Name } from "./words";

/* More than this is not read through; one types another letter instead. */
const HITS_MAX = 8;

const FOUND_BY = {
  name: undefined,
  acronym: undefined,
  other_acronym: "found_by_other_acronym",
  spelling: "found_by_spelling",
} as const satisfies Record<FoundBy, Key | undefined>;

/** A text with its found places marked. */
export function Marked({
  text,
  ranges,
}: {
  readonly text: string;
  readonly ranges: readonly Range[];
}) {
  const pieces: ComponentChildren[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at) continue;
    pieces.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}

export const shortName = (thing: Findable): string => thing.acronyms.join("/");

interface Props<F extends Findable> {
  readonly label: string;
  readonly things: readonly F[];
  readonly onChoose: (thing: F) => void;
  /** What stands beside the found name: its mark and its standing. */
  readonly mark: (thing: F) => ComponentChildren;
  readonly note: (thing: F) => string;
  /** The label is seen above the field; without it the field is a search with its own icon. */
  readonly labelled?: boolean;
  readonly chosen?: F | undefined;
  /** What is offered before anything is typed; the list is then always open. */
  readonly suggested?: readonly F[];
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
}

function HitName<F extends Findable>({ answer }: { readonly answer: Answer<F> }) {
  const { thing, by, text, ranges } = answer;
  const short = thing.acronyms.map((acronym, index) => (
    <span key={acronym}>
      {index > 0 ? "/" : null}
      {by.endsWith("acronym") && acronym === text ? (
        <Marked text={acronym} ranges={ranges} />
      ) : (
        acronym
      )}
    </span>
  ));
  return (
    <>
      {short.length > 0 ? (
        <>
          <b>
            <Name>{short}</Name>
          </b>
          {" · "}
        </>
      ) : null}
      <Name>{by === "name" ? <Marked text={thing.name} ranges={ranges} /> : thing.name}</Name>
    </>
  );
}

const asAnswer = <F extends Findable>(thing: F): Answer<F> => ({
  thing,
  by: "name",
  text: thing.name,
  ranges: [],
  score: 0,
});

function useCombobox<F extends Findable>({ things, onChoose, chosen, suggested }: Props<F>) {
  const [typed, setTyped] = useState(chosen?.name ?? "");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const isOffer = suggested !== undefined && typed.trim() === "";
  const isOpen = open || suggested !== undefined;
  const answers = isOffer
    ? suggested.map(asAnswer)
    : isOpen
      ? find(things, typed, collator().compare)
      : [];
  const shown = answers.slice(0, HITS_MAX);
  const isExpanded = isOffer || (isOpen && typed.trim() !== "");
  const choose = (answer: Answer<F> | undefined, keep: boolean) => {
    if (!answer) return;
    setTyped(keep ? answer.thing.name : "");
    setOpen(false);
    onChoose(answer.thing);
  };
  const type = (text: string) => {
    setTyped(text);
    setActive(0);
    setOpen(true);
  };
  const step = (by: 1 | -1) => {
    if (!isExpanded) return setOpen(true);
    if (shown.length > 0) setActive((active + by + shown.length) % shown.length);
  };
  return {
    typed,
    active: Math.min(active, shown.length - 1),
    answers,
    shown,
    isExpanded,
    isOffer,
    choose,
    type,
    step,
    setOpen,
  };
}

export function SearchBox<F extends Findable>(props: Props<F>) {
  const { label, labelled = false, things, mark, note, invalid, describedBy } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const box = useCombobox(props);
  const { shown, active, isExpanded } = box;
  const choose = (index: number) => box.choose(shown[index], labelled);
  const isOffering = props.suggested !== undefined;
  useEffect(() => {
    if (isOffering) input.current?.focus(); // the dialog around it has had its turn
  }, [isOffering]);
  useKey("search", () => {
    if (!labelled) input.current?.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        return box.step(event.key === "ArrowDown" ? 1 : -1);
      case "Enter":
        if (!isExpanded) return;
        event.preventDefault();
        return choose(active);
      case "Escape":
        if (box.isOffer || (!isExpanded && box.typed === "")) return;
        event.preventDefault();
        event.stopPropagation();
        if (isExpanded && props.suggested === undefined) return box.setOpen(false);
        return box.type("");
      default:
    }
  };
  const clear = () => {
    box.type("");
    box.setOpen(false);
    input.current?.focus();
  };
  return (
    <div class={labelled ? "search labelled" : "search"}>
      <label class={labelled ? undefined : "vh"} for={id}>
        {label}
      </label>
      {labelled ? null : <Icon name="search" />}
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        value={box.typed}
        aria-expanded={isExpanded}
        aria-controls={`${id}l`}
        aria-autocomplete="list"
        aria-activedescendant={isExpanded && shown.length > 0 ? `${id}-${active}` : undefined}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onInput={(event) => box.type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => box.setOpen(false)}
      />
      {box.typed === "" ? null : (
        <button type="button" class="clear" onClick={clear}>
          <Icon name="clear" />
          <span class="vh">{t("search_clear")}</span>
        </button>
      )}
      <div class="drop" hidden={!isExpanded}>
        <div class="hits" id={`${id}l`} role="listbox" aria-label={t("search_found")}>
          {shown.map((answer, index) => {
            const by = FOUND_BY[answer.by];
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act in the field, as the pattern asks
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, as the pattern asks
              <div
                key={answer.thing.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(index)}
              >
                {mark(answer.thing)}
                <span>
                  <HitName answer={answer} />
                  <span class="m">
                    {by ? `${t(by, { name: answer.text })} · ` : null}
                    {note(answer.thing)}
                  </span>
                </span>
              </div>
            );
          })}
        </div>
        <p class="sum" role="status">
          {box.isOffer
            ? t("search_offer")
            : box.answers.length === 0
              ? t("search_none", { query: box.typed })
              : t(labelled ? "search_count_choose" : "search_count_open", {
                  found: box.answers.length,
                  total: things.length,
                })}
        </p>
      </div>
    </div>
  );
}

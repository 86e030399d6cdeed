/*
 * A row whose value is a list: each entry is added or removed by itself, so two people never
 * overwrite each other. Taking one out can be undone like any other change.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { formatList, t } from "../i18n";
import { AddLine } from "./AddLine";
import { Button, type FilterOption } from "./controls";
import type { FactWords } from "./EditableFact";
import { Refusal } from "./Refusal";
import type { SaveResult } from "./saving";
import { offerUndo } from "./undo";
import { Name, Words } from "./words";

export interface ListEntry {
  readonly id: string;
  readonly text: string;
  readonly language?: string | null;
  readonly note?: string | undefined;
}

interface Props {
  readonly words: Pick<FactWords, "label" | "edit">;
  /** "Another spelling" */
  readonly another: string;
  readonly entries: readonly ListEntry[];
  readonly most: number;
  /** What may be meant, offered while one types. */
  readonly suggestions?: readonly string[];
  /** Offered where an entry has a language of its own. */
  readonly languages?: readonly FilterOption[];
  /** How the whole list is said in one line; left out: as a list of the language. */
  readonly joined?: string;
  readonly extra?: ComponentChildren;
  readonly canEdit: boolean;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onAdd: (text: string, language: string | null) => Promise<SaveResult>;
  readonly onRemove: (id: string) => Promise<SaveResult>;
}

function AddEntry({ props }: { readonly props: Props }) {
  const id = useId();
  const [language, setLanguage] = useState("");
  const add = async (text: string) => {
    const result = await props.onAdd(text, language === "" ? null : language);
    if (result.ok) return undefined;
    result.took?.();
    return result.message;
  };
  return (
    <AddLine
      label={props.another}
      most={props.most}
      {...(props.suggestions ? { suggestions: props.suggestions } : {})}
      check={(text) =>
        props.entries.some((entry) => entry.text === text) ? t("error_listed") : undefined
      }
      onAdd={add}
      beside={
        props.languages ? (
          <div class="narrow">
            <label for={id}>{t("language")}</label>
            <select
              id={id}
              value={language}
              onChange={(event) => setLanguage(event.currentTarget.value)}
            >
              <option value="">{t("not_stated")}</option>
              {props.languages.map((option) => (
                <option key={option.value} value={option.value} lang={option.value}>
                  {option.word}
                </option>
              ))}
            </select>
          </div>
        ) : null
      }
    />
  );
}

function Entries({ props }: { readonly props: Props }) {
  const [error, setError] = useState<string | undefined>(undefined);
  const remove = async (entry: ListEntry) => {
    setError(undefined);
    const result = await props.onRemove(entry.id);
    if (!result.ok) {
      result.took?.();
      return setError(result.message);
    }
    offerUndo(
      <Words
        k="undo_removed"
        parts={{ field: props.words.label, text: <Name>{entry.text}</Name> }}
      />,
      () => void props.onAdd(entry.text, entry.language ?? null),
    );
  };
  return (
    <>
      <ul class="taken">
        {props.entries.map((entry) => (
          <li key={entry.id}>
            <span>
              <Name {...(entry.language ? { lang: entry.language } : {})}>{entry.text}</Name>
              {entry.note ? <span class="stated">{entry.note}</span> : null}
            </span>
            <button
              type="button"
              class="editbtn"
              aria-label={t("remove_named", { name: entry.text })}
              onClick={() => void remove(entry)}
            >
              {t("remove")}
            </button>
          </li>
        ))}
      </ul>
      <Refusal words={error} />
    </>
  );
}

export function EditableList(props: Props) {
  const { words, entries, joined, extra, canEdit, open, onOpen, onClose } = props;
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    const target = open ? "input" : wasOpen.current ? ".editbtn" : undefined;
    if (target) row.current?.querySelector<HTMLElement>(target)?.focus();
    wasOpen.current = open;
  }, [open]);
  if (open) {
    return (
      <div class="open" ref={row}>
        <dt class="vh">{t("open_for_editing")}</dt>
        <dd
          onKeyDown={(event) => {
            if (event.key === "Escape") onClose();
          }}
        >
          <p id={id}>
            <b>{words.label}</b>
          </p>
          <Entries props={props} />
          <AddEntry props={props} />
          <div class="btns">
            <Button look="plain" onClick={onClose}>
              {t("done_editing")}
            </Button>
          </div>
        </dd>
      </div>
    );
  }
  const add = entries.length === 0;
  return (
    <div ref={row}>
      <dt>{words.label}</dt>
      <dd class="val">
        <span>
          {add ? (
            <span class="muted">{t("not_stated")}</span>
          ) : (
            <bdi>{joined ?? formatList(entries.map((entry) => entry.text))}</bdi>
          )}
          {extra}
        </span>
        {canEdit ? (
          <button
            type="button"
            class="editbtn"
            aria-label={add ? t("add_named", { field: words.label }) : words.edit}
            onClick={onOpen}
          >
            {t(add ? "add" : "edit")}
          </button>
        ) : null}
      </dd>
    </div>
  );
}

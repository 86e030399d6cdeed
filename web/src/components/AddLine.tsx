/*
 * One line to enter the next of a list. What was typed comes back when it is refused, with the
 * reason under it.
 */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "./controls";
import { useHeld } from "./held";
import { FieldError } from "./saving";

interface Props {
  readonly label: string;
  /** How many characters there may be. */
  readonly most: number;
  /** What may be meant, offered while one types. */
  readonly suggestions?: readonly string[];
  /** What else stands in the line, before the button. */
  readonly beside?: ComponentChildren;
  /** A complaint about what is typed, before it is sent. */
  readonly check?: (text: string) => string | undefined;
  /** Where the line may be drawn anew elsewhere: by what its typing is found again. */
  readonly held?: string;
  /** Enters it; what was refused, in words. */
  readonly onAdd: (text: string) => Promise<string | undefined>;
}

interface Typed {
  readonly text: string;
  readonly error: string | undefined;
}

export function AddLine({ label, most, suggestions, beside, check, held, onAdd }: Props) {
  const id = useId();
  const typed = useHeld<Typed>(held, () => ({ text: "", error: undefined }));
  const { text, error } = typed.value;
  const complaint = (wanted: string): string | undefined => {
    if (wanted === "") return t("E_REQUIRED");
    return [...wanted].length > most ? t("E_TOO_LONG", { most }) : check?.(wanted);
  };
  const add = async () => {
    const wanted = text.trim();
    const found = complaint(wanted);
    typed.value = { text: found === undefined ? "" : text, error: found };
    if (found !== undefined) return;
    const refused = await onAdd(wanted);
    if (refused !== undefined) typed.value = { text: wanted, error: refused };
  };
  return (
    <form
      class="note"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div class="addline">
        <div>
          <label for={id}>{label}</label>
          <input
            id={id}
            type="text"
            dir="auto"
            autocomplete="off"
            list={suggestions === undefined ? undefined : `${id}l`}
            value={text}
            aria-invalid={error !== undefined}
            aria-describedby={error === undefined ? undefined : `${id}e`}
            onInput={(event) => {
              typed.value = { text: event.currentTarget.value, error };
            }}
          />
          {suggestions === undefined ? null : (
            <datalist id={`${id}l`}>
              {suggestions.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          )}
        </div>
        {beside}
        <Button kind="submit">{t("add_it")}</Button>
      </div>
      {error === undefined ? null : <FieldError id={`${id}e`} label={label} message={error} />}
    </form>
  );
}

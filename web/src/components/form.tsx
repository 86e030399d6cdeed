/*
 * Fields of a form that makes something new, and the summary on top that names what is wrong. What
 * was typed stays where it is, whatever happens.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import type { FilterOption } from "./controls";
import { FieldError } from "./saving";

export interface FormProblem {
  readonly field: string;
  readonly label: string;
  readonly message: string;
}

/** Takes the focus when there is something in it; each line leads to its field. */
export function ErrorSummary({ problems }: { readonly problems: readonly FormProblem[] }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0) ref.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <div class="errorbox" role="alert" tabIndex={-1} ref={ref}>
      <p>
        <b>{t("form_problems", { count: problems.length })}</b>
      </p>
      <ul>
        {problems.map((problem) => (
          <li key={problem.field}>
            {t("field_error", { field: problem.label, message: problem.message })}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: ComponentChildren;
  readonly problem?: string | undefined;
  /** What a password manager or a keyboard may fill in. */
  readonly autocomplete?: string;
  readonly inputMode?: "numeric" | "email" | "text";
  readonly readOnly?: boolean;
}

interface Wiring {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

/** Label, hint and error around a field, tied to it by ids. */
function Labelled(props: {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly problem?: string | undefined;
  readonly children: (wiring: Wiring) => ComponentChildren;
}) {
  const id = useId();
  const { label, hint, problem, children } = props;
  const describedBy = [hint === undefined ? "" : `${id}h`, problem === undefined ? "" : `${id}e`]
    .filter((part) => part !== "")
    .join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        "aria-invalid": problem !== undefined,
        "aria-describedby": describedBy || undefined,
      })}
      {problem === undefined ? null : <FieldError id={`${id}e`} label={label} message={problem} />}
      {hint === undefined ? null : (
        <p class="hint" id={`${id}h`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export const TextField = (props: FieldProps) => (
  <Labelled label={props.label} hint={props.hint} problem={props.problem}>
    {(wiring) => (
      <input
        {...wiring}
        type="text"
        dir="auto"
        autocomplete={props.autocomplete ?? "off"}
        inputMode={props.inputMode}
        readOnly={props.readOnly}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    )}
  </Labelled>
);

/** A day and an hour, by the browser's own picker. */
export const TimeField = (props: FieldProps) => (
  <Labelled label={props.label} hint={props.hint} problem={props.problem}>
    {(wiring) => (
      <input
        {...wiring}
        type="datetime-local"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    )}
  </Labelled>
);

/** An hour of any day, by the browser's own picker. */
export const HourField = (props: FieldProps) => (
  <Labelled label={props.label} hint={props.hint} problem={props.problem}>
    {(wiring) => (
      <input
        {...wiring}
        type="time"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    )}
  </Labelled>
);

/** A day of the calendar, by the browser's own picker. */
export const DayField = (props: FieldProps) => (
  <Labelled label={props.label} hint={props.hint} problem={props.problem}>
    {(wiring) => (
      <input
        {...wiring}
        type="date"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    )}
  </Labelled>
);

/** A password: it can be shown, pasted and filled in by whatever keeps it. */
export function PasswordField(props: FieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Labelled label={props.label} hint={props.hint} problem={props.problem}>
      {(wiring) => (
        <span class="withend">
          <input
            {...wiring}
            {...(shown ? ({ type: "text" } as const) : ({ type: "password" } as const))}
            dir="auto"
            autocomplete={props.autocomplete ?? "current-password"}
            autocapitalize="none"
            spellcheck={false}
            value={props.value}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
          <button
            type="button"
            class="editbtn"
            aria-pressed={shown}
            aria-label={t(shown ? "password_hide" : "password_show")}
            onClick={() => setShown(!shown)}
          >
            {t(shown ? "hide" : "show")}
          </button>
        </span>
      )}
    </Labelled>
  );
}

export const TextArea = ({ label, value, onInput, hint, problem }: FieldProps) => (
  <Labelled label={label} hint={hint} problem={problem}>
    {(wiring) => (
      <textarea
        {...wiring}
        dir="auto"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    )}
  </Labelled>
);

export const SelectField = (props: FieldProps & { readonly options: readonly FilterOption[] }) => (
  <Labelled label={props.label} hint={props.hint} problem={props.problem}>
    {(wiring) => (
      <select
        {...wiring}
        value={props.value}
        onChange={(event) => props.onInput(event.currentTarget.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    )}
  </Labelled>
);

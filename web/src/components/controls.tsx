/*
 * Buttons, tags, sections and filters: native elements with the look of the sheet. A control one
 * may not use is disabled with its reason in words beside it, never greyed without one.
 */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { t } from "../i18n";

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: () => void;
  readonly look?: "edge" | "primary" | "plain" | "primary wide";
  readonly kind?: "button" | "submit";
  /** Why it cannot be used now; shown beside it. */
  readonly reason?: string | undefined;
  readonly label?: string;
}

export function Button({
  children,
  onClick,
  look = "edge",
  kind = "button",
  reason,
  label,
}: ButtonProps) {
  const id = useId();
  return (
    <>
      <button
        type={kind === "submit" ? "submit" : "button"}
        class={look === "edge" ? "btn" : `btn ${look}`}
        onClick={onClick}
        disabled={reason !== undefined}
        aria-describedby={reason === undefined ? undefined : id}
        aria-label={label}
      >
        {children}
      </button>
      {reason === undefined ? null : (
        <span class="small muted" id={id}>
          {reason}
        </span>
      )}
    </>
  );
}

export const Tag = ({ children }: { readonly children: ComponentChildren }) => (
  <span class="tag">{children}</span>
);

interface SectionProps {
  readonly title: ComponentChildren;
  readonly count?: number;
  readonly end?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly class?: string;
}

/** A block of a page under a ruled head: title, count, and at the end what belongs to the whole. */
export function Section({ title, count, end, children, class: name }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} class={name}>
      <h2 class="sec">
        <span id={id}>{title}</span>
        {count === undefined ? null : <span class="n">{count}</span>}
        {end === undefined ? null : <span class="end">{end}</span>}
      </h2>
      {children}
    </section>
  );
}

export interface FilterOption {
  readonly value: string;
  readonly word: string;
}

interface ChipProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly FilterOption[];
  readonly onChange: (value: string) => void;
}

/** One filter of a list. Its first choice is the filter's own name and means: everything. */
export const Chip = ({ label, value, options, onChange }: ChipProps) => (
  <label class={value === "" ? "chip" : "chip on"}>
    <span class="vh">{label}</span>
    <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{value === "" ? label : t("filter_all", { filter: label })}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.word}
        </option>
      ))}
    </select>
  </label>
);

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
  readonly children: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly disabled?: boolean;
}

export const Choice = ({
  name,
  value,
  chosen,
  onChoose,
  children,
  hint,
  disabled,
}: ChoiceProps) => (
  <label class="choice">
    <input
      type="radio"
      name={name}
      value={value}
      checked={chosen === value}
      disabled={disabled}
      onChange={() => onChoose(value)}
    />
    <span>
      {children}
      {hint === undefined ? null : <span class="hint">{hint}</span>}
    </span>
  </label>
);

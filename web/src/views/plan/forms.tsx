/*
 * The four forms of a plan, a key apart: drawn over the years, by year, as an outline, as a table. Which
 * is shown, and how near the years are, stands in the address. A phone begins at the list by year.
 */
import { useState } from "preact/hooks";
import { useKey } from "../../components";
import { type Key, t } from "../../i18n";
import { navigate, route } from "../../router";
import { SCALES, type Scale } from "../model/timeline";

const FORMS = {
  drawing: "as_drawing",
  years: "plan_as_years",
  outline: "plan_as_outline",
  table: "as_table",
} as const satisfies Record<string, Key>;

export type Form = keyof typeof FORMS;

const SCALE_WORDS = {
  years_20: "scale_years_20",
  years_5: "scale_years_5",
  year: "scale_year",
  quarter: "scale_quarter",
} as const satisfies Record<Scale, Key>;

const wide = window.matchMedia("(min-width: 900px)");

const isForm = (word: string | null): word is Form => word !== null && Object.hasOwn(FORMS, word);

function setQuery(name: string, value: string): void {
  const query = new URLSearchParams(route.value.query);
  query.set(name, value);
  navigate(`${location.pathname}?${query}`, { replace: true });
}

/** What is shown, as the address has it; else by the width of the screen. */
export function usePlanForm(): readonly [Form, (form: Form) => void] {
  const [usual] = useState<Form>(wide.matches ? "drawing" : "years");
  const asked = route.value.query.get("as");
  const form = isForm(asked) ? asked : usual;
  const set = (next: Form) => setQuery("as", next);
  const all = Object.keys(FORMS) as Form[];
  useKey("view", () => set(all[(all.indexOf(form) + 1) % all.length] ?? usual));
  return [form, set];
}

/** How near the years are, as the address has it; else so that a plan is seen whole. */
export function scaleHere(): Scale {
  const asked = route.value.query.get("scale");
  return SCALES.find((scale) => scale === asked) ?? "years_20";
}

function Radios<V extends string>(props: {
  readonly name: string;
  readonly legend: string;
  readonly words: Readonly<Record<V, Key>>;
  readonly chosen: V;
  readonly onChoose: (value: V) => void;
}) {
  return (
    <fieldset class="seg">
      <legend class="vh">{props.legend}</legend>
      {(Object.keys(props.words) as V[]).map((value) => (
        <label key={value}>
          <input
            type="radio"
            name={props.name}
            value={value}
            checked={props.chosen === value}
            onChange={() => props.onChoose(value)}
          />
          {t(props.words[value])}
        </label>
      ))}
    </fieldset>
  );
}

export const FormChoice = (props: {
  readonly form: Form;
  readonly onChange: (form: Form) => void;
}) => (
  <Radios
    name="form"
    legend={t("shown_as")}
    words={FORMS}
    chosen={props.form}
    onChoose={props.onChange}
  />
);

export const ScaleChoice = ({ scale }: { readonly scale: Scale }) => (
  <Radios
    name="scale"
    legend={t("scale_label")}
    words={SCALE_WORDS}
    chosen={scale}
    onChoose={(next) => setQuery("scale", next)}
  />
);

/* The same content as a table or as a drawing, a key apart. Who listens, and a phone, begin at the table. */
import { useState } from "preact/hooks";
import { useKey } from "../../components";
import { t } from "../../i18n";
import { navigate, route } from "../../router";

export type Form = "table" | "drawing";

const wide = window.matchMedia("(min-width: 900px)");

/** What is shown, as the address has it; else by the width of the screen. */
export function useForm(): readonly [Form, (form: Form) => void] {
  const [usual] = useState<Form>(wide.matches ? "drawing" : "table");
  const asked = route.value.query.get("as");
  const form = asked === "table" || asked === "drawing" ? asked : usual;
  const set = (next: Form) => {
    const query = new URLSearchParams(route.value.query);
    query.set("as", next);
    navigate(`${location.pathname}?${query}`, { replace: true });
  };
  useKey("view", () => set(form === "table" ? "drawing" : "table"));
  return [form, set];
}

const WORD = { table: "as_table", drawing: "as_drawing" } as const;

export const Segments = (props: {
  readonly form: Form;
  readonly onChange: (form: Form) => void;
}) => (
  <fieldset class="seg">
    <legend class="vh">{t("shown_as")}</legend>
    {(["table", "drawing"] as const).map((one) => (
      <label key={one}>
        <input
          type="radio"
          name="form"
          value={one}
          checked={props.form === one}
          onChange={() => props.onChange(one)}
        />
        {t(WORD[one])}
      </label>
    ))}
  </fieldset>
);

/*
 * Where a change is on its way, beside the field it was made in: waiting, saved with the time, put
 * back. And the sentence under a field that says what is wrong and what to do.
 */
import { formatDate, t } from "../i18n";
import { Mark } from "./marks";

export type Saving = "settled" | "waiting" | "saved" | "putback";

/** What became of a change one asked for. stored is what stands there, when another was faster. */
export type SaveResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly message: string;
      readonly stale?: { readonly stored: string | null };
      /** Called by what shows it with the words that were typed, so that it is shown once. */
      readonly took?: () => void;
    };

const timeOf = (at: number | undefined): string =>
  formatDate(new Date(at ?? Date.now()), { timeStyle: "short" });

export function SaveMark({
  state,
  at,
}: {
  readonly state: Saving;
  readonly at?: number | undefined;
}) {
  switch (state) {
    case "settled":
      return null;
    case "waiting":
      return (
        <span class="field-note savemark" role="status">
          <Mark kind="waiting" /> {t("saving")}
        </span>
      );
    case "saved":
      return (
        <span class="ok small savemark" role="status">
          {t("saved_at", { time: timeOf(at) })}
        </span>
      );
    case "putback":
      return (
        <span class="ok small savemark" role="status">
          {t("put_back_at", { time: timeOf(at) })}
        </span>
      );
    default:
      return state satisfies never;
  }
}

/** The field is named, so that the sentence stands also where the field is not seen. */
export const FieldError = (props: {
  readonly id: string;
  readonly label: string;
  readonly message: string;
}) => (
  <p class="fielderr" id={props.id}>
    {t("field_error", { field: props.label, message: props.message })}
  </p>
);

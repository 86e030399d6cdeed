/* A door's refusal as a form shows it: at the field it names, in the words of its code. */
import type { FormProblem } from "../../components";
import { type Key, t } from "../../i18n";
import type { WireError } from "../../sync";
import { refusalWords } from "../model/refusals";

/** fields: the form's, with their labels. None when the refusal names no field of it. */
export function problemsOf(
  error: WireError | undefined,
  fields: Readonly<Record<string, Key>>,
): readonly FormProblem[] {
  const label = error?.field === undefined ? undefined : fields[error.field];
  if (error?.field === undefined || label === undefined) return [];
  return [{ field: error.field, label: t(label), message: refusalWords(error) }];
}

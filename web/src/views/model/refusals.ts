/*
 * From the server's refusal to the sentence a person reads. The code picks the sentence, the
 * arguments fill it; a code this client does not know yet gets the sentence for what failed inside.
 */
import type { SaveResult } from "../../components";
import { formatList, isKey, type Key, t } from "../../i18n";
import { dismiss, type Outcome, type WireError } from "../../sync";
import { stateWord, whoWords, widthWord } from "./vocabulary";

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

/** The circle of an E_CYCLE: names in order, and their ids where the actor may see them. */
export function circleOf(error: WireError): readonly { name: string; id: string | undefined }[] {
  const ids = texts(error.arguments["path_ids"]);
  return texts(error.arguments["path"]).map((name, index) => ({
    name,
    id: name === "…" ? undefined : ids[index],
  }));
}

/* What the catalogue has no sentence for is a fault inside. */
const isKnown = (code: string): code is Key => code.startsWith("E_") && isKey(code);

export function refusalWords(error: WireError): string {
  const code = isKnown(error.code) ? error.code : "E_UNAVAILABLE";
  const { arguments: given } = error;
  const number = (name: string): number => (typeof given[name] === "number" ? given[name] : 0);
  return t(code, {
    most: number("most"),
    least: number("least"),
    seconds: number("seconds"),
    path: texts(given["path"]).join(" → "),
    allowed: typeof given["allowed"] === "string" ? widthWord(given["allowed"]) : "",
    who: formatList(whoWords(texts(given["who"])), "disjunction"),
    possible: formatList(texts(given["possible"]).map(stateWord), "disjunction"),
  });
}

/** What a field needs to know of an outcome. */
export function toSaveResult(outcome: Outcome): SaveResult {
  if (outcome.ok) return { ok: true };
  const { error, command_id } = outcome;
  const refusal = {
    ok: false,
    message: refusalWords(error),
    took: () => dismiss(command_id),
  } as const;
  if (error.code !== "E_STALE") return refusal;
  const stored = error.arguments["stored"];
  return { ...refusal, stale: { stored: typeof stored === "string" ? stored : null } };
}

/** The refusal as a dialog shows it; it is then no longer among those that wait for the person. */
export function takeRefusal(outcome: Outcome): string | undefined {
  if (outcome.ok) return undefined;
  dismiss(outcome.command_id);
  return refusalWords(outcome.error);
}

/** "Who can: the Secretariat or its delegates." */
export const whoCan = (who: readonly string[]): string =>
  t("who_can", { who: formatList(whoWords(who), "disjunction") });

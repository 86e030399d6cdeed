/*
 * The charter: its versions, each in the languages it has been put into. A reader gets it in their own
 * where it is in that, else in the coalition's, else in the one it is in.
 */
import { computed } from "@preact/signals";
import { language } from "../../i18n";
import { newId, type Outcome, type RowOf, rows, send } from "../../sync";
import { coalition } from "./directory";

export type Charter = RowOf<"charter">;
export type CharterLanguage = Charter["language"];

const all = computed(() =>
  [...rows("charter").value.values()].toSorted((a, b) => b.version - a.version),
);

/** A version in all its languages. */
export const wordingsOf = (version: number): readonly Charter[] =>
  all.value.filter((one) => one.version === version);

function shown(wordings: readonly Charter[]): Charter | undefined {
  const wanted = [language.value, coalition.value?.default_language];
  const found = wanted.map((code) => wordings.find((one) => one.language === code));
  return found.find((one) => one !== undefined) ?? wordings[0];
}

/** The charter's versions, the one of now first; each in one language. */
export const charters = computed((): readonly Charter[] => {
  const versions = [...new Set(all.value.map((one) => one.version))];
  return versions.flatMap((version) => shown(wordingsOf(version)) ?? []);
});

/** The languages of the coalition that the charter of now is not in; none where there is no charter. */
export const missingLanguages = computed((): readonly CharterLanguage[] => {
  const version = all.value[0]?.version;
  if (version === undefined) return [];
  const has = new Set(wordingsOf(version).map((one) => one.language));
  return [...rows("coalition_language").value.values()]
    .toSorted((a, b) => a.rank - b.rank)
    .map((one) => one.language)
    .filter((one) => !has.has(one));
});

export const translateCharter = (
  version: number,
  into: CharterLanguage,
  text: string,
): Promise<Outcome> =>
  send("charter.translate", { charter_id: newId(), version, text, language: into });

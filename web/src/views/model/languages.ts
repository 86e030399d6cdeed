/* The language something is written in: by its code where its writer gave one, else by their word for it. */
import { language } from "../../i18n";

/* What a screen reader can take for a language; anything else is somebody's word for theirs. */
const TAG = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/;

export const langOf = (tag: string): string | undefined => (TAG.test(tag) ? tag : undefined);

/** A language by its name, where its writer gave the code of one. */
export function languageWord(tag: string): string {
  if (langOf(tag) === undefined) return tag;
  return new Intl.DisplayNames([language.value], { type: "language" }).of(tag) ?? tag;
}

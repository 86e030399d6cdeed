/* Words, numbers, dates and names as the reader's language has them. */
export {
  type Catalogue,
  dir,
  directionOf,
  followLanguage,
  isKey,
  type Key,
  LANGUAGES,
  type Language,
  language,
  laterWords,
  type Message,
  type Part,
  preferredLanguage,
  setLanguage,
  t,
  translate,
  type Values,
} from "./catalogue";
export { fold } from "./fold";
export { collator, formatDate, formatList, formatNumber, fuzzyDate } from "./formats";
export * from "./fuzzy";
export * from "./zones";

/*
 * Folding for search: two spellings a reader takes for the same become the same text. Marks go (é → e,
 * vocalised Arabic → bare), letters lose case and width, and the variants of Arabic letters that are
 * typed for one another become one.
 */
const ARABIC: Readonly<Record<string, string>> = {
  "\u0649": "\u064A", // alif maqsura → ya
  "\u0629": "\u0647", // ta marbuta → ha
  "\u0671": "\u0627", // alif wasla → alif; the other forms of alif lose their mark below
  "\u0640": "", // tatweel only draws a letter long
};

/* Letters that no mark can be taken from, yet are typed without it; and those with two small forms. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  æ: "ae",
  œ: "oe",
  ı: "i",
  ς: "σ",
};

/* Arabic-Indic and Persian digits have their value in the last four bits. */
const digit = (of: string) => String((of.codePointAt(0) ?? 0) & 0xf);

export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[\u0649\u0629\u0671\u0640]/g, (letter) => ARABIC[letter] ?? letter)
    .replace(/[ßøłđæœıς]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, digit);
}

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
  "\u06A9": "\u0643", // the kaf and ya of Persian and Urdu keyboards
  "\u06CC": "\u064A",
};

/* Quotes and dashes as a keyboard has them, for those that typesetting makes of them. */
const SIGNS: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u02BC": "'",
  "\u2010": "-",
  "\u2011": "-",
  "\u2013": "-",
  "\u2014": "-",
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
    .replace(/[\u0649\u0629\u0671\u0640\u06A9\u06CC]/g, (letter) => ARABIC[letter] ?? letter)
    .replace(/[ßøłđæœıς]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[\u2018\u2019\u02BC\u2010\u2011\u2013\u2014]/g, (sign) => SIGNS[sign] ?? sign)
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, digit);
}

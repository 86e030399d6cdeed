// @vitest-environment node
/* Folding: what a reader takes for the same word is the same text. */
import { expect, test } from "vitest";
import { fold } from "web/i18n";

test.each<[string, string, string]>([
  ["marks go", "Réseau Norrköping Ñandú", "reseau norrkoping nandu"],
  ["case goes, also where it makes two letters", "STRASSE Straße", "strasse strasse"],
  ["width goes", "ＭＦＡ", "mfa"],
  ["Greek ends a word like any letter", "ΟΔΟΣ", "οδοσ"],
  ["Turkish dotted and dotless i", "İstanbul Diyarbakır", "istanbul diyarbakir"],
  ["letters without a mark to take", "Łódź Ørsted Œuvre", "lodz orsted oeuvre"],
  ["vocalised Arabic", "مُحَمَّد", "محمد"],
  ["alif with hamza, madda and wasla", "أحمد إعلان آسيا ٱلعمال", "احمد اعلان اسيا العمال"],
  ["alif maqsura and ya", "ليلى", "ليلي"],
  ["ta marbuta and ha", "شبكة", "شبكه"],
  ["tatweel", "العمـــال", "العمال"],
  ["Arabic-Indic and Persian digits", "٢٠١٢ ۲۰۱۲", "2012 2012"],
  ["quotes and dashes of typesetting", "L’Action – peuples", "l'action - peuples"],
  ["the kaf and ya of a Persian keyboard", "کمیته", "كميته"],
  ["ligatures", "ﷲ ﬁn", fold("الله fin")],
  ["composed and decomposed are one", "e\u0301", "e"],
])("%s", (_, text, folded) => expect(fold(text)).toBe(folded));

test("letter by letter is the same as whole", () => {
  const text = "Réseau مُحَمَّد ٢٠١٢";
  expect([...text].map(fold).join("")).toBe(fold(text));
});

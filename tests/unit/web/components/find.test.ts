// @vitest-environment node
/* Found by any name, and told by which and where. */
import { expect, test } from "vitest";
import { type Findable, find, findIn } from "web/components/find";

const compare = new Intl.Collator("en").compare;

const thing = (
  id: string,
  name: string,
  acronyms: string[] = [],
  spellings: string[] = [],
): Findable => ({
  id,
  name,
  acronyms,
  spellings,
});

const THINGS = [
  thing("inmd", "International Network for Migration and Development", ["INMD", "RIMD"]),
  thing("mfa", "Migrant Forum in Asia", ["MFA"], ["Migrant Forum Asia"]),
  thing("fiop", "Fédération internationale des organisations paysannes", ["FIOPCSA"]),
  thing("ar", "الشبكة العربية لمنظمات المجتمع المدني", []),
  thing("iwg", "International Work Group", ["IWG"], ["International Working Group"]),
];

const found = (query: string) =>
  find(THINGS, query, compare).map(({ thing: { id }, by }) => [id, by]);

test.each([
  ["a second short name", "rimd", ["inmd", "other_acronym"]],
  ["the first short name", "INMD", ["inmd", "acronym"]],
  ["another spelling", "International Working Group", ["iwg", "spelling"]],
  ["a spelling that is whole beats words of the name", "migrant forum asia", ["mfa", "spelling"]],
  ["a name without its accents", "federation", ["fiop", "name"]],
  ["Arabic letters that are typed for one another", "الشبكه العربيه", ["ar", "name"]],
  ["words in any order", "asia migrant", ["mfa", "name"]],
  ["with an article that the name does not have", "the Migrant Forum", ["mfa", "name"]],
  ["with an Arabic article that the name does not have", "لمنظمات والمجتمع", ["ar", "name"]],
  ["with an elided one", "L’Organisations paysannes", ["fiop", "name"]],
])("by %s", (_, query, first) => {
  expect(found(query)[0]).toEqual(first);
});

test("nothing is found by nothing", () => {
  expect(found("   ")).toEqual([]);
  expect(found("zzz")).toEqual([]);
});

test("a short name that is the query comes before names that contain it", () => {
  const things = [thing("a", "Ituckahoe network"), thing("b", "Trade unions", ["ITUC"])];
  expect(find(things, "ituc", compare).map(({ thing: { id } }) => id)).toEqual(["b", "a"]);
});

test.each([
  ["Fédération paysanne", "federation", "Fédération"],
  ["Groß & klein", "gross", "Groß"],
  ["e\u0301tude", "etude", "e\u0301tude"],
  ["الشَّبكة العربية", "الشبكة", "الشَّبكة"],
])("what was found in %s is marked as it is written", (text, query, marked) => {
  const [range] = findIn(text, query)?.ranges ?? [];
  expect(text.slice(range?.[0], range?.[1])).toBe(marked);
});

/*
 * Finding by any name: text and query are folded (accents, case, variants of Arabic letters), and
 * what was found is told in places of the text as it is written, so that it can be marked there.
 */
import { fold } from "../i18n";

/** Where in a text something was found: [start, end) in its own letters. */
export type Range = readonly [start: number, end: number];

interface Folded {
  readonly text: string;
  /** For each folded letter, where its origin starts in the text; one more for the end. */
  readonly origins: readonly number[];
}

function foldWithOrigins(text: string): Folded {
  let folded = "";
  const origins: number[] = [];
  let at = 0;
  for (const letter of text) {
    const piece = /\s/u.test(letter) ? " " : fold(letter);
    for (let i = 0; i < piece.length; i++) origins.push(at);
    folded += piece;
    at += letter.length;
  }
  origins.push(at);
  return { text: folded, origins };
}

/* Folding costs far more than looking, and the same names are asked at each key: so what was folded is
   kept. When there are more texts than these, all are folded anew. */
const KEPT_MAX = 20_000;
const kept = new Map<string, Folded>();

function foldedOf(text: string): Folded {
  const known = kept.get(text);
  if (known) return known;
  if (kept.size >= KEPT_MAX) kept.clear();
  const folded = foldWithOrigins(text);
  kept.set(text, folded);
  return folded;
}

const rangeOf = (folded: Folded, from: number, length: number, end: number): Range => [
  folded.origins[from] ?? 0,
  folded.origins[from + length] ?? end,
];

/** How well a text answers: 3 as a whole, 2 from its start, 1 inside, 0.5 by all its words. */
export interface Found {
  readonly score: number;
  readonly ranges: readonly Range[];
}

const wantedOf = (query: string): string => foldWithOrigins(query.trim()).text.replace(/ +/g, " ");

/** Whether all of the query is in the text: in one piece, or word by word in any order. */
export const findIn = (text: string, query: string): Found | undefined =>
  findFolded(text, wantedOf(query));

/* Words that people write before a name or leave away; Arabic writes its own to the word. */
const ARTICLES = new Set("the a an el la los las un una le les une".split(" "));
const bareOf = (wanted: string): string =>
  wanted
    .split(" ")
    .filter((word) => !ARTICLES.has(word))
    .map((word) => word.replace(/^(?:[وبفك]?ال|لل|[ld]')(?=..)/u, ""))
    .join(" ");

/** As it was asked; else without articles, which says a little less. */
function findFolded(text: string, wanted: string): Found | undefined {
  const found = findWhole(text, wanted);
  if (found) return found;
  const bare = bareOf(wanted);
  return bare === wanted ? undefined : findWhole(text, bare);
}

function findWhole(text: string, wanted: string): Found | undefined {
  if (wanted === "") return undefined;
  const folded = foldedOf(text);
  const at = folded.text.indexOf(wanted);
  if (at !== -1) {
    const isWhole = wanted.length === folded.text.length;
    const startsWord = at === 0 || !/[\p{L}\p{N}]/u.test(folded.text[at - 1] ?? " ");
    return {
      score: isWhole ? 3 : startsWord ? 2 : 1,
      ranges: [rangeOf(folded, at, wanted.length, text.length)],
    };
  }
  const words = wanted.split(" ");
  if (words.length < 2) return undefined;
  const places = words.map((word) => [folded.text.indexOf(word), word.length] as const);
  if (places.some(([place]) => place === -1)) return undefined;
  return {
    score: 0.5,
    ranges: places
      .map(([place, length]) => rangeOf(folded, place, length, text.length))
      .sort((a, b) => a[0] - b[0]),
  };
}

/** What can be found, and by which of its names. */
export interface Findable {
  readonly id: string;
  readonly name: string;
  readonly acronyms: readonly string[];
  readonly spellings: readonly string[];
}

export type FoundBy = "name" | "acronym" | "other_acronym" | "spelling";

export interface Answer<F extends Findable> {
  readonly thing: F;
  readonly by: FoundBy;
  /** The name it was found by, and where in it. */
  readonly text: string;
  readonly ranges: readonly Range[];
  readonly score: number;
}

/* At the same closeness a short name says more than a spelling. */
const WEIGHT: Readonly<Record<FoundBy, number>> = {
  acronym: 0.3,
  name: 0.2,
  other_acronym: 0.1,
  spelling: 0,
};

function answerOf<F extends Findable>(thing: F, wanted: string): Answer<F> | undefined {
  const names: readonly (readonly [FoundBy, string])[] = [
    ["name", thing.name],
    ...thing.acronyms.map((text, i) => [i === 0 ? "acronym" : "other_acronym", text] as const),
    ...thing.spellings.map((text) => ["spelling", text] as const),
  ];
  let best: Answer<F> | undefined;
  for (const [by, text] of names) {
    const found = findFolded(text, wanted);
    if (!found) continue;
    const score = found.score + WEIGHT[by];
    if (!best || score > best.score) best = { thing, by, text, ranges: found.ranges, score };
  }
  return best;
}

/** All that answers the query, the closest first; those equally close as the collator sorts them. */
export function find<F extends Findable>(
  things: Iterable<F>,
  query: string,
  compare: (a: string, b: string) => number,
): readonly Answer<F>[] {
  const answers: Answer<F>[] = [];
  const wanted = wantedOf(query);
  for (const thing of things) {
    const answer = answerOf(thing, wanted);
    if (answer) answers.push(answer);
  }
  return answers.sort((a, b) => b.score - a.score || compare(a.thing.name, b.thing.name));
}

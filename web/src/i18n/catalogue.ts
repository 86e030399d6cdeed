/*
 * The words of the client. A sentence is one message of a catalogue, with {names} for what is put in;
 * a counted one has a wording for each plural category of its language. English comes with the first
 * load and stands in where another language lacks a message; the others are fetched when chosen. What only
 * pages say that are fetched later comes with the first of them, and what only members are told with the
 * first page of theirs; the door and Today have their words by themselves (scripts/words.ts).
 */
import { batch, effect, type ReadonlySignal, signal } from "@preact/signals";
import type whole from "./en.json";
import en from "./en.json?first";

export const LANGUAGES = ["en", "es", "fr", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Key = keyof typeof whole;
export type Values = Readonly<Record<string, string | number>>;
export type Message = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
export type Catalogue = Readonly<Partial<Record<Key, Message>>>;

type Fetch = () => Promise<{ default: Catalogue }>;

const load: Readonly<Record<Exclude<Language, "en">, Fetch>> = {
  es: () => import("./es.json?first"),
  fr: () => import("./fr.json?first"),
  ar: () => import("./ar.json?first"),
};
/** What pages say that are fetched later: everybody's, members', and the door's with Today's. */
export type Part = "later" | "members" | "door";

const loadPart: Readonly<Record<Part, Readonly<Record<Language, Fetch>>>> = {
  later: {
    en: () => import("./en.json?later"),
    es: () => import("./es.json?later"),
    fr: () => import("./fr.json?later"),
    ar: () => import("./ar.json?later"),
  },
  members: {
    en: () => import("./en.json?members"),
    es: () => import("./es.json?members"),
    fr: () => import("./fr.json?members"),
    ar: () => import("./ar.json?members"),
  },
  door: {
    en: () => import("./en.json?door"),
    es: () => import("./es.json?door"),
    fr: () => import("./fr.json?door"),
    ar: () => import("./ar.json?door"),
  },
};

/* Where the choice is kept on this device. */
const STORED = "tributary.language";

const chosen = signal<Language>("en");
/* English with what has come of it, and the chosen language's words. */
const english = signal<Catalogue>(en);
const catalogue = signal<Catalogue>(en);
let had: ReadonlySet<Part> = new Set();

/** The language words are shown in. */
export const language: ReadonlySignal<Language> = chosen;

export const directionOf = (of: Language): "ltr" | "rtl" => (of === "ar" ? "rtl" : "ltr");

/** The direction of the page. */
export const dir = (): "ltr" | "rtl" => directionOf(chosen.value);

const isLanguage = (word: string | null | undefined): word is Language =>
  LANGUAGES.some((known) => known === word);

async function partsOf(of: Language, parts: Iterable<Part>): Promise<Catalogue> {
  const came = await Promise.all([...parts].map((part) => loadPart[part][of]()));
  return Object.assign({}, ...came.map((words) => words.default));
}

async function wordsOf(of: Language): Promise<Catalogue> {
  if (of === "en") return english.peek();
  const parts = had;
  const [first, later] = await Promise.all([load[of](), partsOf(of, parts)]);
  /* More may have come meanwhile. */
  return parts === had ? { ...first.default, ...later } : wordsOf(of);
}

/** Fetches what pages say that are fetched later. Rejects when it cannot be had. */
export async function laterWords(wanted: readonly Part[]): Promise<void> {
  const parts = wanted.filter((part) => !had.has(part));
  if (parts.length === 0) return;
  const of = chosen.peek();
  const [more, own] = await Promise.all([partsOf("en", parts), partsOf(of, parts)]);
  batch(() => {
    had = new Set([...had, ...parts]);
    english.value = { ...english.peek(), ...more };
    if (of === chosen.peek()) catalogue.value = { ...catalogue.peek(), ...own };
  });
  if (of !== chosen.peek()) catalogue.value = await wordsOf(chosen.peek());
}

/** Shows the client in a language and remembers it. Rejects, changing nothing, when its words cannot be fetched. */
export async function setLanguage(to: Language): Promise<void> {
  const words = await wordsOf(to);
  batch(() => {
    chosen.value = to;
    catalogue.value = words;
  });
  try {
    localStorage.setItem(STORED, to);
  } catch {
    /* A browser that keeps nothing: the choice holds until the page is left. */
  }
}

/** The language chosen last on this device, else the first the browser asks for that there is. */
export function preferredLanguage(): Language {
  try {
    const stored = localStorage.getItem(STORED);
    if (isLanguage(stored)) return stored;
  } catch {
    /* As above. */
  }
  return navigator.languages.map((tag) => tag.split("-")[0]).find(isLanguage) ?? "en";
}

/** Keeps the document's language and direction those of the words. */
export function followLanguage(root: HTMLElement): () => void {
  return effect(() => {
    root.lang = chosen.value;
    root.dir = dir();
  });
}

const numberFormat = (of: Language) => new Intl.NumberFormat(of);
let numbers = numberFormat("en");
let plurals = new Intl.PluralRules("en");
let madeFor: Language = "en";

function fill(message: Message, values: Values, of: Language): string {
  if (madeFor !== of) {
    numbers = numberFormat(of);
    plurals = new Intl.PluralRules(of);
    madeFor = of;
  }
  const text =
    typeof message === "string"
      ? message
      : (message[plurals.select(Number(values["count"]))] ?? message.other ?? "");
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === "number" ? numbers.format(value) : (value ?? "");
  });
}

/** A message, and the language it is in: English where the chosen one lacks it. */
export function translate(key: Key, values: Values = {}): { text: string; language: Language } {
  const own = catalogue.value[key];
  const of = own === undefined ? "en" : chosen.value;
  return { text: fill(own ?? english.value[key] ?? "", values, of), language: of };
}

/** A message as text. Numbers are written as the language writes them; `count` chooses the plural. */
export const t = (key: Key, values?: Values): string => translate(key, values).text;

/** Whether there is a message for a word made at run time, such as an error's code. */
export const isKey = (word: string): word is Key => Object.hasOwn(english.value, word);

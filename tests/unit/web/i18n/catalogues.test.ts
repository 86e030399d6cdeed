// @vitest-environment node
/* The catalogues are whole: every language says everything, with the same things put in. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { LANGUAGES, type Message } from "web/i18n";
import { ERROR_CODES, VOCABULARIES } from "web/wire";
import { counts, digest } from "../../../../web/scripts/reviewed.mjs";

const src = fileURLToPath(new URL("../../../../web/src/", import.meta.url));
const read = (language: string): Record<string, Message> =>
  JSON.parse(readFileSync(`${src}i18n/${language}.json`, "utf8"));

const english = read("en");
const keys = Object.keys(english).sort();
const wordings = (message: Message | undefined): readonly string[] =>
  typeof message === "string" ? [message] : Object.values(message ?? {});

/** Names between braces, and how often stress begins or ends. */
const marks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const names = (message: Message | undefined) =>
  [...new Set(wordings(message).flatMap(marks))].sort();

describe.each(LANGUAGES)("%s", (language) => {
  const words = read(language);
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();

  test("has the keys of English, each once", () => {
    expect(Object.keys(words).sort()).toEqual(keys);
    const text = readFileSync(`${src}i18n/${language}.json`, "utf8");
    expect([...text.matchAll(/^ {2}"(\w+)":/gm)]).toHaveLength(keys.length);
  });

  test("counts where English counts, with exactly the plural forms of the language", () => {
    for (const key of keys) {
      const isCounted = typeof english[key] !== "string";
      expect(typeof words[key] !== "string", key).toBe(isCounted);
      if (isCounted) expect(Object.keys(words[key] ?? {}).sort(), key).toEqual(categories);
    }
  });

  test("puts in what English puts in", () => {
    for (const key of keys) expect(names(words[key]), key).toEqual(names(english[key]));
  });

  test("says something, without mark-up", () => {
    for (const key of keys) {
      for (const text of wordings(words[key])) {
        expect(text.trim(), key).not.toBe("");
        expect(text, key).not.toMatch(/<\/?\w|&\w+;/);
      }
    }
  });
});

describe("a reviewer's mark", () => {
  const marks: Record<string, Record<string, string>> = JSON.parse(
    readFileSync(`${src}i18n/reviewed.json`, "utf8"),
  );

  test("is kept for every language but English, and only for messages there are", () => {
    expect(Object.keys(marks).sort()).toEqual(LANGUAGES.filter((one) => one !== "en").toSorted());
    for (const own of Object.values(marks))
      expect(keys).toEqual(expect.arrayContaining(Object.keys(own)));
  });

  test("is of both wordings: a change of either takes it back", () => {
    expect(digest("One", "Uno")).toBe(digest("One", "Uno"));
    expect(digest("One", "Uno")).not.toBe(digest("One.", "Uno"));
    expect(digest("One", "Uno")).not.toBe(digest("One", "Una"));
  });

  test("is counted as long as it holds", () => {
    const { all, ...languages } = counts();
    expect(all).toBe(keys.length);
    for (const [language, count] of Object.entries(languages)) {
      expect(count).toBeLessThanOrEqual(Object.keys(marks[language] ?? {}).length);
    }
  });
});

test("Arabic has six forms", () => {
  const categories = new Intl.PluralRules("ar").resolvedOptions().pluralCategories;
  expect(categories).toHaveLength(6);
});

test("every error of the server has its sentence", () => {
  expect(keys).toEqual(expect.arrayContaining([...ERROR_CODES]));
});

/** Every source of the client but the catalogues. */
function sources(): string {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" });
  const code = files.filter((file) => /\.tsx?$/.test(file) && !file.startsWith("wire/"));
  return code.map((file) => readFileSync(src + file, "utf8")).join("\n");
}

function backend(): string {
  const folder = `${src}../../backend/`;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const code = files.filter((file) => file.endsWith(".c"));
  return code.map((file) => readFileSync(folder + file, "utf8")).join("\n");
}

/** What each mail says: its letter names two messages. */
const mailWords = (): readonly string[] =>
  [...backend().matchAll(/(?:\.key =|_KEY) "(mail_\w+)"/g)].flatMap(([, key]) => [
    `${key}_subject`,
    `${key}_body`,
  ]);

/** The words that the server itself speaks: by their whole key, or by a stem it is made from. */
function serverWords(): { readonly whole: ReadonlySet<string>; readonly stems: readonly string[] } {
  const source = backend();
  const found = [
    ...source.matchAll(/trib_words_find\([^"]*"(\w+)"/g),
    ...source.matchAll(/"(mail_\w+)"/g),
  ];
  const made = [...source.matchAll(/"((?:news|notification)_)%s"/g)];
  return {
    whole: new Set([...found.map(([, key]) => key ?? ""), ...mailWords()]),
    stems: made.map(([, stem]) => stem ?? ""),
  };
}

test("every mail has its subject and its text, without counting", () => {
  expect(mailWords().length).toBeGreaterThan(0);
  for (const key of mailWords()) expect(typeof english[key], key).toBe("string");
});

test("what has become of things, and who is told of it, is said without counting: mails say it too", () => {
  const news = readFileSync(`${src}../../backend/mail/news.c`, "utf8");
  const kinds = [...news.matchAll(/^ {4}\{"(\w+)", "\w+", /gm)].map(([, kind]) => `news_${kind}`);
  expect(kinds).toContain("news_commented");
  const reasons = VOCABULARIES.notification_reason.map((reason) => `notification_${reason}`);
  const told = [...kinds, ...reasons];
  for (const key of told) expect(typeof english[key], key).toBe("string");
});

test("no message is unused", () => {
  const used = sources();
  const spoken = serverWords();
  const codes = new Set<string>(ERROR_CODES);
  const own = [...used.matchAll(/`(\w+_)\$\{/g)].map(([, stem]) => stem ?? "");
  const made = [...own, ...spoken.stems];
  const unused = keys.filter(
    (key) =>
      !codes.has(key) &&
      !spoken.whole.has(key) &&
      !used.includes(`"${key}"`) &&
      !made.some((stem) => key.startsWith(stem)),
  );
  expect(unused).toEqual([]);
});

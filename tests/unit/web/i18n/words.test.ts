/* Choosing words: languages, plurals, numbers, and English where a language lacks a message. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const en = {
  greeting: "Welcome, {name}",
  things: { one: "{count} thing", other: "{count} things" },
  only_english: "Only in English",
};
const ar = {
  greeting: "أهلا {name}",
  things: {
    zero: "صفر {count}",
    one: "واحد {count}",
    two: "اثنان {count}",
    few: "قليل {count}",
    many: "كثير {count}",
    other: "أخرى {count}",
  },
};
const fr = { things: { one: "{count} chose", many: "{count} de choses", other: "{count} choses" } };

vi.doMock("../../../../web/src/i18n/en.json?first", () => ({ default: en }));
vi.doMock("../../../../web/src/i18n/ar.json?first", () => ({ default: ar }));
vi.doMock("../../../../web/src/i18n/fr.json?first", () => ({ default: fr }));

const i18n = await import("web/i18n");
const t = i18n.t as (key: string, values?: Record<string, string | number>) => string;
const translate = i18n.translate as (key: string) => { text: string; language: string };

beforeEach(() => localStorage.clear());
afterEach(() => i18n.setLanguage("en"));

describe("words", () => {
  test("names are put in as they are", () => {
    expect(t("greeting", { name: "$& {count}" })).toBe("Welcome, $& {count}");
  });

  test.each([
    [0, "0 things"],
    [1, "1 thing"],
    [2, "2 things"],
    [12_345, "12,345 things"],
  ])("%i in English", (count, words) => expect(t("things", { count })).toBe(words));

  test.each([
    [0, "صفر"],
    [1, "واحد"],
    [2, "اثنان"],
    [3, "قليل"],
    [10, "قليل"],
    [11, "كثير"],
    [99, "كثير"],
    [100, "أخرى"],
    [103, "قليل"],
  ])("%i in Arabic has its own form", async (count, form) => {
    await i18n.setLanguage("ar");
    const number = new Intl.NumberFormat("ar").format(count);
    expect(t("things", { count })).toBe(`${form} ${number}`);
  });

  test("nought and a million in French", async () => {
    await i18n.setLanguage("fr");
    expect(t("things", { count: 0 })).toBe("0 chose");
    expect(t("things", { count: 1_000_000 })).toMatch(/de choses$/);
  });

  test("English where the language lacks a message, and told to be English", async () => {
    await i18n.setLanguage("ar");
    expect(translate("only_english")).toEqual({ text: "Only in English", language: "en" });
    expect(translate("greeting").language).toBe("ar");
  });

  test("plurals of English stay English inside another language", async () => {
    await i18n.setLanguage("fr");
    expect(translate("greeting").language).toBe("en");
    expect(t("things", { count: 2 })).toBe("2 choses");
  });
});

describe("the language", () => {
  test("turns the page, and is remembered", async () => {
    const stop = i18n.followLanguage(document.documentElement);
    await i18n.setLanguage("ar");
    expect(document.documentElement).toMatchObject({ lang: "ar", dir: "rtl" });
    expect(i18n.preferredLanguage()).toBe("ar");
    await i18n.setLanguage("en");
    expect(document.documentElement).toMatchObject({ lang: "en", dir: "ltr" });
    stop();
  });

  test("is first the browser's, if we have it", () => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["tl-PH", "es-419", "en"]);
    expect(i18n.preferredLanguage()).toBe("es");
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["tl-PH"]);
    expect(i18n.preferredLanguage()).toBe("en");
  });

  test("sorts names as its dictionary does, and numbers by value", async () => {
    await i18n.setLanguage("fr");
    const sorted = ["zebra", "Groupe 10", "État", "Groupe 9"].sort(i18n.collator().compare);
    expect(sorted).toEqual(["État", "Groupe 9", "Groupe 10", "zebra"]);
  });

  test("joins lists", async () => {
    expect(i18n.formatList(["A", "B", "C"])).toBe("A, B, and C");
    await i18n.setLanguage("fr");
    expect(i18n.formatList(["A", "B"], "disjunction")).toBe("A ou B");
  });

  test("dates near today have their weekday, others their year", () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 12), toFake: ["Date"] });
    expect(i18n.formatDate(new Date(Date.UTC(2026, 10, 26, 12)))).toBe("Thursday 26 November");
    expect(i18n.formatDate(new Date(Date.UTC(2027, 2, 1, 12)))).toBe("1 March 2027");
    vi.useRealTimers();
  });
});

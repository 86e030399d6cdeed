/*
 * What must hold on every screen: nothing axe finds, no sideways scrolling down to 320 px, targets for a
 * thumb, focus where one has arrived, Arabic from right to left, names in their whole length.
 */
import { AxeBuilder } from "@axe-core/playwright";
import { fillDailyRooms } from "./support/daily_rooms.ts";
import {
  ADMIN_SCREENS,
  APPLICANT_SCREENS,
  BECOME_SCREENS,
  DAILY_SCREENS,
  DOOR_SCREENS,
  GROUP_SCREENS,
  READER_SCREENS,
  SCREENS,
  type Screen,
  show,
} from "./support/every_screen.ts";
import { edit, goTo, heading, NAME, open, rowOf } from "./support/screens.ts";
import { expect, type Page, test, type VisitOptions } from "./support/test.ts";
import { wordsOf } from "./support/words.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
/* A phone so high that no bar stands over what it would only cover until one scrolls. */
const HIGH_PHONE = { ...PHONE, viewport: { width: 390, height: 3000 } } as const;

/* ---- what is looked for; each gives what it found, so that a failure names it ---- */

type Check = (page: Page) => Promise<readonly string[]>;

type Rules = { readonly type: "tag" | "rule"; readonly values: readonly string[] };
const ALL: Rules = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
/* What may be another in the dark: the structure is the same. */
const COLOURS: Rules = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

const axe =
  ({ type, values }: Rules): Check =>
  async (page) => {
    const runOnly = { type, values: [...values] };
    const { violations } = await new AxeBuilder({ page })
      .options({ runOnly, resultTypes: ["violations"] })
      .analyze();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
    );
  };

const dark: Check = async (page) => {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const found = await axe(COLOURS)(page);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: null });
  return found;
};

/** Sideways scrolling, of the page and of a dialog over it. */
const sideways: Check = async (page) => {
  const before = page.viewportSize();
  const found: string[] = [];
  for (const width of [390, 360, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const over = await page.evaluate(() => {
      const dialog = document.querySelector("dialog[open]");
      const root = document.scrollingElement as Element;
      const all = [root, ...(dialog ? [dialog] : [])];
      return Math.max(...all.map((one) => one.scrollWidth - one.clientWidth));
    });
    if (over > 0) found.push(`${over} px too wide at ${width}`);
  }
  if (before) await page.setViewportSize(before);
  return found;
};

/** Targets smaller than they should be; a link inside a line of text may be (WCAG 2.2, 2.5.8). */
const small =
  (least: number): Check =>
  (page) =>
    page.evaluate((px) => {
      const found: string[] = [];
      const shown = document.querySelector("dialog[open]") ?? document.body;
      const targets = "a, button, input, select, textarea, [role=option]";
      for (const one of shown.querySelectorAll<HTMLElement>(targets)) {
        const { width, height } = (one.closest("label") ?? one).getBoundingClientRect();
        const isSeen = one.checkVisibility({ visibilityProperty: true, opacityProperty: false });
        if (!isSeen || width === 0) continue;
        if (one.closest(".skip, .vh") || one.hasAttribute("disabled")) continue;
        if (one.tagName === "A" && getComputedStyle(one).display === "inline") continue;
        if (Math.round(height) < px || Math.round(width) < px) {
          found.push(`${one.tagName} ${one.textContent?.slice(0, 30)} ${width}x${height}`);
        }
      }
      return found;
    }, least);

/** What is not in the language: words that fell back to English, keys where words should stand. */
const otherThan =
  (code: string): Check =>
  async (page) => {
    const language = await page.locator("html").getAttribute("lang");
    const fallen = await page.locator("[lang=en][dir=ltr]:not(html)").allInnerTexts();
    const keys = (await page.locator("body").innerText()).match(/\b[a-z]+_[a-z_]+\b/g) ?? [];
    return [...(language === code ? [] : [`lang is ${language}`]), ...fallen, ...keys];
  };

/** Words that are cut off where they stand. */
const cut: Check = (page) =>
  page.evaluate(() => {
    const shown = document.querySelector("dialog[open]") ?? document.body;
    return [...shown.querySelectorAll<HTMLElement>("h1, h2, legend, label, th, dt, .btn, .hint")]
      .filter(
        (one) => one.checkVisibility() && one.closest(".vh, .quiet dt, .drawing, thead") === null,
      )
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
      .filter((one) => getComputedStyle(one).display !== "inline")
      .map((one) => `${one.tagName} ${one.textContent?.slice(0, 40)}`);
  });

/** Words that are in no catalogue: titles, headings of tables and buttons are messages, or hold names. */
const unmarked: Check = (page) =>
  page.evaluate(() => {
    const shown = document.querySelector("dialog[open]") ?? document.body;
    return [
      ...shown.querySelectorAll<HTMLElement>("h2, legend, th[scope=col], dt, .btn:not([lang])"),
    ]
      .filter((one) => one.checkVisibility() && one.querySelector("bdi") === null)
      .map((one) => one.textContent ?? "")
      .filter((text) => /\p{L}/u.test(text) && !text.includes("⟦"));
  });

/* ---- on every screen ---- */

/* Each screen by who is offered it; a guest has no name. */
const PARTS = {
  "for the secretariat": [["Secretariat 1", SCREENS]],
  "for everybody else": [
    ["Caucus facilitator 1", [...GROUP_SCREENS, ...BECOME_SCREENS]],
    ["Newcomer applicant delegate", APPLICANT_SCREENS],
    ["Administrator", ADMIN_SCREENS],
    ["", DOOR_SCREENS],
  ],
  "of the daily rooms": [
    ["Caucus facilitator 1", DAILY_SCREENS],
    ["MRI delegate 1", READER_SCREENS],
  ],
} as const satisfies Readonly<
  Record<string, readonly (readonly [name: string, screens: readonly Screen[]])[]>
>;

interface Walk {
  readonly options: VisitOptions;
  readonly checks: Readonly<Record<string, Check>>;
}

const WALKS: Readonly<Record<string, Walk>> = {
  "in the light and in the dark: nothing axe finds, targets of 36 px, English": {
    options: { locale: "en-GB", colorScheme: "light" },
    checks: { axe: axe(ALL), dark, targets: small(36), language: otherThan("en") },
  },
  "in Arabic on a phone: nothing axe finds, no sideways scrolling, Arabic": {
    options: { ...HIGH_PHONE, locale: "ar" },
    checks: { axe: axe(ALL), sideways, language: otherThan("ar") },
  },
  "in English on a phone: no sideways scrolling, targets of 44 px": {
    options: { ...PHONE, locale: "en-GB" },
    checks: { sideways, targets: small(44) },
  },
  "in words 40 % longer on a phone: no sideways scrolling, nothing cut, no word of our own beside them":
    {
      options: { ...PHONE, locale: "es", isPseudo: true },
      checks: { sideways, cut, language: otherThan("es"), unmarked },
    },
  "in French on a phone: no sideways scrolling, French": {
    options: { ...PHONE, locale: "fr" },
    checks: { sideways, language: otherThan("fr") },
  },
};

for (const [title, { options, checks }] of Object.entries(WALKS)) {
  for (const [whose, people] of Object.entries(PARTS)) {
    test(`every screen ${whose} ${title}`, async ({ enter, visitor }) => {
      test.setTimeout(1_500_000);
      for (const [name, screens] of people) {
        const page = name === "" ? await visitor(options) : await enter(name, options);
        if (screens === DAILY_SCREENS) await fillDailyRooms(page, await enter("Secretariat 1"));
        for (const screen of screens) {
          await show(page, screen);
          for (const [what, check] of Object.entries(checks)) {
            expect.soft(await check(page), `${screen.name}: ${what}`).toEqual([]);
          }
        }
      }
    });
  }
}

test("after a move the focus is on the page's heading, after a dialog on what opened it", async ({
  enter,
}) => {
  const page = await enter("Secretariat 1");
  await open(page, "Migrant Forum in Asia");
  await expect(heading(page, "Migrant Forum in Asia")).toBeFocused();
  await expect(page).toHaveTitle("Migrant Forum in Asia · Tributary");
  const opener = page.getByRole("button", { name: "Add a tie…" });
  await opener.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(opener).toBeFocused();
  await page.goBack();
  await expect(heading(page, "Network")).toBeFocused();
});

test("keys go through the list, open a row, go back and find, and never act in a field", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.locator("a.row").nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/network\/.+/);
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(heading(page, "Caucuses & groups")).toBeFocused();
  await page.keyboard.press("/");
  await page.keyboard.type("gn");
  await expect(page.getByRole("combobox", { name: /any of its names/ })).toHaveValue("gn");
  await expect(page).toHaveURL(/\/groups$/);
});

test("Arabic is mirrored: the rail stands at the right, names keep their own direction", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1", { locale: "ar" });
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  const rail = await page.locator(".rail").boundingBox();
  const main = await page.locator("main").boundingBox();
  expect(rail?.x ?? 0).toBeGreaterThan(main?.x ?? 0);
  const row = rowOf(page, "Migrant Forum in Asia");
  const mark = await row.locator(".d").boundingBox();
  const name = await row.locator(".t").boundingBox();
  expect(mark?.x ?? 0).toBeGreaterThan(name?.x ?? 0);
  await expect(row.locator("bdi").first()).toHaveText("MFA");
});

test("the language is switched where one stands", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/network");
  await page.getByRole("combobox", { name: "Language" }).selectOption("العربية");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
});

for (const code of ["en", "es", "fr", "ar"] as const) {
  test(`the words are those of the catalogue: ${code}`, async ({ visitor }) => {
    const page = await visitor({ locale: code });
    await page.goto("/groups");
    await expect(page.locator("main h1")).toHaveText(wordsOf(code)("room_groups"));
  });
}

const LONG_NAMES = [
  "Fédération internationale des organisations paysannes et communautaires pour la souveraineté alimentaire (FIOPCSA)",
  "الشبكة العربية لمنظمات المجتمع المدني من أجل العدالة المناخية والانتقال العادل",
  "Межрегиональная ассоциация коренных малочисленных народов и общественных организаций",
  "दक्षिण एशियाई महिला किसान एवं भूमि अधिकार संगठनों का साझा मंच",
  "Wanderarbeiterinnenselbsthilfeorganisationszusammenschlusskoordination",
] as const;

test("long names stand whole on their page, and nothing is pushed aside", async ({ enter }) => {
  test.slow();
  const page = await enter("MFA delegate 1");
  await open(page, "Migrant Forum in Asia");
  for (const name of LONG_NAMES) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await edit(page, NAME, name);
    await expect(heading(page, name)).toBeVisible();
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(() => {
        const seen = document.querySelectorAll<HTMLElement>(
          "html, main h1, .facts dd, .tie, a.row .t",
        );
        return [...seen]
          .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
          .map((one) => `${one.tagName}.${one.className} ${one.scrollWidth} > ${one.clientWidth}`);
      });
      expect.soft(over, `${name} at ${width}`).toEqual([]);
    }
  }
});

test.describe("at the very beginning", () => {
  test.use({ seed: "empty" });

  test("each room is one sentence and, for who may, one button", async ({ coalition, visitor }) => {
    const guest = await visitor();
    const office = await visitor();
    await office.goto(coalition.link("Secretariat 1"));
    await office.getByRole("button", { name: "Sign in" }).click();
    for (const [room, sentence, act] of [
      ["Network", /^No organizations yet\./, "Add an organization"],
      ["Caucuses & groups", /^No caucus or group yet\./, "Start a caucus"],
      ["Convenings", /^No convening yet\./, "Add a convening"],
    ] as const) {
      await goTo(office, room);
      await expect(office.getByText(sentence)).toBeVisible();
      await expect(office.getByRole("main").getByRole("link", { name: act })).toBeVisible();
      await expect(office.getByRole("main").locator("a, button")).toHaveCount(1);
      expect(await axe(ALL)(office)).toEqual([]);
    }
    await guest.goto("/groups");
    await expect(guest.getByText(/^No caucus or group yet\./)).toBeVisible();
    await expect(guest.getByRole("main").locator("a, button")).toHaveCount(0);
  });
});

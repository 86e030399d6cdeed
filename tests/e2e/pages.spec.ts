/*
 * What must hold on every screen: nothing axe finds, no sideways scrolling down to 320 px, targets for a
 * thumb, focus where one has arrived, Arabic from right to left, names in their whole length.
 */
import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions } from "@playwright/test";
import { DOOR_SCREENS, GROUP_SCREENS, SCREENS, type Screen, show } from "./support/every_screen.ts";
import { edit, goTo, heading, NAME, open, rowOf } from "./support/screens.ts";
import { expect, type Page, test } from "./support/test.ts";

const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  arabic: { locale: "ar", colorScheme: "light" },
  phone: {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    colorScheme: "light",
  },
} as const satisfies Record<string, BrowserContextOptions>;

/* What axe is asked on each look: in the dark only what the colours can change. */
const ALL = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
} as const;
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] } as const;
const AXE = {
  light: { options: LOOKS.light, runOnly: ALL },
  dark: { options: LOOKS.dark, runOnly: COLOURS },
  /* So high that no bar stands over what it would only cover until one scrolls. */
  "Arabic on a phone": {
    options: { ...LOOKS.phone, locale: "ar", viewport: { width: 390, height: 3000 } },
    runOnly: ALL,
  },
} as const;
type RunOnly = typeof ALL | typeof COLOURS;

async function findings(page: Page, { type, values }: RunOnly): Promise<readonly string[]> {
  const runOnly = { type, values: [...values] };
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly, resultTypes: ["violations"] })
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
  );
}

type Enter = (name: string, options?: BrowserContextOptions) => Promise<Page>;
type Visit = (options?: BrowserContextOptions) => Promise<Page>;

/** Each screen by who is offered it. */
async function everywhere(
  people: { readonly enter: Enter; readonly visitor: Visit },
  options: BrowserContextOptions,
  look: (page: Page, screen: Screen) => Promise<void>,
): Promise<void> {
  const office = await people.enter("Secretariat 1", options);
  for (const screen of SCREENS) {
    await show(office, screen);
    await look(office, screen);
  }
  const facilitator = await people.enter("Caucus facilitator 1", options);
  for (const screen of GROUP_SCREENS) {
    await show(facilitator, screen);
    await look(facilitator, screen);
  }
  const guest = await people.visitor(options);
  for (const screen of DOOR_SCREENS) {
    await show(guest, screen);
    await look(guest, screen);
  }
}

for (const [look, { runOnly, options }] of Object.entries(AXE)) {
  test(`axe finds nothing on any screen: ${look}`, async ({ enter, visitor }) => {
    test.setTimeout(180_000);
    await everywhere({ enter, visitor }, options, async (page, screen) => {
      expect.soft(await findings(page, runOnly), screen.name).toEqual([]);
    });
  });
}

for (const locale of ["en-GB", "ar"]) {
  test(`no screen scrolls sideways at 390, 360 and 320 px: ${locale}`, async ({
    enter,
    visitor,
  }) => {
    test.setTimeout(120_000);
    await everywhere({ enter, visitor }, { ...LOOKS.phone, locale }, async (page, screen) => {
      for (const width of [390, 360, 320]) {
        await page.setViewportSize({ width, height: 844 });
        const over = await page.evaluate(() => {
          const dialog = document.querySelector("dialog[open]");
          const root = document.scrollingElement as Element;
          return [root, ...(dialog ? [dialog] : [])].map(
            (one) => one.scrollWidth - one.clientWidth,
          );
        });
        expect.soft(Math.max(...over), `${screen.name} at ${width}`).toBeLessThanOrEqual(0);
      }
      await page.setViewportSize(LOOKS.phone.viewport);
    });
  });
}

/* Targets smaller than they should be; a link inside a line of text may be (WCAG 2.2, 2.5.8). */
function tooSmall(page: Page, least: number): Promise<readonly string[]> {
  return page.evaluate((px) => {
    const found: string[] = [];
    const shown = document.querySelector("dialog[open]") ?? document.body;
    for (const one of shown.querySelectorAll<HTMLElement>(
      "a, button, input, select, textarea, [role=option]",
    )) {
      const target = one.closest<HTMLElement>("label") ?? one;
      const { width, height } = target.getBoundingClientRect();
      const isSeen = one.checkVisibility({ visibilityProperty: true, opacityProperty: false });
      if (!isSeen || width === 0 || one.closest(".skip, .vh") || one.hasAttribute("disabled"))
        continue;
      if (one.tagName === "A" && getComputedStyle(one).display === "inline") continue;
      if (Math.round(height) < px || Math.round(width) < px) {
        found.push(`${one.tagName} ${one.textContent?.slice(0, 30)} ${width}x${height}`);
      }
    }
    return found;
  }, least);
}

test("targets are 44 px on touch", async ({ enter, visitor }) => {
  test.setTimeout(120_000);
  const people = { enter, visitor };
  await everywhere(people, LOOKS.phone, async (page, screen) => {
    expect.soft(await tooSmall(page, 44), `${screen.name}, touch`).toEqual([]);
  });
});

test("targets are 36 px with a fine pointer", async ({ enter, visitor }) => {
  test.setTimeout(120_000);
  await everywhere({ enter, visitor }, LOOKS.light, async (page, screen) => {
    expect.soft(await tooSmall(page, 36), `${screen.name}, fine`).toEqual([]);
  });
});

test("after a move the focus is on the page's heading, after a dialog on what opened it", async ({
  enter,
}) => {
  const page = await enter("Secretariat 1");
  await open(page, "Migrant Forum in Asia");
  await expect(heading(page, "Migrant Forum in Asia")).toBeFocused();
  await expect(page).toHaveTitle("Migrant Forum in Asia · Tributary");
  const opener = page.getByRole("button", { name: "Add a tie…" });
  await opener.click();
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
  const page = await enter("MFA delegate 1", LOOKS.arabic);
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

for (const code of ["en", "es", "fr", "ar"] as const) {
  test(`every screen speaks ${code}`, async ({ enter, visitor }) => {
    test.setTimeout(120_000);
    const path = new URL(`../../web/src/i18n/${code}.json`, import.meta.url);
    const words = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    await everywhere({ enter, visitor }, { locale: code }, async (page, screen) => {
      await expect(page.locator("html")).toHaveAttribute("lang", code);
      /* Nothing falls back to English, and no key stands where its words should. */
      await expect.soft(page.locator("[lang=en][dir=ltr]:not(html)"), screen.name).toHaveCount(0);
      expect
        .soft(await page.locator("body").innerText(), screen.name)
        .not.toMatch(/\b[a-z]+_[a-z_]+\b/);
    });
    const page = await visitor({ locale: code });
    await page.goto("/groups");
    await expect(page.locator("main h1")).toHaveText(String(words["room_groups"]));
  });
}

test("the language is switched where one stands", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/network");
  await page.getByRole("combobox", { name: "Language" }).selectOption("العربية");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
});

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
    ] as const) {
      await goTo(office, room);
      await expect(office.getByText(sentence)).toBeVisible();
      await expect(office.getByRole("main").getByRole("link", { name: act })).toBeVisible();
      await expect(office.getByRole("main").locator("a, button")).toHaveCount(1);
      expect(await findings(office, ALL)).toEqual([]);
    }
    await guest.goto("/groups");
    await expect(guest.getByText(/^No caucus or group yet\./)).toBeVisible();
    await expect(guest.getByRole("main").locator("a, button")).toHaveCount(0);
  });
});

/*
 * Pictures of every screen, to be looked at: wide and narrow, light, dark and Arabic, into the folder
 * shots; and the two of the README.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions } from "@playwright/test";
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
import { open } from "./support/screens.ts";
import { writeSmall } from "./support/small_png.ts";
import { type Page, test } from "./support/test.ts";

const FOLDER = join(import.meta.dirname, "shots");
const IMAGES = join(import.meta.dirname, "../../.github/images");

const WIDE = { viewport: { width: 1280, height: 900 } } as const;
const NARROW = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  "wide.light": { ...WIDE, colorScheme: "light" },
  "wide.dark": { ...WIDE, colorScheme: "dark" },
  "wide.arabic": { ...WIDE, colorScheme: "light", locale: "ar" },
  "narrow.light": { ...NARROW, colorScheme: "light" },
  "narrow.dark": { ...NARROW, colorScheme: "dark" },
  "narrow.arabic": { ...NARROW, colorScheme: "light", locale: "ar" },
};

async function take(page: Page, screens: readonly Screen[], look: string): Promise<void> {
  for (const screen of screens) {
    await show(page, screen);
    const hasDialog = (await page.locator("dialog[open]").count()) > 0;
    const path = join(FOLDER, `${screen.name}.${look}.png`);
    await page.screenshot({ path, fullPage: !hasDialog, animations: "disabled" });
  }
}

for (const [look, options] of Object.entries(LOOKS)) {
  test(`every screen: ${look}`, async ({ enter, visitor }) => {
    test.setTimeout(600_000);
    const office = await enter("Secretariat 1", options);
    await take(office, SCREENS, look);
    const facilitator = await enter("Caucus facilitator 1", options);
    await take(facilitator, [...GROUP_SCREENS, ...BECOME_SCREENS], look);
    await take(await enter("Newcomer applicant delegate", options), APPLICANT_SCREENS, look);
    await take(await enter("Administrator", options), ADMIN_SCREENS, look);
    await take(await visitor(options), DOOR_SCREENS, look);
    await fillDailyRooms(facilitator, office);
    await take(facilitator, DAILY_SCREENS, look);
    await take(await enter("MRI delegate 1", options), READER_SCREENS, look);
  });
}

test("the README's: an organization beside the list, and the same on a phone in Arabic", async ({
  browser,
  enter,
}) => {
  mkdirSync(IMAGES, { recursive: true });
  const picture = async (page: Page, name: string) => {
    await open(page, "Migrant Forum in Asia");
    const png = await page.screenshot({ animations: "disabled" });
    await writeSmall(browser, png, join(IMAGES, name));
  };
  const wide = await enter("MFA delegate 1", { ...WIDE, colorScheme: "light" });
  await picture(wide, "network-wide.png");
  const phone = { ...NARROW, colorScheme: "dark", locale: "ar" } as const;
  await picture(await enter("MFA delegate 2", phone), "network-phone.png");
});

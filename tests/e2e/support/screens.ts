/* What people do on the screens, in the words they read there. */
import { expect, type Locator, type Page } from "@playwright/test";

/** The row of a list. */
export const rowOf = (page: Page, name: string): Locator =>
  page.locator("a.row").filter({ hasText: name }).first();

/** Opens what a row of the list is about, by its name. */
export async function open(page: Page, name: string): Promise<void> {
  await rowOf(page, name).click();
  await expect(heading(page, name)).toBeVisible();
}

export const heading = (page: Page, name: string): Locator =>
  page.getByRole("main").getByRole("heading", { level: 1, name });

export async function goTo(
  page: Page,
  room:
    | "Today"
    | "Voices"
    | "Decisions"
    | "Follow-through"
    | "Plan"
    | "Network"
    | "Caucuses & groups"
    | "Convenings"
    | "Meetings"
    | "Action items",
): Promise<void> {
  const rooms = page.getByRole("navigation", { name: "Rooms", exact: true });
  await rooms.getByRole("link", { name: room, exact: true }).click();
  await expect(heading(page, room)).toBeVisible();
}

/** The id in the address of the page that is open. */
export const idHere = (page: Page): string => new URL(page.url()).pathname.split("/")[2] ?? "";

/** A section of a page, by its title. */
export const section = (page: Page, title: string): Locator =>
  page.getByRole("region", { name: title, exact: true });

/** Opens a fact, writes into it and saves. */
export async function edit(
  page: Page,
  words: { readonly edit: string; readonly save: string },
  text: string,
): Promise<void> {
  await page.getByRole("button", { name: words.edit, exact: true }).click();
  await page.locator(".open").getByRole("textbox").fill(text);
  await page.getByRole("button", { name: words.save, exact: true }).click();
}

export const NAME = { edit: "Edit the whole name", save: "Save the whole name" } as const;
export const SECTOR = { edit: "Edit the sector", save: "Save the sector" } as const;

/** What a combobox found. */
export const found = (page: Page): Locator =>
  page.getByRole("listbox", { name: "Found" }).getByRole("option");

/** Finds something in a combobox of the page and chooses it. */
export async function choose(page: Page, box: Locator, typed: string, name: string): Promise<void> {
  await box.fill(typed);
  await found(page).filter({ hasText: name }).first().click();
}

/** Starts a group and arrives at its page. */
export async function startGroup(
  page: Page,
  name: string,
  readBy: "the coalition" | "the group" = "the coalition",
): Promise<void> {
  await goTo(page, "Caucuses & groups");
  await page.getByRole("link", { name: "Start a caucus" }).click();
  await page.getByLabel("Whole name").fill(name);
  await page.getByRole("radio", { name: new RegExp(`^read by ${readBy}`) }).check();
  await page.getByRole("button", { name: "Start it" }).click();
  await expect(heading(page, name)).toBeVisible();
}

/** Admits an organization to the group whose page is open. */
export async function admit(page: Page, typed: string, name: string): Promise<void> {
  await page.getByRole("button", { name: "Admit an organization or a person…" }).click();
  const dialog = page.getByRole("dialog");
  await choose(page, dialog.getByRole("combobox", { name: "Which organization" }), typed, name);
  await dialog.getByRole("button", { name: "Admit to the group" }).click();
  await expect(dialog).toBeHidden();
}

/** What IndexedDB holds of this origin, as text. */
export const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
    const texts: string[] = [];
    for (const name of names) {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => failed(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((done) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => done(reading.result);
        });
        texts.push(`${store} ${JSON.stringify(rows)}`);
      }
      database.close();
    }
    return texts.join("\n");
  });

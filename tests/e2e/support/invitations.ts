/* Inviting by link and accepting, as people do it on the screens, in the language they read there. */
import { expect, type Page } from "@playwright/test";
import { type Say, wordsOf } from "./words.ts";

export const PASSWORD = "seven rivers meet";
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

const english = wordsOf("en");

/** Makes a link in the dialog that is open; the dialog is closed again. role: how its words begin. */
export async function makeLink(page: Page, role?: string, say: Say = english): Promise<string> {
  const dialog = page.getByRole("dialog");
  if (role) await dialog.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
  await dialog.getByRole("button", { name: say("invite_do") }).click();
  const link = await dialog.getByLabel(say("invite_link_label"), { exact: true }).inputValue();
  await dialog.getByRole("button", { name: say("invite_link_done") }).click();
  await expect(dialog).toBeHidden();
  return link;
}

/** Invites from the page of an organization. */
export async function invite(page: Page, role: string, say: Say = english): Promise<string> {
  await page.getByRole("button", { name: say("invite") }).click();
  return makeLink(page, role, say);
}

/** What one fills in at the page of an invitation; then one is in. */
export async function comeIn(
  page: Page,
  name: string,
  signInName: string,
  say: Say = english,
): Promise<void> {
  await page.getByLabel(say("field_display_name")).fill(name);
  await page.getByLabel(say("field_sign_in_name")).fill(signInName);
  await page.getByLabel(say("field_password_new"), { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: say("invited_accept") }).click();
  await expect(page).toHaveURL(/\/me$/);
}

export async function accept(
  page: Page,
  link: string,
  name: string,
  signInName: string,
): Promise<void> {
  await page.goto(link);
  await comeIn(page, name, signInName);
}

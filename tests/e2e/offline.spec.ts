/* Without a line: what is on the screen stays, what is written waits, nothing is lost or done twice. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accept, invite, PASSWORD } from "./support/invitations.ts";
import { edit, heading, kept, NAME, open, rowOf, SECTOR, section } from "./support/screens.ts";
import { expect, test } from "./support/test.ts";
import { rowsIn, snapshot } from "./support/wire.ts";

const MFA = "Migrant Forum in Asia";

/** What is fetched ahead of being gone to has come. */
const fetched = (page: Page, module: string): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .map(({ name }) => name)
          .join(),
      ),
    )
    .toContain(module);

test("says that there is no connection, keeps what is written, and says when it was sent", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  const other = await enter("PICUM delegate 1");
  await open(page, MFA);
  await open(other, MFA);
  await page.context().setOffline(true);
  await expect(page.getByText(/^No connection since \d/)).toBeVisible();
  await expect(
    page.getByText("You can read and write; what you write will be sent later."),
  ).toBeVisible();
  await expect(page.getByText("Saved on this device")).toBeVisible();

  await edit(page, NAME, "Written without a line");
  await edit(page, SECTOR, "also without a line");
  await expect(heading(page, "Written without a line")).toBeVisible();
  await expect(section(page, "Names and what it is").getByText("Saving…")).toHaveCount(2);
  await expect(
    page.getByText("You can read and write; 2 things will be sent later."),
  ).toBeVisible();
  await expect(page.getByText("2 things wait to be sent")).toBeVisible();
  await expect(heading(other, MFA)).toBeVisible();

  await page.context().setOffline(false);
  await expect(
    page.locator(".statusline").getByText("Connected again. 2 things sent."),
  ).toBeVisible();
  await expect(heading(other, "Written without a line")).toBeVisible();
  await expect(section(other, "Names and what it is")).toContainText("also without a line");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
});

test("what cannot be taken back waits for a connection, and says so", async ({ enter }) => {
  const page = await enter("MFA delegate 1");
  await open(page, MFA);
  await fetched(page, "EndTie");
  await page.context().setOffline(true);
  await expect(page.getByText(/^No connection since/)).toBeVisible();
  await page.getByRole("button", { name: "End a tie…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox").check();
  await expect(dialog.getByRole("button", { name: "End the tie" })).toBeDisabled();
  await expect(dialog.getByText(/^This needs a connection/)).toBeVisible();
});

test("what waits outlives the page", async ({ enter }) => {
  const page = await enter("MFA delegate 1");
  const other = await enter("PICUM delegate 1");
  await open(page, MFA);
  await open(other, MFA);
  await page.context().setOffline(true);
  await expect(page.getByText(/^No connection since/)).toBeVisible();
  await edit(page, NAME, "Survived the page");
  await expect.poll(() => kept(page)).toContain("Survived the page");

  /* The page itself can be had again, the socket cannot. */
  await page.routeWebSocket(/\/api\/v1\/socket/, (socket) => void socket.close());
  await page.context().setOffline(false);
  await page.reload();
  await expect(heading(page, "Survived the page")).toBeVisible();
  await expect(page.getByText("1 thing waits to be sent")).toBeVisible();
  await expect(heading(other, MFA)).toBeVisible();

  const again = await page.context().newPage();
  await page.close();
  await again.goto("/network");
  await expect(heading(other, "Survived the page")).toBeVisible();
  await expect.poll(() => kept(again)).toMatch(/commands \[\]/);
});

test("when the server stops and comes back, each screen comes back by itself", async ({
  coalition,
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  const other = await enter("PICUM delegate 1");
  await open(page, MFA);
  await open(other, MFA);
  await coalition.stop();
  await expect(page.getByText(/^No connection since/)).toBeVisible();
  await expect(other.getByText(/^No connection since/)).toBeVisible();
  await edit(page, NAME, "Written while it was gone");
  await coalition.serve();
  await expect(
    page.locator(".statusline").getByText("Connected again. 1 thing sent."),
  ).toBeVisible();
  await expect(heading(other, "Written while it was gone")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(heading(other, MFA)).toBeVisible();
});

test("a screen that meets a copy gone back to shows what that knows, and still sends what waits", async ({
  coalition,
  enter,
  visitor,
}) => {
  const lead = await enter("MFA delegate 1");
  await open(lead, MFA);
  const page = await visitor();
  await accept(page, await invite(lead, "alternate"), "Alternate", "alternate@example.org");
  await page.goto("/network");
  await open(page, MFA);
  await fetched(page, "SignIn");
  await edit(page, NAME, "In the copy");
  await expect(heading(lead, "In the copy")).toBeVisible();
  const folder = mkdtempSync(join(tmpdir(), "tributary-copies-"));
  try {
    await coalition.backup(folder);
    await edit(page, NAME, "Lost with its time");
    await expect(heading(lead, "Lost with its time")).toBeVisible();
    await coalition.stop();
    await expect(page.getByText(/^No connection since/)).toBeVisible();
    await edit(page, SECTOR, "written meanwhile");
    coalition.restore(join(folder, readdirSync(folder)[0] ?? ""));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await coalition.serve();

  /* Nobody is in any more; what was written is kept, and goes out for whoever wrote it. */
  const again = page.getByRole("dialog", { name: "Sign in again" });
  await expect(again).toContainText("What you wrote is kept on this device");
  await again.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Name to sign in with").fill("alternate@example.org");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/today$/);
  await expect
    .poll(async () => rowsIn(await snapshot(page), "organization").map(({ sector }) => sector))
    .toContain("written meanwhile");
  await page.getByRole("link", { name: "Network", exact: true }).click();
  await open(page, "In the copy");
  await expect(section(page, "Names and what it is")).toContainText("written meanwhile");
  await expect(page.getByText("Lost with its time")).toHaveCount(0);
});

test("what was made without a line is made once, under the id it had from the first", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  await open(page, MFA);
  await page.getByRole("button", { name: "Edit the list of spellings" }).click();
  await page.context().setOffline(true);
  await expect(page.getByText(/^No connection since/)).toBeVisible();
  await page.getByLabel("Another spelling").fill("Made once");
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(section(page, "Names and what it is")).toContainText("Made once");
  const commands = () => kept(page).then((all) => all.slice(all.indexOf("commands")));
  await expect.poll(commands).toContain("Made once");
  const id = /"organization_name_id":"([^"]+)"/.exec(await commands())?.[1];
  await page.context().setOffline(false);
  await expect(
    page.locator(".statusline").getByText("Connected again. 1 thing sent."),
  ).toBeVisible();
  const made = rowsIn(await snapshot(page), "organization_name").filter(
    ({ text }) => text === "Made once",
  );
  expect(made.map((row) => row["organization_name_id"])).toEqual([id]);
  await expect.poll(commands).toContain("commands []");
});

test("a page that was not gone to before opens without a line", async ({ enter }) => {
  const page = await enter("MFA delegate 1");
  await fetched(page, "OrganizationPage");
  await page.context().setOffline(true);
  await expect(page.getByText(/^No connection since/)).toBeVisible();
  await open(page, MFA);
  await edit(page, SECTOR, "found and written without a line");
  await expect(page.getByText("You can read and write; 1 thing will be sent later.")).toBeVisible();
});

/* Goes to a page whose file does not come, nor when all pages are fetched ahead. */
async function goWithoutFile(page: Page): Promise<void> {
  const ahead = page.waitForRequest(/assets\/GroupPage/);
  await page.route(/assets\/OrganizationPage/, (route) => route.abort());
  await page.goto("/network");
  await rowOf(page, MFA).click();
  await expect(
    page.getByText(/^This page could not be fetched\. Nothing you wrote is lost\./),
  ).toBeVisible();
  await ahead;
}

test("a page that cannot be had says so, and can be loaded again", async ({ visitor }) => {
  const page = await visitor();
  await goWithoutFile(page);
  const loaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Load again" }).click();
  await loaded;
  await expect(page.getByText(/^This page could not be fetched\./)).toBeVisible();
  await page.unroute(/assets\/OrganizationPage/);
  await page.reload();
  await expect(heading(page, MFA)).toBeVisible();
});

test("a page that cannot be had is not loaded again without a line", async ({ visitor }) => {
  const page = await visitor();
  await goWithoutFile(page);
  await page.context().setOffline(true);
  await expect(page.getByText(/^No connection since/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Load again" })).toHaveCount(0);
});

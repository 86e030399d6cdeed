/* Without a network: the page opens from the device, is written to, and catches up; what is no longer
   one's own to read is gone when the line is back. */
import { edit, heading, kept, NAME, open, rowOf, SECTOR, section } from "./support/screens.ts";
import { expect, type Page, test } from "./support/test.ts";

const MFA = "Migrant Forum in Asia";
const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  serviceWorkers: "allow",
} as const;

/* Some hundred files, one after another. */
const PATIENCE = { timeout: 40_000 };

/** The files of the shell that the device does not have. */
const missing = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const worker = navigator.serviceWorker.controller;
        if (worker?.state !== "activated") return done("no worker");
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => done(data);
        return worker.postMessage("missing", [port2]);
      }),
  );

/** Waits until the shell is on the device, all of it, and answers for this page. */
async function keepShell(page: Page): Promise<void> {
  await expect.poll(() => missing(page), PATIENCE).toEqual([]);
}

const caches = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const paths: string[] = [];
    for (const name of await window.caches.keys()) {
      const requests = await (await window.caches.open(name)).keys();
      paths.push(...requests.map(({ url }) => new URL(url).pathname));
    }
    return paths;
  });

test("a phone that lost its network opens the page, is written on, and catches up", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1", PHONE);
  const other = await enter("PICUM delegate 1");
  await keepShell(page);
  await open(page, MFA);
  await open(other, MFA);
  await expect.poll(() => kept(page)).toContain(MFA);
  await page.context().setOffline(true);
  await page.reload();
  await expect(heading(page, MFA)).toBeVisible();
  await expect(page.getByText(/^No connection since/)).toBeVisible();
  await edit(page, NAME, "Written on the road");
  await edit(page, SECTOR, "and so was this");
  await expect(page.getByText(/2 things will be sent later/)).toBeVisible();
  await expect.poll(() => kept(page)).toContain("and so was this");

  /* And once more: what waits is there, and waits. */
  await page.reload();
  await expect(heading(page, "Written on the road")).toBeVisible();
  await expect(section(page, "Names and what it is")).toContainText("and so was this");
  await expect(page.getByText(/2 things will be sent later/)).toBeVisible();
  await page.goto("/groups");
  await expect(heading(page, "Caucuses & groups")).toBeVisible();
  /* A page that nobody has gone to yet. */
  await page.goto("/plans");
  await expect(heading(page, "Plan")).toBeVisible();
  await expect(heading(other, MFA)).toBeVisible();

  await page.context().setOffline(false);
  await expect(heading(other, "Written on the road")).toBeVisible();
  await expect(section(other, "Names and what it is")).toContainText("and so was this");
  await expect.poll(() => kept(page)).toMatch(/commands \[\]/);
});

test("a membership taken away meanwhile is gone with the line's return, on the device too", async ({
  enter,
}) => {
  const lead = await enter("MFA delegate 1");
  const page = await enter("MFA delegate 2", PHONE);
  await keepShell(page);
  await page.goto("/me");
  await page.getByRole("radio", { name: /^my own/ }).check();
  await page.goto("/network");
  await open(page, "Sample national platform (Asia)");
  await expect.poll(() => kept(page)).toContain("Sample national platform");
  await page.context().setOffline(true);
  await page.reload();
  await expect(heading(page, "Sample national platform (Asia)")).toBeVisible();

  await open(lead, MFA);
  await lead.getByRole("button", { name: "Change: MFA delegate 2" }).click();
  const dialog = lead.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^no longer in the organization/ }).check();
  await dialog.getByRole("button", { name: "End the role" }).click();
  await expect(dialog).toBeHidden();

  await page.context().setOffline(false);
  await expect(heading(page, "There is nothing here for you")).toBeVisible();
  await expect.poll(() => kept(page)).not.toContain("Sample national platform");
});

test("the shell has the page and its files, nothing of the wire, and goes with signing out", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1", { serviceWorkers: "allow" });
  await keepShell(page);
  const paths = await caches(page);
  expect(paths).toContain("/");
  expect(paths).toContain("/manifest.webmanifest");
  expect(paths.filter((path) => /^\/assets\/OrganizationPage/.test(path))).toHaveLength(1);
  expect(paths.filter((path) => path.startsWith("/api/"))).toEqual([]);
  const texts = await page.evaluate(async () => {
    const [name = ""] = await window.caches.keys();
    const page_ = await (await window.caches.open(name)).match("/");
    return (await page_?.text()) ?? "";
  });
  expect(texts).not.toContain("MFA delegate");

  await page.goto("/me");
  await page.getByRole("button", { name: "Sign out and clear this device" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect.poll(() => caches(page)).toEqual([]);
  expect(
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
  ).toBe(0);
});

test("it can be installed: a name, a start, and icons of the sizes asked for", async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto("/network");
  await expect(rowOf(page, MFA)).toBeVisible();
  const address = await page.locator("link[rel=manifest]").getAttribute("href");
  const answer = await page.request.get(String(address));
  expect(answer.headers()["content-type"]).toBe("application/manifest+json");
  const manifest = (await answer.json()) as {
    readonly name: string;
    readonly start_url: string;
    readonly display: string;
    readonly icons: readonly { readonly src: string; readonly sizes: string }[];
  };
  expect(manifest).toMatchObject({ name: "Tributary", start_url: "/", display: "standalone" });
  for (const { src, sizes } of manifest.icons) {
    const [width] = sizes.split("x");
    const drawn = await page.evaluate(
      (path) =>
        new Promise<number>((done) => {
          const image = new Image();
          image.onload = () => done(image.naturalWidth);
          image.onerror = () => done(0);
          image.src = path;
        }),
      src,
    );
    expect(drawn, src).toBe(sizes === "any" ? drawn : Number(width));
    expect(drawn, src).toBeGreaterThan(0);
  }
});

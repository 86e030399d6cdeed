/* What every answer carries and how much, and that no screen breaks the content policy. */

import { fillDailyRooms } from "./support/daily_rooms.ts";
import { DAILY_SCREENS, SCREENS, show } from "./support/every_screen.ts";
import { edit, heading, NAME, open, rowOf } from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";

test("the page is sent with a strict policy, and nothing of it may be framed or guessed", async ({
  visitor,
}) => {
  const page = await visitor();
  const answer = await page.goto("/network");
  const headers = answer?.headers() ?? {};
  const policy = headers["content-security-policy"] ?? "";
  for (const directive of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ]) {
    expect(policy).toContain(directive);
  }
  expect(policy).not.toContain("unsafe");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["access-control-allow-origin"]).toBeUndefined();
});

test("built files are kept for ever, the page and the snapshot are not", async ({ enter }) => {
  const page = await enter("MFA delegate 1");
  const kept = await page.evaluate(async () => {
    const script = document.querySelector<HTMLScriptElement>("script[src]")?.src ?? "";
    const of = async (path: string) => (await fetch(path)).headers.get("cache-control");
    return {
      script: await of(script),
      page: await of("/"),
      snapshot: await of("/api/v1/snapshot"),
    };
  });
  expect(kept.script).toContain("immutable");
  expect(kept.page).toBe("no-cache");
  expect(kept.snapshot).toBe("no-store");
});

test("the session is a cookie that no script reads and no other site sends", async ({ enter }) => {
  const page = await enter("MFA delegate 1");
  const cookies = await page.context().cookies();
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatchObject({
    name: "__Host-session",
    httpOnly: true,
    secure: true,
    sameSite: "Lax",
    path: "/",
  });
  expect(await page.evaluate(() => document.cookie)).toBe("");
});

/* A console error of the policy fails any test; this one goes through all screens for it. */
test("no screen breaks the policy", async ({ enter }) => {
  test.slow();
  const page = await enter("Secretariat 1");
  await page.evaluate(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  for (const screen of SCREENS) await show(page, screen);
  const facilitator = await enter("Caucus facilitator 1");
  await fillDailyRooms(facilitator, page);
  for (const screen of DAILY_SCREENS) await show(facilitator, screen);
});

test("what people write is never markup, in rows, headings, fields and announcements", async ({
  enter,
}) => {
  const page = await enter("MFA delegate 1");
  const other = await enter("PICUM delegate 1");
  const name = `<img src=x onerror="document.title='run'"><b>Forum</b> {name} *strong*`;
  await open(page, "Migrant Forum in Asia");
  await edit(page, NAME, name);
  for (const reader of [page, other]) {
    if (reader === other) await open(other, name);
    await expect(heading(reader, name)).toBeVisible();
    await expect(reader.locator("img")).toHaveCount(0);
    await expect(reader).toHaveTitle(`${name} · Tributary`);
  }
  await expect(page.getByText(`Whole name is now ${name}.`)).toBeVisible();
});

/* Domain § 7: usable on a line of 50 kbit/s. */
test("a first visit carries at most 120 kB, a return at most 10 kB", async ({ visitor }) => {
  const carried = (page: Page) =>
    page.evaluate(() => {
      const entries = [
        ...performance.getEntriesByType("navigation"),
        ...performance.getEntriesByType("resource"),
      ] as PerformanceResourceTiming[];
      return entries.reduce((sum, { transferSize }) => sum + transferSize, 0);
    });
  const names = (page: Page) =>
    page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .join(),
    );
  const page = await visitor();
  await page.goto("/network");
  for (const ahead of ["OrganizationPage", "GroupPage", "ConveningList", "SignIn", "snapshot"]) {
    await expect.poll(() => names(page)).toContain(ahead);
  }
  expect(await names(page), "what only members use").not.toMatch(/NewGroup|Accounts|service/);
  const first = await carried(page);
  expect(first).toBeGreaterThan(50_000);
  expect(first).toBeLessThanOrEqual(120_000);
  const received = heardBy(page).frames.length;
  await page.reload();
  await expect(rowOf(page, "Migrant Forum in Asia")).toBeVisible();
  await expect.poll(() => heardBy(page).frames.length).toBeGreaterThan(received);
  await expect.poll(() => names(page)).toContain("OrganizationPage");
  const frames = heardBy(page).frames.slice(received).join("").length;
  expect((await carried(page)) + frames).toBeLessThanOrEqual(10_000);
});

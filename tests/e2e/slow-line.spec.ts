/*
 * At 50 kbit/s, with 800 ms from a question to its answer: a visitor looks around; a delegate comes in,
 * reads, acts, loses the line and comes back. What is counted is what went over the line, with all heads;
 * how long it took is nobody's test.
 */
import { edit, heading, open, rowOf, SECTOR } from "./support/screens.ts";
import { SlowLine } from "./support/slow_line.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";

/* What a poor line may have to carry. */
const FIRST_VISIT_BYTES = 120_000;
const RETURN_BYTES = 10_000;
const UPDATE_BYTES = 1_000;
const PATIENCE = { timeout: 120_000 };
const PHONE = { viewport: { width: 390, height: 844 }, serviceWorkers: "allow" } as const;
const MFA = "Migrant Forum in Asia";

/* What nobody here goes to. */
const UNASKED = /\/(PlanPage|MeetingPage|GroupPage|GroupList|ImportPage|Accounts|Me|fr|ar)-/;

test.setTimeout(300_000);

/** What the page has fetched, and what its device keeps. */
const files = (page: Page): Promise<{ readonly had: string; readonly kept: string }> =>
  page.evaluate(async () => {
    const kept: string[] = [];
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      kept.push(...requests.map(({ url }) => url));
    }
    const had = performance.getEntriesByType("resource").map(({ name }) => name);
    return { had: had.join("\n"), kept: kept.join("\n") };
  });

async function expectNothingUnasked(page: Page): Promise<void> {
  const { had, kept } = await files(page);
  expect(had).not.toMatch(UNASKED);
  expect(kept).not.toMatch(UNASKED);
}

const patient = (page: Page): Page => {
  page.setDefaultTimeout(PATIENCE.timeout);
  page.setDefaultNavigationTimeout(PATIENCE.timeout);
  return page;
};

test("a visitor's first visit is at most 120 kB, with a page that is gone to", async ({
  coalition,
  visitor,
}) => {
  await coalition.stop();
  const line = await SlowLine.to(coalition.port);
  try {
    await coalition.serve("--origin", line.url, "--origin", coalition.url);
    const page = patient(await visitor({ ...PHONE, baseURL: line.url }));
    await page.goto("/network");
    await rowOf(page, MFA).click(PATIENCE);
    await expect(heading(page, MFA)).toBeVisible(PATIENCE);
    expect(line.bytes).toBeLessThanOrEqual(FIRST_VISIT_BYTES);

    /* What might be fetched ahead was asked for a second after the rows had come, sooner than the line brought
       this page, and would be there after an answer or two. */
    for (const answer of [1, 2]) await page.evaluate((one) => fetch(`/icon.svg?${one}`), answer);
    await expectNothingUnasked(page);
  } finally {
    await line.close();
  }
});

test("a delegate comes in, sees others' changes, acts, loses the line and comes back", async ({
  coalition,
  enter,
  visitor,
}) => {
  await coalition.stop();
  const line = await SlowLine.to(coalition.port);
  try {
    await coalition.serve("--origin", line.url, "--origin", coalition.url);
    const page = patient(await visitor({ ...PHONE, baseURL: line.url }));
    await page.goto(coalition.link("MFA delegate 1", 1).replace(coalition.url, line.url));
    await page.locator("button.primary").click();
    await expect(heading(page, "Today")).toBeVisible(PATIENCE);
    await expect(page.getByText("Nothing waits for you.")).toBeVisible(PATIENCE);
    await expect.poll(async () => (await files(page)).kept, PATIENCE).toMatch(/\/Today-/);
    expect(line.bytes).toBeLessThanOrEqual(FIRST_VISIT_BYTES);

    /* Another page, and there what somebody on a good line changes. */
    await page.goto("/network");
    await rowOf(page, MFA).click(PATIENCE);
    await expect(heading(page, MFA)).toBeVisible(PATIENCE);
    const other = await enter("MFA delegate 1");
    await open(other, MFA);
    const before = line.down.bytes;
    const sector = "seen over a poor line";
    await edit(other, SECTOR, sector);
    await expect(page.locator("#main").getByText(sector)).toBeVisible(PATIENCE);
    expect(line.down.bytes - before).toBeLessThanOrEqual(UPDATE_BYTES);

    /* Their own change is on their screen before the line has carried it. */
    const frames = heardBy(page).frames.length;
    await edit(page, SECTOR, "written over a poor line");
    await expect(page.locator("#main").getByText("written over a poor line")).toBeVisible();
    expect(heardBy(page).frames.length).toBe(frames);
    await expect(other.locator("#main").getByText("written over a poor line")).toBeVisible(
      PATIENCE,
    );
    await expect
      .poll(async () => (await files(page)).kept, PATIENCE)
      .toMatch(/\/OrganizationPage-/);
    await expectNothingUnasked(page);

    /* Without a line: what was opened opens again, what was not says so. */
    await page.context().setOffline(true);
    await page.reload();
    await expect(heading(page, MFA)).toBeVisible(PATIENCE);
    await page.goto("/today");
    await expect(heading(page, "Today")).toBeVisible(PATIENCE);
    await page.goto("/plans");
    await expect(page.getByText(/^This page could not be fetched\./)).toBeVisible(PATIENCE);
    await page.close();

    /* Back another day: what is there already is not fetched again. */
    const again = patient(await page.context().newPage());
    await page.context().setOffline(false);
    const then = line.bytes;
    const welcome = again
      .waitForEvent("websocket", PATIENCE)
      .then((socket) => socket.waitForEvent("framereceived", PATIENCE));
    await again.goto("/today");
    await expect(again.getByText("Nothing waits for you.")).toBeVisible(PATIENCE);
    await welcome;
    expect(line.bytes - then).toBeLessThanOrEqual(RETURN_BYTES);
    await again.goto("/network");
    await rowOf(again, MFA).click(PATIENCE);
    await edit(other, SECTOR, "seen another day");
    await expect(again.locator("#main").getByText("seen another day")).toBeVisible(PATIENCE);
    await expectNothingUnasked(again);
  } finally {
    await line.close();
  }
});

/*
 * At 50 kbit/s, with 800 ms from a question to its answer: a delegate comes in, reads, acts, and
 * comes back. What is counted is what went over the line; how long it took is nobody's test.
 */
import { edit, heading, open, rowOf, SECTOR } from "./support/screens.ts";
import { SlowLine } from "./support/slow_line.ts";
import { expect, heardBy, test } from "./support/test.ts";

const FIRST_VISIT_BYTES = 120_000;
const RETURN_BYTES = 10_000;
const UPDATE_BYTES = 1_000;
const PATIENCE = { timeout: 90_000 };

test.setTimeout(300_000);

test("a delegate on a poor line comes in, sees others' changes, acts and comes back", async ({
  coalition,
  enter,
  visitor,
}) => {
  await coalition.stop();
  const line = await SlowLine.to(coalition.port);
  try {
    await coalition.serve("--origin", line.url, "--origin", coalition.url);
    const context = { baseURL: line.url, serviceWorkers: "allow" } as const;
    const page = await visitor({ ...context, viewport: { width: 390, height: 844 } });
    page.setDefaultTimeout(PATIENCE.timeout);
    page.setDefaultNavigationTimeout(PATIENCE.timeout);
    await page.goto(coalition.link("MFA delegate 1").replace(coalition.url, line.url));
    await page.locator("button.primary").click();
    await expect(heading(page, "Today")).toBeVisible(PATIENCE);
    await expect(page.getByText("Nothing waits for you.")).toBeVisible(PATIENCE);
    expect(line.bytes).toBeLessThanOrEqual(FIRST_VISIT_BYTES);

    /* Another page, and there what somebody on a good line changes. */
    await page.goto("/network");
    await expect(rowOf(page, "Migrant Forum in Asia")).toBeVisible(PATIENCE);
    await open(page, "Migrant Forum in Asia");
    const other = await enter("MFA delegate 1");
    await open(other, "Migrant Forum in Asia");
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

    /* Back another day: what is there already is not fetched again. */
    await page.close();
    const then = line.bytes;
    const again = await page.context().newPage();
    again.setDefaultNavigationTimeout(PATIENCE.timeout);
    await again.goto("/today");
    await expect(again.getByText("Nothing waits for you.")).toBeVisible(PATIENCE);
    await expect(again.getByText("Saved").first()).toBeVisible(PATIENCE);
    expect(line.bytes - then).toBeLessThanOrEqual(RETURN_BYTES);
  } finally {
    await line.close();
  }
});

/*
 * How the whole program is tested: Debian's own Chromium, without the toolbars of its window, which
 * are pages too and take half the time, against the built binary, one coalition of
 * its own per test. CHROMIUM and TRIBUTARY name the two programs; tests/run sets them. Pictures are a
 * project of their own, since they are looked at and not judged: `npm run shots`.
 */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  /* Only what hangs is ended by these: a busy machine may take its time. */
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  projects: [
    { name: "tests", testIgnore: "shots.spec.ts" },
    { name: "shots", testMatch: "shots.spec.ts" },
  ],
  use: {
    /* A worker's own requests pass by what a test does to the page's; tests of it let it in. */
    serviceWorkers: "block",
    locale: "en-GB",
    timezoneId: "UTC",
    viewport: { width: 1280, height: 800 },
    actionTimeout: 20_000,
    navigationTimeout: 20_000,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] || "/usr/bin/chromium-headless-shell",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});

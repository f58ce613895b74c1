import { defineConfig } from "@playwright/test";
import { browserFlags, findBrowser } from "./support/browser.ts";

/** The journeys: the production build in a real browser. */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  // Tests of a file run in order: they share a running console and a browser context.
  fullyParallel: false,
  // One more than the cores of a small machine: journeys spend much of their time waiting.
  workers: 3,
  // A test that passes only on retry is listed as flaky; one hiccup on a slow machine does not fail the whole run.
  retries: 1,
  forbidOnly: process.env["CI"] !== undefined,
  reporter: "list",
  // Generous, because no test may depend on machine speed.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: findBrowser(), args: browserFlags() },
    viewport: { width: 1440, height: 900 },
    colorScheme: "light",
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
  },
});

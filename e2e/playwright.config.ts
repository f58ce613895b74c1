import { defineConfig } from "@playwright/test";
import { browserFlags, findBrowser } from "./support/browser.ts";

/** The journeys: the production build in a real browser. */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  // A file's tests one after the other: they share a running console and a browser context.
  fullyParallel: false,
  // One more than the cores of a small machine: journeys wait for a good part of their time.
  workers: 3,
  // What passes only the second time is listed as flaky; a slow machine does not fail the whole run by one hiccup.
  retries: 1,
  forbidOnly: process.env["CI"] !== undefined,
  reporter: "list",
  // Generous, because nothing may depend on how fast the machine is.
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

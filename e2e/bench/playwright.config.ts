import { loadavg } from "node:os";
import { defineConfig } from "@playwright/test";
import journeys from "../playwright.config.ts";
import { browserFlags, findBrowser } from "../support/browser.ts";

// Taken once, before the first bench: after that, the load would be the benches' own.
process.env["GRANTLENS_LOAD"] ??= String(loadavg()[0]);

/**
 * Playwright debugs its pages, and in a page that is debugged, Chromium's V8 parses a script again for the position of an
 * Error that it creates, as React does five times while it is evaluated: 20 ms that no reader waits for, more in a larger
 * script. It keeps positions from the first instead.
 */
const AS_A_READER = "--js-flags=--no-enable-lazy-source-positions";

// The journeys switch off V8's optimising compilers; of several such flags, Chromium heeds the last one.
const args = browserFlags().filter((flag) => !flag.startsWith("--js-flags"));

/** Runs all benches, or the one that GRANTLENS_BENCH names, one at a time and without a time limit. */
export default defineConfig({
  ...journeys,
  testDir: ".",
  testMatch: `${process.env["GRANTLENS_BENCH"] ?? "*"}.bench.ts`,
  outputDir: "../../test-results",
  workers: 1,
  retries: 0,
  timeout: 0,
  // A control that is missing fails the bench.
  use: {
    ...journeys.use,
    launchOptions: { executablePath: findBrowser(), args: [...args, AS_A_READER] },
    actionTimeout: 60_000,
  },
  reportSlowTests: null,
});

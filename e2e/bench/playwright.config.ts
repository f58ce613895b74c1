import { loadavg } from "node:os";
import { defineConfig } from "@playwright/test";
import journeys from "../playwright.config.ts";

// Taken once, before the first bench: after that, the load would be the benches' own.
process.env["GRANTLENS_LOAD"] ??= String(loadavg()[0]);

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
  use: { ...journeys.use, actionTimeout: 60_000 },
  reportSlowTests: null,
});

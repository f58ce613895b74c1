import { defineConfig } from "@playwright/test";
import journeys from "../playwright.config.ts";

/** Measuring: in the journeys' browser, one thing at a time, for as long as it takes. */
export default defineConfig({
  ...journeys,
  testDir: ".",
  testMatch: "*.bench.ts",
  outputDir: "../../test-results",
  workers: 1,
  retries: 0,
  timeout: 0,
  reportSlowTests: null,
});

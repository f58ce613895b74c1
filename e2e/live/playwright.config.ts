import { defineConfig } from "@playwright/test";
import journeys from "../playwright.config.ts";
import { liveObjects } from "./live-objects.ts";

/** The journeys on a real server; `live-run.ts` starts them. */
export default defineConfig({
  ...journeys,
  testDir: ".",
  testMatch: "*.live.ts",
  // Its own: the folder is cleared at the start, and another run may be under way.
  outputDir: `../../test-results/${liveObjects().prefix}`,
  workers: 1,
  // A code that was redeemed is gone: a second attempt would begin with other rows.
  retries: 0,
});

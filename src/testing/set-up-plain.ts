import fc from "fast-check";
import { afterAll, vi } from "vitest";
import { resetServerClock } from "../api/server-clock.ts";

/*
 * Property tests try the same cases in each run, so that a change is not refused for what it did not touch. To try
 * others: GRANTLENS_PROPERTY_SEED=17, or =random for a new seed in each property.
 */
const seed = process.env["GRANTLENS_PROPERTY_SEED"] ?? "1";
if (seed !== "random") fc.configureGlobal({ seed: Number(seed) });

/** Test files without a page share one process and its modules: after each file, what it replaced or set is reset. */
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  resetServerClock();
});

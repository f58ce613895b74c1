import { afterAll, vi } from "vitest";
import { resetServerClock } from "../api/server-clock.ts";

/** Files without a page share one process and its modules: after each, what it replaced or set is as it was before. */
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  resetServerClock();
});

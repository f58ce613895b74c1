import { afterAll, vi } from "vitest";
import { resetServerClock } from "../api/server-clock.ts";

/** Test files without a page share one process and its modules: after each file, what it replaced or set is reset. */
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  resetServerClock();
});

import { afterEach, vi } from "vitest";
import { resetServerClock } from "../api/server-clock.ts";
import { cleanup } from "./render.tsx";

/*
 * Files of page tests share one process and its modules. After each test, whatever a module or the window keeps is as
 * it was before: nothing mounted, nothing stored, no clock, no replaced function.
 */
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  resetServerClock();
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, "", "/");
  for (const name of document.documentElement.getAttributeNames())
    document.documentElement.removeAttribute(name);
  document.head.replaceChildren();
  document.body.replaceChildren();
});

import "./commits.ts";
import { afterEach, vi } from "vitest";
import { resetServerClock } from "../api/server-clock.ts";
import { usePreference } from "../ui/preference.ts";
import { cleanup, renderHook } from "./render.tsx";

/*
 * Page test files share one process and its modules. After each test, the state of modules and the window is reset:
 * nothing mounted, nothing stored, no clock, no replaced function. That rows were painted once is not forgotten.
 */
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  for (const name of ["theme", "refresh", "timeline"]) forgetPreference(name);
  resetServerClock();
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, "", "/");
  for (const name of document.documentElement.getAttributeNames())
    document.documentElement.removeAttribute(name);
  document.head.replaceChildren();
  document.body.replaceChildren();
});

/** Preferences are also kept outside of storage; an unknown value reads as if nothing had been chosen. */
function forgetPreference(name: string): void {
  const { result } = renderHook(() => usePreference(name, [""]));
  result.current[1]("");
  cleanup();
}

import { useEffect } from "react";

/** Preloads the drawer's and the filters' lazy chunks, once the rows are painted and the browser is idle. */
export function usePreload(load: () => Promise<unknown>, ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    return whenIdle(() => {
      load().catch(() => {
        // Loaded again on first use; a failure is shown then.
      });
    });
  }, [load, ready]);
}

/** Runs a callback when the browser is idle. @returns a function that cancels it. */
export function whenIdle(run: () => void): () => void {
  // Safari has no `requestIdleCallback`.
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, 500);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(run, { timeout: 3000 });
  return () => cancelIdleCallback(id);
}

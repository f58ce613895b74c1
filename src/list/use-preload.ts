import { useEffect } from "react";

/** Once the rows are there and the browser has nothing to do, what is likely wanted next is loaded: the drawer and the filters' lists. */
export function usePreload(load: () => Promise<unknown>, ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    return whenIdle(() => {
      load().catch(() => {
        // Tried again when it is wanted; the failure shows then.
      });
    });
  }, [load, ready]);
}

/** Runs something when the browser has nothing else to do. @returns a function that calls it off. */
export function whenIdle(run: () => void): () => void {
  // Safari has no idle callback.
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, 500);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(run, { timeout: 3000 });
  return () => cancelIdleCallback(id);
}

import { useEffect, useSyncExternalStore } from "react";

/** Once rows were painted, what belongs to them is loaded: nothing has to wait for a paint again. */
let painted = false;
const listeners = new Set<() => void>();

/** In a hidden tab there are no frames; milliseconds. */
const NO_FRAME_MS = 500;
/** For the browser to finish that frame, and a click that waited for the rows. */
const AFTER_PAINT_MS = 30;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Whether the first rows since the page was loaded are painted. What stands around them asks for its code and its data
 * only then: it would take bytes and time from the rows.
 */
export function useRowsPainted(shown: boolean): boolean {
  useEffect(() => {
    if (!shown || painted) return;
    const done = (): void => {
      painted = true;
      for (const listener of listeners) listener();
    };
    // The first frame has the rows; in the second they are on the screen.
    let timer = setTimeout(done, NO_FRAME_MS);
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        clearTimeout(timer);
        timer = setTimeout(done, AFTER_PAINT_MS);
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [shown]);
  return useSyncExternalStore(subscribe, () => painted);
}

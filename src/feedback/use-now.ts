import { useSyncExternalStore } from "react";
import { serverNow } from "../api/server-clock.ts";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let now = serverNow();

/** One timer for the whole page, on the server's full seconds; none without subscribers or in a hidden tab. */
function schedule(): void {
  clearTimeout(timer);
  timer = undefined;
  if (listeners.size === 0 || document.visibilityState === "hidden") return;
  timer = setTimeout(tick, 1000 - (serverNow() % 1000));
}

function tick(): void {
  now = serverNow();
  for (const listener of listeners) listener();
  schedule();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    document.addEventListener("visibilitychange", tick);
    now = serverNow();
  }
  listeners.add(listener);
  if (timer === undefined) schedule();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener("visibilitychange", tick);
    schedule();
  };
}

/**
 * A value derived from the server's clock, updated each second. The component renders only when the derived
 * value changes, so derive a primitive: a text or a number, not an object.
 *
 * @param derive from the server's now in epoch milliseconds.
 */
export function useNow<T extends string | number | boolean | null>(derive: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => derive(now));
}

import { focusManager } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { serverNow } from "../api/server-clock.ts";

/** A page that did not tick for so long was asleep: hidden, frozen, or on a computer that was. */
const ASLEEP_MS = 30_000;
/** Times of answers are exact to the second. */
const ROUNDING_MS = 1000;
/** How long rows from before a sleep are kept as they were, if no answer comes. */
const HELD_MS = 10_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let now = serverNow();
/** The latest sleep, on the server's clock; what happened to the rows meanwhile is not known before they are refetched. */
let sleep: { from: number; until: number } | null = null;

/** One timer for the whole page, on the server's full seconds; none without subscribers or in a hidden tab. */
function schedule(): void {
  clearTimeout(timer);
  timer = undefined;
  if (listeners.size === 0 || document.visibilityState === "hidden") return;
  timer = setTimeout(tick, 1000 - (serverNow() % 1000));
}

function tick(): void {
  const before = now;
  now = serverNow();
  if (now - before > ASLEEP_MS) {
    sleep = { from: before, until: now };
    // Refetches what is stale, as if the window had been focused: a computer that slept fires no such event.
    focusManager.onFocus();
  } else if (sleep && Math.abs(now - sleep.until) > HELD_MS) sleep = null;
  for (const listener of listeners) listener();
  schedule();
}

/** Nobody has been told the time yet; it may have been learned since from an answer. */
function catchUp(): void {
  if (listeners.size === 0 && Math.abs(serverNow() - now) > ROUNDING_MS) now = serverNow();
}

/** Now, for what an answer at this time told; where that was before a sleep, the moment when it began. */
function nowFor(answeredAt: number): number {
  catchUp();
  return sleep && answeredAt <= sleep.from + ROUNDING_MS ? sleep.from : now;
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    // A restored page becomes visible too; what no event tells, the next tick finds out.
    document.addEventListener("visibilitychange", tick);
    now = serverNow();
    sleep = null;
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
 * @param answeredAt when the answer came that the value is about, epoch milliseconds of the server's clock: after the
 * computer or the tab slept, the value stays as it was until there is a newer answer.
 */
export function useNow<T extends string | number | boolean | null>(
  derive: (now: number) => T,
  answeredAt = Infinity,
): T {
  return useSyncExternalStore(subscribe, () => derive(nowFor(answeredAt)));
}

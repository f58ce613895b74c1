const EVERY = 5 * 60_000;
const FROM = 2 * 60_000;

/** How long a clean-up may take before it counts as late: it starts, not ends, at its minute. */
export const CLEANUP_GRACE_MS = 60_000;

/**
 * When authentik deletes what expired at `expiresMs`: its clean-up runs at minutes 2, 7, 12, … 57 of the hour.
 *
 * Counted in UTC; every zone in use is a multiple of 15 minutes away from it, so the minutes are the same.
 *
 * @param expiresMs epoch milliseconds.
 * @returns epoch milliseconds of the first clean-up after it (one at that very moment runs too early).
 */
export function nextCleanup(expiresMs: number): number {
  return Math.floor((expiresMs - FROM) / EVERY) * EVERY + EVERY + FROM;
}

/** The latest clean-up at or before a moment; both epoch milliseconds. */
export function previousCleanup(now: number): number {
  return nextCleanup(now) - EVERY;
}

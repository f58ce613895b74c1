/** A clean-up runs at minutes 2, 7, … 57 of each hour and removes what has expired. */
export const CLEAN_UP_EVERY = 300_000;
const CLEAN_UP_OFFSET = 120_000;

/** The clean-up that removes what expired at `expires` (epoch milliseconds). */
export function cleanUpAfter(expires: number): number {
  return lastCleanUp(expires) + CLEAN_UP_EVERY;
}

/** The clean-up at or before `now`. */
export function lastCleanUp(now: number): number {
  return Math.floor((now - CLEAN_UP_OFFSET) / CLEAN_UP_EVERY) * CLEAN_UP_EVERY + CLEAN_UP_OFFSET;
}

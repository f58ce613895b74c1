/** A clean-up removes what has expired at minutes 2, 7, … 57 of every hour. Values in milliseconds. */
export const CLEAN_UP_EVERY = 300_000;
const CLEAN_UP_OFFSET = 120_000;

/** The time of the clean-up that removes what expired at `expires`; both in epoch milliseconds. */
export function cleanUpAfter(expires: number): number {
  return lastCleanUp(expires) + CLEAN_UP_EVERY;
}

/** The time of the latest clean-up at or before `now`. */
export function lastCleanUp(now: number): number {
  return Math.floor((now - CLEAN_UP_OFFSET) / CLEAN_UP_EVERY) * CLEAN_UP_EVERY + CLEAN_UP_OFFSET;
}

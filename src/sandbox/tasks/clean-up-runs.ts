import { CLEAN_UP_EVERY, lastCleanUp } from "../rules/clean-up-times.ts";
import { instant, type Instant } from "../rules/instant.ts";
import type { World } from "../world/entities.ts";
import { createRandom } from "../world/random.ts";

/** One run of the clean-up. */
export interface CleanUpRun {
  /** uuid */
  readonly pk: string;
  readonly started: Instant;
  readonly finished: Instant;
  /** Seconds. */
  readonly duration: number;
}

export const CLEAN_UP = "clean_expired_models";
export const CLEAN_UP_DESCRIPTION = "Remove expired objects.";
/** How many runs are remembered: those of an hour. */
const KEPT = 12;

/** When the clean-up runs next, in epoch milliseconds: in the past if no worker is there to run it. */
export function nextCleanUp({ workerStopped }: World, now: number): number {
  return workerStopped === null ? lastCleanUp(now) + CLEAN_UP_EVERY : lastCleanUp(workerStopped);
}

/** The runs so far, the latest first. @param now epoch milliseconds */
export function cleanUpRuns(world: World, now: number): readonly CleanUpRun[] {
  const latest = nextCleanUp(world, now) - CLEAN_UP_EVERY;
  return Array.from({ length: KEPT }, (_, back): CleanUpRun => {
    const at = latest - back * CLEAN_UP_EVERY;
    const random = createRandom(Math.floor(at / CLEAN_UP_EVERY), "clean-up");
    const started = at + 20 + 60 * random.next();
    const duration = 0.2 + 0.6 * random.next();
    return {
      pk: random.uuid(),
      started: instant(started),
      finished: instant(Math.min(started + duration * 1000, Math.max(started, now))),
      duration,
    };
  });
}

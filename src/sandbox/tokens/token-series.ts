import { CLEAN_UP_EVERY, cleanUpAfter } from "../rules/clean-up-times.ts";
import { chanceAt } from "../world/random.ts";

interface TokenSeriesOptions {
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly start: number;
  /** The approximate number of tokens listed at any time. */
  readonly count: number;
  /** The exact number listed at `start`. */
  readonly countAtStart: number;
  /** Validities of tokens, in milliseconds; each repeated in proportion to its frequency. */
  readonly validities: readonly number[];
  /** The validity of the token with that index. */
  validityOf(index: number): number;
}

/**
 * When tokens are issued and cleaned up. Everything about a token follows from the seed and its
 * index: its position in the order of issue, negative before `start`. So the list depends on the
 * moment only, not on earlier calls.
 */
interface TokenSeries {
  /** Epoch milliseconds; increases with the index. */
  issuedAt(index: number): number;
  /** The indexes of the tokens listed at a moment, and when the list changes next. */
  listedAt(now: number): { readonly indexes: readonly number[]; readonly until: number };
}

const QUESTION = { moment: 41, lottery: 42 } as const;

/** Before `start`, tokens are issued faster by this factor; then some are dropped to get the exact number. */
const SPARE = 1.5;

export function createTokenSeries(options: TokenSeriesOptions): TokenSeries {
  const { seed, start, count, countAtStart, validities, validityOf } = options;
  const mean = validities.reduce((sum, validity) => sum + validity, 0) / validities.length;
  const longest = Math.max(...validities) + CLEAN_UP_EVERY;
  const interval = (mean + CLEAN_UP_EVERY / 2) / count;
  let surplus: ReadonlySet<number> | undefined;

  /** The average time between two tokens, in milliseconds. */
  function intervalAt(place: number): number {
    return place < 0 ? interval / SPARE : interval;
  }

  function issuedAt(index: number): number {
    return start + (index + chanceAt(seed, index, QUESTION.moment)) * intervalAt(index);
  }

  function indexAt(time: number): number {
    return Math.floor((time - start) / intervalAt(time - start));
  }

  function cleanedUpAt(index: number): number {
    return cleanUpAfter(issuedAt(index) + validityOf(index));
  }

  function issuedAndNotCleanedUp(now: number): number[] {
    const found: number[] = [];
    for (let index = indexAt(now - longest); issuedAt(index) <= now; index++) {
      if (cleanedUpAt(index) > now) found.push(index);
    }
    return found;
  }

  /** The random tokens to drop to get `countAtStart`. */
  function chooseSurplus(): ReadonlySet<number> {
    const lot = (index: number): number => chanceAt(seed, index, QUESTION.lottery);
    const byLot = issuedAndNotCleanedUp(start).toSorted((one, other) => lot(one) - lot(other));
    return new Set(byLot.slice(countAtStart));
  }

  return {
    issuedAt,
    listedAt(now) {
      const dropped = (surplus ??= chooseSurplus());
      const indexes = issuedAndNotCleanedUp(now).filter((index) => !dropped.has(index));
      let next = indexAt(now);
      while (issuedAt(next) <= now) next++;
      return { indexes, until: Math.min(issuedAt(next), ...indexes.map(cleanedUpAt)) };
    },
  };
}

import { CLEAN_UP_EVERY, cleanUpAfter } from "../rules/clean-up-times.ts";
import { chanceAt } from "../world/random.ts";

export interface TokenSeriesOptions {
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly start: number;
  /** How many tokens are listed at a time, about. */
  readonly count: number;
  /** How many are listed at `start`, exactly. */
  readonly countAtStart: number;
  /** How long tokens are valid, in milliseconds, each as often as it occurs. */
  readonly validities: readonly number[];
  /** One of `validities`, by the token's index. */
  validityOf(index: number): number;
}

/**
 * When tokens come and go. A token is found from its index, its place in the order of issue
 * (negative before `start`), and all there is to say follows from seed and index: what is listed
 * depends on the moment alone, not on what was asked before.
 */
export interface TokenSeries {
  /** Epoch milliseconds; goes up with the index. */
  issuedAt(index: number): number;
  /**
   * The indexes of the tokens that are listed at a moment, and the moment at which one comes or
   * goes next.
   */
  listedAt(now: number): { readonly indexes: readonly number[]; readonly until: number };
}

const QUESTION = { moment: 41, lottery: 42 } as const;

/** So many times as many were issued before `start` as it takes; which of them are there is drawn by lot. */
const SPARE = 1.5;

export function createTokenSeries(options: TokenSeriesOptions): TokenSeries {
  const { seed, start, count, countAtStart, validities, validityOf } = options;
  const mean = validities.reduce((sum, validity) => sum + validity, 0) / validities.length;
  const longest = Math.max(...validities) + CLEAN_UP_EVERY;
  const interval = (mean + CLEAN_UP_EVERY / 2) / count;
  let surplus: ReadonlySet<number> | undefined;

  function intervalAt(place: number): number {
    return place < 0 ? interval / SPARE : interval;
  }

  function issuedAt(index: number): number {
    return start + (index + chanceAt(seed, index, QUESTION.moment)) * intervalAt(index);
  }

  function indexAt(time: number): number {
    return Math.floor((time - start) / intervalAt(time - start));
  }

  function goneAt(index: number): number {
    return cleanUpAfter(issuedAt(index) + validityOf(index));
  }

  function thereAt(now: number): number[] {
    const found: number[] = [];
    for (let index = indexAt(now - longest); issuedAt(index) <= now; index++) {
      if (goneAt(index) > now) found.push(index);
    }
    return found;
  }

  /** What is over `countAtStart`. */
  function drawnOut(): ReadonlySet<number> {
    const lot = (index: number): number => chanceAt(seed, index, QUESTION.lottery);
    const drawn = thereAt(start).toSorted((one, other) => lot(one) - lot(other));
    return new Set(drawn.slice(countAtStart));
  }

  return {
    issuedAt,
    listedAt(now) {
      const struck = (surplus ??= drawnOut());
      const indexes = thereAt(now).filter((index) => !struck.has(index));
      let next = indexAt(now);
      while (issuedAt(next) <= now) next++;
      return { indexes, until: Math.min(issuedAt(next), ...indexes.map(goneAt)) };
    },
  };
}

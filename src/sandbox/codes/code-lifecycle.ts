import { CLEAN_UP_EVERY, cleanUpAfter } from "../rules/clean-up-times.ts";
import { chanceAt } from "../world/random.ts";

/** How one client uses its codes. */
export interface Client {
  /** Key of its provider. */
  readonly provider: number;
  /** How long its codes are valid, in milliseconds. */
  readonly validity: number;
  /** How many codes it requests, relative to the other clients; an integer. */
  readonly traffic: number;
  /** The share of its codes that it never redeems, 0 to 1. */
  readonly abandoned: number;
}

/** The life of one code; times in epoch milliseconds. */
interface CodeLife {
  readonly client: Client;
  readonly expires: number;
  /** When it leaves the list: redeemed, or cleaned up after it expired. */
  readonly until: number;
  /** Whether it will be redeemed, which happens within seconds. */
  readonly isRedeemed: boolean;
}

const FASTEST_REDEEM = 300;
const SLOWEST_REDEEM = 8000;
/** The mean of `redeemDelay`: the cube of a uniform random number averages a quarter. */
const MEAN_REDEEM = FASTEST_REDEEM + (SLOWEST_REDEEM - FASTEST_REDEEM) / 4;

const QUESTION = { spacing: 1, client: 2, outcome: 3, delay: 4, tail: 5 } as const;

/** Codes are minted in blocks of this many; all blocks on one side of `start` take the same time. */
export const BLOCK_SIZE = 64;

/** The longest time that a code can be listed, in milliseconds. */
export function longestListing(clients: readonly Client[]): number {
  const validities = clients
    .filter((client) => client.traffic > 0)
    .map((client) => client.validity);
  return Math.max(SLOWEST_REDEEM, ...validities) + CLEAN_UP_EVERY;
}

/**
 * The mean time that a code is listed, in milliseconds. Codes listed = codes per millisecond × this.
 * @param sinceCleanUp milliseconds since the last clean-up, in which expired codes have piled up;
 *   defaults to the average
 */
export function meanListing(clients: readonly Client[], sinceCleanUp = CLEAN_UP_EVERY / 2): number {
  let traffic = 0;
  let listed = 0;
  for (const client of clients) {
    traffic += client.traffic;
    listed += client.traffic * (1 - client.abandoned) * MEAN_REDEEM;
    listed += client.traffic * client.abandoned * (client.validity + sinceCleanUp);
  }
  return listed / traffic;
}

/** Determines the life of each code by seed and index only, never by earlier calls. */
export function createCodeLifecycle(seed: number, clients: readonly Client[]) {
  /** Each client repeated `traffic` times, so that a uniform pick is weighted by traffic. */
  const wheel = clients.flatMap((client) => Array<Client>(client.traffic).fill(client));

  function clientAt(index: number): Client {
    const client = wheel[Math.floor(chanceAt(seed, index, QUESTION.client) * wheel.length)];
    if (client === undefined) throw new Error("no clients");
    return client;
  }

  function redeemDelay(index: number): number {
    const share = chanceAt(seed, index, QUESTION.delay) ** 3;
    return FASTEST_REDEEM + (SLOWEST_REDEEM - FASTEST_REDEEM) * share;
  }

  return {
    /** A cheap pre-check: whether a code minted before `end` can still be listed at `now`. */
    mayBeListed(index: number, end: number, now: number): boolean {
      // A millisecond of slack, in case the minting time was rounded up.
      const latest = end + 1;
      if (latest + SLOWEST_REDEEM >= now) return true;
      const { validity, abandoned } = clientAt(index);
      if (latest + validity + CLEAN_UP_EVERY < now) return false;
      return chanceAt(seed, index, QUESTION.outcome) < abandoned;
    },
    /** @returns null when the code is no longer listed at `now` */
    lifeAt(index: number, mintedAt: number, now: number): CodeLife | null {
      const client = clientAt(index);
      const expires = mintedAt + client.validity;
      const isAbandoned = chanceAt(seed, index, QUESTION.outcome) < client.abandoned;
      const until = isAbandoned ? cleanUpAfter(expires) : mintedAt + redeemDelay(index);
      return until > now ? { client, expires, until, isRedeemed: !isAbandoned } : null;
    },
    /**
     * The minting times of a block's codes, ascending, as fractions (0 to 1) of the block's duration.
     * Exponential gaps scaled to that duration: a Poisson process conditioned on its number of events.
     */
    mintingTimes(block: number): Float64Array {
      const shares = new Float64Array(BLOCK_SIZE);
      let sum = 0;
      for (let place = 0; place < BLOCK_SIZE; place++) {
        sum += gap(chanceAt(seed, block * BLOCK_SIZE + place, QUESTION.spacing));
        shares[place] = sum;
      }
      sum += gap(chanceAt(seed, block, QUESTION.tail));
      for (let place = 0; place < BLOCK_SIZE; place++) shares[place] = (shares[place] ?? 0) / sum;
      return shares;
    },
  };
}

function gap(uniform: number): number {
  return -Math.log(1 - uniform);
}

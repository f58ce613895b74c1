import { CLEAN_UP_EVERY, cleanUpAfter } from "../rules/clean-up-times.ts";
import { chanceAt } from "../world/random.ts";

/** How one client behaves, as far as its codes show it. */
export interface Client {
  /** Key of its provider. */
  readonly provider: number;
  /** How long its codes are valid, in milliseconds. */
  readonly validity: number;
  /** How many codes it asks for, in proportion to the others; a whole number. */
  readonly traffic: number;
  /** The share of its codes that it never redeems, 0 to 1. */
  readonly abandoned: number;
}

/** The life of one code, in epoch milliseconds. */
export interface Life {
  readonly client: Client;
  readonly expires: number;
  /** From here on it is no longer listed: redeemed, or cleaned up after it expired. */
  readonly gone: number;
  /** It goes because it is redeemed, and so within seconds. */
  readonly isRedeemed: boolean;
}

const FASTEST_REDEEM = 300;
const SLOWEST_REDEEM = 8000;
/** The mean of `redeemDelay`: a uniform number to the third power is a quarter on average. */
const MEAN_REDEEM = FASTEST_REDEEM + (SLOWEST_REDEEM - FASTEST_REDEEM) / 4;

const QUESTION = { spacing: 1, client: 2, fate: 3, delay: 4, tail: 5 } as const;

/** Codes are minted in blocks of this many, each of a fixed length in time. */
export const BLOCK = 64;

/** No code is listed for longer, in milliseconds. */
export function longestLife(clients: readonly Client[]): number {
  const validities = clients
    .filter((client) => client.traffic > 0)
    .map((client) => client.validity);
  return Math.max(SLOWEST_REDEEM, ...validities) + CLEAN_UP_EVERY;
}

/**
 * For how long a code is listed on average, in milliseconds; so codes listed = rate × this.
 * @param sinceCleanUp milliseconds since the last clean-up, over which expired codes have gathered;
 *   without it the average over all moments
 */
export function meanTimeListed(
  clients: readonly Client[],
  sinceCleanUp = CLEAN_UP_EVERY / 2,
): number {
  let traffic = 0;
  let listed = 0;
  for (const client of clients) {
    traffic += client.traffic;
    listed += client.traffic * (1 - client.abandoned) * MEAN_REDEEM;
    listed += client.traffic * client.abandoned * (client.validity + sinceCleanUp);
  }
  return listed / traffic;
}

/** Answers "what becomes of the code with this index" from seed and index alone. */
export function createFates(seed: number, clients: readonly Client[]) {
  /** As on a wheel of fortune: each client as often as its traffic says. */
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
    /** Whether a code that is minted before `end` can still be listed at `now`: soon said of most. */
    mayLast(index: number, end: number, now: number): boolean {
      // A millisecond more, lest a rounded moment should lie past the end.
      const latest = end + 1;
      if (latest + SLOWEST_REDEEM >= now) return true;
      const { validity, abandoned } = clientAt(index);
      if (latest + validity + CLEAN_UP_EVERY < now) return false;
      return chanceAt(seed, index, QUESTION.fate) < abandoned;
    },
    /** @returns null when the code is no longer listed at `now` */
    lifeAt(index: number, mintedAt: number, now: number): Life | null {
      const client = clientAt(index);
      const expires = mintedAt + client.validity;
      const isAbandoned = chanceAt(seed, index, QUESTION.fate) < client.abandoned;
      const gone = isAbandoned ? cleanUpAfter(expires) : mintedAt + redeemDelay(index);
      return gone > now ? { client, expires, gone, isRedeemed: !isAbandoned } : null;
    },
    /**
     * When the codes of a block are minted, each as a share (0 to 1) of the block's time, in order:
     * exponential gaps brought to the block's length, which is what a Poisson process looks like
     * once the number of its events is known.
     */
    moments(block: number): Float64Array {
      const shares = new Float64Array(BLOCK);
      let sum = 0;
      for (let place = 0; place < BLOCK; place++) {
        sum += gap(chanceAt(seed, block * BLOCK + place, QUESTION.spacing));
        shares[place] = sum;
      }
      sum += gap(chanceAt(seed, block, QUESTION.tail));
      for (let place = 0; place < BLOCK; place++) shares[place] = (shares[place] ?? 0) / sum;
      return shares;
    },
  };
}

function gap(uniform: number): number {
  return -Math.log(1 - uniform);
}

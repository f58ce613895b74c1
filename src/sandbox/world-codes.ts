import { instant } from "./instant.ts";
import type { AuthorizationCodeEntity } from "./model.ts";
import { type Listed, Listing } from "./world-listing.ts";
import {
  BLOCK,
  type Client,
  createFates,
  lastCleanUp,
  longestLife,
  meanTimeListed,
} from "./world-mint.ts";
import { chanceAt } from "./world-random.ts";
import { scopesAt } from "./world-scopes.ts";

export interface CodesOptions {
  readonly seed: number;
  /** How many codes are listed at `start`, exactly; later about as many on average. */
  readonly rows: number;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly clients: readonly Client[];
  /** Keys of the users who sign in, the busiest first. */
  readonly users: readonly number[];
  /** Codes that are not part of the coming and going; counted in `rows`. */
  readonly fixed: readonly Listed[];
}

const QUESTION = { user: 11, lottery: 12, wholeSecond: 13 } as const;
const USUAL_FIRST_PK = 104_000;
/** Keys below are left to codes older than all of the history. */
const RESERVED_PKS = 20_000;

/**
 * The codes listed at a moment, as a function of options and moment alone: what was asked before
 * makes the answer faster, never different. Each code is found from its index (its place in the
 * order of minting, negative before `start`), so time may also jump, either way.
 */
export function createCodes(options: CodesOptions): (now: number) => AuthorizationCodeEntity[] {
  const { seed, start, clients, users, fixed } = options;
  const wanted = Math.max(0, options.rows - fixed.length);
  const fates = createFates(seed, clients);
  const longest = longestLife(clients);
  const rate = wanted / meanTimeListed(clients);
  let historyRate = rate;
  let firstPk = USUAL_FIRST_PK;
  /** Keys of codes of the history that are one too many at `start`. */
  let surplus: ReadonlySet<number> = new Set();

  let cursor = Number.NaN;
  let nextBlock = 0;
  let listing = new Listing(fixed);
  let nextChange = Number.NaN;
  let answer: AuthorizationCodeEntity[] = [];

  function blockStart(block: number): number {
    return start + (block * BLOCK) / (block < 0 ? historyRate : rate);
  }

  function blockAt(time: number): number {
    return Math.floor(((time - start) * (time < start ? historyRate : rate)) / BLOCK);
  }

  function loadBlock(block: number, now: number): void {
    const from = blockStart(block);
    const length = blockStart(block + 1) - from;
    const moments = fates.moments(block);
    for (let place = 0; place < BLOCK; place++) {
      const index = block * BLOCK + place;
      const at = from + (moments[place] ?? 0) * length;
      const life = fates.lifeAt(index, at, now);
      if (life === null || firstPk + index < RESERVED_PKS) continue;
      if (surplus.has(firstPk + index)) continue;
      const code = {
        pk: firstPk + index,
        provider: life.client.provider,
        user: userAt(index),
        expires: expiresAt(index, life.expires),
        expiring: true,
        scope: scopesAt(seed, index),
      };
      listing.add({ at, gone: life.gone, isRedeemed: life.isRedeemed, code });
    }
  }

  function userAt(index: number): number {
    // Squared: a few people sign in all day, most now and then.
    const place = Math.floor(chanceAt(seed, index, QUESTION.user) ** 2 * users.length);
    const user = users[place];
    if (user === undefined) throw new Error("nobody to sign in");
    return user;
  }

  function expiresAt(index: number, expires: number): string {
    // Rounded down, so that it is cleaned up when the exact one would be.
    const isWhole = chanceAt(seed, index, QUESTION.wholeSecond) < 0.004;
    return instant(isWhole ? Math.floor(expires / 1000) * 1000 : expires);
  }

  function advance(now: number): void {
    // Beyond the longest life nothing of the old list is left: begin anew instead of walking there.
    if (!(now >= cursor && now - cursor <= longest)) {
      nextBlock = blockAt(now - longest);
      listing = new Listing(fixed);
    }
    if (wanted > 0) for (; blockStart(nextBlock) <= now; nextBlock++) loadBlock(nextBlock, now);
    nextChange = listing.moveTo(now);
    if (wanted > 0) nextChange = Math.min(nextChange, blockStart(nextBlock));
    answer = listing.codes();
    cursor = now;
  }

  /** Makes a little too much history, then strikes out by lot what is over `rows` at `start`. */
  function settle(): void {
    const usual = wanted / meanTimeListed(clients, start - lastCleanUp(start));
    let margin = 4 / Math.sqrt(wanted);
    do {
      historyRate = usual * (1 + margin);
      firstPk = Math.max(USUAL_FIRST_PK, Math.ceil(longest * historyRate) + 2 * RESERVED_PKS);
      cursor = Number.NaN;
      advance(start);
      margin *= 2;
    } while (answer.length < options.rows);
    const lots = answer
      .filter((code) => code.pk >= RESERVED_PKS)
      .map(({ pk }) => ({ pk, lot: chanceAt(seed, pk - firstPk, QUESTION.lottery) }))
      .toSorted((a, b) => a.lot - b.lot);
    surplus = new Set(lots.slice(wanted).map(({ pk }) => pk));
    listing.strike(surplus);
    answer = listing.codes();
  }

  if (wanted > 0) settle();
  return (now) => {
    if (!(now >= cursor && now < nextChange)) advance(now);
    return answer;
  };
}

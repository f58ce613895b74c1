import { FLYING, RESTING, type CodeTable } from "./code-table.ts";
import type { Codes, Meter } from "./codes.ts";
import { ListedCodes, rowsThat } from "./codes-listed.ts";
import { instant, microsOf } from "../rules/instant.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import { type Listed, Listing } from "./listing-times.ts";
import { BLOCK, type Client, createFates, longestLife, meanTimeListed } from "./code-lifecycle.ts";
import { lastCleanUp } from "../rules/clean-up-times.ts";
import { chanceAt } from "../world/random.ts";
import { scopesAt } from "../world/scopes.ts";

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
  readonly meter?: Meter | undefined;
}

const QUESTION = { user: 11, lottery: 12, wholeSecond: 13 } as const;
const USUAL_FIRST_PK = 104_000;
/** Keys below are left to codes older than all of the history. */
const RESERVED_PKS = 20_000;
const MOST_MADE = 10_000;

/**
 * The codes listed at a moment, as a function of options and moment alone: what was asked before
 * makes the answer faster, never different. Each code is found from its index (its place in the
 * order of minting, negative before `start`), so time may also jump, either way.
 */
export function createCodes(options: CodesOptions): (now: number) => Codes {
  const { seed, start, clients, users, fixed, meter } = options;
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
  let listing = new Listing(fixed, meter);
  let nextChange = Number.NaN;
  const fixedCodes = new Map(fixed.map(({ code }) => [code.pk, code]));
  /** Codes that were asked for, by key: the same ones are mostly asked for again. */
  const made = new Map<number, AuthorizationCodeEntity>();

  function blockStart(block: number): number {
    return start + (block * BLOCK) / (block < 0 ? historyRate : rate);
  }

  function blockAt(time: number): number {
    return Math.floor(((time - start) * (time < start ? historyRate : rate)) / BLOCK);
  }

  function loadBlock(block: number, now: number): void {
    const from = blockStart(block);
    const end = blockStart(block + 1);
    const length = end - from;
    let moments: Float64Array | undefined;
    for (let place = 0; place < BLOCK; place++) {
      const index = block * BLOCK + place;
      // Of an hour's millions few are left: the others shall not cost more than that.
      if (!fates.mayLast(index, end, now)) continue;
      moments ??= fates.moments(block);
      const at = from + (moments[place] ?? 0) * length;
      const life = fates.lifeAt(index, at, now);
      const pk = firstPk + index;
      if (life === null || pk < RESERVED_PKS || surplus.has(pk)) continue;
      const { client, gone, isRedeemed } = life;
      const code = { pk, provider: client.provider, user: userAt(index) };
      listing.add(code, splitExpires(index, life.expires), { at, gone, isRedeemed });
    }
  }

  function codeOf(table: CodeTable, row: number): AuthorizationCodeEntity {
    const pk = table.pk[row] as number;
    const known = fixedCodes.get(pk) ?? made.get(pk);
    if (known !== undefined) return known;
    if (made.size >= MOST_MADE) made.clear();
    const code = {
      pk,
      provider: table.provider[row] as number,
      user: table.user[row] as number,
      expires: instant(table.ms[row] as number, table.micros[row] as number),
      expiring: true,
      scope: scopesAt(seed, pk - firstPk),
    };
    made.set(pk, code);
    return code;
  }

  function userAt(index: number): number {
    // Squared: a few people sign in all day, most now and then.
    const place = Math.floor(chanceAt(seed, index, QUESTION.user) ** 2 * users.length);
    const user = users[place];
    if (user === undefined) throw new Error("nobody to sign in");
    return user;
  }

  function splitExpires(index: number, expires: number): [ms: number, micros: number] {
    const ms = Math.floor(expires);
    // Rounded down, so that it is cleaned up when the exact one would be.
    const isWhole = chanceAt(seed, index, QUESTION.wholeSecond) < 0.004;
    return isWhole ? [Math.floor(expires / 1000) * 1000, 0] : [ms, microsOf(expires - ms)];
  }

  function advance(now: number): void {
    // Beyond the longest life nothing of the old list is left: begin anew instead of walking there.
    if (!(now >= cursor && now - cursor <= longest)) {
      nextBlock = blockAt(now - longest);
      listing = new Listing(fixed, meter);
    }
    if (wanted > 0) for (; blockStart(nextBlock) <= now; nextBlock++) loadBlock(nextBlock, now);
    nextChange = listing.moveTo(now);
    if (wanted > 0) nextChange = Math.min(nextChange, blockStart(nextBlock));
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
    } while (listed().length < options.rows);
    const rows = listed().filter((row) => (listing.table.pk[row] as number) >= RESERVED_PKS);
    const lots = Float64Array.from(rows, (row) => {
      return chanceAt(seed, (listing.table.pk[row] as number) - firstPk, QUESTION.lottery);
    });
    const limit = lots.toSorted()[wanted] ?? Infinity;
    // Of equal lots the first ones stay.
    let left = wanted - lots.reduce((count, lot) => (lot < limit ? count + 1 : count), 0);
    const struck = rows.filter((_row, index) => {
      const lot = lots[index] as number;
      return lot > limit || (lot === limit && left-- <= 0);
    });
    surplus = new Set(struck.map((row) => listing.table.pk[row] as number));
    listing.strike(surplus);
  }

  /** Those that rest come first. */
  function listed(): number[] {
    return [...rowsThat(listing.table, RESTING), ...rowsThat(listing.table, FLYING)];
  }

  function codesNow(): Codes {
    const { table, views } = listing;
    return new ListedCodes(views, (row) => codeOf(table, row));
  }

  if (wanted > 0) settle();
  let answer = codesNow();
  return (now) => {
    if (!(now >= cursor && now < nextChange)) {
      advance(now);
      answer = codesNow();
    }
    return answer;
  };
}

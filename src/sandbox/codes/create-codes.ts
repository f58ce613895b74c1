import { TO_BE_REDEEMED, TO_BE_CLEANED_UP, type CodeTable } from "./code-table.ts";
import type { Births } from "./births.ts";
import type { Codes, StepCounter } from "./codes.ts";
import { TableCodes, rowsInState } from "./table-codes.ts";
import { instant, fractionToMicros } from "../rules/instant.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import { type ScheduledCode, CodeTimetable } from "./code-timetable.ts";
import {
  BLOCK_SIZE,
  type Client,
  createCodeLifecycle,
  longestListing,
  meanListing,
} from "./code-lifecycle.ts";
import { lastCleanUp } from "../rules/clean-up-times.ts";
import { chanceAt } from "../world/random.ts";
import { scopesAt } from "../world/scopes.ts";

interface CodesOptions {
  readonly seed: number;
  /** The exact number of codes listed at `start`; later approximate. */
  readonly rows: number;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly clients: readonly Client[];
  /** Keys of the users who sign in, the most active first. */
  readonly users: readonly number[];
  /** Codes with predefined listing times; included in `rows`. */
  readonly fixed: readonly ScheduledCode[];
  readonly stepCounter?: StepCounter | undefined;
}

const QUESTION = { user: 11, lottery: 12, wholeSecond: 13 } as const;
const USUAL_FIRST_PK = 104_000;
/** Keys below this are reserved for codes older than any that is minted here. */
const RESERVED_PKS = 20_000;
const CACHE_SIZE = 10_000;

/**
 * `codes`: the codes listed at a moment. They depend on the options and the moment only; earlier calls make an
 * answer faster, never different. Everything about a code follows from its index (its position in
 * minting order, negative before `start`), so the clock may jump in either direction.
 * `births`: all codes by their index, listed or not.
 */
export function createCodes(options: CodesOptions): {
  codes: (now: number) => Codes;
  births: Births;
} {
  const { seed, start, clients, users, fixed, stepCounter } = options;
  const wanted = Math.max(0, options.rows - fixed.length);
  const lifecycle = createCodeLifecycle(seed, clients);
  const longest = longestListing(clients);
  const rate = wanted / meanListing(clients);
  let historyRate = rate;
  let firstPk = USUAL_FIRST_PK;
  /** Keys of the codes that exceed `rows` at `start`. */
  let surplus: ReadonlySet<number> = new Set();

  let cursor = Number.NaN;
  let nextBlock = 0;
  let timetable = new CodeTimetable(fixed, stepCounter);
  let nextChange = Number.NaN;
  const fixedCodes = new Map(fixed.map(({ code }) => [code.pk, code]));
  /** Codes by key: the same ones are often requested again. */
  const cache = new Map<number, AuthorizationCodeEntity>();

  function blockStart(block: number): number {
    return start + (block * BLOCK_SIZE) / (block < 0 ? historyRate : rate);
  }

  function blockAt(time: number): number {
    return Math.floor(((time - start) * (time < start ? historyRate : rate)) / BLOCK_SIZE);
  }

  function loadBlock(block: number, now: number): void {
    const begin = blockStart(block);
    const end = blockStart(block + 1);
    const length = end - begin;
    let times: Float64Array | undefined;
    for (let place = 0; place < BLOCK_SIZE; place++) {
      const index = block * BLOCK_SIZE + place;
      // Of millions per hour, few are still listed; the others should cost almost nothing.
      if (!lifecycle.mayBeListed(index, end, now)) continue;
      times ??= lifecycle.mintingTimes(block);
      const mintedAt = begin + (times[place] ?? 0) * length;
      const life = lifecycle.lifeAt(index, mintedAt, now);
      const pk = firstPk + index;
      if (life === null || pk < RESERVED_PKS || surplus.has(pk)) continue;
      const { client, expires, until, isRedeemed } = life;
      const code = { pk, provider: client.provider, user: userAt(index) };
      timetable.add(code, splitExpires(index, expires), { from: mintedAt, until, isRedeemed });
    }
  }

  function codeOf(table: CodeTable, row: number): AuthorizationCodeEntity {
    const pk = table.pk[row] as number;
    const known = fixedCodes.get(pk) ?? cache.get(pk);
    if (known !== undefined) return known;
    if (cache.size >= CACHE_SIZE) cache.clear();
    const code = {
      pk,
      provider: table.provider[row] as number,
      user: table.user[row] as number,
      expires: instant(table.ms[row] as number, table.micros[row] as number),
      expiring: true,
      scope: scopesAt(seed, pk - firstPk),
    };
    cache.set(pk, code);
    return code;
  }

  function userAt(index: number): number {
    // Squared, because a few people sign in all day and most rarely.
    const place = Math.floor(chanceAt(seed, index, QUESTION.user) ** 2 * users.length);
    const user = users[place];
    if (user === undefined) throw new Error("nobody to sign in");
    return user;
  }

  function splitExpires(index: number, expires: number): [ms: number, micros: number] {
    const ms = Math.floor(expires);
    // A whole second is rounded down, so that the same clean-up removes the code.
    const isWhole = chanceAt(seed, index, QUESTION.wholeSecond) < 0.004;
    return isWhole ? [Math.floor(expires / 1000) * 1000, 0] : [ms, fractionToMicros(expires - ms)];
  }

  function advance(now: number): void {
    // Rebuilt if the clock went back, or so far ahead that nothing of the old list is left.
    if (!(now >= cursor && now - cursor <= longest)) {
      nextBlock = blockAt(now - longest);
      timetable = new CodeTimetable(fixed, stepCounter);
    }
    if (wanted > 0) for (; blockStart(nextBlock) <= now; nextBlock++) loadBlock(nextBlock, now);
    nextChange = timetable.moveTo(now);
    if (wanted > 0) nextChange = Math.min(nextChange, blockStart(nextBlock));
    cursor = now;
  }

  /** Mints slightly too many codes before `start`, then drops random ones until `rows` are left. */
  function fitToRows(): void {
    const usual = wanted / meanListing(clients, start - lastCleanUp(start));
    let margin = 4 / Math.sqrt(wanted);
    do {
      historyRate = usual * (1 + margin);
      firstPk = Math.max(USUAL_FIRST_PK, Math.ceil(longest * historyRate) + 2 * RESERVED_PKS);
      cursor = Number.NaN;
      advance(start);
      margin *= 2;
    } while (listed().length < options.rows);
    const rows = listed().filter((row) => (timetable.table.pk[row] as number) >= RESERVED_PKS);
    const lots = Float64Array.from(rows, (row) => {
      return chanceAt(seed, (timetable.table.pk[row] as number) - firstPk, QUESTION.lottery);
    });
    const limit = lots.toSorted()[wanted] ?? Infinity;
    // Among equal lots, the first are kept.
    let left = wanted - lots.reduce((count, lot) => (lot < limit ? count + 1 : count), 0);
    const dropped = rows.filter((_row, index) => {
      const lot = lots[index] as number;
      return lot > limit || (lot === limit && left-- <= 0);
    });
    surplus = new Set(dropped.map((row) => timetable.table.pk[row] as number));
    timetable.remove(surplus);
  }

  /** The listed rows of the table; those that await a clean-up come first. */
  function listed(): number[] {
    return [
      ...rowsInState(timetable.table, TO_BE_CLEANED_UP),
      ...rowsInState(timetable.table, TO_BE_REDEEMED),
    ];
  }

  function codesNow(): Codes {
    const { table, views } = timetable;
    return new TableCodes(views, (row) => codeOf(table, row));
  }

  let timesOf: { readonly block: number; readonly times: Float64Array } | undefined;

  /** When the code with that index is minted: the same as for its row in the list. */
  function mintedAt(index: number): number {
    const block = Math.floor(index / BLOCK_SIZE);
    // Births are mostly asked for one after the other.
    if (timesOf?.block !== block) timesOf = { block, times: lifecycle.mintingTimes(block) };
    const begin = blockStart(block);
    const share = timesOf.times[index - block * BLOCK_SIZE] ?? 0;
    return begin + share * (blockStart(block + 1) - begin);
  }

  if (wanted > 0) fitToRows();
  let answer = codesNow();
  return {
    codes(now) {
      if (!(now >= cursor && now < nextChange)) {
        advance(now);
        answer = codesNow();
      }
      return answer;
    },
    births: {
      perMs: wanted > 0 ? Math.max(rate, historyRate) : 0,
      firstIndex: (time) => blockAt(time) * BLOCK_SIZE,
      endIndex: (time) => (blockAt(time) + 1) * BLOCK_SIZE,
      at(index) {
        if (surplus.has(firstPk + index)) return null;
        const minted = mintedAt(index);
        const life = lifecycle.lifeAt(index, minted, -Infinity);
        if (life === null) return null;
        const { client, expires, until, isRedeemed } = life;
        const redeemed = isRedeemed ? until : null;
        return { index, provider: client.provider, user: userAt(index), minted, expires, redeemed };
      },
      scopesAt: (index) => scopesAt(seed, index),
    },
  };
}

import type { CodeBirth, Births } from "../codes/births.ts";
import { lastCleanUp } from "../rules/clean-up-times.ts";
import { clientFault } from "../world/clients.ts";
import type { ProviderEntity } from "../world/entities.ts";
import { chanceAt } from "../world/random.ts";
import type { EventRow } from "./describe-events.ts";
import { CREATED_STEP, eventAt, LONGEST_LEAD } from "./birth-values.ts";

/** Events of births in columns, the oldest first: an object for each would take too long. */
export interface EventColumns {
  readonly length: number;
  /** Epoch milliseconds, ascending. */
  readonly created: Float64Array;
  /** See `EventPlace`. */
  readonly index: Float64Array;
  readonly nth: Uint8Array;
  /** Keys. */
  readonly provider: Int32Array;
  readonly user: Int32Array;
}

interface ColumnsOptions {
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly births: Births;
  readonly providers: readonly ProviderEntity[];
}

/** The columns at a moment, and which rows of them exist then. */
export interface EventRange {
  readonly columns: EventColumns;
  /** Rows `from` (inclusive) to `to` (exclusive). */
  readonly from: number;
  readonly to: number;
}

const QUESTION = { attempts: 101, delay: 102 } as const;
const DAY = 86_400_000;
/** Events go back a day before the start, but at a clean-up not longer than this, nor to more births than that. */
const LONGEST_SPAN = 1.25 * DAY;
const MOST_BIRTHS = 30_000;
/** A client with a wrong redirect URI tries this often at most. */
const MOST_ATTEMPTS = 3;
/** From a birth to its last failed redemption, in milliseconds. */
const LONGEST_ATTEMPTS = 9000;
/** More than there ever are: multiplied by it, a time leaves room for a row, and both are one number to sort by. */
const ROWS = 2 ** 19;

/** Which events of births exist at a moment (epoch milliseconds). Kept, and computed again after a while. */
export function createEventColumns(options: ColumnsOptions): (now: number) => EventRange {
  const { start, births } = options;
  const span = Math.min(LONGEST_SPAN, MOST_BIRTHS / births.perMs);
  /** Computed for a while ahead, so that the clock may advance. */
  const ahead = span / 8;
  let built: { from: number; to: number; columns: EventColumns } | undefined;

  return (now) => {
    // As on a server, old ones go with a clean-up, and stay until then.
    const begin = Math.max(Math.min(start, now) - DAY, lastCleanUp(now) - span);
    if (built === undefined || begin < built.from || now > built.to) {
      const to = now + ahead;
      built = { from: begin, to, columns: sorted(gather(options, begin, to)) };
    }
    const { columns } = built;
    return { columns, from: rowAt(columns, begin), to: rowAt(columns, now + CREATED_STEP / 2) };
  };
}

/** The first row at or after a time (epoch milliseconds). */
export function rowAt({ created, length }: EventColumns, time: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((created[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One row as an object. */
export function rowOf(columns: EventColumns, row: number): EventRow {
  return {
    index: columns.index[row] as number,
    nth: columns.nth[row] as number,
    provider: columns.provider[row] as number,
    user: columns.user[row] as number,
    created: columns.created[row] as number,
  };
}

/** The failed redemptions of a client with a wrong redirect URI: when, in epoch milliseconds. */
export function attemptsAt(seed: number, { index, minted, redeemed }: CodeBirth): number[] {
  if (redeemed !== null) return [];
  const count = 1 + Math.floor(chanceAt(seed, index, QUESTION.attempts) * MOST_ATTEMPTS);
  const first = minted + 250 + 2000 * chanceAt(seed, index, QUESTION.delay);
  return Array.from({ length: count }, (_, nth) => {
    return Math.floor((first + nth * 3100) / CREATED_STEP) * CREATED_STEP;
  });
}

function gather({ seed, births, providers }: ColumnsOptions, from: number, to: number) {
  const strangers = new Set(
    providers.filter(({ name }) => clientFault(name) === "wrong-redirect-uri").map(({ pk }) => pk),
  );
  const first = births.perMs === 0 ? 0 : births.firstIndex(from - LONGEST_ATTEMPTS);
  const end = births.perMs === 0 ? 0 : births.endIndex(to + LONGEST_LEAD);
  const columns = emptyColumns((end - first) * (MOST_ATTEMPTS + 1));
  let length = 0;
  const add = (created: number, index: number, nth: number, provider: number, user: number) => {
    if (created < from || created > to) return;
    columns.created[length] = created;
    columns.index[length] = index;
    columns.nth[length] = nth;
    columns.provider[length] = provider;
    columns.user[length] = user;
    length++;
  };
  for (let index = first; index < end; index++) {
    const birth = births.at(index);
    if (birth === null) continue;
    const { provider, user } = birth;
    add(eventAt(seed, birth), index, 0, provider, user);
    if (!strangers.has(provider)) continue;
    attemptsAt(seed, birth).forEach((created, nth) => {
      add(created, index, nth + 1, provider, user);
    });
  }
  return { ...columns, length };
}

function emptyColumns(size: number): EventColumns {
  return {
    length: 0,
    created: new Float64Array(size),
    index: new Float64Array(size),
    nth: new Uint8Array(size),
    provider: new Int32Array(size),
    user: new Int32Array(size),
  };
}

/** By `created`; equal ones keep their order. */
function sorted(columns: EventColumns): EventColumns {
  const { length } = columns;
  const origin = columns.created
    .subarray(0, length)
    .reduce((one, each) => Math.min(one, each), Infinity);
  const keys = Float64Array.from({ length }, (_, row) => {
    return Math.round(((columns.created[row] as number) - origin) / CREATED_STEP) * ROWS + row;
  }).toSorted();
  const found = { ...emptyColumns(length), length };
  keys.forEach((key, place) => {
    const row = key % ROWS;
    found.created[place] = columns.created[row] as number;
    found.index[place] = columns.index[row] as number;
    found.nth[place] = columns.nth[row] as number;
    found.provider[place] = columns.provider[row] as number;
    found.user[place] = columns.user[row] as number;
  });
  return found;
}

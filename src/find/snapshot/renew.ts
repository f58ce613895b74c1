import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import type { ReadResult } from "../crawl/read-result.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import { SMALL_WINDOW } from "../expiry/probe-planner.ts";
import { outcomeOf } from "../expiry/row-slot.ts";
import { type Known, findGone } from "./find-gone.ts";

/** How many of the newest rows are read by default: most additions and deletions are among them. */
const NEWEST = 40;

interface RenewOptions {
  signal?: AbortSignal;
  /** How many of the newest rows are looked at. */
  newest?: number;
}

/** Attempts to get all rows as of one moment. */
const ROUNDS = 3;

/**
 * Brings a complete result up to date. Rows never change, they are only added and deleted: a page of the newest rows is
 * read, which has to reach a known one, and the count tells how many were deleted elsewhere; see `findGone`.
 *
 * @returns null where a full read is cheaper, or an answer is unexpected.
 * @throws ApiError as `fetchPage`.
 */
export async function renew<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListRequest["filters"],
  previous: ReadResult<T>,
  { signal, newest: size = NEWEST }: RenewOptions = {},
): Promise<ReadResult<T> | null> {
  let requests = 0;
  const ask: Ask<T> = async (request) => {
    requests += 1;
    signal?.throwIfAborted();
    const outcome = await outcomeOf(fetchPage({ ...request, filters }, signal));
    return typeof outcome === "string" ? null : outcome;
  };
  // Rows keep the time when they were read: a field such as `is_expired` was true then.
  const asOf = previous.asOf;
  let known = knownOf(
    previous.rows.map((row) => ("asOf" in row || !row.readable ? row : { ...row, asOf })),
  );
  let answer: ListAnswer<T> | undefined;
  for (let round = 0; known !== null && round < ROUNDS; round++) {
    const newest: Newest<T> | null = await readNewest(ask, known, size);
    if (newest === null) return null;
    ({ known, answer } = newest);
    const wanted = newest.answer.count;
    if (known.length < wanted) return null;
    let left: Known<T> | null | undefined;
    if (known.length > wanted) {
      const older = known.length - newest.seen;
      const stretch = { low: 0, high: older, offset: 0, length: wanted - newest.seen };
      const maxSize = Math.max(SMALL_WINDOW, Math.min(size, answer.pageSize));
      left = await findGone(ask, known, stretch, wanted, maxSize);
      if (left === null) return null;
      known = left;
    }
    const isExact = known.length === wanted;
    if (isExact && (left === undefined || (await isStill(ask, known, wanted)))) {
      return resultOf(known, answer, requests, false);
    }
  }
  // The list changed between any two answers: rows known to be deleted are out, the others existed a moment ago.
  return known && answer ? resultOf(known, answer, requests, true) : null;
}

/** Fetches a page; null for a page past the end, and for one that the server fails on. */
export type Ask<T> = (request: Omit<ListRequest, "filters">) => Promise<ListAnswer<T> | null>;

/** Whether no row was added during `findGone`: an added and a deleted row would cancel each other out in the count. */
async function isStill<T extends Findable>(
  ask: Ask<T>,
  known: Known<T>,
  wanted: number,
): Promise<boolean> {
  const answer = await ask({ ordering: "-pk", page: 1, page_size: 1 });
  const [top] = answer?.rows ?? [];
  const newest = known.at(-1)?.value.pk;
  return answer?.count === wanted && top?.readable === true && top.value.pk === newest;
}

interface Newest<T> {
  known: Known<T>;
  /** How many of them, at the end, are in the answer. */
  seen: number;
  answer: ListAnswer<T>;
}

/**
 * Reads the newest rows, and removes those deleted among them. Null where the first page has no known row: between two
 * pages, rows could be added and deleted unseen.
 */
async function readNewest<T extends Findable>(
  ask: Ask<T>,
  known: Known<T>,
  size: number,
): Promise<Newest<T> | null> {
  const answer = await ask({ ordering: "-pk", page: 1, page_size: size });
  if (answer === null || answer.parts !== undefined) return null;
  const rows = knownOf(answer.rows.toReversed());
  if (rows === null) return null;
  const places = new Map(known.map(({ value }, index) => [value.pk, index]));
  const lowest = rows.find(({ value }) => places.has(value.pk));
  if (lowest === undefined && answer.next !== null) return null;
  // The answer shows all rows from the lowest known one on; without a next page, the whole list.
  const low = answer.next === null ? 0 : (places.get(lowest!.value.pk) ?? 0);
  const came = rows.filter(({ value }) => !places.has(value.pk));
  // New rows sort last; a new row elsewhere is unexpected.
  const highest = rows.findLast(({ value }) => places.has(value.pk))?.value.pk ?? -Infinity;
  if (came.some(({ value }) => value.pk < highest)) return null;
  return { known: [...known.slice(0, low), ...rows], seen: rows.length, answer };
}

/** Rows in the order `pk`; null if one is unreadable, since it has no key to compare. */
function knownOf<T>(rows: ReadResult<T>["rows"]): Known<T> | null {
  const known: Known<T> = [];
  for (const row of rows) {
    if (!row.readable) return null;
    known.push(row);
  }
  return known;
}

function resultOf<T>(
  rows: Known<T>,
  { asOf, receivedAt }: ListAnswer<T>,
  requests: number,
  moved: boolean,
): ReadResult<T> {
  const count = rows.length;
  return {
    rows,
    count,
    read: count,
    missing: 0,
    done: true,
    capped: false,
    moved,
    asOf,
    receivedAt,
    requests,
  };
}

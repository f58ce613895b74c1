import { ApiError } from "../../api/failures.ts";
import type { Gap, ListAnswer } from "../../api/list-answer.ts";
import { DEFAULT_PAGE_SIZE, type ListRequest } from "../../api/list-request.ts";
import type { Row } from "../../api/wire/page.ts";
import { type CountOptions, countBefore } from "../expiry/count-before.ts";
import type { RowSlot } from "../expiry/row-slot.ts";
import { isSizeKnown, largestPage, fetchSlots, sizeGiven, type SlotsMeta } from "./fetch-slots.ts";
import { SMALL_WINDOW } from "../expiry/probe-planner.ts";
import { fetchNeverSlice, type NeverAnswer } from "./never-slice.ts";
import { rangeExtent, isWithin } from "./range-extent.ts";
import type { CountsBefore, ExpiryRange, FetchPage, Findable } from "../fetch-page.ts";

/** A page of a slice, like a page of any list, and the counts that place the slice in the whole list. */
export type SliceAnswer<T> = ListAnswer<T> & {
  counts: CountsBefore;
  /** The list changed between the requests: a row may be missing at either end of the page. */
  moved: boolean;
};

interface SliceOptions extends CountOptions {
  /** "last" means no later page than this. */
  maxPage?: number;
  /** How many rows further on the page is read than was counted: the list moves so fast. */
  lead?: number;
}

/** How often a page is read anew where a list moves past it, and requests for its counts: they will not be exact. */
const MORE_ATTEMPTS = 3;
const MORE_REQUESTS = 8;

/**
 * One page of the rows in a range, in the order `expires,pk` or its reverse. Count and positions are those within the
 * range. A page size that the server clamps becomes the clamped size.
 *
 * The counts before both ends of the range are offsets in the whole list; the page is read at its offset between them.
 * If the list changed meanwhile, counting and reading are repeated once; and more often where so many rows come or go in
 * front of the range that none of its own was met: then as much further on as it moved from one time to the next.
 *
 * @param params ordering "expires" or "-expires"; filters, page and page size as for any list.
 * @throws ApiError; "past-end" for a page after the range's last.
 */
export async function fetchSlicePage<T extends Findable>(
  fetchPage: FetchPage<T>,
  params: ListRequest,
  range: ExpiryRange,
  options: SliceOptions = {},
): Promise<SliceAnswer<T>> {
  if (range.from === Infinity) {
    const never = await fetchNeverSlice(fetchPage, params, options.signal);
    if (never) {
      const { total: _, ...answer } = never;
      return { ...answer, counts: countsOfNever(never), moved: false };
    }
  }
  const first = await attempt(fetchPage, params, range, options);
  if (!first.moved) return toAnswer(first);
  let [before, second] = [first, await again(first, 0)];
  for (let left = MORE_ATTEMPTS; left > 0 && isMissed(second); left--) {
    const perMs = (second.from - before.from) / (second.countedAt - before.countedAt);
    const lead = perMs * (second.readAt - second.countedAt);
    // And by a page: rows of the range, if not its first ones, are better than none.
    const beyond = Math.sign(lead) * (params.page_size ?? DEFAULT_PAGE_SIZE);
    if (!Number.isFinite(lead) || lead === 0) break;
    [before, second] = [second, await again(second, Math.round(lead + beyond))];
  }
  // There always is a last page. If all rows on it are gone, it is the page before.
  if (params.page === "last" && second.slots.length === 0 && second.page > 1) {
    return fetchSlicePage(fetchPage, params, range, {
      ...options,
      maxPage: second.page - 1,
      knownPoints: second.counts.knownPoints,
    });
  }
  return toAnswer(second);

  function again({ counts: { knownPoints } }: Attempt<T>, lead: number): Promise<Attempt<T>> {
    const few = lead === 0 ? {} : { maxRequests: MORE_REQUESTS };
    return attempt(fetchPage, params, range, { ...options, ...few, knownPoints, lead });
  }
}

/** Whether rows were read, but none of the range. */
function isMissed({ slots, count, page, size }: Attempt<unknown>): boolean {
  return slots.length === 0 && count > (page - 1) * size;
}

function countsOfNever({ count, asOf, total }: NeverAnswer<unknown>): CountsBefore {
  const before = [total - count];
  const told = {
    asOf,
    until: asOf,
    exact: true,
    margin: 0,
    drift: 0,
    unreadable: false,
    requests: 1,
    knownPoints: [],
  };
  const counts = [total];
  return { count: total, never: count, times: [Infinity], before, counts, ...told };
}

interface Attempt<T> {
  counts: CountsBefore;
  moved: boolean;
  /** In the order of the page. */
  slots: RowSlot<T>[];
  page: number;
  size: number;
  /** Rows in the range. */
  count: number;
  meta: SlotsMeta;
  partsMoved: boolean;
  /** Its offset in the whole list, as it was counted, and when; when it had been read; epoch milliseconds. */
  from: number;
  countedAt: number;
  readAt: number;
}

async function attempt<T extends Findable>(
  fetchPage: FetchPage<T>,
  params: ListRequest,
  range: ExpiryRange,
  options: SliceOptions,
): Promise<Attempt<T>> {
  const counts = await countBefore(fetchPage, params.filters, [range.from, range.to], options);
  const countedAt = Date.now();
  const { lead = 0 } = options;
  const [low, high] = rangeExtent(range, counts);
  const count = high - low;
  const requestedSize = params.page_size ?? DEFAULT_PAGE_SIZE;
  let size = Math.max(1, Math.min(requestedSize, largestPage(fetchPage)));
  for (;;) {
    const pages = Math.max(1, Math.ceil(count / size));
    const { maxPage = pages } = options;
    const page = params.page === "last" ? Math.min(pages, maxPage) : (params.page ?? 1);
    if (page > pages && size > SMALL_WINDOW && count > SMALL_WINDOW && !isSizeKnown(fetchPage)) {
      // If the server clamps pages to a smaller size, this page may exist.
      size = await sizeGiven(fetchPage, params.filters, size, options.signal);
      continue;
    }
    if (page > pages || page < 1) throw new ApiError({ kind: "past-end" });
    const offset = (page - 1) * size;
    const length = Math.min(size, count - offset);
    const from = params.ordering === "-expires" ? high - offset - length : low + offset;
    const at = Math.min(Math.max(0, from + lead), Math.max(0, counts.count - length));
    const fetched =
      length > 0
        ? await fetchSlots(fetchPage, params.filters, at, at + length, options.signal)
        : "past-end";
    const times = { from, countedAt, readAt: Date.now() };
    if (fetched === "past-end") {
      const meta = { asOf: counts.until, receivedAt: Date.now(), requestId: null };
      // Only proven counts tell that there are no rows.
      const moved = length > 0 || !(counts.exact || counts.unreadable);
      return { counts, moved, slots: [], page, size, count, meta, partsMoved: false, ...times };
    }
    if (typeof fetched === "number") {
      size = Math.min(size, fetched);
      continue;
    }
    const inside = fetched.slots.filter((slot) => isWithin(range, slot));
    const moved = fetched.moved || inside.length !== length || at !== from;
    const slots = params.ordering === "-expires" ? inside.toReversed() : inside;
    const { meta, partsMoved } = fetched;
    return { counts, moved, slots, page, size, count, meta, partsMoved, ...times };
  }
}

function toAnswer<T>(attempt: Attempt<T>): SliceAnswer<T> {
  const { counts, slots, page, size, meta, moved, partsMoved } = attempt;
  const offset = (page - 1) * size;
  if (slots.length === 0 && page > 1) throw new ApiError({ kind: "past-end" });
  const rows: Row<T>[] = [];
  const gaps: Gap[] = [];
  for (const [index, slot] of slots.entries()) {
    const last = gaps.at(-1);
    const place = offset + index + 1;
    if (slot !== null) rows.push(slot);
    else if (last !== undefined && last.place + last.count === place) last.count++;
    else gaps.push({ index: rows.length, place, count: 1 });
  }
  const end = offset + slots.length;
  const isShort = slots.length < Math.min(size, attempt.count - offset);
  const pages = Math.max(1, Math.ceil(attempt.count / size));
  // Rows are missing on the last page: the range has become shorter.
  const count = isShort && page === pages ? end : attempt.count;
  return {
    rows,
    ...(gaps.length > 0 && { parts: { gaps, moved: partsMoved } }),
    count,
    page,
    pages,
    pageSize: size,
    start: slots.length === 0 ? 0 : offset + 1,
    end: slots.length === 0 ? 0 : end,
    next: page < pages ? page + 1 : null,
    previous: page > 1 ? page - 1 : null,
    ...meta,
    counts,
    moved,
  };
}

import { ApiError } from "../../api/failures.ts";
import type { Gap, ListAnswer } from "../../api/list-answer.ts";
import { DEFAULT_PAGE_SIZE, type ListRequest } from "../../api/list-request.ts";
import type { Row } from "../../api/wire/page.ts";
import { countBefore } from "./count-before.ts";
import type { RowSlot } from "./row-slot.ts";
import { isSizeKnown, largestPage, fetchSlots, sizeGiven, type SlotsMeta } from "./fetch-slots.ts";
import { SMALL_WINDOW } from "./probe-planner.ts";
import { rangeExtent, isWithin } from "./range-extent.ts";
import type { CountsBefore, ExpiryRange, FetchPage, Findable, KnownPoint } from "../fetch-page.ts";

/** A page of a slice, as any other page, and how its ends were found. */
export type SliceAnswer<T> = ListAnswer<T> & {
  boundaries: CountsBefore;
  /** The list changed between the requests, so that a row may be missing at an end of the page. */
  moved: boolean;
};

interface SliceOptions {
  hint?: readonly KnownPoint[];
  signal?: AbortSignal;
  /** The last page is this one at most. */
  most?: number;
}

/**
 * One page of the rows in a range, in the order `expires,pk`, or that reversed; count and places are those in the
 * range. A size that the server does not give becomes the size it gives.
 *
 * @param params ordering "expires" or "-expires"; filters, page and page size of any list.
 * @throws ApiError; "past-end" for a page beyond the range's last.
 */
export async function fetchSlicePage<T extends Findable>(
  fetchPage: FetchPage<T>,
  params: ListRequest,
  range: ExpiryRange,
  options: SliceOptions = {},
): Promise<SliceAnswer<T>> {
  const first = await attempt(fetchPage, params, range, options);
  if (!first.moved) return answerOf(first);
  const hint = first.boundaries.knownPoints;
  const second = await attempt(fetchPage, params, range, { ...options, hint });
  // There always is a last page: where what was on it is gone, the one before.
  if (params.page === "last" && second.cells.length === 0 && second.page > 1) {
    const most = second.page - 1;
    return fetchSlicePage(fetchPage, params, range, {
      ...options,
      most,
      hint: second.boundaries.knownPoints,
    });
  }
  return answerOf(second);
}

interface Attempt<T> {
  boundaries: CountsBefore;
  moved: boolean;
  /** In the order of the page. */
  cells: RowSlot<T>[];
  page: number;
  size: number;
  count: number;
  told: SlotsMeta;
  partsMoved: boolean;
}

async function attempt<T extends Findable>(
  fetchPage: FetchPage<T>,
  params: ListRequest,
  range: ExpiryRange,
  options: SliceOptions,
): Promise<Attempt<T>> {
  const boundaries = await countBefore(fetchPage, params.filters, [range.from, range.to], options);
  const [low, high] = rangeExtent(range, boundaries);
  const count = high - low;
  const asked = params.page_size ?? DEFAULT_PAGE_SIZE;
  let size = Math.max(1, Math.min(asked, largestPage(fetchPage)));
  for (;;) {
    const pages = Math.max(1, Math.ceil(count / size));
    const { most = pages } = options;
    const page = params.page === "last" ? Math.min(pages, most) : (params.page ?? 1);
    if (page > pages && size > SMALL_WINDOW && count > SMALL_WINDOW && !isSizeKnown(fetchPage)) {
      // There may be such a page in the size that the server gives.
      size = await sizeGiven(fetchPage, params.filters, size, options.signal);
      continue;
    }
    if (page > pages || page < 1) throw new ApiError({ kind: "past-end" });
    const offset = (page - 1) * size;
    const length = Math.min(size, count - offset);
    const from = params.ordering === "-expires" ? high - offset - length : low + offset;
    const read =
      length > 0
        ? await fetchSlots(fetchPage, params.filters, from, from + length, options.signal)
        : "past-end";
    if (read === "past-end") {
      const told = { asOf: boundaries.until, receivedAt: Date.now(), requestId: null };
      const moved = length > 0;
      return { boundaries, moved, cells: [], page, size, count, told, partsMoved: false };
    }
    if (typeof read === "number") {
      size = Math.min(size, read);
      continue;
    }
    const inside = read.cells.filter((cell) => isWithin(range, cell));
    const moved = read.moved || inside.length !== length;
    const cells = params.ordering === "-expires" ? inside.toReversed() : inside;
    const { told, partsMoved } = read;
    return { boundaries, moved, cells, page, size, count, told, partsMoved };
  }
}

function answerOf<T>(attempt: Attempt<T>): SliceAnswer<T> {
  const { boundaries, cells, page, size, told, moved, partsMoved } = attempt;
  const offset = (page - 1) * size;
  if (cells.length === 0 && page > 1) throw new ApiError({ kind: "past-end" });
  const rows: Row<T>[] = [];
  const gaps: Gap[] = [];
  for (const [index, cell] of cells.entries()) {
    const last = gaps.at(-1);
    if (cell !== null) rows.push(cell);
    else if (last !== undefined && last.place + last.count === offset + index + 1) last.count++;
    else gaps.push({ index: rows.length, place: offset + index + 1, count: 1 });
  }
  const end = offset + cells.length;
  const short = cells.length < Math.min(size, attempt.count - offset);
  const pages = Math.max(1, Math.ceil(attempt.count / size));
  const count = short && page === pages ? end : attempt.count;
  return {
    rows,
    ...(gaps.length > 0 && { parts: { gaps, moved: partsMoved } }),
    count,
    page,
    pages,
    pageSize: size,
    start: cells.length === 0 ? 0 : offset + 1,
    end: cells.length === 0 ? 0 : end,
    next: page < pages ? page + 1 : null,
    previous: page > 1 ? page - 1 : null,
    ...told,
    boundaries,
    moved,
  };
}

import type { ListRequest } from "../../api/list-request.ts";
import { countBefore } from "./count-before.ts";
import type { ExpiryRange, FetchPage, Findable, KnownPoint } from "../fetch-page.ts";
import type { ReadResult } from "../crawl/read-result.ts";
import { readInOrder } from "../crawl/read-in-order.ts";
import { rangeExtent, whereIn } from "./range-extent.ts";

interface LoadOptions<T> {
  /** Rows to be read at most. */
  cap: number;
  signal?: AbortSignal;
  /** After each page. */
  onProgress?: (loaded: ReadResult<T>) => void;
  hint?: readonly KnownPoint[];
  /** What an earlier reading of the same range had, see `onProgress`; the range may have moved on with the clock. */
  resume?: ReadResult<T>;
}

/**
 * All rows of a range, in the order `expires,pk`, as many as the cap allows. Goes on from what was read before, less
 * what has left the range since; a range that begins earlier than the one before is read anew.
 *
 * @throws ApiError as `fetchPage`.
 */
export async function readRange<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListRequest["filters"],
  range: ExpiryRange,
  { cap, signal, onProgress, hint, resume: earlier }: LoadOptions<T>,
): Promise<ReadResult<T>> {
  const options = { ...(hint && { hint }), ...(signal && { signal }) };
  const boundaries = await countBefore(fetchPage, filters, [range.from, range.to], options);
  const [from, to] = rangeExtent(range, boundaries);
  const [begin = Infinity] = earlier?.boundaries?.times ?? [];
  const resume = begin <= range.from ? earlier : undefined;
  const changed = resume !== undefined && resume.boundaries?.count !== boundaries.count;
  const whole = (loaded: ReadResult<T>): ReadResult<T> => ({
    ...loaded,
    moved: loaded.moved || changed || !(boundaries.exact || boundaries.unreadable),
    asOf: Math.min(loaded.asOf, boundaries.asOf),
    requests: loaded.requests + boundaries.requests,
    boundaries,
  });
  const loaded = await readInOrder(fetchPage, filters, {
    ordering: "expires",
    cap,
    // One row early, to see that the range begins there.
    from: Math.max(0, from - 1),
    count: to - from,
    where: (row) => whereIn(range, row),
    // Times are kept to the millisecond, the server's order is finer: among equals only those that were read count.
    notAfter: (row, last) => (row.expiresMs ?? Infinity) < (last.expiresMs ?? Infinity),
    concurrency: 2,
    signal,
    resume,
    onProgress: onProgress && ((loaded) => onProgress(whole(loaded))),
  });
  return whole(loaded);
}

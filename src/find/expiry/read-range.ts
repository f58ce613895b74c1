import type { ListParams } from "../../api/list-request.ts";
import { findBoundaries } from "./count-before.ts";
import type { ExpiryRange, FetchPage, Findable, Probe } from "../fetch-page.ts";
import type { Loaded } from "../crawl/read-result.ts";
import { readAlong } from "../crawl/read-in-order.ts";
import { extentOf, whereIn } from "./range-extent.ts";

interface LoadOptions<T> {
  /** Rows to be read at most. */
  cap: number;
  signal?: AbortSignal;
  /** After each page. */
  onProgress?: (loaded: Loaded<T>) => void;
  hint?: readonly Probe[];
  /** What an earlier reading of the same range had, see `onProgress`; the range may have moved on with the clock. */
  resume?: Loaded<T>;
}

/**
 * All rows of a range, in the order `expires,pk`, as many as the cap allows. Goes on from what was read before, less
 * what has left the range since; a range that begins earlier than the one before is read anew.
 *
 * @throws ApiError as `fetchPage`.
 */
export async function loadSlice<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListParams["filters"],
  range: ExpiryRange,
  { cap, signal, onProgress, hint, resume: earlier }: LoadOptions<T>,
): Promise<Loaded<T>> {
  const options = { ...(hint && { hint }), ...(signal && { signal }) };
  const boundaries = await findBoundaries(fetchPage, filters, [range.from, range.to], options);
  const [from, to] = extentOf(range, boundaries);
  const [begin = Infinity] = earlier?.boundaries?.times ?? [];
  const resume = begin <= range.from ? earlier : undefined;
  const changed = resume !== undefined && resume.boundaries?.count !== boundaries.count;
  const whole = (loaded: Loaded<T>): Loaded<T> => ({
    ...loaded,
    moved: loaded.moved || changed || !(boundaries.exact || boundaries.unreadable),
    asOf: Math.min(loaded.asOf, boundaries.asOf),
    requests: loaded.requests + boundaries.requests,
    boundaries,
  });
  const loaded = await readAlong(fetchPage, filters, {
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

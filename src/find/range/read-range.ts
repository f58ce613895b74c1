import type { ListRequest } from "../../api/list-request.ts";
import { countBefore } from "../expiry/count-before.ts";
import type { ExpiryRange, FetchPage, Findable, KnownPoint } from "../fetch-page.ts";
import type { ReadResult } from "../crawl/read-result.ts";
import { readInOrder } from "../crawl/read-in-order.ts";
import { rangeExtent, whereIn } from "./range-extent.ts";

interface ReadRangeOptions<T> {
  /** The most rows to read. */
  cap: number;
  signal?: AbortSignal;
  /** Called after each page. */
  onProgress?: (result: ReadResult<T>) => void;
  /** Known points from an earlier search in the same list. */
  knownPoints?: readonly KnownPoint[];
  /** Result of an earlier read of the same range, which may have moved on with the clock since. */
  resume?: ReadResult<T>;
}

/**
 * Reads all rows of a range in the order `expires,pk`, up to the cap. Resumes from an earlier result, without the rows
 * that have left the range since. A range that begins earlier than that of the earlier result is read afresh.
 *
 * @throws ApiError as `fetchPage`.
 */
export async function readRange<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListRequest["filters"],
  range: ExpiryRange,
  { cap, signal, onProgress, knownPoints, resume: earlier }: ReadRangeOptions<T>,
): Promise<ReadResult<T>> {
  const options = { ...(knownPoints && { knownPoints }), ...(signal && { signal }) };
  const counts = await countBefore(fetchPage, filters, [range.from, range.to], options);
  const [from, to] = rangeExtent(range, counts);
  const [earlierFrom = Infinity] = earlier?.counts?.times ?? [];
  const resume = earlierFrom <= range.from ? earlier : undefined;
  const changed = resume !== undefined && resume.counts?.count !== counts.count;
  const withCounts = (result: ReadResult<T>): ReadResult<T> => ({
    ...result,
    moved: result.moved || changed || !(counts.exact || counts.unreadable),
    asOf: Math.min(result.asOf, counts.asOf),
    requests: result.requests + counts.requests,
    counts,
  });
  const result = await readInOrder(fetchPage, filters, {
    ordering: "expires",
    cap,
    // Starts one row early, to see that the range begins after that row.
    from: Math.max(0, from - 1),
    // Only proven counts tell that there are no rows.
    count: Math.max(counts.exact ? 0 : 1, to - from),
    where: (row) => whereIn(range, row),
    // `expiresMs` has milliseconds, and the server's order is finer. So rows with equal times are not distinguished by
    // time, only by whether they were read.
    notAfter: (row, last) => (row.expiresMs ?? Infinity) < (last.expiresMs ?? Infinity),
    concurrency: 2,
    signal,
    resume,
    onProgress: onProgress && ((result) => onProgress(withCounts(result))),
  });
  return withCounts(result);
}

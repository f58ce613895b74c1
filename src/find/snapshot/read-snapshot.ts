import type { ListRequest } from "../../api/list-request.ts";
import type { Row } from "../../api/wire/page.ts";
import { crawl } from "../crawl/crawl.ts";
import type { ReadResult } from "../crawl/read-result.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import { renew } from "./renew.ts";

/** A second after the whole list was read, few rows are newer. */
const SINCE_READ = 6;

interface SnapshotOptions<T> {
  /** The most rows to read; the result for a longer list is `capped`. */
  cap: number;
  signal?: AbortSignal;
  /** Called after each page while the list is read in full. */
  onProgress?: (result: ReadResult<T>) => void;
  /** Result of an interrupted full read of the same list, as `onProgress` got it. */
  resume?: ReadResult<T>;
  /** An earlier complete result: then only changes are read, where they can be determined. */
  previous?: ReadResult<T>;
}

/**
 * Reads all rows of a short list as of one moment, one request at a time. `moved` says that the list changed too fast
 * for that: rows deleted meanwhile may be among them.
 *
 * A full read never misses a row, but may contain rows that were deleted before it ended. The count of the last answer
 * tells how many.
 *
 * @throws ApiError as `fetchPage`.
 */
export async function readSnapshot<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListRequest["filters"],
  { cap, signal, onProgress, resume, previous }: SnapshotOptions<T>,
): Promise<ReadResult<T>> {
  const options = signal ? { signal } : {};
  const renewed =
    previous && isYoung(previous) && (await renew(fetchPage, filters, previous, options));
  if (renewed && renewed.read <= cap) return renewed;
  const read = await crawl(fetchPage, filters, {
    cap,
    concurrency: 1,
    ...options,
    ...(onProgress && { onProgress }),
    ...(resume && { resume }),
  });
  if (!read.moved || !isWhole(read)) return read;
  const justRead = await renew(fetchPage, filters, read, { ...options, newest: SINCE_READ });
  return justRead ?? (await renew(fetchPage, filters, read, options)) ?? read;
}

/**
 * How long the content of a row may be reused, milliseconds: since then its user may have been renamed, or the row has
 * passed its end without expiring.
 */
const YOUNG_MS = 5 * 60_000;

/** Whether a result is complete, and none of its rows was read long before its `asOf`. */
function isYoung<T>(result: ReadResult<T>): boolean {
  const { rows, asOf } = result;
  const isOld = (row: Row<T>) => row.readable && asOf - (row.asOf ?? asOf) > YOUNG_MS;
  return isWhole(result) && !rows.some(isOld);
}

/** Whether a result has all rows of the list: none is beyond the cap, and the server fails on none. */
export function isWhole<T>({ done, capped, missing }: ReadResult<T>): boolean {
  return done && !capped && missing === 0;
}

import type { ListRequest } from "../../api/list-request.ts";
import type { Row } from "../../api/wire/page.ts";
import { crawl } from "../crawl/crawl.ts";
import type { ReadResult } from "../crawl/read-result.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import { renew } from "./renew.ts";

/** A second after the whole list was read, few rows are newer. */
const SINCE_READ = 6;

interface SnapshotOptions<T> {
  /** The most rows that are read; of a longer list not all are, see `capped`. */
  cap: number;
  signal?: AbortSignal;
  /** Called after each page of a first reading. */
  onProgress?: (result: ReadResult<T>) => void;
  /** A first reading of the same list that was broken off, as `onProgress` got it. */
  resume?: ReadResult<T>;
  /** The whole list as it was: then only what changed is read, where that can be found out. */
  previous?: ReadResult<T>;
}

/**
 * All rows of a short list as they were at one moment, one request at a time. `moved` says that the list changed too
 * fast for one: rows that went while it was read may be among them.
 *
 * A reading through never misses a row, but it may hold some that went before it ended. How many, the last answer's
 * count tells.
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

/** What was told of a row may have changed since: its user is renamed, or it has an end and yet does not expire. */
const YOUNG_MS = 5 * 60_000;

/** Whether it is whole, and no row of it was told long before the others. */
function isYoung<T>(result: ReadResult<T>): boolean {
  const { rows, asOf } = result;
  const isOld = (row: Row<T>) => row.readable && asOf - (row.asOf ?? asOf) > YOUNG_MS;
  return isWhole(result) && !rows.some(isOld);
}

/** Whether these are all rows there are, none of them out of reach. */
export function isWhole<T>({ done, capped, missing }: ReadResult<T>): boolean {
  return done && !capped && missing === 0;
}

import type { ListRequest } from "../../api/list-request.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import type { ReadResult } from "./read-result.ts";
import { readInOrder } from "./read-in-order.ts";

interface CrawlOptions<T> {
  /** The most rows to read; all when left out. */
  cap?: number;
  signal?: AbortSignal;
  /** Called after each page or two. */
  onProgress?: (result: ReadResult<T>) => void;
  /** Result of an earlier crawl of the same list that failed or was cancelled, as `onProgress` got it. */
  resume?: ReadResult<T>;
  /** Requests at the same time. */
  concurrency?: number;
}

/**
 * Crawls a list: reads all rows that match the filters, in the order `pk`, in which new rows come last. No row that
 * exists throughout is missing or repeated, whatever is deleted or added meanwhile.
 *
 * @throws ApiError as `fetchPage`.
 */
export function crawl<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListRequest["filters"],
  { cap = Infinity, concurrency = 2, signal, onProgress, resume }: CrawlOptions<T> = {},
): Promise<ReadResult<T>> {
  return readInOrder(fetchPage, filters, {
    ordering: "pk",
    cap,
    from: 0,
    where: () => "in",
    notAfter: (row, last) => row.pk <= last.pk,
    concurrency,
    signal,
    onProgress,
    resume,
  });
}

import type { ListRequest } from "../../api/list-request.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import type { ReadResult } from "./read-result.ts";
import { readInOrder } from "./read-in-order.ts";

interface CrawlOptions<T> {
  /** Rows to be read at most; all of them when left out. */
  cap?: number;
  signal?: AbortSignal;
  /** After each page or two. */
  onProgress?: (loaded: ReadResult<T>) => void;
  /** What an earlier walk over the same list had when it failed or was cancelled, see `onProgress`. */
  resume?: ReadResult<T>;
  /** Requests at the same time. */
  concurrency?: number;
}

/**
 * All rows that match the filters, in the order `pk`, in which new rows come last. No row that was there throughout
 * is missing or comes twice, whatever is deleted and added meanwhile.
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

import type { ListRequest } from "../../api/list-request.ts";
import { outcomeOf } from "../expiry/row-slot.ts";
import { endOf, farthestPage, type PageRequest } from "../expiry/page-geometry.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import type { ReadResult } from "./read-result.ts";
import { ReadCursor, type ReadOptions } from "./read-cursor.ts";

/** The largest page that is requested. */
const MAX_PAGE_SIZE = 100;
/** The fewest rows to step back when a page does not connect. */
const MIN_STEP_BACK = 10;

/**
 * Reads a list page by page from an offset on, in an order in which rows keep their sequence, while rows may be deleted
 * and added.
 *
 * The API has page numbers only, so a deleted row moves all later ones to lower offsets, and the next page would skip
 * some. But one answer shows neighbours as they were at one moment. If it begins at or before the last row that was
 * read, no row that existed throughout can be missing between that row and the answer's end. So pages overlap by one
 * row. If a page begins after the last row, the cursor steps back until one connects, each time farther.
 *
 * @throws ApiError as `fetchPage`; `onProgress` had what was read until then.
 */
export async function readInOrder<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListRequest["filters"],
  options: ReadOptions<T>,
): Promise<ReadResult<T>> {
  const { signal, concurrency, from, ordering } = options;
  const cursor = new ReadCursor(options);
  const fetch = ({ page, size }: PageRequest) =>
    fetchPage({ page, page_size: size, ordering, filters }, signal);
  let maxSize = MAX_PAGE_SIZE;
  let offset = from + Math.max(0, cursor.rows.length + cursor.missing - 1);
  let stepBack = 0;
  while (!cursor.done) {
    signal?.throwIfAborted();
    const parallel = stepBack > 0 ? 1 : concurrency;
    const pages = overlappingPages(offset, maxSize, parallel, cursor.expectedEnd);
    const outcomes = await Promise.all(pages.map((page) => outcomeOf(fetch(page))));
    cursor.requests += pages.length;
    let connected = true;
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome === "fault") {
        // Requested once more, alone. If it fails again, the read fails.
        cursor.requests++;
        connected = cursor.take(await fetch(pages[index]!));
      } else {
        connected = cursor.take(outcome);
        if (typeof outcome !== "string" && outcome.next !== null) {
          const isClamped = outcome.pageSize < pages[index]!.size;
          if (isClamped) maxSize = Math.min(maxSize, outcome.pageSize);
          // With a smaller page size, the pages after this one hold other rows than planned.
          if (isClamped && connected && !cursor.done) {
            offset = cursor.end - 1;
            stepBack = 0;
            break;
          }
        }
      }
      if (!connected || cursor.done) break;
      stepBack = 0;
      offset = cursor.end - 1;
    }
    if (!connected) {
      // By as much as the list is known to have become shorter, or twice as far as the last time.
      stepBack = Math.max(MIN_STEP_BACK, stepBack * 2, cursor.removed);
      offset = Math.max(0, cursor.lastStart - stepBack);
    }
    options.onProgress?.(cursor.result());
    if (cursor.requests > cursor.maxRequests) break;
  }
  return cursor.result();
}

/** The next pages; each begins with the last row of the one before. */
function overlappingPages(
  offset: number,
  maxSize: number,
  parallel: number,
  end: number,
): PageRequest[] {
  const pages = [farthestPage(Math.max(0, offset), maxSize)];
  while (pages.length < parallel && endOf(pages.at(-1)!) < end) {
    pages.push(farthestPage(endOf(pages.at(-1)!) - 1, maxSize));
  }
  return pages;
}

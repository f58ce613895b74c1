import type { ListRequest } from "../../api/list-request.ts";
import { outcomeOf } from "../expiry/row-slot.ts";
import { endOf, farthestPage, type PageRequest } from "../expiry/page-geometry.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import type { ReadResult } from "./read-result.ts";
import { type ReadOptions, ReadCursor } from "./read-cursor.ts";

/** The largest page asked for. */
const LARGEST = 100;

/**
 * Reads a list on from a place, in an order in which rows keep their sequence. An answer shows neighbours as they were
 * at one moment: if one begins at or before the last row that was read, then no row between that and the answer's end
 * can have been there throughout and be missing. So each page begins one row early; where it turns out that rows
 * moved down and it begins later than that, the way goes back until it does not.
 *
 * @throws ApiError as `fetchPage`; `onProgress` had what was read until then.
 */
export async function readInOrder<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListRequest["filters"],
  options: ReadOptions<T>,
): Promise<ReadResult<T>> {
  const { signal, concurrency, from } = options;
  const way = new ReadCursor(options);
  let most = LARGEST;
  let place = from + Math.max(0, way.rows.length + way.missing - 1);
  let back = 0;
  while (!way.done) {
    signal?.throwIfAborted();
    const pages = ahead(place, most, back > 0 ? 1 : concurrency, way.expectedEnd);
    const outcomes = await Promise.all(
      pages.map(({ page, size }) => {
        const params = { page, page_size: size, ordering: options.ordering, filters };
        return outcomeOf(fetchPage(params, signal));
      }),
    );
    way.requests += pages.length;
    let joined = true;
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome === "fault") {
        // Asked for again, alone: what fails now fails.
        const { page, size } = pages[index]!;
        way.requests++;
        const again = { page, page_size: size, ordering: options.ordering, filters };
        joined = way.take(await fetchPage(again, signal));
      } else {
        joined = way.take(outcome);
        if (typeof outcome !== "string" && outcome.next !== null) {
          const clamped = outcome.pageSize < pages[index]!.size;
          if (clamped) most = Math.min(most, outcome.pageSize);
          // The pages after it lie elsewhere than was thought.
          if (clamped && joined && !way.done) {
            place = way.end - 1;
            back = 0;
            break;
          }
        }
      }
      if (!joined || way.done) break;
      back = 0;
      place = way.end - 1;
    }
    if (!joined) {
      // As far as the list is known to have become shorter, or farther each time.
      back = Math.max(10, back * 2, way.shorter);
      place = Math.max(0, way.lastStart - back);
    }
    options.onProgress?.(way.loaded());
    if (way.requests > way.bound) break;
  }
  return way.loaded();
}

/** The next pages, each beginning with the last place of the one before. */
function ahead(place: number, most: number, concurrency: number, end: number): PageRequest[] {
  const pages = [farthestPage(Math.max(0, place), most)];
  while (pages.length < concurrency && endOf(pages.at(-1)!) < end) {
    pages.push(farthestPage(endOf(pages.at(-1)!) - 1, most));
  }
  return pages;
}

import type { Row } from "../../api/wire/page.ts";
import { coveringPage, type PageRequest } from "../expiry/page-geometry.ts";
import type { Findable } from "../fetch-page.ts";
import type { Ask } from "./renew.ts";

/** Readable rows in the order `pk`. */
export type Known<T> = Extract<Row<T>, { readable: true }>[];

/**
 * Known rows with the indexes `low` (inclusive) to `high` (exclusive), of which `length` are still listed, from the
 * offset `offset` of the list on.
 */
export interface Stretch {
  low: number;
  high: number;
  offset: number;
  length: number;
}

/** Limits beyond which it is cheaper to read the whole list again. */
const MAX_REQUESTS = 8;
const MAX_ROWS = 120;

/**
 * Finds which known rows were deleted, by binary search in the order `pk`, in which new rows do not move older ones. A
 * known row's index minus its offset in the list is the number of rows deleted before it: single rows halve a stretch
 * that lacks some, and a short stretch is read in full. The clean-up usually deletes the oldest, so the first row is
 * probed first.
 *
 * A row counts as deleted only when one answer proves it: its neighbours are adjacent, or an end of the list lacks it.
 *
 * @param wanted rows in the whole list; if an answer has another count, the search ends with what was found by then.
 * @param maxSize the largest page size to request, which the server does not clamp.
 * @returns the known rows without the deleted ones; null beyond the limits, or when an unknown row appears.
 */
export async function findGone<T extends Findable>(
  ask: Ask<T>,
  known: Known<T>,
  stretch: Stretch,
  wanted: number,
  maxSize: number,
): Promise<Known<T> | null> {
  const places = new Map(known.map(({ value }, index) => [value.pk, index]));
  const gone = new Set<number>();
  const left = () => known.filter((_, index) => !gone.has(index));
  let requests = 0;
  let read = 0;
  // Begins with the first row, which is in no later stretch.
  const open: (Stretch & { isFirst?: true })[] = [{ ...stretch, isFirst: true }];
  for (;;) {
    const next = open.pop();
    if (next === undefined) return left();
    const { low, high, offset, length, isFirst } = next;
    if (high - low === length) continue;
    const page = pageFor(next, maxSize);
    requests += 1;
    read += page.size;
    if (requests > MAX_REQUESTS || read > MAX_ROWS) return null;
    const answer = await ask({ ordering: "pk", page: page.page, page_size: page.size });
    if (answer?.count !== wanted || answer.rows.length === 0) return left();

    const shown = new Set<number>();
    for (const row of answer.rows) {
      const place = row.readable ? places.get(row.value.pk) : undefined;
      if (place === undefined) return null;
      shown.add(place);
    }
    const from = answer.previous === null ? 0 : Math.min(...shown);
    const to = answer.next === null ? known.length : Math.max(...shown);
    for (let place = from; place < to; place++) if (!shown.has(place)) gone.add(place);
    if (page.size > 1) {
      // The page does not cover the whole stretch: the list changed.
      if (from > low || to < high - 1) return left();
      continue;
    }
    const [place = 0] = shown;
    if (place < low || place >= high) return left();
    const at = isFirst ? offset : page.page - 1;
    open.push({ low: place + 1, high, offset: at + 1, length: offset + length - at - 1 });
    if (!isFirst) open.push({ low, high: place, offset, length: at - offset });
  }
}

/** The next page for a stretch: its first row, all rows of a short one with their neighbours, or its middle row. */
function pageFor(
  { offset, length, isFirst }: Stretch & { isFirst?: true },
  maxSize: number,
): PageRequest {
  if (isFirst) return { page: offset + 1, size: 1 };
  const covering = coveringPage(Math.max(0, offset - 1), offset + length + 1, maxSize, 2);
  return covering ?? { page: offset + Math.floor(length / 2) + 1, size: 1 };
}

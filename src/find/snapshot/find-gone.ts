import type { Row } from "../../api/wire/page.ts";
import { coveringPage, type PageRequest } from "../expiry/page-geometry.ts";
import type { Findable } from "../fetch-page.ts";
import type { Ask } from "./renew.ts";

/** Readable rows in the order `pk`. */
export type Known<T> = Extract<Row<T>, { readable: true }>[];

/** Known rows from `low` to `high` (exclusive), of which `length` are still listed, from `offset` on. */
export interface Stretch {
  low: number;
  high: number;
  offset: number;
  length: number;
}

/** Beyond these it is cheaper to read all anew. */
const MAX_REQUESTS = 8;
const MAX_ROWS = 120;

/**
 * Finds which known rows are not listed any more, in the order `pk`, in which rows that come move nothing. A row's
 * place among those known minus its place in the list is how many before it went: single rows halve a stretch that lacks
 * some, and a short one is read. What the clean-up takes are the oldest, as a rule, so the first row is looked at first.
 *
 * Only what one answer shows is believed: a row went when its neighbours stand side by side, or at an end of the list.
 *
 * @param wanted rows in the whole list; once an answer counts others, it is given up with what was found out by then.
 * @param maxSize the largest page that is asked for; the server gives it.
 * @returns the known rows without those that went; null when that would cost too much.
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
  // The first row first; it is in no stretch after that.
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
      // It does not reach from one end to the other: the list moved.
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

/** What is asked next of a stretch: its first row, the rows of a short one and those beside it, or the one in its middle. */
function pageFor(
  { offset, length, isFirst }: Stretch & { isFirst?: true },
  maxSize: number,
): PageRequest {
  if (isFirst) return { page: offset + 1, size: 1 };
  const covering = coveringPage(Math.max(0, offset - 1), offset + length + 1, maxSize, 2);
  return covering ?? { page: offset + Math.floor(length / 2) + 1, size: 1 };
}

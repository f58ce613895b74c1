import { failureOf } from "../../api/failures.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import type { FetchPage } from "../fetch-page.ts";

interface SkipOptions<T> {
  filters: ServerFilters;
  /** An order in which new rows come first. */
  ordering: string;
  /** When a row was made, epoch milliseconds; null where that is not known. */
  timeOf: (row: T) => number | null;
  /** Rows from this time on are skipped, epoch milliseconds. */
  before: number;
  /** Rows a page. */
  size: number;
  signal?: AbortSignal | undefined;
}

/**
 * How many pages at the start of a list, newest first, hold newer rows only; found by bisection, a row a request. One
 * page fewer, so that rows that go away meanwhile pull none past it.
 *
 * @throws ApiError as `fetchPage`.
 */
export async function newerPages<T>(
  fetchPage: FetchPage<T>,
  { filters, ordering, timeOf, before, size, signal }: SkipOptions<T>,
): Promise<number> {
  /** Whether the row at an offset is known to be newer. */
  async function isNewer(offset: number): Promise<{ is: boolean; count: number }> {
    try {
      const asked = { filters, ordering, page: offset + 1, page_size: 1 };
      const { rows, count } = await fetchPage(asked, signal);
      const [row] = rows;
      const time = row?.readable ? timeOf(row.value) : null;
      return { is: time !== null && time >= before, count };
    } catch (error) {
      if (failureOf(error).kind === "past-end") return { is: false, count: 0 };
      throw error;
    }
  }
  const first = await isNewer(size - 1);
  if (!first.is) return 0;
  // The last row of page `newer` is newer, that of page `older` is not, or does not exist.
  let newer = 1;
  let older = Math.floor(first.count / size) + 1;
  while (older - newer > 1) {
    const middle = Math.floor((newer + older) / 2);
    const { is } = await isNewer(middle * size - 1);
    if (is) newer = middle;
    else older = middle;
  }
  return newer - 1;
}

/** The list without the rows of its first pages. */
export function withoutPages<T>(fetchPage: FetchPage<T>, pages: number): FetchPage<T> {
  if (pages === 0) return fetchPage;
  return async (asked, signal) => {
    const answer = await fetchPage({ ...asked, page: Number(asked.page ?? 1) + pages }, signal);
    return { ...answer, count: Math.max(0, answer.count - pages * answer.pageSize) };
  };
}

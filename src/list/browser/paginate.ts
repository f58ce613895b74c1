import { ApiError } from "../../api/failures.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import { DEFAULT_PAGE_SIZE, type ListRequest } from "../../api/list-request.ts";
import type { Row } from "../../api/wire/page.ts";
import type { Listed, Resource } from "../resource.ts";
import type { WholeAnswer } from "./browser-query.ts";
import { sortKey } from "../state/list-state.ts";
import { compare, rowOrder } from "./row-order.ts";

/**
 * One page of rows that are all loaded, as the server would return it. For the `select` of a query that holds a whole
 * list as one large page.
 *
 * @param order of the rows; without it they stay as they are.
 * @throws ApiError "past-end" for a page that does not exist, unless more rows are still being read.
 */
export function paginateInBrowser<T>(
  whole: ListAnswer<T>,
  { page = 1, page_size: size = DEFAULT_PAGE_SIZE }: Pick<ListRequest, "page" | "page_size">,
  order?: (a: Row<T>, b: Row<T>) => number,
): ListAnswer<T> {
  const count = whole.rows.length;
  const pages = Math.max(1, Math.ceil(count / size));
  const number = page === "last" ? pages : page;
  // While more rows are being read, the page may still appear.
  const growing = whole.report?.done === false && !whole.report.stopped;
  if (number > pages && !growing) throw new ApiError({ kind: "past-end" });
  const from = (number - 1) * size;
  const rows = (order ? whole.rows.toSorted(order) : whole.rows).slice(from, from + size);
  return {
    ...whole,
    rows,
    count,
    page: number,
    pages: Math.max(pages, number),
    pageSize: size,
    start: rows.length === 0 ? 0 : from + 1,
    end: rows.length === 0 ? 0 : from + rows.length,
    next: number < pages ? number + 1 : null,
    previous: number > 1 ? number - 1 : null,
  };
}

/** Rows read so far as one large page: a cache entry that other pages are taken from. */
export function asOnePage<T extends Listed>(
  rows: readonly Row<T>[],
  told: Pick<ListAnswer<T>, "asOf" | "receivedAt" | "report">,
): WholeAnswer<T> {
  const count = rows.length;
  return {
    requestId: null,
    ...told,
    rows: [...rows],
    count,
    page: 1,
    pages: 1,
    pageSize: Math.max(1, count),
    start: Math.min(1, count),
    end: count,
    next: null,
    previous: null,
    pageOf(this: ListAnswer<T>, resource, question) {
      const { sort } = question;
      const order =
        sortKey(sort) in resource.sort
          ? orderOf(resource, sort)
          : orderShown(resource, sort, this.asOf);
      return paginateInBrowser(this, question, order);
    },
  };
}

/** Compares rows of a resource as its server would, see `rowOrder`. */
export function orderOf<T extends Listed>({ sort }: Resource<T>, by: string) {
  return rowOrder<T>(by, (row, key) => (sort[key] ?? (({ pk }: T) => pk))(row));
}

const collator = new Intl.Collator(undefined, { numeric: true });

/**
 * Compares rows by what is shown, where the server sorts by something else or not at all; otherwise as the server would.
 *
 * @param asOf when the list was so, epoch milliseconds.
 */
export function orderShown<T extends Listed>(resource: Resource<T>, sort: string, asOf: number) {
  const asServer = orderOf(resource, sort);
  const valueOf = resource.wholeSort?.[sortKey(sort)];
  if (valueOf === undefined) return asServer;
  const sign = sort.startsWith("-") ? -1 : 1;
  return (a: Row<T>, b: Row<T>): number => {
    if (!a.readable || !b.readable) return asServer(a, b);
    const [one = null, other = null] = [a, b].map(({ value, asOf: answeredAt = asOf }) =>
      valueOf({ value, answeredAt, listedAt: asOf }),
    );
    // Rows without a value come last in both directions.
    if (one === null || other === null) {
      return Number(one === null) - Number(other === null) || compare(a.value.pk, b.value.pk);
    }
    const order =
      typeof one === "string" ? collator.compare(one, String(other)) : one - Number(other);
    return sign * order || compare(a.value.pk, b.value.pk);
  };
}

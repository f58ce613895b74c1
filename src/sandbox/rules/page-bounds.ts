import type { JsonFields } from "../http/json-fields.ts";
import { lastOf, wholeNumber } from "../http/query-params.ts";
import type { Rules } from "../versions/rules.ts";

interface PageBounds {
  /** Zero-based index of the page's first row, and of the row after its last. */
  readonly from: number;
  readonly to: number;
  /** The response's `pagination`. */
  readonly pagination: JsonFields;
}

/** The effective page size: the default if invalid, otherwise clamped to the maximum. */
function pageSize(query: URLSearchParams, rules: Rules): number {
  const asked = wholeNumber(lastOf(query, "page_size") ?? "");
  return asked === null || asked < 1 ? rules.page_size : Math.min(asked, rules.max_page_size);
}

/**
 * @param count the total number of rows
 * @returns null if there is no such page
 */
export function pageOf(query: URLSearchParams, count: number, rules: Rules): PageBounds | null {
  const size = pageSize(query, rules);
  const pages = Math.max(1, Math.ceil(count / size));
  const asked = lastOf(query, "page") ?? "1";
  const page = pageNumber(asked, pages, rules);
  if (page === null || page < 1 || page > pages) return null;
  const from = (page - 1) * size;
  const to = Math.min(from + size, count);
  return {
    from,
    to,
    pagination: {
      next: page < pages ? page + 1 : 0,
      previous: page - 1,
      count,
      current: page,
      total_pages: pages,
      start_index: count === 0 ? 0 : from + 1,
      end_index: to,
    },
  };
}

function pageNumber(asked: string, pages: number, rules: Rules): number | null {
  if (asked === "last") return pages;
  if (asked === "") return rules.empty_page === "first" ? 1 : null;
  return wholeNumber(asked);
}

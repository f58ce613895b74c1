import type { ListAnswer } from "../api/list-answer.ts";
import { readRange } from "../find/range/read-range.ts";
import { isWithin } from "../find/range/range-extent.ts";
import { parseSearch } from "../find/text/parse-search.ts";
import type { ReadContext } from "../list/browser/read-rows.ts";
import { readThrough as readListThrough } from "../list/browser/read-through.ts";
import { nothingFound } from "../list/browser/scan-answer.ts";
import type { ListQuestion, Resource } from "../list/resource.ts";
import type { ExpiryFilter } from "../list/state/list-state.ts";
import { expiryRange } from "./expiry-filter.ts";
import type { ExpiringRow } from "./expiring-row.ts";
import { atServerTime } from "./server-time.ts";

/** `readThrough` as for any list, within a range if one is filtered or searched for. @throws ApiError */
export async function readThroughExpiring<T extends ExpiringRow>(
  resource: Resource<T>,
  context: ReadContext,
  question: ListQuestion,
): Promise<ListAnswer<T>> {
  const { endpoint, searchFields, definition } = resource;
  const { terms } = parseSearch(question.search, searchFields);
  // A `status:` term becomes the status filter, unless that is already set.
  const statuses = terms.filter(({ field }) => field === "status");
  const searched = statuses.find(({ not }) => !not)?.text;
  const status = question.expiry?.status ?? searched;
  const within = question.expiry?.within ?? definition.within;
  const expiry: ExpiryFilter | null =
    status === undefined
      ? question.expiry
      : { ...question.expiry, status, ...(status === "expiring" && { within }) };
  if (expiry === null && statuses.length === 0) return readListThrough(resource, context, question);
  return atServerTime(endpoint, question.server, context.signal, (now, again) => {
    const statesAt = (row: T) => statesOf(row, now, Number(within) * 1000);
    // Of negated statuses only: in the whole list.
    if (expiry === null) {
      return readListThrough(resource, context, question, { statesOf: statesAt });
    }
    const range = expiryRange(expiry, now);
    if (range === null) return Promise.resolve(nothingFound("The time range is empty."));
    return readListThrough(resource, context, question, {
      statesOf: statesAt,
      // Rows that were read for another time cannot be reused.
      key: again ? [expiry, now] : expiry,
      read: (fetchPage, filters, options) => readRange(fetchPage, filters, range, options),
      holds: (row) => isWithin(range, row),
    });
  });
}

/**
 * The statuses of a row by its expiry time, as values of `status:`; none if that could not be parsed.
 *
 * @param now the server's clock, epoch milliseconds.
 * @param within how long before its expiry a row counts as expiring, milliseconds.
 */
export function statusesOf(
  { expires, expiresMs }: Pick<ExpiringRow, "expires" | "expiresMs">,
  now: number,
  within: number,
): ("valid" | "expiring" | "expired" | "never")[] {
  if (expires === null) return ["never"];
  if (expiresMs === null) return [];
  if (expiresMs < now) return ["expired"];
  return expiresMs < now + within ? ["valid", "expiring"] : ["valid"];
}

/** The same as terms: "status:valid". */
export function statesOf(...row: Parameters<typeof statusesOf>): string[] {
  return statusesOf(...row).map((status) => `status:${status}`);
}

import {
  AUTHORIZATION_CODES,
  fetchAuthorizationCodes,
} from "../../api/endpoints/authorization-codes.ts";
import { ApiError } from "../../api/failures.ts";
import type { ReadReport, ListAnswer } from "../../api/list-answer.ts";
import { DEFAULT_PAGE_SIZE, type ListRequest } from "../../api/list-request.ts";
import { keys } from "../../api/keys.ts";
import { serverNow } from "../../api/server-clock.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import { readRange } from "../../find/expiry/read-range.ts";
import { fetchSlicePage } from "../../find/expiry/slice.ts";
import { type ReadContext, readRows } from "../../list/browser/read-rows.ts";
import { asOnePage } from "../../list/browser/paginate.ts";
import { type ExpiryFilter, expiryRange } from "../../expiring/expiry-filter.ts";
import { rememberPoints, rememberedPoints } from "../../expiring/known-points-cache.ts";
import { serverTime } from "../../expiring/server-time.ts";

type Answer = ListAnswer<AuthorizationCode>;

/** A code costs the server 12 ms: a thousand are read in about as many seconds. */
const CAP = 1000;

/** One page of a range in the order of expiry. @throws ApiError; "past-end" for a page beyond the range. */
export async function fetchSlice(
  { client, signal }: ReadContext,
  params: ListRequest,
  expiry: ExpiryFilter,
): Promise<Answer> {
  const range = expiryRange(expiry, await serverTime(params.filters, signal));
  if (range === null) return emptyRange(params);
  const hint = rememberedPoints(client, params.filters);
  const options = { hint, signal };
  const { boundaries, moved, ...answer } = await fetchSlicePage(
    fetchAuthorizationCodes,
    params,
    range,
    options,
  );
  rememberPoints(client, params.filters, boundaries);
  const found: ReadReport = {
    how: "slice",
    asOf: boundaries.asOf,
    read: answer.rows.length,
    goal: answer.rows.length,
    of: answer.count,
    all: boundaries.count,
    done: true,
    capped: false,
    moved,
    exact: boundaries.exact,
    unreadable: boundaries.unreadable,
  };
  return { ...answer, report: found };
}

/** A whole range up to the cap, as one large page; what is there so far is published on the way. */
export async function loadRange(
  context: ReadContext,
  params: ListRequest,
  expiry: ExpiryFilter,
): Promise<Answer> {
  const { client, signal: cancelled } = context;
  const { filters } = params;
  const range = expiryRange(expiry, await serverTime(filters, cancelled));
  if (range === null) return emptyRange(params);
  const rowsKey = keys.readRows(AUTHORIZATION_CODES.name, "range", filters, expiry);
  const manner = { how: "loaded", rowsKey, bound: CAP, extends: false } as const;
  return readRows<AuthorizationCode>(context, manner, async (reading) => {
    const options = { ...reading, hint: rememberedPoints(client, filters) };
    const loaded = await readRange(fetchAuthorizationCodes, filters, range, options);
    if (loaded.boundaries) rememberPoints(client, filters, loaded.boundaries);
    return loaded;
  });
}

/** An answer to what nothing can match. The server has none of page 2 either. */
function emptyRange({ page, page_size = DEFAULT_PAGE_SIZE }: ListRequest): Answer {
  if (page !== undefined && page !== "last" && page > 1) throw new ApiError({ kind: "past-end" });
  const asOf = serverNow();
  const told = { asOf, read: 0, goal: 0, of: 0, capped: false, moved: false, exact: true };
  const found: ReadReport = { how: "slice", done: true, emptyRange: true, ...told };
  return { ...asOnePage([], { asOf, receivedAt: Date.now(), report: found }), pageSize: page_size };
}

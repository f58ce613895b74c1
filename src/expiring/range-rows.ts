import { ApiError } from "../api/failures.ts";
import { keys } from "../api/keys.ts";
import type { ListAnswer, ReadReport } from "../api/list-answer.ts";
import { DEFAULT_PAGE_SIZE, type ListRequest } from "../api/list-request.ts";
import { serverNow } from "../api/server-clock.ts";
import { readRange } from "../find/range/read-range.ts";
import { fetchSlicePage } from "../find/range/slice.ts";
import { asOnePage } from "../list/browser/paginate.ts";
import { type ReadContext, readRows } from "../list/browser/read-rows.ts";
import type { Resource } from "../list/resource.ts";
import type { ExpiryFilter } from "../list/state/list-state.ts";
import { expiryRange } from "./expiry-filter.ts";
import type { ExpiringRow } from "./expiring-row.ts";
import { rememberedPoints, rememberPoints } from "./known-points-cache.ts";
import { atServerTime } from "./server-time.ts";

/** A code or token costs the server 12 ms, so a thousand take about 12 s. */
const CAP = 1000;

/** One page of a range in the order of expiry. @throws ApiError; "past-end" for a page after the last. */
export function fetchSlice<T extends ExpiringRow>(
  resource: Resource<T>,
  context: ReadContext,
  request: ListRequest,
  expiry: ExpiryFilter,
): Promise<ListAnswer<T>> {
  return atServerTime(resource.endpoint, request.filters, context.signal, (now) =>
    fetchSliceAt(now, resource, context, request, expiry),
  );
}

async function fetchSliceAt<T extends ExpiringRow>(
  now: number,
  { name, endpoint }: Resource<T>,
  { client, signal }: ReadContext,
  request: ListRequest,
  expiry: ExpiryFilter,
): Promise<ListAnswer<T>> {
  const { filters } = request;
  const range = expiryRange(expiry, now);
  if (range === null) return emptyRange(request);
  const knownPoints = rememberedPoints(client, name, filters);
  const options = { knownPoints, signal };
  const page = await fetchSlicePage(endpoint.fetchPage, request, range, options);
  const { counts, moved, ...answer } = page;
  rememberPoints(client, name, filters, counts);
  const report: ReadReport = {
    how: "slice",
    asOf: counts.asOf,
    read: answer.rows.length,
    goal: answer.rows.length,
    of: answer.count,
    all: counts.count,
    done: true,
    capped: false,
    moved,
    exact: counts.exact,
    unreadable: counts.unreadable,
  };
  return { ...answer, report };
}

/** A whole range up to the cap, as one large page; partial results are published meanwhile. */
export function fetchRange<T extends ExpiringRow>(
  resource: Resource<T>,
  context: ReadContext,
  request: ListRequest,
  expiry: ExpiryFilter,
): Promise<ListAnswer<T>> {
  const rowsKey = keys.readRows(resource.name, "range", request.filters, expiry);
  return atServerTime(resource.endpoint, request.filters, context.signal, (now, again) => {
    if (again) context.client.removeQueries({ queryKey: rowsKey });
    return fetchRangeAt(now, resource, context, request, expiry);
  });
}

async function fetchRangeAt<T extends ExpiringRow>(
  now: number,
  { name, endpoint }: Resource<T>,
  context: ReadContext,
  request: ListRequest,
  expiry: ExpiryFilter,
): Promise<ListAnswer<T>> {
  const { client } = context;
  const { filters } = request;
  const range = expiryRange(expiry, now);
  if (range === null) return emptyRange(request);
  const rowsKey = keys.readRows(name, "range", filters, expiry);
  const manner = { how: "loaded", rowsKey, bound: CAP, extends: false } as const;
  return readRows<T>(context, manner, async (reading) => {
    const options = { ...reading, knownPoints: rememberedPoints(client, name, filters) };
    const loaded = await readRange(endpoint.fetchPage, filters, range, options);
    if (loaded.counts) rememberPoints(client, name, filters, loaded.counts);
    return loaded;
  });
}

/** The answer for a range that no row can match. As on the server, there is no page 2. */
function emptyRange({ page, page_size = DEFAULT_PAGE_SIZE }: ListRequest): ListAnswer<never> {
  if (page !== undefined && page !== "last" && page > 1) throw new ApiError({ kind: "past-end" });
  const asOf = serverNow();
  const told = { asOf, read: 0, goal: 0, of: 0, capped: false, moved: false, exact: true };
  const report: ReadReport = { how: "slice", done: true, emptyRange: true, ...told };
  const answer = asOnePage<never>([], { asOf, receivedAt: Date.now(), report });
  return { ...answer, pageSize: page_size };
}

import type { QueryClient } from "@tanstack/react-query";
import {
  AUTHORIZATION_CODES,
  fetchAuthorizationCodes,
} from "../api/endpoints/authorization-codes.ts";
import { ApiError } from "../api/failures.ts";
import type { Found, ListAnswer } from "../api/list-answer.ts";
import { DEFAULT_PAGE_SIZE, type ListParams } from "../api/list-request.ts";
import { keys } from "../api/keys.ts";
import { serverNow } from "../api/server-clock.ts";
import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import { findBoundaries } from "../find/expiry/count-before.ts";
import type { Boundaries, Probe } from "../find/fetch-page.ts";
import { loadSlice } from "../find/expiry/read-range.ts";
import { slicePage } from "../find/expiry/slice.ts";
import { type ReadContext, readWhole } from "../list/browser/read-rows.ts";
import { wholeOf } from "../list/browser/paginate.ts";
import { type ExpiryFilter, expiryRange } from "./expiry-filter.ts";
import type { CodeCounts } from "./find-codes.ts";
import { nowThere } from "./server-time.ts";

type Answer = ListAnswer<AuthorizationCode>;
type Filters = ListParams["filters"];

/** A code costs the server 12 ms: a thousand are read in about as many seconds. */
const CAP = 1000;

/** One page of a range in the order of expiry. @throws ApiError; "past-end" for a page beyond the range. */
export async function fetchSlice(
  { client, signal }: ReadContext,
  params: ListParams,
  expiry: ExpiryFilter,
): Promise<Answer> {
  const range = expiryRange(expiry, await nowThere(params.filters, signal));
  if (range === null) return emptyRange(params);
  const hint = seenBefore(client, params.filters);
  const options = { hint, signal };
  const { boundaries, moved, ...answer } = await slicePage(
    fetchAuthorizationCodes,
    params,
    range,
    options,
  );
  keepSeen(client, params.filters, boundaries);
  const found: Found = {
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
  return { ...answer, found };
}

/** A whole range up to the cap, as one large page; what is there so far is published on the way. */
export async function loadRange(
  context: ReadContext,
  params: ListParams,
  expiry: ExpiryFilter,
): Promise<Answer> {
  const { client, signal: cancelled } = context;
  const { filters } = params;
  const range = expiryRange(expiry, await nowThere(filters, cancelled));
  if (range === null) return emptyRange(params);
  const rowsKey = keys.readRows(AUTHORIZATION_CODES.name, "range", filters, expiry);
  const manner = { how: "loaded", rowsKey, bound: CAP, extends: false } as const;
  return readWhole<AuthorizationCode>(context, manner, async (reading) => {
    const options = { ...reading, hint: seenBefore(client, filters) };
    const loaded = await loadSlice(fetchAuthorizationCodes, filters, range, options);
    if (loaded.boundaries) keepSeen(client, filters, loaded.boundaries);
    return loaded;
  });
}

/**
 * How many codes there are, and how they stand, at one moment.
 *
 * @param within see `codeCountsQuery`.
 */
export async function countCodes(
  { client, signal }: Pick<ReadContext, "client" | "signal">,
  server: Filters,
  within: string | null,
): Promise<CodeCounts> {
  const now = await nowThere(server, signal);
  const times = [now, ...(within === null ? [] : [now + Number(within) * 1000]), Infinity];
  const hint = seenBefore(client, server);
  const boundaries = await findBoundaries(fetchAuthorizationCodes, server, times, { hint, signal });
  keepSeen(client, server, boundaries);
  const { count, before, asOf, exact, unreadable } = boundaries;
  const expired = before[0] ?? 0;
  const ending = before.at(-1) ?? 0;
  return {
    count,
    expired,
    valid: ending - expired,
    expiring: within === null ? null : (before[1] ?? 0) - expired,
    never: count - ending,
    asOf,
    exact,
    unreadable,
  };
}

/** An answer to what nothing can match. The server has none of page 2 either. */
function emptyRange({ page, page_size = DEFAULT_PAGE_SIZE }: ListParams): Answer {
  if (page !== undefined && page !== "last" && page > 1) throw new ApiError({ kind: "past-end" });
  const asOf = serverNow();
  const told = { asOf, read: 0, goal: 0, of: 0, capped: false, moved: false, exact: true };
  const found: Found = { how: "slice", done: true, emptyRange: true, ...told };
  return { ...wholeOf([], { asOf, receivedAt: Date.now(), found }), pageSize: page_size };
}

const seenKey = (server: Filters) => keys.knownPoints(AUTHORIZATION_CODES.name, server);

/** Rows seen at their places a while ago under the same filters: the next search begins near them. */
function seenBefore(client: QueryClient, server: Filters): readonly Probe[] {
  return client.getQueryData<readonly Probe[]>(seenKey(server)) ?? [];
}

function keepSeen(client: QueryClient, server: Filters, { seen }: Boundaries): void {
  client.setQueryData(seenKey(server), seen);
}

import { queryOptions } from "@tanstack/react-query";
import { ROWS } from "../../api/freshness.ts";
import { readableRows } from "../../api/list-answer.ts";
import { keys } from "../../api/keys.ts";
import { sourceConnectionsEndpoint } from "../../api/endpoints/connections/group-connections.ts";
import { allSourcesQuery } from "../../api/endpoints/sources.ts";
import { fetchOAuthUserConnections } from "../../api/endpoints/connections/user-connections.ts";
import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import type { ReadResult } from "../../find/crawl/read-result.ts";
import { crawl } from "../../find/crawl/crawl.ts";

const MAX_ROWS = 300;
/** Limits the requests also where the server clamps the page size. */
const MAX_REQUESTS = 3;

/** All sources. They have to be as fresh as the counts, unlike the names that lists look up. */
export function overviewSourcesQuery() {
  const names = allSourcesQuery();
  return { ...names, queryKey: keys.overviewConnectionsOf("sources"), ...ROWS };
}

/** The first connections of groups: 300 at most, in three requests at most. */
export function overviewGroupsQuery() {
  return queryOptions({
    queryKey: keys.overviewConnectionsOf("groups"),
    queryFn: async ({ signal }) => {
      const { rows, ...meta } = await crawl(
        sourceConnectionsEndpoint.fetchPage,
        {},
        {
          cap: MAX_ROWS,
          concurrency: 1,
          signal,
          onProgress: stopAtLimit,
        },
      ).catch(partialResult);
      return { links: rows.flatMap((row) => (row.readable ? [row.value] : [])), ...meta };
    },
    ...ROWS,
  });
}

/** The first 100 connections of users, and how many there are in all. One request. */
export function overviewUsersQuery() {
  return queryOptions({
    queryKey: keys.overviewConnectionsOf("users"),
    queryFn: async ({ signal }) => {
      const page = await fetchOAuthUserConnections(signal);
      return { links: readableRows(page), count: page.count, all: page.next === null };
    },
    ...ROWS,
  });
}

/** Ends a crawl early, with what it has read. */
class LimitReached extends Error {
  readonly result: ReadResult<GroupConnection>;

  constructor(result: ReadResult<GroupConnection>) {
    super("the limit of requests was reached");
    this.result = result;
  }
}

function stopAtLimit(result: ReadResult<GroupConnection>): void {
  if (!result.done && result.requests >= MAX_REQUESTS) throw new LimitReached(result);
}

function partialResult(error: unknown): ReadResult<GroupConnection> {
  if (error instanceof LimitReached) return { ...error.result, capped: true };
  throw error;
}

import { queryOptions } from "@tanstack/react-query";
import { ROWS } from "../../api/freshness.ts";
import { readableRows } from "../../api/list-answer.ts";
import { keys } from "../../api/keys.ts";
import { groupConnectionsEndpoint } from "../../api/endpoints/group-connections.ts";
import { allSourcesQuery } from "../../api/endpoints/sources.ts";
import { fetchUserConnections } from "../../api/endpoints/user-connections.ts";
import type { SourceConnection } from "../../api/wire/group-connection.ts";
import type { ReadResult } from "../../find/crawl/read-result.ts";
import { crawl } from "../../find/crawl/crawl.ts";

const MOST_ROWS = 300;
/** Also where the server gives smaller pages than were asked for. */
const MOST_REQUESTS = 3;

/** All sources: as fresh as what is counted of them, other than the names of a list's rows. */
export function overviewSourcesQuery() {
  const names = allSourcesQuery();
  return { ...names, queryKey: keys.overviewConnectionsOf("sources"), ...ROWS };
}

/** The first of all groups' connections, in at most three requests; not more than 300. */
export function overviewGroupsQuery() {
  return queryOptions({
    queryKey: keys.overviewConnectionsOf("groups"),
    queryFn: async ({ signal }) => {
      const { rows, ...told } = await crawl(
        groupConnectionsEndpoint.fetchPage,
        {},
        {
          cap: MOST_ROWS,
          concurrency: 1,
          signal,
          onProgress: stopAtBound,
        },
      ).catch(whatWasRead);
      return { links: rows.flatMap((row) => (row.readable ? [row.value] : [])), ...told };
    },
    ...ROWS,
  });
}

/** The first 100 of the users' connections, and how many there are. One request. */
export function overviewUsersQuery() {
  return queryOptions({
    queryKey: keys.overviewConnectionsOf("users"),
    queryFn: async ({ signal }) => {
      const page = await fetchUserConnections(signal);
      return { links: readableRows(page), count: page.count, all: page.next === null };
    },
    ...ROWS,
  });
}

class Enough extends Error {
  readonly loaded: ReadResult<SourceConnection>;

  constructor(loaded: ReadResult<SourceConnection>) {
    super("enough was read");
    this.loaded = loaded;
  }
}

function stopAtBound(loaded: ReadResult<SourceConnection>): void {
  if (!loaded.done && loaded.requests >= MOST_REQUESTS) throw new Enough(loaded);
}

function whatWasRead(error: unknown): ReadResult<SourceConnection> {
  if (error instanceof Enough) return { ...error.loaded, capped: true };
  throw error;
}

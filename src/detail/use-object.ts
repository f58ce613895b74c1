import {
  type QueryClient,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { type Endpoint, missedSince } from "../api/endpoint.ts";
import { isRowQueryOf } from "../api/keys.ts";
import type { ListAnswer, ObjectAnswer } from "../api/list-answer.ts";
import { failureIn } from "../api/retry.ts";
import type { ResourceName } from "../paths.ts";

/**
 * The object of the open drawer. A cached row is its initial data, shown at once, and stays when the object disappears.
 *
 * @param pk as in the URL; no request is made for what cannot be an id.
 */
export function useObject<T extends { pk: number | string }>(
  { name, objectQuery, readPk }: Endpoint<T>,
  pk: string,
): UseQueryResult<ObjectAnswer<T>> {
  const client = useQueryClient();
  const id = readPk(pk);
  const options = objectQuery(id ?? "");
  return useQuery({
    ...options,
    enabled: id !== null,
    // Initial data from a row that comes after the object's own request failed would clear the failure.
    initialData: () =>
      client.getQueryState(options.queryKey)?.status === "error"
        ? undefined
        : findInRows<T>(client, name, id ?? ""),
    initialDataUpdatedAt: 0,
  });
}

/** Between which two answers an object disappeared, server's clock, epoch milliseconds. */
export interface Gone {
  lastSeen: number;
  firstMissed: number;
}

/** undefined while the object exists, if it was never seen, or if the 404 may only mean that nobody is signed in. */
export function goneOf<T>(query: UseQueryResult<ObjectAnswer<T>>): Gone | undefined {
  const failure = failureIn(query);
  const missed = failure && missedSince(failure);
  if (missed === undefined || query.data === undefined) return undefined;
  const { listedAt: lastSeen = query.data.asOf } = query.data;
  return { lastSeen, firstMissed: Math.max(missed, lastSeen) };
}

/** The object from the newest cached row, whichever query that is from. */
function findInRows<T extends { pk: string | number }>(
  client: QueryClient,
  resource: ResourceName,
  pk: number | string,
): ObjectAnswer<T> | undefined {
  const pages = client.getQueriesData<ListAnswer<T>>({ predicate: isRowQueryOf(resource) });
  let found: ObjectAnswer<T> | undefined;
  for (const [, page] of pages) {
    if (page === undefined || page.asOf <= (found?.listedAt ?? -Infinity)) continue;
    for (const row of page.rows) {
      if (!row.readable || row.value.pk !== pk) continue;
      const { receivedAt, requestId } = page;
      const asOf = row.asOf ?? page.asOf;
      const listedAt = page.asOf;
      found = { value: row.value, problems: row.problems, asOf, listedAt, receivedAt, requestId };
    }
  }
  return found;
}

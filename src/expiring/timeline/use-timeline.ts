import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Endpoint } from "../../api/endpoint.ts";
import type { Failure } from "../../api/failures.ts";
import { keys } from "../../api/keys.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import { failureIn } from "../../api/retry.ts";
import { serverNow } from "../../api/server-clock.ts";
import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { countsOfPage } from "../counts/counts-of-rows.ts";
import { expiryCountsQuery } from "../counts/counts-query.ts";
import { rememberedPoints } from "../known-points-cache.ts";
import { fetchAfterRows } from "../rows-first.ts";
import { atServerTime } from "../server-time.ts";
import { loadTimeline, type TimelineAnswer, timelineOfRows } from "./timeline-load.ts";

/** The least time between two counts, however often the list is refetched; milliseconds. */
const LEAST_MS = 29_000;

/** Known points younger than this, in milliseconds, are still right up to a few rows. */
const NOW_MS = 5000;

/** @param within as in the query of the shown counts, so that its cache entry is used. */
export function timelineQuery<T extends ExpiringRow>(
  endpoint: Endpoint<T>,
  filters: ServerFilters,
  within: string | null,
) {
  const { name } = endpoint;
  const key = keys.timeline(name, filters);
  return queryOptions({
    queryKey: key,
    queryFn: async ({ signal, client }) => {
      const previous = client.getQueryData<TimelineAnswer>(key);
      if (previous && Math.abs(serverNow() - previous.asOf) < LEAST_MS) return previous;
      return atServerTime(endpoint, filters, signal, async (now) => {
        const counts = await client.query(expiryCountsQuery(endpoint, filters, within));
        const points = rememberedPoints(client, name, filters);
        const seen = points.filter(({ asOf }) => Math.abs(serverNow() - asOf) < NOW_MS);
        const fetchPage = fetchAfterRows(endpoint, client);
        return loadTimeline(fetchPage, filters, now, counts, { seen, previous, signal });
      });
    },
    staleTime: LEAST_MS,
  });
}

export interface TimelineState {
  answer: TimelineAnswer | undefined;
  /** The answer is for other filters. */
  isPlaceholder: boolean;
  isFetching: boolean;
  failure: Failure | undefined;
  retry: () => void;
}

/** The timeline under a list's server filters: requested after the list's answer to them, then along with it. */
export function useTimeline<T extends ExpiringRow>(list: ExpiringList<T>): TimelineState {
  const { server } = list.state;
  const [asked, ask] = useState(server);
  const same = JSON.stringify(asked) === JSON.stringify(server);
  const settled = list.answer !== undefined && !list.isPlaceholder;
  if (settled && !same) ask(server);

  const { snapshot, snapshotComes } = list;
  // A page of all rows is as good as a list that was loaded in full.
  const all = snapshot ?? (countsOfPage(list) === null ? undefined : list.answer);
  const counted = useMemo(() => {
    if (all === undefined) return undefined;
    const { exact, ...answer } = timelineOfRows(all.rows, all.asOf);
    return { ...answer, exact: exact && all.report?.moved !== true };
  }, [all]);
  const isOff = all !== undefined || snapshotComes || !settled || !same;
  const within = list.state.expiry?.within ?? null;
  const query = useQuery({
    ...timelineQuery(list.resource.endpoint, asked, within),
    ...(isOff && { enabled: false }),
  });
  // Kept in state: `keepPreviousData` would lose the chart once counting under the next filters fails.
  const [kept, keep] = useState<TimelineAnswer>();
  const drawn = counted ?? query.data;
  if (drawn !== undefined && drawn !== kept) keep(drawn);
  const failure = failureIn(query);
  if (counted) {
    const { fetching, refresh } = list;
    return {
      answer: counted,
      isPlaceholder: false,
      isFetching: fetching,
      failure: undefined,
      retry: refresh,
    };
  }
  return {
    answer: query.data ?? kept,
    isPlaceholder: !same || query.data === undefined,
    isFetching: query.isFetching,
    // During a manual retry, the last failure is not shown.
    failure: query.isFetching && query.failureCount === 0 ? undefined : failure,
    retry: () => void query.refetch(),
  };
}

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  AUTHORIZATION_CODES,
  fetchAuthorizationCodes,
} from "../../api/endpoints/authorization-codes.ts";
import type { Failure } from "../../api/failures.ts";
import type { ListRequest } from "../../api/list-request.ts";
import { keys } from "../../api/keys.ts";
import { failureIn } from "../../api/retry.ts";
import { serverNow } from "../../api/server-clock.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { List } from "../../list/state/use-list.ts";
import { splitFilters } from "../expiry-filter.ts";
import { loadTimeline, type TimelineAnswer } from "./timeline-load.ts";

/** Not counted again sooner than that, however often the list is asked for; milliseconds. */
const LEAST_MS = 29_000;

function timelineQuery(filters: ListRequest["filters"]) {
  const key = keys.timeline(AUTHORIZATION_CODES.name, filters);
  return queryOptions({
    queryKey: key,
    queryFn: async ({ signal, client }) => {
      const previous = client.getQueryData<TimelineAnswer>(key);
      const now = serverNow();
      if (previous && Math.abs(now - previous.asOf) < LEAST_MS) return previous;
      return loadTimeline(fetchAuthorizationCodes, filters, now, { previous, signal });
    },
    staleTime: LEAST_MS,
  });
}

export interface TimelineState {
  answer: TimelineAnswer | undefined;
  /** The answer is that for other filters. */
  earlier: boolean;
  failure: Failure | undefined;
  retry: () => void;
}

/** The timeline under the server's own filters of a list: asked for after the list's answer to them, then along with it. */
export function useTimeline(list: List<AuthorizationCode>): TimelineState {
  const { server } = splitFilters(list.params.filters);
  const [asked, ask] = useState(server);
  const same = JSON.stringify(asked) === JSON.stringify(server);
  const settled = list.answer !== undefined && !list.isPlaceholder;
  if (settled && !same) ask(server);

  const query = useQuery({ ...timelineQuery(asked), placeholderData: keepPreviousData });
  const failure = failureIn(query);
  return {
    answer: query.data,
    earlier: !same || query.isPlaceholderData,
    // While it is tried again by hand nothing is said of the last time.
    failure: query.isFetching && query.failureCount === 0 ? undefined : failure,
    retry: () => void query.refetch(),
  };
}

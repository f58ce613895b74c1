import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { AUTHORIZATION_CODES, fetchAuthorizationCodes } from "../api/authorization-codes.ts";
import type { Failure } from "../api/errors.ts";
import { queryKey } from "../api/query-key.ts";
import { failureIn } from "../api/retry.ts";
import { serverNow } from "../api/server-clock.ts";
import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import type { List } from "../list/use-list.ts";
import { loadTimeline, type TimelineAnswer } from "./timeline-load.ts";

/** The list refreshes every 10 s at most; the timeline with it, not more often. */
const FRESH_MS = 9500;

/** The API's own filters: what else chooses among the codes is chosen by, not from, the timeline. */
const FILTERS = new Set(["provider", "user"]);

function timelineQuery(filters: Readonly<Record<string, string>>) {
  const key = queryKey(AUTHORIZATION_CODES.key, "timeline", filters);
  return queryOptions({
    queryKey: key,
    queryFn: ({ signal, client }) =>
      loadTimeline(fetchAuthorizationCodes, filters, serverNow(), {
        previous: client.getQueryData<TimelineAnswer>(key),
        signal,
      }),
    staleTime: FRESH_MS,
  });
}

export interface TimelineState {
  answer: TimelineAnswer | undefined;
  /** The answer is that for other filters. */
  earlier: boolean;
  failure: Failure | undefined;
  retry: () => void;
}

/** The timeline of a list's filters: asked for after the list's own answer, and again when that was. */
export function useTimeline(list: List<AuthorizationCode>): TimelineState {
  const client = useQueryClient();
  const filters = Object.fromEntries(
    Object.entries(list.params.filters).filter(([param]) => FILTERS.has(param)),
  );
  const options = timelineQuery(filters);
  const settled = list.answer !== undefined && !list.earlier;
  const query = useQuery({ ...options, enabled: settled, placeholderData: keepPreviousData });

  const receivedAt = list.answer?.receivedAt;
  const question = JSON.stringify(list.params);
  const { refetch } = query;
  const before = useRef({ question, receivedAt });
  useEffect(() => {
    const again = before.current.question === question && before.current.receivedAt !== receivedAt;
    before.current = { question, receivedAt };
    if (!settled || !again) return;
    const { dataUpdatedAt } = client.getQueryState(options.queryKey) ?? { dataUpdatedAt: 0 };
    if (Date.now() - dataUpdatedAt >= FRESH_MS) void refetch({ cancelRefetch: false });
  });

  return {
    answer: query.data,
    earlier: query.isPlaceholderData,
    failure: failureIn(query),
    retry: () => void refetch(),
  };
}

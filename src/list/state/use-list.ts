import { type QueryFilters, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import type { Failure } from "../../api/failures.ts";
import { keys } from "../../api/keys.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import type { Target } from "../../paths.ts";
import type { SearchSupport } from "../../api/search-probe.ts";
import { type AnyEntry, entriesOf } from "../entry.ts";
import type { Listed, ListQuestion, Resource } from "../resource.ts";
import { otherPage } from "./other-page.ts";
import { isShort, useSnapshot } from "./use-snapshot.ts";
import { noticeOfDropped, noticeOfLastPage } from "./list-notices.ts";
import type { ListChange, ListState } from "./list-state.ts";
import { decode, patch, withoutDropped } from "./url-codec.ts";

export interface List<T extends Listed, R extends Resource<T> = Resource<T>> {
  resource: R;
  /** What the URL says. */
  state: ListState;
  /** The answer on show; that of an earlier question while `isPlaceholder`. */
  answer: ListAnswer<T> | undefined;
  entries: readonly AnyEntry<T>[];
  /** Why there is no newer answer. With `answer` set the rows are stale, without it there are none. */
  failure: Failure | undefined;
  fetching: boolean;
  /** The rows belong to an earlier question. */
  isPlaceholder: boolean;
  /** Who heeds `search`: the server, or the program because the server does not. */
  search: "off" | "asking" | "honoured" | "scanned";
  /** All rows under the server's filters, at one moment, where these are few: page, counts and timeline come of them. */
  snapshot: ListAnswer<T> | undefined;
  /** They are being read, or will be. */
  snapshotComes: boolean;
  /** What is asked for. */
  question: ListQuestion;
  notice: string | undefined;
  dismissNotice: () => void;
  /** One change of the URL; typing replaces history, all else adds to it. */
  change: (change: ListChange, options?: { replace?: boolean }) => void;
  /** Where a page is, with the open object kept. */
  pageLink: (page: number) => Target;
  /** The search string after a change, for links. */
  searchAfter: (change: ListChange) => string;
  /** Loads a page before it is asked for. */
  prefetch: (page: number) => void;
  /** By hand: asks again, from the start, for the list on screen, the object open beside it, and all that failed. */
  refresh: () => void;
  /** By the clock: asks again for the list and the open object, and leaves what waits or was stopped alone. */
  keepFresh: () => void;
  /** Reads on where a reading was stopped, broke off or ended at its bound. */
  resume: () => void;
}

function searchState(standing: SearchSupport | undefined): "asking" | "honoured" | "scanned" {
  if (standing === undefined) return "asking";
  return standing === "ignored" ? "scanned" : "honoured";
}

const NO_ENTRIES: readonly never[] = [];

/** The state of a list page: all of it from the URL and the query cache. */
export function useList<T extends Listed, R extends Resource<T> = Resource<T>>(
  resource: R & Resource<T>,
): List<T, R> {
  const [searchParams] = useSearchParams();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const client = useQueryClient();
  // What was said of one state of the list is not said of the next.
  const [told, setTold] = useState<{ text: string; search: string }>();
  const notice = told?.search === searchParams.toString() ? told.text : undefined;

  const { definition } = resource;
  const decoded = useMemo(() => decode(searchParams, definition), [searchParams, definition]);
  const { state, dropped } = decoded;
  const searching = state.search !== "";
  const { snapshot, reading } = useSnapshot(resource, state.server);
  const whole = snapshot !== undefined;
  const probe = useQuery({ ...resource.searchSupport(), enabled: searching && !whole });
  const scan = searching && probe.data === "ignored";
  const question = useMemo(() => ({ ...state, scan, whole }), [state, scan, whole]);
  // One object for one question: a page that is cut out of a whole list is cut once.
  const options = useMemo(() => resource.query(resource, question), [resource, question]);
  const query = useQuery({
    ...options,
    enabled: !searching || whole || probe.data !== undefined,
  });
  // Kept as it was shown: what the query of an earlier question holds may be more than a page.
  const [kept, keep] = useState<ListAnswer<T>>();
  if (query.data !== undefined && query.data !== kept) keep(query.data);
  const waits = query.isPending && kept !== undefined;
  const answer = waits ? kept : query.data;
  // Of an empty list nothing could be told; rows that have come since are no hits before that is made up for.
  const unproven = searching && !whole && probe.data === "unknown" && (query.data?.count ?? 0) > 0;
  const { refetch: probeAgain } = probe;
  useEffect(() => {
    if (unproven) void probeAgain();
  }, [unproven, probeAgain]);
  const standing = whole ? "ignored" : unproven ? undefined : probe.data;
  const search = searching ? searchState(standing) : "off";

  // Past the end: the server itself says which page is the last.
  const pastEnd = failureIn(query)?.kind === "past-end" && state.page > 1;
  const end = useMemo(() => otherPage(resource, question, "last"), [resource, question]);
  const last = useQuery({ ...end.options, enabled: pastEnd && end.isApart });
  const lastPage = pastEnd && !last.isFetching ? last.data : undefined;

  // Once an answer under these filters was short and quick, later ones do not take that back.
  const filters = JSON.stringify(state.server);
  const [shortFor, setShortFor] = useState<string>();
  const short = shortFor === filters || (!waits && answer !== undefined && isShort(answer, state));
  if (short && shortFor !== filters) setShortFor(filters);

  const failure =
    (pastEnd ? failureIn(last) : undefined) ??
    failureIn(query) ??
    (search === "asking" ? failureIn(probe) : undefined);

  function go(next: URLSearchParams, replace: boolean): void {
    void navigate({ pathname, search: next.toString() }, { replace });
  }

  // What the URL says in error is taken out of it, once, and told.
  useEffect(() => {
    if (dropped.length === 0) return;
    const left = withoutDropped(searchParams, dropped).toString();
    // oxlint-disable-next-line react/set-state-in-effect -- told when it is taken out: the URL knows it no longer
    setTold({ text: noticeOfDropped(dropped), search: left });
    void navigate({ pathname, search: left }, { replace: true });
  }, [dropped, navigate, pathname, searchParams]);

  useEffect(() => {
    if (lastPage === undefined) return;
    // Under its number too, so that it is not asked for once more; unless it was cut out of what has all pages.
    const { options, isApart } = otherPage(resource, question, lastPage.page);
    if (isApart) client.setQueryData(options.queryKey, lastPage);
    const here = searchParams.toString();
    const there = patch(searchParams, { page: lastPage.page }, definition).toString();
    const text = noticeOfLastPage(state.page, lastPage.page);
    // oxlint-disable-next-line react/set-state-in-effect -- what was said on the way here still holds
    setTold((before) => ({
      text: before?.search === here ? `${before.text} ${text}` : text,
      search: there,
    }));
    void navigate({ pathname, search: there }, { replace: true });
  }, [
    lastPage,
    client,
    resource,
    question,
    state.page,
    searchParams,
    definition,
    navigate,
    pathname,
  ]);

  const entries = useMemo(() => (answer ? entriesOf(answer) : NO_ENTRIES), [answer]);

  return {
    resource,
    state,
    question,
    answer,
    entries,
    failure,
    fetching: query.isFetching || probe.isFetching,
    isPlaceholder: waits || search === "asking",
    search,
    snapshot,
    snapshotComes: reading && !waits && failure === undefined && short,
    notice,
    dismissNotice: () => setTold(undefined),
    change: (change, options) => {
      go(patch(searchParams, change, definition), options?.replace ?? false);
    },
    pageLink: (page) => ({
      pathname,
      search: patch(searchParams, { page }, definition).toString(),
    }),
    searchAfter: (change) => patch(searchParams, change, definition).toString(),
    prefetch: (page) => {
      const { options, isApart } = otherPage(resource, question, page);
      if (!isApart) return;
      client.query(options).catch(() => {
        // Fetching ahead is a favour; a failure shows when the page is asked for.
      });
    },
    keepFresh: () => {
      const filters = { type: "active" } as const;
      const gently = { cancelRefetch: false };
      const { queryKey, staleTime } = options;
      const list = { ...filters, queryKey, exact: true };
      // What costs many requests is asked again less often than the clock says.
      const isDue: QueryFilters["predicate"] = (each) =>
        typeof staleTime !== "function" || each.isStaleByTime(staleTime(each as never));
      void client.refetchQueries({ ...list, predicate: isDue }, gently);
      for (const queryKey of [keys.object(resource.name), keys.related(resource.name)]) {
        void client.refetchQueries({ ...filters, queryKey }, gently);
      }
    },
    refresh: () => {
      client.removeQueries({ queryKey: keys.read });
      const snapshots = { queryKey: keys.snapshot(resource.name, state.server) };
      if (!whole) void client.resetQueries(snapshots);
      const asked = search === "asking" ? resource.searchSupport() : options;
      askAgain(client, asked.queryKey, keys.object(resource.name), keys.related(resource.name));
    },
    resume: () => {
      query.data?.report?.resume?.();
      void client.refetchQueries({ queryKey: options.queryKey, exact: true });
    },
  };
}

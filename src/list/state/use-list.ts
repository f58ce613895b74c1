import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import type { Failure } from "../../api/failures.ts";
import { keys } from "../../api/keys.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import type { Target } from "../../paths.ts";
import type { SearchSupport } from "../browser/search-probe.ts";
import { type AnyEntry, entriesOf } from "../entry.ts";
import type { Listed, ListQuestion, Resource } from "../resource.ts";
import { otherPage } from "./other-page.ts";
import { isSortedHere } from "../browser/list-query.ts";
import { isShort, SNAPSHOT_ROWS, useSnapshot } from "./use-snapshot.ts";
import { noticeOfDropped, noticeOfLastPage } from "./list-notices.ts";
import { type ListChange, type ListState, sortKey } from "./list-state.ts";
import { choosePageSize, chosenPageSize, withPageSize } from "./page-size.ts";
import { decode, patch, withoutDropped } from "./url-codec.ts";

export interface List<T extends Listed, R extends Resource<T> = Resource<T>> {
  resource: R;
  /** Decoded from the URL. */
  state: ListState;
  /** The answer shown; that of an earlier question while `isPlaceholder`. */
  answer: ListAnswer<T> | undefined;
  entries: readonly AnyEntry<T>[];
  /** Why there is no newer answer. With `answer` set the rows are stale, without it there are none. */
  failure: Failure | undefined;
  fetching: boolean;
  /** The rows belong to an earlier question. */
  isPlaceholder: boolean;
  /** Who searches: the server, or the browser because the server ignores `search`. */
  search: "off" | "asking" | "honoured" | "scanned";
  /** All rows under the server's filters at one moment, if few: page, counts and timeline derive from it. */
  snapshot: ListAnswer<T> | undefined;
  /** The snapshot is being read, or will be. */
  snapshotComes: boolean;
  /** What the query asks for: the state, and who answers it. */
  question: ListQuestion;
  notice: string | undefined;
  dismissNotice: () => void;
  /** Changes the URL: a new history entry, or with `replace` (while typing) the current one. */
  change: (change: ListChange, options?: { replace?: boolean }) => void;
  /** The link to a page, with the open object kept. */
  pageLink: (page: number) => Target;
  /** The search string after a change, for links. */
  searchAfter: (change: ListChange) => string;
  /** Prefetches a page. */
  prefetch: (page: number) => void;
  /** The manual refresh: refetches from scratch the list, the open object, and all that failed. */
  refresh: () => void;
  /** Resumes a reading that was stopped, failed or ended at its bound. */
  resume: () => void;
}

function searchState(standing: SearchSupport | undefined): "asking" | "honoured" | "scanned" {
  if (standing === undefined) return "asking";
  return standing === "ignored" ? "scanned" : "honoured";
}

const NOT_SORTED = "this list is too long to sort by it";

const NO_ENTRIES: readonly never[] = [];

/** The state of a list page: all of it from the URL and the query cache. */
export function useList<T extends Listed, R extends Resource<T> = Resource<T>>(
  resource: R & Resource<T>,
): List<T, R> {
  const [given] = useSearchParams();
  // As it was when this page opened: a choice in another tab must not change the rows of this one.
  const [pageSize, setPageSize] = useState(chosenPageSize);
  const searchParams = useMemo(() => withPageSize(given, pageSize), [given, pageSize]);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const client = useQueryClient();
  // A notice is shown only at the URL that it was made for.
  const [told, setTold] = useState<{ text: string; search: string }>();
  const notice = told?.search === searchParams.toString() ? told.text : undefined;

  const { definition } = resource;
  const decoded = useMemo(() => decode(searchParams, definition), [searchParams, definition]);
  const { state } = decoded;
  const searching = state.search !== "";
  const { snapshot, reading } = useSnapshot(resource, state.server);
  const whole = snapshot !== undefined;
  const probe = useQuery({ ...resource.searchSupport(), enabled: searching && !whole });
  const scan = searching && probe.data === "ignored";
  // The server would ignore such an order without a word.
  const isUnsorted =
    definition.wholeSorts.includes(sortKey(state.sort)) && !isSortedHere({ ...state, scan, whole });
  const sort = isUnsorted ? definition.defaultSort : state.sort;
  const question = useMemo(() => ({ ...state, sort, scan, whole }), [state, sort, scan, whole]);
  // Memoised, so that the `select` that takes a page from a whole list runs once per question.
  const options = useMemo(() => resource.query(resource, question), [resource, question]);
  const query = useQuery({
    ...options,
    enabled: !searching || whole || probe.data !== undefined,
  });
  // The placeholder is the page as it was shown: the cache entry of the earlier question may hold more than a page.
  const [kept, keep] = useState<ListAnswer<T>>();
  if (query.data !== undefined && query.data !== kept) keep(query.data);
  const waits = query.isPending && kept !== undefined;
  const answer = waits ? kept : query.data;
  // On an empty list the probe proves nothing; rows that came since do not count as matches until it is repeated.
  const unproven = searching && !whole && probe.data === "unknown" && (query.data?.count ?? 0) > 0;
  const { refetch: probeAgain } = probe;
  useEffect(() => {
    if (unproven) void probeAgain();
  }, [unproven, probeAgain]);
  const standing = whole ? "ignored" : unproven ? undefined : probe.data;
  const search = searching ? searchState(standing) : "off";

  // Past the end: fetches the last page, whose answer has its number.
  const pastEnd = failureIn(query)?.kind === "past-end" && state.page > 1;
  const end = useMemo(() => otherPage(resource, question, "last"), [resource, question]);
  const last = useQuery({ ...end.options, enabled: pastEnd && end.isApart });
  const lastPage = pastEnd && !last.isFetching ? last.data : undefined;

  // Once an answer under these filters was short and quick, later answers do not change that.
  const filters = JSON.stringify(state.server);
  const [shortFor, setShortFor] = useState<string>();
  const short = shortFor === filters || (!waits && answer !== undefined && isShort(answer, state));
  if (short && shortFor !== filters) setShortFor(filters);

  const failure =
    (pastEnd ? failureIn(last) : undefined) ??
    failureIn(query) ??
    (search === "asking" ? failureIn(probe) : undefined);

  const snapshotComes = reading && !waits && failure === undefined && short;
  const isTooLong = isUnsorted && !waits && answer !== undefined && answer.count > SNAPSHOT_ROWS;
  const written = searchParams.get("ordering") ?? "";
  const dropped = useMemo(
    () =>
      isTooLong
        ? [...decoded.dropped, { param: "ordering", value: written, reason: NOT_SORTED }]
        : decoded.dropped,
    [decoded, isTooLong, written],
  );

  function go(next: URLSearchParams, replace: boolean): void {
    void navigate({ pathname, search: next.toString() }, { replace });
  }

  // Invalid values are removed from the URL, once, with a notice.
  useEffect(() => {
    if (dropped.length === 0) return;
    const left = withoutDropped(searchParams, dropped).toString();
    // oxlint-disable-next-line react/set-state-in-effect -- once removed, the URL no longer has what the notice names
    setTold({ text: noticeOfDropped(dropped), search: left });
    void navigate({ pathname, search: left }, { replace: true });
  }, [dropped, navigate, pathname, searchParams]);

  useEffect(() => {
    if (lastPage === undefined) return;
    // Also cached under its number, to save a request; unless one cache entry holds all pages.
    const { options, isApart } = otherPage(resource, question, lastPage.page);
    if (isApart) client.setQueryData(options.queryKey, lastPage);
    const here = searchParams.toString();
    const there = patch(searchParams, { page: lastPage.page }, definition).toString();
    const text = noticeOfLastPage(state.page, lastPage.page);
    // oxlint-disable-next-line react/set-state-in-effect -- a notice made before this navigation is kept
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
    snapshotComes,
    notice,
    dismissNotice: () => setTold(undefined),
    change: (change, options) => {
      if (change.page === undefined && change.page_size !== undefined) {
        choosePageSize(change.page_size);
        setPageSize(String(change.page_size));
      }
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
        // A prefetch may fail silently; the failure is shown when the page is opened.
      });
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

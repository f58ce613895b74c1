import type { QueryClient } from "@tanstack/react-query";
import type { ListQuery } from "../../api/endpoint.ts";
import { keys } from "../../api/keys.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { WholeAnswer } from "../browser/browser-query.ts";
import type { Listed, ListQuestion, Resource } from "../resource.ts";
import type { List } from "../state/use-list.ts";

/** The most rows that are read: codes take the server ten minutes. */
export const MOST_ROWS = 50_000;

/** Larger than any list. */
const ALL_ROWS = Number.MAX_SAFE_INTEGER;

/**
 * The query of all rows that match a list's question, with a cache entry of its own: what the list shows is not changed
 * by it. It is asked with exclusions, even if of nothing, because then all rows are read, in order, whatever the filters.
 */
export function allRowsQuery<T extends Listed>(
  resource: Resource<T>,
  question: ListQuestion,
): Omit<ListQuery<T>, "select"> {
  const asked = { ...question, exclude: question.exclude ?? {}, whole: false };
  const { select: _, ...query } = resource.query(resource, asked);
  const { page: __, page_size: ___, sort: ____, ...what } = asked;
  return { ...query, queryKey: keys.scan(resource.name, { ...what, all: true }) };
}

/** How many rows match, where that is known before all are read. */
export function matchCount({ report, count }: ListAnswer<unknown>): number | undefined {
  if (report?.how === "loaded") return report.of;
  return report?.how === "scan" && (report.capped || !report.done) ? undefined : count;
}

/** All rows of an answer in the order of the list, as one page. */
export function allRowsOf<T extends Listed>(
  { resource, question }: Pick<List<T>, "resource" | "question">,
  answer: ListAnswer<T>,
): ListAnswer<T> {
  const whole = { ...question, page: 1, page_size: ALL_ROWS };
  return (answer as WholeAnswer<T>).pageOf(resource, whole);
}

/**
 * All rows that match: those of a list that is loaded in full, else they are read, two requests at a time. What the
 * list itself is reading comes first. A reading that failed goes on where it ended.
 *
 * @throws ApiError, or CancelledError once the query was cancelled.
 */
export async function readAll<T extends Listed>(
  client: QueryClient,
  list: List<T>,
  signal: AbortSignal,
): Promise<ListAnswer<T>> {
  const { resource, question, snapshot } = list;
  if (snapshot) return snapshot;
  if (list.snapshotComes && resource.snapshot) {
    const whole = await unlessFailed(client.query(resource.snapshot(resource, question.server)));
    if (whole && !whole.report?.capped && !whole.report?.missing) return whole;
  }
  const { select: _, ...own } = resource.query(resource, question);
  const isOwn = { queryKey: own.queryKey, exact: true };
  // Joins what is under way.
  if (client.isFetching(isOwn) > 0) await unlessFailed(client.query({ ...own, staleTime: 0 }));
  const query = allRowsQuery(resource, question);
  for (;;) {
    signal.throwIfAborted();
    const answer = await client.query({ ...query, staleTime: 0 });
    const { report } = answer;
    if (!report?.capped || report.resume === undefined || report.read >= MOST_ROWS) return answer;
    report.resume();
  }
}

/** The failure of what the list reads for itself is shown there. */
function unlessFailed<R>(promise: Promise<R>): Promise<R | undefined> {
  return promise.catch(() => undefined);
}

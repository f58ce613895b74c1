import { skipToken, useQuery } from "@tanstack/react-query";
import { keys } from "../../api/keys.ts";
import type { ListQuery } from "../../api/endpoint.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import type { Listed, Resource } from "../resource.ts";
import type { ListState } from "./list-state.ts";

/**
 * Lists of up to this many rows are loaded in full: four full pages. Real installations hold tens to a few hundreds of
 * codes, since these live a minute.
 */
export const SNAPSHOT_ROWS = 400;
/** The maximum server time for that, estimated from the duration of the first page, milliseconds. */
const MAX_COST_MS = 4000;
/** The duration of a request without its rows, milliseconds. */
const REQUEST_MS = 40;
/** The duration of a row where no single answer tells it, milliseconds. */
const ROW_MS = 12;

interface SnapshotState<T> {
  /** All rows under the filters; undefined until all were read, and where there are too many. */
  snapshot: ListAnswer<T> | undefined;
  /** Whether they may be read; false after a failure, until a manual refresh. */
  reading: boolean;
}

/** The snapshot of a list, if there is one. Only observes the cache: `ReadSnapshot` reads it, once rows are shown. */
export function useSnapshot<T extends Listed>(
  resource: Resource<T>,
  filters: ServerFilters,
): SnapshotState<T> {
  const { name, snapshot } = resource;
  const none: ListQuery<T> = { queryKey: keys.snapshot(name, filters), queryFn: skipToken };
  const options: ListQuery<T> = snapshot ? snapshot(resource, filters) : none;
  const { data, failureReason } = useQuery({ ...options, enabled: false });
  return {
    snapshot: isReadWhole(data) ? data : undefined,
    reading: snapshot !== undefined && data === undefined && failureReason === null,
  };
}

/** Whether an answer holds all rows there are, none of them out of reach. */
export function isReadWhole(answer: Pick<ListAnswer<unknown>, "report"> | undefined): boolean {
  const { done = false, capped, missing } = answer?.report ?? {};
  return done && !capped && !missing;
}

/** Whether, by the answer of a page, all rows under the server's filters are few and cheap enough to be read. */
export function isShort<T>(answer: ListAnswer<T>, { search, exclude }: ListState): boolean {
  if (search !== "" || exclude !== null) return false;
  const { report, rows, tookMs } = answer;
  const count = report === undefined ? answer.count : report.all;
  if (count === undefined) return false;
  const rowMs =
    tookMs === undefined ? ROW_MS : Math.max(0, tookMs - REQUEST_MS) / Math.max(1, rows.length);
  return count <= SNAPSHOT_ROWS && rowMs * count <= MAX_COST_MS && answer.parts === undefined;
}

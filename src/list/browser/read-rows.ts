import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { ReadReport, ListAnswer } from "../../api/list-answer.ts";
import { serverNow } from "../../api/server-clock.ts";
import type { ReadResult } from "../../find/crawl/read-result.ts";
import type { Listed } from "../resource.ts";
import { asOnePage } from "./paginate.ts";

/** The part of a query function's context that is used here. */
export interface ReadContext {
  client: QueryClient;
  queryKey: QueryKey;
  signal: AbortSignal;
}

interface ReadOptions<T> {
  how: ReadReport["how"];
  /** The query key of all rows read, shared by queries that show different parts of them. */
  rowsKey: QueryKey;
  /** How many rows are read at most. */
  bound: number;
  /** Whether a reading that ended at the bound can be resumed, for `bound` more rows each time. */
  extends: boolean;
  /** Which of the rows are shown; all when left out. */
  shows?: (loaded: ReadResult<T>) => ReadResult<T>;
}

interface Reading<T> {
  cap: number;
  signal: AbortSignal;
  onProgress: (part: ReadResult<T>) => void;
  resume?: ReadResult<T>;
}

/** How long, milliseconds, rows read for one query are reused by the next. */
export const YOUNG_MS = 20_000;

/** The previous answers that are shown as placeholders while a query is read again, by the published placeholder. */
const placeholders = new WeakMap<object, ListAnswer<never>>();

/** The partial answer of an interrupted reading, without its `stop`: nothing is left to stop. */
function withoutStop<T>(left: ListAnswer<T> | undefined): ListAnswer<T> | undefined {
  if (left?.report?.stop === undefined) return left;
  const { stop: _, ...found } = left.report;
  return { ...left, report: found };
}

/**
 * Reads many rows for a query and publishes partial results under the query's own key. The user can stop it: what was
 * read is then the answer. The previous answer stays as a placeholder until this reading has as many rows. A reading
 * that was stopped, failed or ended at its bound is resumed, unless its rows were removed from the cache (`keys.read`).
 *
 * @param read rejects once its signal is aborted.
 * @throws ApiError as `read`; the query keeps the previous complete answer while that is shown, else the rows read.
 */
export async function readRows<T extends Listed>(
  { client, queryKey, signal }: ReadContext,
  { how, rowsKey, bound, extends: extendable, shows = (all) => all }: ReadOptions<T>,
  read: (reading: Reading<T>) => Promise<ReadResult<T>>,
): Promise<ListAnswer<T>> {
  // A reading that this one replaces left its placeholder, or its `stop`: undo that.
  const left = client.getQueryData<ListAnswer<T>>(queryKey);
  const before =
    (left && (placeholders.get(left) as ListAnswer<T> | undefined)) ?? withoutStop(left);
  if (before !== left) client.setQueryData(queryKey, before);
  const cap = before?.report?.cap ?? bound;
  const end = new AbortController();
  const reads = AbortSignal.any([signal, end.signal]);
  let stopped: ReadResult<T> | undefined;

  const keep = (part: ReadResult<T>) => client.setQueryData<ReadResult<T>>(rowsKey, part);

  function reportOf(part: ReadResult<T>): ReadReport {
    const { asOf, read, count: of, done, capped, moved, counts } = part;
    const found: ReadReport = {
      how,
      asOf,
      read,
      missing: part.missing,
      goal: Math.max(read, Math.min(of, cap)),
      of,
      ...(counts && { all: counts.count }),
      done,
      capped,
      moved,
      exact: counts?.exact ?? true,
      unreadable: counts?.unreadable ?? false,
      cap,
    };
    if (done && !(capped && extendable)) return found;
    const resume = () => {
      keep(part);
      const further = done ? Math.max(cap, read) + bound : cap;
      client.setQueryData<ListAnswer<T>>(
        queryKey,
        (shown) => shown && { ...shown, report: { ...(shown.report ?? found), cap: further } },
      );
    };
    return { ...found, resume };
  }

  /** The partial answer; as long as the previous answer has more rows, those with the new report. */
  function soFar(part: ReadResult<T>, stop: () => void): ListAnswer<T> {
    const answer = answerOf(part, { stop });
    if (before === undefined || before.rows.length <= answer.rows.length) return answer;
    const kept: ListAnswer<T> = { ...before, ...(answer.report && { report: answer.report }) };
    placeholders.set(kept, before as ListAnswer<never>);
    return kept;
  }

  function onProgress(part: ReadResult<T>): void {
    if (reads.aborted) return;
    keep(part);
    if (part.done) return;
    const stop = () => {
      stopped = part;
      end.abort();
    };
    client.setQueryData(queryKey, soFar(part, stop));
  }

  function answerOf(loaded: ReadResult<T>, more: Partial<ReadReport> = {}): ListAnswer<T> {
    const { rows, asOf, receivedAt } = shows(loaded);
    return asOnePage(rows, { asOf, receivedAt, report: { ...reportOf(loaded), ...more } });
  }

  /** What the query keeps after a failure: the previous rows with their own report, or what was read until then. */
  function afterFailure(shown: ListAnswer<T> | undefined): ListAnswer<T> | undefined {
    return shown && placeholders.has(shown) && before?.report?.done ? before : withoutStop(shown);
  }

  const earlier = client.getQueryData<ReadResult<T>>(rowsKey);
  const young = earlier !== undefined && serverNow() - earlier.asOf < YOUNG_MS;
  const whole = earlier?.done && (!earlier.capped || earlier.read >= cap);
  // Not reused where this query itself was complete: then this is a refetch, which wants fresh rows.
  if (earlier && whole && young && before?.report?.done !== true) return answerOf(earlier);
  const goesOn = earlier && !whole && (young || before !== undefined);
  try {
    const loaded = await read({
      cap,
      signal: reads,
      onProgress,
      ...(goesOn && { resume: earlier }),
    });
    keep(loaded);
    return answerOf(loaded);
  } catch (error) {
    if (stopped === undefined) {
      if (!signal.aborted) client.setQueryData<ListAnswer<T>>(queryKey, afterFailure);
      throw error;
    }
    // Stopped during a refetch: the previous answer is kept unless this reading got further.
    if (before?.report === undefined || before.report.read < stopped.read) {
      return answerOf(stopped, { stopped: true });
    }
    if (before.report.done) return before;
    const { stop: _, ...found } = before.report;
    return { ...before, report: { ...found, stopped: true } };
  }
}

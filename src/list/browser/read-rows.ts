import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { ReadReport, ListAnswer } from "../../api/list-answer.ts";
import { serverNow } from "../../api/server-clock.ts";
import type { ReadResult } from "../../find/crawl/read-result.ts";
import { asOnePage } from "./paginate.ts";

/** What a query function is given, as far as it matters here. */
export interface ReadContext {
  client: QueryClient;
  queryKey: QueryKey;
  signal: AbortSignal;
}

interface ReadOptions<T> {
  how: ReadReport["how"];
  /** Names the rows that are read, whatever is shown of them. */
  rowsKey: QueryKey;
  /** How many rows are read at most. */
  bound: number;
  /** Where it ended at the bound, so many rows more may be read each time one goes on. */
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

/** So long, milliseconds, rows that were read for another question are good enough for the next. */
export const YOUNG_MS = 20_000;

/** Answers of before that stand in a query while it is read anew, by what is published in their place. */
const placeholders = new WeakMap<object, ListAnswer<never>>();

/** What a reading that broke off leaves: there is nothing to stop any more. */
function withoutStop<T>(left: ListAnswer<T> | undefined): ListAnswer<T> | undefined {
  if (left?.report?.stop === undefined) return left;
  const { stop: _, ...found } = left.report;
  return { ...left, report: found };
}

/**
 * Reads many rows for a query, shows what there is so far under the query's own key, and lets the reader stop it: then
 * what was read is the answer. What an earlier reading gave stays on show until this one has as much. A reading that
 * was stopped, failed or ended at its bound goes on where it ended, unless what was read is forgotten (see `keys.read`).
 *
 * @param read rejects once its signal is aborted.
 * @throws ApiError as `read`; what was whole before stays in the query, else what was read until then.
 */
export async function readRows<T>(
  { client, queryKey, signal }: ReadContext,
  { how, rowsKey, bound, extends: extendable, shows = (all) => all }: ReadOptions<T>,
  read: (reading: Reading<T>) => Promise<ReadResult<T>>,
): Promise<ListAnswer<T>> {
  // A reading that was broken off for this one left its own words, and its way to stop it.
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

  /** What there is so far; the rows of before as long as they are more. */
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

  /** What stays when it breaks off: the rows of before with their own words, or what was read until then. */
  function afterFailure(shown: ListAnswer<T> | undefined): ListAnswer<T> | undefined {
    return shown && placeholders.has(shown) && before?.report?.done ? before : withoutStop(shown);
  }

  const earlier = client.getQueryData<ReadResult<T>>(rowsKey);
  const young = earlier !== undefined && serverNow() - earlier.asOf < YOUNG_MS;
  const whole = earlier?.done && (!earlier.capped || earlier.read >= cap);
  // Asked again although it was whole: then it is wanted fresh.
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
    // Stopped while it was read anew: the reading before it went as far.
    if (before?.report === undefined || before.report.read < stopped.read) {
      return answerOf(stopped, { stopped: true });
    }
    if (before.report.done) return before;
    const { stop: _, ...found } = before.report;
    return { ...before, report: { ...found, stopped: true } };
  }
}

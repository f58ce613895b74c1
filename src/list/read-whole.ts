import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Found, ListAnswer } from "../api/list-answer.ts";
import type { Loaded } from "../find/load.ts";
import { wholeOf } from "./whole-list.ts";

/** What a query function is given, as far as it matters here. */
export interface ReadContext {
  client: QueryClient;
  queryKey: QueryKey;
  signal: AbortSignal;
}

interface Manner {
  how: Found["how"];
  /** How many rows are read at most. */
  cap: number;
}

interface Reading<T> {
  signal: AbortSignal;
  onProgress: (part: Loaded<T>) => void;
}

/** What a reading that broke off leaves: there is nothing to stop any more. */
function withoutStop<T>(left: ListAnswer<T> | undefined): ListAnswer<T> | undefined {
  if (left?.found?.stop === undefined) return left;
  const { stop: _, ...found } = left.found;
  return { ...left, found };
}

/**
 * Reads many rows for a query, shows what there is so far under the query's own key, and lets the reader stop it: then
 * what was read is the answer. What an earlier reading gave stays on show until this one has as much.
 *
 * @param read rejects once its signal is aborted.
 * @throws ApiError as `read`; what was read until then stays in the query.
 */
export async function readWhole<T>(
  { client, queryKey, signal }: ReadContext,
  { how, cap }: Manner,
  read: (reading: Reading<T>) => Promise<Loaded<T>>,
): Promise<ListAnswer<T>> {
  const before = client.getQueryData<ListAnswer<T>>(queryKey);
  const end = new AbortController();
  const reads = AbortSignal.any([signal, end.signal]);
  let stopped: Loaded<T> | undefined;

  function foundOf(part: Loaded<T>): Found {
    const { asOf, read, count: of, done, capped, moved, boundaries } = part;
    return {
      how,
      asOf,
      read,
      goal: Math.min(of, cap),
      of,
      ...(boundaries && { all: boundaries.count }),
      done,
      capped,
      moved,
      exact: boundaries?.exact ?? true,
    };
  }

  function shown(part: Loaded<T>, more: Partial<Found>): ListAnswer<T> {
    const found = { ...foundOf(part), ...more };
    return before !== undefined && before.rows.length > part.rows.length
      ? { ...before, found }
      : wholeOf(part.rows, { asOf: part.asOf, receivedAt: part.receivedAt, found });
  }

  function onProgress(part: Loaded<T>): void {
    if (part.done || reads.aborted) return;
    const stop = () => {
      stopped = part;
      end.abort();
    };
    client.setQueryData(queryKey, shown(part, { stop }));
  }

  try {
    const loaded = await read({ signal: reads, onProgress });
    const { asOf, receivedAt } = loaded;
    return wholeOf(loaded.rows, { asOf, receivedAt, found: foundOf(loaded) });
  } catch (error) {
    if (stopped === undefined) {
      if (!signal.aborted) client.setQueryData<ListAnswer<T>>(queryKey, withoutStop);
      throw error;
    }
    // Stopped while it was read anew: the reading before it was whole, and went as far.
    const wasWhole = before?.found?.done && before.found.read >= stopped.read;
    return wasWhole ? before : shown(stopped, { stopped: true });
  }
}

import { ApiError } from "../../api/errors.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListParams } from "../../api/list-params.ts";
import type { FetchPage } from "../fetch-page.ts";

/** A row of the simulated server. */
export interface SimRow {
  pk: number;
  expiresMs: number | null;
}

/** A server of one list, in memory, whose rows may change between any two requests. */
export interface SimulatedServer {
  fetchPage: FetchPage<SimRow>;
  /** In the order `expires,pk`. */
  rows: SimRow[];
  /** What was asked for, one after the other. */
  asked: ListParams[];
  /** Most requests that were open at the same time. */
  atOnce: number;
  /** The server's clock: one later with each answer. */
  now: number;
}

export interface SimulatedOptions {
  clamp?: number;
  /** Before each answer: what happens meanwhile. The rows must stay sorted, see `sortRows`. */
  meanwhile?: (server: SimulatedServer) => void;
  /** Rows that come without what can be read. */
  unreadable?: (row: SimRow) => boolean;
  /** Fails instead of answering. */
  fails?: (params: ListParams, asked: number) => ApiError | null;
}

export function byExpiry(one: SimRow, other: SimRow): number {
  const [a, b] = [one.expiresMs ?? Infinity, other.expiresMs ?? Infinity];
  return a === b ? one.pk - other.pk : a < b ? -1 : 1;
}

/** Rows for these times, in the order `expires,pk`. */
export function rowsOf(times: readonly (number | null)[]): SimRow[] {
  return times.map((expiresMs, index) => ({ pk: index + 1, expiresMs })).toSorted(byExpiry);
}

/** Rows of which `expires` is before `time`, counted one by one. */
export function countBefore(rows: readonly SimRow[], time: number): number {
  let count = 0;
  for (const { expiresMs } of rows) if ((expiresMs ?? Infinity) < time) count++;
  return count;
}

export function simulatedServer(rows: SimRow[], options: SimulatedOptions = {}): SimulatedServer {
  let open = 0;
  const server: SimulatedServer = {
    rows,
    asked: [],
    atOnce: 0,
    now: 1_000_000,
    fetchPage: async (params, signal) => {
      server.asked.push(params);
      open++;
      server.atOnce = Math.max(server.atOnce, open);
      await Promise.resolve();
      open--;
      if (signal?.aborted) throw new ApiError({ kind: "aborted" });
      const failure = options.fails?.(params, server.asked.length);
      if (failure) throw failure;
      options.meanwhile?.(server);
      server.now++;
      return answerOf(server, params, options);
    },
  };
  return server;
}

function answerOf(
  server: SimulatedServer,
  params: ListParams,
  options: SimulatedOptions,
): ListAnswer<SimRow> {
  const pageSize = Math.min(params.page_size ?? 20, options.clamp ?? 100);
  const inOrder =
    params.ordering === "pk"
      ? server.rows.toSorted((one, other) => one.pk - other.pk)
      : server.rows;
  const count = inOrder.length;
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const page = params.page === "last" ? pages : (params.page ?? 1);
  if (page > pages) throw new ApiError({ kind: "past-end" });
  const from = (page - 1) * pageSize;
  const rows = inOrder.slice(from, from + pageSize);
  return {
    rows: rows.map((value) =>
      options.unreadable?.(value)
        ? { readable: false, raw: "?", problems: [] }
        : { readable: true, value: { ...value }, raw: {}, problems: [] },
    ),
    count,
    page,
    pages,
    pageSize: pages === 1 ? Math.max(params.page_size ?? 20, count) : pageSize,
    start: count === 0 ? 0 : from + 1,
    end: count === 0 ? 0 : from + rows.length,
    next: page < pages ? page + 1 : null,
    previous: page > 1 ? page - 1 : null,
    asOf: server.now,
    receivedAt: server.now,
    requestId: null,
  };
}

import { fetchPageInParts } from "../../api/fetch-page-in-parts.ts";
import { ApiError, failureOf } from "../../api/failures.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import type { Row } from "../../api/wire/page.ts";
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
  asked: ListRequest[];
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
  fails?: (params: ListRequest, asked: number) => ApiError | null;
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
export function trueCountBefore(rows: readonly SimRow[], time: number): number {
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

/** The server, failing on every answer with one of these rows in it, as the program asks it: around them. */
export function withFaultyRows(
  { fetchPage }: SimulatedServer,
  isFaulty: (row: SimRow) => boolean,
): FetchPage<SimRow> {
  const failing: typeof fetchPage = async (params, signal) => {
    const answer = await fetchPage(params, signal);
    if (!answer.rows.some((row) => row.readable && isFaulty(row.value))) return answer;
    throw new ApiError({ kind: "server", status: 500 });
  };
  return (params, signal) =>
    failing(params, signal).catch((error: unknown) => {
      if (failureOf(error).kind !== "server") throw error;
      return fetchPageInParts(error, params.page ?? 1, params.page_size ?? 20, (page, page_size) =>
        failing({ ...params, page, page_size }, signal),
      );
    });
}

function answerOf(
  server: SimulatedServer,
  params: ListRequest,
  options: SimulatedOptions,
): ListAnswer<SimRow> {
  const rows =
    params.ordering === "pk"
      ? server.rows.toSorted((one, other) => one.pk - other.pk)
      : server.rows;
  return pageOf(params, options.clamp ?? 100, rows.length, server.now, (place) => {
    const value = rows[place]!;
    return options.unreadable?.(value)
      ? { readable: false, raw: "?", problems: [] }
      : { readable: true, value: { ...value }, raw: {}, problems: [] };
  });
}

/**
 * A list that stays as it is, of so many rows that they are made when asked for.
 *
 * @param timeAt when the row at a place expires, ascending; Infinity for never.
 */
export function largeList(count: number, timeAt: (place: number) => number, clamp = 100) {
  let asked = 0;
  const fetchPage: FetchPage<SimRow> = async (params) => {
    asked++;
    return pageOf(params, clamp, count, asked, (place) => {
      const time = timeAt(place);
      const value = { pk: place + 1, expiresMs: time === Infinity ? null : time };
      return { readable: true, value, raw: {}, problems: [] };
    });
  };
  return { fetchPage, asked: () => asked };
}

function pageOf(
  params: ListRequest,
  clamp: number,
  count: number,
  now: number,
  rowAt: (place: number) => Row<SimRow>,
): ListAnswer<SimRow> {
  const asked = params.page_size ?? 20;
  if (!Number.isInteger(asked)) throw new Error(`page_size is ${asked}`);
  const size = Math.min(asked, clamp);
  const pages = Math.max(1, Math.ceil(count / size));
  const page = params.page === "last" ? pages : (params.page ?? 1);
  if (page > pages) throw new ApiError({ kind: "past-end" });
  const from = (page - 1) * size;
  const length = Math.min(size, count - from);
  return {
    rows: Array.from({ length }, (_, index) => rowAt(from + index)),
    count,
    page,
    pages,
    pageSize: pages === 1 ? Math.max(asked, count) : size,
    start: count === 0 ? 0 : from + 1,
    end: count === 0 ? 0 : from + length,
    next: page < pages ? page + 1 : null,
    previous: page > 1 ? page - 1 : null,
    asOf: now,
    receivedAt: now,
    requestId: null,
  };
}

/** What may happen to a list between two requests. */
export interface Change {
  kind: "front" | "at" | "new" | "late";
  /** How many rows, and (for "at") from which part of the list on, 0 to 1. */
  rows: number;
  part: number;
}

/** The list after a change; the one given stays as it is. New rows have pks of their own and expire last, or anywhere. */
export function applyChange(rows: readonly SimRow[], change: Change, nextPk: number): SimRow[] {
  const { kind, rows: many, part } = change;
  if (kind === "front") return rows.slice(many);
  if (kind === "at") {
    const at = Math.floor(part * rows.length);
    return [...rows.slice(0, at), ...rows.slice(at + many)];
  }
  const latest = rows.findLast(({ expiresMs }) => expiresMs !== null)?.expiresMs ?? 0;
  const born = Array.from({ length: many }, (_, index) => ({
    pk: nextPk + index,
    expiresMs: kind === "new" ? latest + index : Math.floor(part * latest),
  }));
  return [...rows, ...born].toSorted(byExpiry);
}

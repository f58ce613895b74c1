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

/** A server of one list, in memory. Its rows may change between any two requests. */
export interface SimulatedServer {
  fetchPage: FetchPage<SimRow>;
  /** In the order `expires,pk`. */
  rows: SimRow[];
  /** All requests, in order. */
  asked: ListRequest[];
  /** The most requests that were open at the same time. */
  atOnce: number;
  /** The server's clock. It advances by one with each answer. */
  now: number;
}

export interface SimulatedOptions {
  clamp?: number;
  /** Called before each answer; may change the rows, which must stay sorted, see `byExpiry`. */
  meanwhile?: (server: SimulatedServer) => void;
  /** Rows whose content cannot be read. */
  unreadable?: (row: SimRow) => boolean;
  /** Fails instead of answering. */
  fails?: (params: ListRequest, asked: number) => ApiError | null;
}

function byExpiry(one: SimRow, other: SimRow): number {
  const [a, b] = [one.expiresMs ?? Infinity, other.expiresMs ?? Infinity];
  return a === b ? one.pk - other.pk : a < b ? -1 : 1;
}

/** Rows for these times, in the order `expires,pk`. */
export function rowsOf(times: readonly (number | null)[]): SimRow[] {
  return times.map((expiresMs, index) => ({ pk: index + 1, expiresMs })).toSorted(byExpiry);
}

/** The reference: rows whose `expires` is before `time`, counted one by one. */
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

/** A server that fails on every page with a faulty row, fetched as the console does: such pages in parts. */
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
  const sign = { pk: 1, "-pk": -1 }[params.ordering ?? ""];
  const end = ({ expiresMs }: SimRow) => expiresMs ?? Infinity;
  const rows = sign
    ? server.rows.toSorted((one, other) => sign * (one.pk - other.pk))
    : params.ordering === "-expires"
      ? server.rows.toSorted((one, other) =>
          end(one) === end(other) ? one.pk - other.pk : end(one) < end(other) ? 1 : -1,
        )
      : server.rows;
  return pageOf(params, options.clamp ?? 100, rows.length, server.now, (offset) => {
    const value = rows[offset]!;
    return options.unreadable?.(value)
      ? { readable: false, raw: "?", problems: [] }
      : { readable: true, value: { ...value }, raw: {}, problems: [] };
  });
}

/**
 * A large list that does not change. Its rows are created on request.
 *
 * @param timeAt when the row at an offset expires, ascending; Infinity for never.
 */
export function largeList(count: number, timeAt: (offset: number) => number, clamp = 100) {
  let asked = 0;
  const fetchPage: FetchPage<SimRow> = async (params) => {
    asked++;
    return pageOf(params, clamp, count, asked, (at) => {
      const offset = params.ordering === "-expires" ? count - 1 - at : at;
      const time = timeAt(offset);
      const value = { pk: offset + 1, expiresMs: time === Infinity ? null : time };
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
  rowAt: (offset: number) => Row<SimRow>,
): ListAnswer<SimRow> {
  const requestedSize = params.page_size ?? 20;
  if (!Number.isInteger(requestedSize)) throw new Error(`page_size is ${requestedSize}`);
  const size = Math.min(requestedSize, clamp);
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
    pageSize: pages === 1 ? Math.max(requestedSize, count) : size,
    start: count === 0 ? 0 : from + 1,
    end: count === 0 ? 0 : from + length,
    next: page < pages ? page + 1 : null,
    previous: page > 1 ? page - 1 : null,
    asOf: now,
    receivedAt: now,
    requestId: null,
  };
}

/**
 * A change of a list between two requests: the first rows are deleted ("front"), rows from some offset on are deleted
 * ("at"), rows are added that expire last ("new") or anywhere ("late"), the first rows are deleted and as many added
 * ("swap").
 */
export interface Change {
  kind: "front" | "at" | "new" | "late" | "swap";
  /** How many rows, and where, as a share of the list from 0 to 1 ("at", "late"). */
  rows: number;
  part: number;
}

/** The list after a change; the given one is not modified. New rows get the pks from `nextPk` on. */
export function applyChange(rows: readonly SimRow[], change: Change, nextPk: number): SimRow[] {
  const { kind, rows: count, part } = change;
  if (kind === "front") return rows.slice(count);
  if (kind === "swap") {
    const left = rows.slice(count);
    return applyChange(left, { kind: "new", rows: rows.length - left.length, part }, nextPk);
  }
  if (kind === "at") {
    const at = Math.floor(part * rows.length);
    return [...rows.slice(0, at), ...rows.slice(at + count)];
  }
  const latest = rows.findLast(({ expiresMs }) => expiresMs !== null)?.expiresMs ?? 0;
  const added = Array.from({ length: count }, (_, index) => ({
    pk: nextPk + index,
    expiresMs: kind === "new" ? latest + index : Math.floor(part * latest),
  }));
  return [...rows, ...added].toSorted(byExpiry);
}

import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import { redact } from "./redact.ts";

/** Something that could not be read. */
export interface Problem {
  /** Path from the object: `user.groups.2`; empty for the object itself. */
  path: string;
  /** What was expected and what was received, without secrets; shown to the administrator. */
  message: string;
}

/** One object of an answer. An unreadable one is kept as raw JSON, so that the rest of the page can be shown. */
export type Row<T> =
  | {
      readable: true;
      value: T;
      raw: JsonObject;
      problems: Problem[];
      /** The server's clock when it sent this row, epoch milliseconds; when missing, that of the answer. */
      asOf?: number;
    }
  | { readable: false; raw: JsonValue; problems: Problem[] };

/** The type of the values that a reader returns: the type of a domain object. */
export type ReadValue<Read extends (value: JsonValue) => Row<unknown>> = Extract<
  ReturnType<Read>,
  { readable: true }
>["value"];

export interface Page<T> {
  rows: Row<T>[];
  /** How many there are on all pages, as far as known: see `readPage`. */
  count: number;
  /** From 1. */
  page: number;
  /** At least 1. */
  pages: number;
  /** The size in force, which is not always the requested size: see `effectiveSize`. At least 1. */
  pageSize: number;
  /** Position of the first row among all, from 1; 0 on an empty page. */
  start: number;
  /** Position of the last row; 0 on an empty page. */
  end: number;
  next: number | null;
  previous: number | null;
}

interface Pagination {
  next: number;
  previous: number;
  count: number;
  current: number;
  total_pages: number;
  start_index: number;
  end_index: number;
}

/**
 * Reads authentik's envelope, `{pagination, results}`, and each row in it.
 *
 * authentik counts first and then fetches, without a lock: codes that are redeemed in between make a page shorter than
 * its `end_index - start_index + 1`. A short page proves that the list ended there, so count, end and pages are
 * corrected to the received rows. Any other inconsistency means that this is no such envelope.
 *
 * @param askedSize the requested `page_size`, if any.
 * @returns null when the body is not a list's answer: no rows, values of the wrong kind, numbers that contradict
 *   each other or the rows.
 */
export function readPage<T>(
  body: JsonValue,
  readOne: (value: JsonValue) => Row<T>,
  askedSize?: number,
): Page<T> | null {
  if (!isObject(body)) return null;
  const results = body["results"];
  const pagination = readPagination(body["pagination"]);
  if (!Array.isArray(results) || pagination === null) return null;
  const announced = pagination.end_index === 0 ? 0 : rowsAnnounced(pagination);
  if (results.length > announced) return null;

  const rows = results.map((value) => readOne(value));
  const pageSize = effectiveSize(pagination, askedSize);
  const { current: page, start_index: start } = pagination;
  if (rows.length < announced) {
    const count = start - 1 + rows.length;
    const pages = Math.max(1, Math.ceil(count / pageSize));
    const empty = rows.length === 0;
    return {
      rows,
      count,
      page,
      pages,
      pageSize,
      start: empty ? 0 : start,
      end: empty ? 0 : count,
      next: null,
      previous: pagination.previous || null,
    };
  }
  return {
    rows,
    count: pagination.count,
    page,
    pages: pagination.total_pages,
    pageSize,
    start,
    end: pagination.end_index,
    next: pagination.next || null,
    previous: pagination.previous || null,
  };
}

/**
 * The size of a full page. The requested size is unreliable: servers up to 2025.10 take any size, later ones clamp
 * to 100 (or what the installation sets), and a size they cannot read becomes a default of 100 or 20.
 *
 * - A page that is followed by another is full: its own length.
 * - The last of several: the pages before it were full, so `(start_index - 1) / (current - 1)`.
 * - The only page: unknown, but at least the count. The requested size if that is no less, else the count.
 */
function effectiveSize(pagination: Pagination, askedSize: number | undefined): number {
  if (pagination.next > 0) return rowsAnnounced(pagination);
  if (pagination.current > 1) return (pagination.start_index - 1) / (pagination.current - 1);
  const asked =
    askedSize !== undefined && Number.isSafeInteger(askedSize) && askedSize >= 1 ? askedSize : 20;
  return Math.max(asked, pagination.count);
}

function rowsAnnounced(pagination: Pagination): number {
  return pagination.end_index - pagination.start_index + 1;
}

function readPagination(value: JsonValue | undefined): Pagination | null {
  if (!isObject(value)) return null;
  const pagination: Pagination = {
    next: whole(value["next"]),
    previous: whole(value["previous"]),
    count: whole(value["count"]),
    current: whole(value["current"]),
    total_pages: whole(value["total_pages"]),
    start_index: whole(value["start_index"]),
    end_index: whole(value["end_index"]),
  };
  return agrees(pagination) ? pagination : null;
}

/** Whether the numbers are consistent; with NaN, for a value that was no whole number, they never are. */
function agrees(p: Pagination): boolean {
  if (Object.values(p).some(Number.isNaN)) return false;
  if (p.current < 1 || p.current > p.total_pages) return false;
  if (p.previous !== p.current - 1) return false;
  if (p.next !== (p.current < p.total_pages ? p.current + 1 : 0)) return false;
  if (p.count === 0) return p.total_pages === 1 && p.start_index === 0 && p.end_index === 0;
  if (p.start_index < 1 || p.end_index < p.start_index || p.end_index > p.count) return false;
  const size = p.next > 0 ? rowsAnnounced(p) : (p.start_index - 1) / (p.current - 1);
  if (p.current === 1) {
    if (p.start_index !== 1) return false;
    if (p.next === 0) return p.end_index === p.count;
  }
  return (
    Number.isSafeInteger(size) &&
    p.start_index === (p.current - 1) * size + 1 &&
    p.total_pages === Math.ceil(p.count / size) &&
    (p.next > 0 || p.end_index === p.count)
  );
}

/** A whole number from 0, else NaN. */
function whole(value: JsonValue | undefined): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0
    ? value
    : Number.NaN;
}

/** An unreadable row: its raw JSON, redacted. */
export function badRow(value: JsonValue, problems: Problem[]): Row<never> {
  return { readable: false, raw: redact(value), problems };
}

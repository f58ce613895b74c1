import { get } from "./client.ts";
import { ApiError, failureOf, isFault, unreadableShape, withRequestId } from "./failures.ts";
import type { RequestParams } from "./list-request.ts";
import type { JsonValue } from "./wire/json.ts";
import { readPage, type Page, type Problem, type Row } from "./wire/page.ts";

interface AnswerMeta {
  /** The server's clock when it answered, epoch milliseconds. */
  asOf: number;
  /** The browser's clock when the answer was there, epoch milliseconds. */
  receivedAt: number;
  /** As in authentik's log. */
  requestId: string | null;
}

/** Rows that the server fails on: their place on the page, and among all. */
export interface Gap {
  /** Before which of the page's rows they lie. */
  index: number;
  /** Place of the first among all, from 1. */
  place: number;
  count: number;
}

/** How a page came that had to be read in parts, see `fetch-page-in-parts.ts`. */
export interface Parts {
  gaps: readonly Gap[];
  /** The list was seen to change between two of them. */
  moved: boolean;
}

/** How rows were found that the server cannot be asked for by themselves. */
export interface ReadReport {
  /**
   * `slice`: a stretch of the server's own order by expiry, page by page. `loaded`: read as a whole and sorted here.
   * `scan`: all rows read through for what was searched.
   */
  how: "slice" | "loaded" | "scan";
  /** The server's clock at which it was true, epoch milliseconds; of a long reading, its beginning. */
  asOf: number;
  /** Rows read so far. */
  read: number;
  /** Rows that it came by and that the server fails on, where a page would show a gap. */
  missing?: number;
  /** Rows it will have read when it is done. */
  goal: number;
  /** Rows in question, as far as known: those in the range, or those to be read through. */
  of: number;
  /** Rows under the server's own filters, where that was counted too. */
  all?: number;
  /** Nothing more is read for it. False also when it was stopped: then it can go on. */
  done: boolean;
  /** There are more than are read. */
  capped: boolean;
  /** The list changed while it was read: a row may be missing or out of date. */
  moved: boolean;
  /** The numbers were proven, not only come close to. */
  exact: boolean;
  /** They were not, because ends could not be read. */
  unreadable?: boolean;
  /** The reader wanted no more. */
  stopped?: boolean;
  /** Ends the reading; there while it goes on. */
  stop?: () => void;
  /** Lets the next reading go on where this one ended; there where it did not read all. */
  resume?: () => void;
  /** How many rows it may read. */
  cap?: number;
  /** What could not be looked at, or why nothing was, in a sentence. */
  note?: string;
  /** The range ends before it begins: nothing was asked. */
  emptyRange?: boolean;
}

/** What a list query holds. */
export type ListAnswer<T> = Page<T> & AnswerMeta & { parts?: Parts; report?: ReadReport };

/** What a query for one object holds. */
export interface ObjectAnswer<T> extends AnswerMeta {
  value: T;
  /** Fields of it that could not be read. */
  problems: Problem[];
}

/**
 * One page of a list.
 *
 * @throws ApiError; "past-end" also when the page was there while authentik counted and gone when it looked.
 */
export async function getPage<T>(
  path: string,
  params: RequestParams,
  readOne: (value: JsonValue) => Row<T>,
  signal?: AbortSignal,
): Promise<ListAnswer<T>> {
  const { body, ...told } = await get(path, params, { of: "list", ...(signal && { signal }) });
  const page = readPage(body, readOne, Number(params["page_size"]));
  if (page === null) throw unreadableShape(told.requestId);
  if (page.rows.length === 0 && page.page > 1) {
    throw new ApiError(withRequestId({ kind: "past-end" }, told.requestId));
  }
  return { ...page, ...told };
}

/**
 * One page of a list of which it is known that one odd row makes the server fail on all that contains it: then the
 * others.
 *
 * @throws ApiError as `getPage`; "server" when no part of it can be had.
 */
export async function getPageInParts<T extends { pk: string | number }>(
  path: string,
  params: RequestParams,
  readOne: (value: JsonValue) => Row<T>,
  signal?: AbortSignal,
): Promise<ListAnswer<T>> {
  try {
    return await getPage(path, params, readOne, signal);
  } catch (error) {
    if (!isFault(failureOf(error))) throw error;
    const module = await import("./fetch-page-in-parts.ts").catch(() => null);
    if (module === null) throw error;
    const page = params["page"] === "last" ? "last" : Number(params["page"] ?? 1);
    return module.fetchPageInParts(error, page, Number(params["page_size"]), (number, size) => {
      const part = { ...params, page: String(number), page_size: String(size) };
      return getPage(path, part, readOne, signal);
    });
  }
}

/** One object. @throws ApiError; "unreadable" when what came has no id. */
export async function getObject<T>(
  path: string,
  readOne: (value: JsonValue) => Row<T>,
  signal?: AbortSignal,
  params: RequestParams = {},
): Promise<ObjectAnswer<T>> {
  const { body, ...told } = await get(path, params, signal ? { signal } : {});
  const row = readOne(body);
  if (!row.readable) throw unreadableShape(told.requestId);
  return { value: row.value, problems: row.problems, ...told };
}

/** Some of a list, for choosing from or looking names up in. */
export interface Selection<T> {
  items: T[];
  /** The server has more than these. */
  more: boolean;
}

/** The rows that could be read. */
export function readableRows<T>(page: Page<T>): T[] {
  return page.rows.flatMap((row) => (row.readable ? [row.value] : []));
}

/** How far a walk goes. */
interface PagesBound {
  /** How many pages at most. */
  bound: number;
  signal?: AbortSignal;
}

/** A list's pages from the first on. One that became shorter on the way ends where it ends now. */
export async function* pagesOf<T>(
  path: string,
  params: RequestParams,
  readOne: (value: JsonValue) => Row<T>,
  { bound, signal }: PagesBound,
): AsyncGenerator<ListAnswer<T>, void, void> {
  let next: number | null = 1;
  for (let asked = 0; next !== null && asked < bound; asked++) {
    const request: RequestParams = next === 1 ? params : { ...params, page: String(next) };
    const page = await getPage(path, request, readOne, signal).catch(nullPastEnd);
    if (page === null) return;
    yield page;
    next = page.next;
  }
}

/**
 * Collects a list from its first page on.
 *
 * @param enough asked after each page; true ends the walk.
 */
export async function fetchAllPages<T>(
  path: string,
  params: RequestParams,
  readOne: (value: JsonValue) => Row<T>,
  { enough, ...way }: PagesBound & { enough?: (items: T[]) => boolean },
): Promise<Selection<T>> {
  const items: T[] = [];
  let more = false;
  for await (const page of pagesOf(path, params, readOne, way)) {
    items.push(...readableRows(page));
    more = page.next !== null;
    if (enough?.(items)) break;
  }
  return { items, more };
}

function nullPastEnd(error: unknown): null {
  if (failureOf(error).kind === "past-end") return null;
  throw error;
}

import {
  type QueryClient,
  queryOptions,
  type QueryKey,
  type UseQueryOptions,
} from "@tanstack/react-query";
import type { ResourceName } from "../paths.ts";
import { get } from "./client.ts";
import {
  ApiError,
  type Failure,
  failureOf,
  isFault,
  unreadableShape,
  withRequestId,
} from "./failures.ts";
import { ROWS } from "./freshness.ts";
import { keys } from "./keys.ts";
import type { ListAnswer, ObjectAnswer } from "./list-answer.ts";
import { DEFAULT_PAGE_SIZE, type ListRequest, type RequestParams } from "./list-request.ts";
import type { JsonValue } from "./wire/json.ts";
import { readNumericId } from "../model/ids.ts";
import { readPage, type Row } from "./wire/page.ts";

/** The query of a list's page. */
export type ListQuery<T> = UseQueryOptions<ListAnswer<T>, Error, ListAnswer<T>, QueryKey>;

/** The query of one object. */
export type ObjectQuery<T> = UseQueryOptions<ObjectAnswer<T>, Error, ObjectAnswer<T>, QueryKey>;

interface EndpointOptions<T> {
  /** The resource, by its name in the console. */
  name: ResourceName;
  /** Below `/api/v3/`, with a trailing slash. */
  path: string;
  read: (value: JsonValue) => Row<T>;
  /** Parameters that are added to each request for a page. */
  always?: RequestParams;
  /** The id in a URL, as the API has it; null for what is none. Default: a whole number. */
  readPk?: (text: string) => number | string | null;
  /** How a page is fetched: `getPageInParts` where single rows are known to make the server fail. */
  fetch?: typeof getPage<T>;
}

/** The API endpoint of a resource: its list and its objects. */
export interface Endpoint<T> {
  readonly name: ResourceName;
  readonly path: string;
  /** Where it consists of several lists, the paths of them: that of all first, which not every version has. */
  readonly lists?: readonly string[];
  /** Where it does: the path of the list that an object is of, for what the list of all cannot be asked. */
  ownList?(object: T, client: QueryClient): Promise<string>;
  /**
   * One page, outside the query cache.
   *
   * @param client the cache where it is kept which of several lists the server has, for endpoints that consist of some.
   * @throws ApiError; "past-end" for a page that does not exist.
   */
  fetchPage(
    request: ListRequest,
    signal?: AbortSignal,
    client?: QueryClient,
  ): Promise<ListAnswer<T>>;
  pageQuery(request: ListRequest): ListQuery<T>;
  /** One object with all fields of its own endpoint. */
  objectQuery(pk: number | string): ObjectQuery<T>;
  /** The id in a URL, as the API has it; null for what is none: it is not requested. */
  readPk(text: string): number | string | null;
}

/** Defines an endpoint with a list and, below its path, the objects. */
export function defineEndpoint<T>(options: EndpointOptions<T>): Endpoint<T> {
  const { name, path, read, always, readPk = numberOf, fetch = getPage<T> } = options;
  const fetchPage: Endpoint<T>["fetchPage"] = (asked, signal) =>
    fetch(path, listRequest(asked, always), read, signal);
  return {
    name,
    path,
    readPk,
    fetchPage,
    pageQuery: (asked) =>
      queryOptions({
        queryKey: keys.page(name, listRequest(asked, always)),
        queryFn: ({ signal }) => fetchPage(asked, signal),
        ...ROWS,
      }),
    objectQuery: (pk) =>
      queryOptions({
        queryKey: keys.object(name, pk),
        queryFn: ({ signal, client, queryKey }) =>
          getObject(`${path}${pk}/`, read, signal).catch((error: unknown) => {
            throw firstMissed(client.getQueryState(queryKey)?.error, error);
          }),
        ...ROWS,
      }),
  };
}

/** A whole number as an id; null for what is none. */
export function numberOf(text: string): number | null {
  const id = readNumericId(text);
  return id === null ? null : Number(id);
}

/** Adds `missedSince` to an error if the query's previous error had already found the object missing. */
export function firstMissed(before: Error | null | undefined, error: unknown): unknown {
  const since = before ? missedSince(failureOf(before)) : undefined;
  if (since === undefined) return error;
  return new ApiError({ ...failureOf(error), missedSince: since }, { cause: error });
}

/** When an object was first found missing, server's clock, epoch milliseconds; undefined where it may exist. */
export function missedSince(failure: Failure): number | undefined {
  if (failure.missedSince !== undefined) return failure.missedSince;
  return failure.kind === "not-found" && !failure.unconfirmed ? failure.since : undefined;
}

/**
 * The parameters of a list request, without defaults (page 1, empty search or filter), and with `pk` as tie-breaker,
 * because authentik adds none and rows would repeat or go missing between pages.
 *
 * @param always parameters that are added to each request.
 */
export function listRequest(asked: ListRequest, always: RequestParams = {}): RequestParams {
  const request: Record<string, string> = {};
  for (const [name, value] of Object.entries(asked.filters)) {
    if (value !== "") request[name] = value;
  }
  const search = asked.search?.trim();
  if (search) request["search"] = search;
  const ordering = withTieBreaker(asked.ordering ?? "");
  if (ordering !== "") request["ordering"] = ordering;
  if (asked.page !== undefined && asked.page !== 1) request["page"] = String(asked.page);
  request["page_size"] = String(asked.page_size ?? DEFAULT_PAGE_SIZE);
  return { ...request, ...always };
}

/** `expires` becomes `expires,pk`. Unchanged if empty (the server's default orders are stable) or if it has `pk`. */
export function withTieBreaker(ordering: string): string {
  const keys = ordering
    .split(",")
    .map((key) => key.trim())
    .filter((key) => key !== "");
  const decided = keys.some((key) => key === "pk" || key === "-pk");
  return (decided || keys.length === 0 ? keys : [...keys, "pk"]).join(",");
}

/**
 * One page of a list.
 *
 * @throws ApiError; "past-end" also when the page existed when authentik counted, and was empty when it fetched rows.
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
 * One page of a list whose server fails (500) on every page with a faulty row: then the other rows, fetched in parts.
 *
 * @throws ApiError as `getPage`; "server" when no part of it can be fetched.
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

/** One object. @throws ApiError; "unreadable" when the answer has no readable id. */
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

import { queryOptions, type QueryKey, type UseQueryOptions } from "@tanstack/react-query";
import type { ResourceName } from "../paths.ts";
import { ROWS } from "./freshness.ts";
import { keys } from "./keys.ts";
import { getObject, getPage, type ListAnswer, type ObjectAnswer } from "./list-answer.ts";
import { listRequest, type ListRequest, type RequestParams } from "./list-request.ts";
import type { JsonValue } from "./wire/json.ts";
import type { Row } from "./wire/page.ts";

/** The query of a list's page. */
export type ListQuery<T> = UseQueryOptions<ListAnswer<T>, Error, ListAnswer<T>, QueryKey>;

/** The query of one object. */
export type ObjectQuery<T> = UseQueryOptions<ObjectAnswer<T>, Error, ObjectAnswer<T>, QueryKey>;

interface EndpointOptions<T> {
  /** The resource, by its name in the console. */
  name: ResourceName;
  /** Below `/api/v3/`, with the slash at its end. */
  path: string;
  read: (value: JsonValue) => Row<T>;
  /** Parameters that each request for a page gets. */
  always?: RequestParams;
  /** How a page is fetched: `getPageInParts` where single rows are known to make the server fail. */
  fetch?: typeof getPage<T>;
}

/** Where authentik lists the objects of a resource. */
export interface Endpoint<T> {
  readonly name: ResourceName;
  readonly path: string;
  /** One page, outside the query cache. @throws ApiError; "past-end" for a page that is not there. */
  fetchPage(request: ListRequest, signal?: AbortSignal): Promise<ListAnswer<T>>;
  pageQuery(request: ListRequest): ListQuery<T>;
  /** One object with all that its own endpoint tells. */
  objectQuery(pk: number): ObjectQuery<T>;
}

/** An endpoint with a list and, below it, its objects. */
export function defineEndpoint<T>(options: EndpointOptions<T>): Endpoint<T> {
  const { name, path, read, always, fetch = getPage<T> } = options;
  const fetchPage: Endpoint<T>["fetchPage"] = (asked, signal) =>
    fetch(path, listRequest(asked, always), read, signal);
  return {
    name,
    path,
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
        queryFn: ({ signal }) => getObject(`${path}${pk}/`, read, signal),
        ...ROWS,
      }),
  };
}

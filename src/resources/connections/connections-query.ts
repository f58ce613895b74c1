import type { ListQuery } from "../../api/endpoint.ts";
import { lazyQueryFn } from "../../list/browser/lazy-query-fn.ts";
import { isReadThrough, throughQuery } from "../../list/browser/list-query.ts";
import { notLoaded } from "../../list/browser/not-loaded.ts";
import { type Listed, type ListQuestion, requestOf, type Resource } from "../../list/resource.ts";

/** The query of one page: the server's own, or, as for any list, a page of what is found by reading it through. */
export function connectionsQuery<T extends Listed & { pk: number }>(
  resource: Resource<T>,
  question: ListQuestion,
): ListQuery<T> {
  if (!isReadThrough(question)) return resource.endpoint.pageQuery(requestOf(question));
  const queryFn = lazyQueryFn(reading, ({ readThroughConnections }, context) =>
    readThroughConnections(resource, context, question),
  );
  return throughQuery(resource, question, queryFn);
}

const reading = () => import("./read-through-connections.ts").catch(notLoaded);

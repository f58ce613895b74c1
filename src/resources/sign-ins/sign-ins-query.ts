import type { ListQuery } from "../../api/endpoint.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { lazyQueryFn } from "../../list/browser/lazy-query-fn.ts";
import { isReadThrough, throughQuery } from "../../list/browser/list-query.ts";
import { notLoaded } from "../../list/browser/not-loaded.ts";
import { type ListQuestion, requestOf, type Resource } from "../../list/resource.ts";

/** The query of one page: the server's own, or, as for any list, a page of what is found by scanning the events. */
export function signInsQuery(
  resource: Resource<AuthentikEvent>,
  question: ListQuestion,
): ListQuery<AuthentikEvent> {
  if (!isReadThrough(question)) return resource.endpoint.pageQuery(requestOf(question));
  const queryFn = lazyQueryFn(reading, ({ readThroughSignIns }, context) =>
    readThroughSignIns(resource, context, question),
  );
  return throughQuery(resource, question, queryFn);
}

const reading = () => import("./read-through-sign-ins.ts").catch(notLoaded);

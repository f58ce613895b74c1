import type { ListQuery } from "../../api/endpoint.ts";
import { keys } from "../../api/keys.ts";
import { isPlainSearch } from "../../find/text/plain-search.ts";
import { type Listed, type ListQuestion, requestOf, type Resource } from "../resource.ts";
import { lazyQueryFn } from "./lazy-query-fn.ts";
import { notLoaded } from "./not-loaded.ts";
import { browserQuery, pageOfWhole } from "./browser-query.ts";

/**
 * The query of one page: a page of the server, or, where rows are excluded or the server cannot answer the search, a
 * page of the rows found by scanning the whole list.
 */
export function listQuery<T extends Listed>(
  resource: Resource<T>,
  question: ListQuestion,
): ListQuery<T> {
  return isReadThrough(question)
    ? throughQuery(resource, question)
    : resource.endpoint.pageQuery(requestOf(question));
}

/** Whether the server cannot answer this, so that the list is scanned in the browser. */
export function isReadThrough({ search, scan, expiry, exclude }: ListQuestion): boolean {
  if (exclude !== null) return true;
  return search !== "" && (scan || expiry !== null || !isPlainSearch(search));
}

/** Whether the rows are sorted in the browser, or would be in another order than that of expiry. */
export function isSortedHere(question: ListQuestion): boolean {
  return question.whole || question.expiry !== null || isReadThrough(question);
}

/**
 * The query of all rows that match, found by scanning the list.
 *
 * @param queryFn reads them, see `readThrough`.
 */
export function throughQuery<T extends Listed>(
  resource: Resource<T>,
  question: ListQuestion,
  queryFn = lazyQueryFn(reading, ({ readThrough }, context) =>
    readThrough(resource, context, question),
  ),
): ListQuery<T> {
  const { page: _, page_size: __, sort: ___, ...asked } = question;
  return browserQuery({
    queryKey: keys.scan(resource.name, asked),
    queryFn,
    select: pageOfWhole(resource, question),
  });
}

const reading = () => import("../list-parts.ts").catch(notLoaded);

import type { QueryClient } from "@tanstack/react-query";
import type { ListAnswer, ObjectAnswer } from "../api/list-answer.ts";

/**
 * The object as a list last showed it, from whichever cached page: what a drawer opens with at once, and what
 * stays readable when the object goes.
 */
export function findInLists<T extends { pk: string | number }>(
  client: QueryClient,
  key: string,
  pk: number,
): ObjectAnswer<T> | undefined {
  const pages = client.getQueriesData<ListAnswer<T>>({ queryKey: [key, "list"] });
  let found: ObjectAnswer<T> | undefined;
  for (const [, page] of pages) {
    if (page === undefined || (found !== undefined && page.asOf <= found.asOf)) continue;
    for (const row of page.rows) {
      if (!row.readable || row.value.pk !== pk) continue;
      const { asOf, receivedAt, requestId } = page;
      found = { value: row.value, problems: row.problems, asOf, receivedAt, requestId };
    }
  }
  return found;
}

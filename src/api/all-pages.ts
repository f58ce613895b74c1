import { getPage } from "./endpoint.ts";
import { failureOf } from "./failures.ts";
import { type ListAnswer, readableRows, type Selection } from "./list-answer.ts";
import type { RequestParams } from "./list-request.ts";
import type { JsonValue } from "./wire/json.ts";
import type { Row } from "./wire/page.ts";

interface PagesBound {
  /** The most pages to fetch. */
  bound: number;
  signal?: AbortSignal;
}

/** The pages of a list from the first on. If the list became shorter meanwhile, a page past the end ends them. */
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
 * @param enough called after each page; true stops.
 */
export async function fetchAllPages<T>(
  path: string,
  params: RequestParams,
  readOne: (value: JsonValue) => Row<T>,
  { enough, ...bound }: PagesBound & { enough?: (items: T[]) => boolean },
): Promise<Selection<T>> {
  const items: T[] = [];
  let more = false;
  for await (const page of pagesOf(path, params, readOne, bound)) {
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

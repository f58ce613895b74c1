import type { QueryClient } from "@tanstack/react-query";
import { meQuery } from "../../api/endpoints/me.ts";
import type { Selection } from "../../api/list-answer.ts";
import type { Relation } from "../../list/relation.ts";

/** The filter's value for the only object found; null where there are or may be several. */
export function onlyOf<R>(relation: Relation<R>, { items, more }: Selection<R>): string | null {
  const [one, ...others] = items;
  if (one === undefined || others.length > 0 || more) return null;
  return relation.paramOf(relation.idOf(one), one) || null;
}

/**
 * The same for objects that are looked up by a text, for whoever sees them all: anybody else may be shown one of
 * several.
 *
 * @throws ApiError
 */
export async function onlyOfAll<R>(
  relation: Relation<R>,
  client: QueryClient,
  lookUp: () => Promise<Selection<R>>,
): Promise<string | null> {
  const { user } = await client.query(meQuery());
  return user.is_superuser ? onlyOf(relation, await lookUp()) : null;
}

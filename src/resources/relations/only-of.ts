import type { Selection } from "../../api/list-answer.ts";
import type { Relation } from "../../list/relation.ts";

/** The filter's value for the only object found; null where there are or may be several. */
export function onlyOf<R>(relation: Relation<R>, { items, more }: Selection<R>): string | null {
  const [one, ...others] = items;
  if (one === undefined || others.length > 0 || more) return null;
  return relation.paramOf(relation.idOf(one), one) || null;
}

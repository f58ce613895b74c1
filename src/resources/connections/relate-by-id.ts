import type { Relation, RowRelation } from "../../list/relation.ts";

/** A relation of which a row has the id, and only sometimes the nested object. */
export function relateById<T, R>(
  relation: Relation<R>,
  idOf: (row: T) => string,
  objectIn: (row: T) => R | null = () => null,
): RowRelation<T> {
  return { relation, idOf, objectIn };
}

import type { QueryClient, QueryKey, UseQueryOptions } from "@tanstack/react-query";
import type { ObjectQuery } from "../api/endpoint.ts";
import type { Selection } from "../api/list-answer.ts";
import type { ServerParam } from "../api/list-request.ts";
import type { LookUp } from "../api/look-up.ts";
import type { RowText } from "../find/text/match.ts";
import type { SearchField } from "../find/text/parse-search.ts";
import type { IdKind } from "./state/filter-values.ts";
import type { RelationName } from "./state/list-state.ts";

/** Some objects of a kind, to choose from or to look names up in. */
export type SelectionQuery<R> = UseQueryOptions<Selection<R>, Error, Selection<R>, QueryKey>;

/**
 * A kind of object that rows point to, and all that lists need to know of it: said here once for filters, exclusions,
 * menus, searches and names. At module scope.
 */
export interface Relation<R> {
  /** Also its first step in the path below a row, and its name in a sentence. */
  readonly name: RelationName;
  /** "users" */
  readonly plural: string;
  /** authentik's filter for rows that point to one of them, and the kind of its value. */
  readonly param: ServerParam;
  readonly idKind: IdKind;
  /** The kind of value that excludes some of them: the ids that rows have. */
  readonly excludeKind: "ints" | "uuids";
  /** The first that match what is typed, searched on the server. */
  options(lookUp: LookUp): SelectionQuery<R>;
  /** The fields of a search whose words may name an option. */
  readonly optionFields: readonly string[];
  /** One, by the value of the filter. */
  byParam(value: string): ObjectQuery<R>;
  /** One, by the id that rows have; missing where authentik cannot be asked by it. */
  byId?(id: string): ObjectQuery<R>;
  /** All, where rows have only ids: their names are looked up with it. */
  all?(): SelectionQuery<R>;
  /** The id that rows have. */
  idOf(object: R): string;
  /** The value of the filter, by the id that a row has and the object, as far as known; "" where it is not. */
  paramOf(id: string, object: R | undefined): string;
  /** Its name for a reader; what tells it from its namesakes, in a row and among options. */
  labelOf(object: R): string;
  secondOf(object: R): string | undefined;
  detailOf(object: R): string | null;
  /** What is copied of it: `what` as in "Copy username". */
  copyOf(object: R): { what: string; text: string };
  /** The fields of a search that look at it, and its texts in them. */
  readonly searchFields: readonly SearchField[];
  textsOf(object: R): RowText[];
  /** What a search for the field of its own name can be completed with, where all are known. */
  completionOf?(object: R): string;
  /** The one value of the filter that a term of a search can mean; null where it may be several, or nobody can know. */
  onlyParam(client: QueryClient, text: string): Promise<string | null>;
}

/** A relation of whatever objects: what they are like, only the relation itself needs to know. */
// oxlint-disable-next-line typescript/no-explicit-any -- `unknown` would refuse the objects of each of them
export type AnyRelation = Relation<any>;

/** A relation as the rows of one resource have it. */
export interface RowRelation<T> {
  readonly relation: AnyRelation;
  /** "" where it could not be read. */
  idOf(row: T): string;
  /** What the row itself holds of it; null where that is nothing but an id, or could not be read. */
  objectIn(row: T): unknown;
}

/** A relation whose object is in the row. */
export function relate<T, R>(
  relation: Relation<R>,
  objectIn: (row: T) => R | null,
): RowRelation<T> {
  return {
    relation,
    objectIn,
    idOf(row) {
      const object = objectIn(row);
      return object === null ? "" : relation.idOf(object);
    },
  };
}

/** A relation of which a row has the id, and at most now and then the object. */
export function relateById<T, R>(
  relation: Relation<R>,
  idOf: (row: T) => string,
  objectIn: (row: T) => R | null = () => null,
): RowRelation<T> {
  return { relation, idOf, objectIn };
}

import type { QueryClient, QueryKey, UseQueryOptions } from "@tanstack/react-query";
import type { ObjectQuery } from "../api/endpoint.ts";
import type { Selection } from "../api/list-answer.ts";
import type { ServerParam } from "../api/list-request.ts";
import type { LookUp } from "../api/look-up.ts";
import type { RowText } from "../find/text/match.ts";
import type { SearchField } from "../find/text/parse-search.ts";
import type { IdKind } from "./state/filter-values.ts";
import type { RelationName } from "./state/list-state.ts";

/** The query of some related objects, to choose from or to look names up in. */
export type SelectionQuery<R> = UseQueryOptions<Selection<R>, Error, Selection<R>, QueryKey>;

/**
 * A kind of object that rows refer to, and all that filters, exclusions, menus, searches and look-ups need to know of
 * it. Defined at module scope.
 */
export interface Relation<R> {
  /** Also the first segment of the path below a row, and the noun in a sentence. */
  readonly name: RelationName;
  /** "users" */
  readonly plural: string;
  /** authentik's parameter that filters rows by one such object, and the kind of its value. */
  readonly param: ServerParam;
  readonly idKind: IdKind;
  /** The kind of value that excludes such objects: the ids that rows have. */
  readonly excludeKind: "ints" | "uuids";
  /** The first objects that match a typed text, searched on the server. */
  options(lookUp: LookUp): SelectionQuery<R>;
  /** The search fields whose terms may be the name of an option. */
  readonly optionFields: readonly string[];
  /** One object, by the value of the filter. */
  byParam(value: string): ObjectQuery<R>;
  /** One object, by the id that rows have; missing where authentik cannot fetch it by that. */
  byId?(id: string): ObjectQuery<R>;
  /** All objects, to look up their names where rows have only ids. */
  all?(): SelectionQuery<R>;
  /** Which objects these are where there are more; default "the first 500". */
  readonly reach?: string;
  /** The id that rows have. */
  idOf(object: R): string;
  /** The value of the filter, from the id in a row and the object, if known; "" where that is not enough. */
  paramOf(id: string, object: R | undefined): string;
  /** The display name, then what distinguishes objects of the same name: in a row, and among options. */
  labelOf(object: R): string;
  secondOf(object: R): string | undefined;
  detailOf(object: R): string | null;
  /** The text that Copy copies; `what` as in "Copy username". */
  copyOf(object: R): { what: string; text: string };
  /** The search fields that look at it, and its texts in them. */
  readonly searchFields: readonly SearchField[];
  textsOf(object: R): RowText[];
  /** The completion offered for the search field of its own name, where all objects are looked up. */
  completionOf?(object: R): string;
  /** The only value of the filter that a search term can mean; null where it may mean several, or that is not known. */
  onlyParam(client: QueryClient, text: string): Promise<string | null>;
}

/** A relation with the type of its objects erased: only the relation itself needs that type. */
// oxlint-disable-next-line typescript/no-explicit-any -- relations are not assignable to `Relation<unknown>`
export type AnyRelation = Relation<any>;

/** A relation, and how the rows of one resource refer to its objects. */
export interface RowRelation<T> {
  readonly relation: AnyRelation;
  /** "" where it could not be read. */
  idOf(row: T): string;
  /** The first segment of the path below a row that shows the object, where that is not the relation's name. */
  readonly step?: string;
  /** The object nested in the row; null where the row has only an id, or it could not be read. */
  objectIn(row: T): unknown;
}

/** A relation whose object is nested in the row. */
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

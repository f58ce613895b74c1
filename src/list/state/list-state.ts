import type { ServerFilters, ServerParam } from "../../api/list-request.ts";
import type { FilterKind, IdKind } from "./filter-values.ts";

/** The kinds of objects that rows refer to. */
export type RelationName = "user" | "provider" | "source" | "group" | "application";

/** Filters by expiry time. No authentik has them: the console finds the rows itself. */
export type ExpiryParam = "status" | "within" | "expires_after" | "expires_before";

/**
 * A filter by expiry time: the URL's parameters in canonical form. `status`, a time, or both are set; `within`, in
 * seconds, exactly when the status is "expiring".
 */
export type ExpiryFilter = Readonly<Partial<Record<ExpiryParam, string>>>;

/** The ids of objects whose rows are excluded, ascending; no array is empty. No authentik has this filter either. */
export type Exclusions = Readonly<Partial<Record<RelationName, readonly string[]>>>;

/** A list's state: its URL's search params, with the defaults filled in. */
export interface ListState {
  readonly page: number;
  readonly page_size: number;
  /** A sort key, with "-" in front for descending; "" leaves the order to the server. */
  readonly sort: string;
  readonly search: string;
  /** The filters that authentik applies. */
  readonly server: ServerFilters;
  /** null: no filter by expiry time. */
  readonly expiry: ExpiryFilter | null;
  /** null: nothing is excluded. */
  readonly exclude: Exclusions | null;
}

/** The URL search params that a list accepts. */
export interface ListDefinition {
  /** Keys whose `ordering` the server honours, without sign. */
  readonly sorts: readonly string[];
  /** Keys that the server ignores: only a list that is loaded in full can be sorted by them. */
  readonly wholeSorts: readonly string[];
  /** The default order (may start with "-"); "" leaves it to the server. */
  readonly defaultSort: string;
  readonly server: readonly (readonly [ServerParam, IdKind])[];
  readonly exclude: readonly (readonly [RelationName, "ints" | "uuids"])[];
  /** None of them, or all: see `EXPIRY_PARAMS`. */
  readonly expiry: readonly (readonly [ExpiryParam, FilterKind])[];
  /** The default of `within` for "expiring", in seconds. */
  readonly within: string;
}

/** The filters of lists whose rows expire. */
export const EXPIRY_PARAMS: ListDefinition["expiry"] = [
  ["status", "status"],
  ["within", "seconds"],
  ["expires_after", "moment"],
  ["expires_before", "moment"],
];

/** The page sizes on offer; a server may clamp the larger ones. */
export const PAGE_SIZES: readonly number[] = [20, 50, 100];

/** A parameter's value, or part of it, that was dropped from the URL, and why ("not a page number"). */
export interface DroppedParam {
  readonly param: string;
  readonly value: string;
  readonly reason: string;
  /** What of the parameter is kept; undefined: nothing of this value. */
  readonly kept?: string;
}

/**
 * Either another page, or any other change, which always resets the page to 1.
 * null removes a filter; null for a whole kind removes all filters of that kind.
 */
export type ListChange =
  | { readonly page: number }
  | {
      readonly page?: never;
      readonly page_size?: number;
      readonly sort?: string;
      readonly search?: string;
      readonly server?: Readonly<Partial<Record<ServerParam, string | null>>> | null;
      readonly expiry?: Readonly<Partial<Record<ExpiryParam, string | null>>> | null;
      readonly exclude?: Readonly<Partial<Record<RelationName, readonly string[] | null>>> | null;
    };

/** All filters off. */
export const NO_FILTERS = { server: null, expiry: null, exclude: null } as const;

/** The URL parameter that excludes objects of a relation. */
export function excludeParam(relation: RelationName): `exclude_${RelationName}` {
  return `exclude_${relation}`;
}

/** How many filters are set. `within` is part of the status "expiring" and does not count by itself. */
export function filterCount({ server, expiry, exclude }: ListState): number {
  const { within: _, ...chosen } = expiry ?? {};
  return [server, chosen, exclude ?? {}].flatMap(Object.keys).length;
}

/**
 * A search text as it is sent. The server splits terms at spaces and commas and unwraps quotes, so
 * a text of nothing but those would match every row: it counts as no search.
 */
export function normalizeSearch(text: string): string {
  return /[^\s,"']/.test(text) ? text.trim() : "";
}

/** A sort key without its sign. */
export function sortKey(sort: string): string {
  return sort.startsWith("-") ? sort.slice(1) : sort;
}

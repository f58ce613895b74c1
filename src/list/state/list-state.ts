import type { ServerFilters, ServerParam } from "../../api/list-request.ts";
import type { FilterKind, IdKind } from "./filter-values.ts";

/** What a row points to. */
export type RelationName = "user" | "provider" | "source" | "group";

/** Choices by expiry time. No authentik has them: the console finds such rows itself. */
export type ExpiryParam = "status" | "within" | "expires_after" | "expires_before";

/**
 * How rows are chosen by their expiry time, in the address's own words and in canonical form. `status`, a time, or
 * both are set; `within`, in seconds, exactly when the status is "expiring".
 */
export type ExpiryFilter = Readonly<Partial<Record<ExpiryParam, string>>>;

/** What rows must not point to: ids, from the smallest up; no list is empty. No authentik has this either. */
export type Exclusions = Readonly<Partial<Record<RelationName, readonly string[]>>>;

/** How a list stands: what its address says, with the defaults filled in. */
export interface ListState {
  readonly page: number;
  readonly page_size: number;
  /** A sort key, with "-" in front for descending; "" leaves the order to the server. */
  readonly sort: string;
  readonly search: string;
  /** What authentik filters by. */
  readonly server: ServerFilters;
  /** null: by no expiry time. */
  readonly expiry: ExpiryFilter | null;
  /** null: nothing is excluded. */
  readonly exclude: Exclusions | null;
}

/** What the address of one list may say. */
export interface ListDefinition {
  /** Keys whose `ordering` the server honours, without sign. */
  readonly sorts: readonly string[];
  /** The order a list opens in (may carry a "-"); "" leaves it to the server. */
  readonly defaultSort: string;
  readonly server: readonly (readonly [ServerParam, IdKind])[];
  readonly exclude: readonly (readonly [RelationName, "ints" | "uuids"])[];
  /** None of them, or all: see `EXPIRY_PARAMS`. */
  readonly expiry: readonly (readonly [ExpiryParam, FilterKind])[];
  /** For "expiring": what `within` is when it is not given, in seconds. */
  readonly within: string;
}

/** The choices that lists of rows that expire have. */
export const EXPIRY_PARAMS: ListDefinition["expiry"] = [
  ["status", "status"],
  ["within", "seconds"],
  ["expires_after", "moment"],
  ["expires_before", "moment"],
];

/** The page sizes on offer; a server may clamp the larger ones. */
export const PAGE_SIZES: readonly number[] = [20, 50, 100];

/** A parameter whose value was of the wrong kind, and why ("not a page number"). */
export interface DroppedParam {
  readonly param: string;
  readonly value: string;
  readonly reason: string;
}

/**
 * A step to another page, or a change of anything else: the second always leads to page 1.
 * A filter that is null is taken off; null for all of a kind takes them all off.
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

/** The parameter of the address that excludes what rows point to. */
export function excludeParam(relation: RelationName): `exclude_${RelationName}` {
  return `exclude_${relation}`;
}

/** How many filters are set. How soon "expiring" is belongs to that status and is none of its own. */
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

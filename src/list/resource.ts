import type { QueryKey, UseQueryOptions } from "@tanstack/react-query";
import type { Endpoint, ListQuery } from "../api/endpoint.ts";
import type { ServerFilters } from "../api/list-request.ts";
import type { SearchSupport } from "../api/search-probe.ts";
import type { JsonObject, JsonValue } from "../api/wire/json.ts";
import type { RowText } from "../find/text/match.ts";
import type { SearchField } from "../find/text/parse-search.ts";
import type { ResourceName } from "../paths.ts";
import type { SortValue } from "./browser/row-order.ts";
import type { Entry } from "./entry.ts";
import type { RowValue } from "./menu/row-value.ts";
import type { RowRelation } from "./relation.ts";
import type { ListDefinition, ListState } from "./state/list-state.ts";

/** A row of any list. */
export interface Listed {
  pk: number;
  /** As it came, without secrets. */
  raw: JsonObject;
}

/** What a list is asked for: how it stands, and by whom it is searched. */
export interface ListQuestion extends Omit<ListState, "page"> {
  page: number | "last";
  /** The server does not search this list, or only some of what it promises: the program has to. */
  scan: boolean;
  /** Of a list that is here whole: see `snapshot`. */
  whole: boolean;
}

/** How a resource is searched. */
interface ResourceSearch<T> {
  /** In the empty box. */
  placeholder: string;
  /** Fields beside those of the relations and `id`, with the row's texts in them. */
  fields: readonly SearchField[];
  textsOf: (row: T) => RowText[];
  /** What a field's value can be completed with, from the rows on show. */
  completions?: (rows: readonly T[]) => Readonly<Record<string, readonly string[]>>;
  /** Searches to learn from, and what they find. */
  examples: readonly (readonly [text: string, finds: string])[];
  /** What the server's own search looks at, in a sentence. */
  byServer: string;
  /** Told by a row, whether that search looks at all that is promised; always, when missing. */
  isFull?: (row: JsonValue) => boolean;
}

export interface ResourceOptions<T extends Listed> {
  /** "Authorization codes" */
  title: string;
  /** As they stand in a sentence: "authorization code", "authorization codes". */
  noun: readonly [one: string, many: string];
  endpoint: Endpoint<T>;
  relations: readonly RowRelation<T>[];
  /** Keys whose `ordering` the server honours, and what a row is sorted by for each, as the server's database does. */
  sort: Readonly<Record<string, (row: T) => SortValue>>;
  /** For keys whose order on the server is not the one that is read: the texts that are, for lists that are here whole. */
  sortTexts?: Readonly<Record<string, (row: T) => string>>;
  defaultSort: string;
  search: ResourceSearch<T>;
  /** So many rows are read through at first, and more each time one goes on; by what a row costs the server. */
  readBound: number;
  /** What the menu of a row offers beside its relations. */
  menuValues: (entry: Entry<T>) => RowValue[];
  /** What a row is like that this server fails on, and when that ends; `asOf` in epoch milliseconds. */
  faultyRow?: (asOf: number) => string;
  /**
   * One page of it, see `listQuery`. A query that holds more than a page, and cuts the page out with `select`, has the
   * same key for all pages.
   *
   * @param resource itself.
   */
  query(resource: Resource<T>, question: ListQuestion): ListQuery<T>;
  /** The query of a short list as a whole, under filters of the server's; a page of it is `query`'s, with `whole`. */
  snapshot?: (resource: Resource<T>, filters: ServerFilters) => ListQuery<T>;
}

/**
 * What becomes of a row: while it runs (a time follows), once it has expired, and when it never does. `gone`: what can
 * end it before its time ("redeemed, or deleted").
 */
export type ExpiryOutcome = Readonly<Record<"running" | "expired" | "never" | "gone", string>>;

/** How the rows of a resource expire, where they do. */
export interface ExpiryTrait<T> {
  /** So long before its end a row counts as expiring, unless the address says otherwise; seconds. */
  readonly within: number;
  /** The provider's validity for such rows as of today, as authentik writes it; null when not known. */
  validityOf(row: T): string | null;
  /** What ended a row before its time, in a word ("Revoked"); undefined where nothing did. */
  endedAs?(row: T): string | undefined;
  /** What becomes of a row, in words. */
  outcomeOf(row: T): ExpiryOutcome;
}

/** A resource whose rows expire: it can be chosen from by expiry time, counted and drawn over time. */
export interface ExpiringResource<T extends Listed> extends Resource<T> {
  readonly expiry: ExpiryTrait<T>;
}

/** Everything that is known of a list before anything is asked. At module scope: its identity is its name. */
export interface Resource<T extends Listed> extends ResourceOptions<T> {
  readonly name: ResourceName;
  readonly definition: ListDefinition;
  /** All fields that a search can be kept to. */
  readonly searchFields: readonly SearchField[];
  /** Whether its server heeds `search`, found out with a word that cannot match. */
  searchSupport(): UseQueryOptions<SearchSupport, Error, SearchSupport, QueryKey>;
}

/** The short noun, where the long one has just been read: "code", "codes". */
export function short(noun: readonly [string, string]): readonly [one: string, many: string] {
  const last = (text: string) => text.slice(text.lastIndexOf(" ") + 1);
  return [last(noun[0]), last(noun[1])];
}

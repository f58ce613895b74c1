import type { QueryKey, UseQueryOptions } from "@tanstack/react-query";
import type { Endpoint, ListQuery } from "../api/endpoint.ts";
import type { ListRequest, ServerFilters } from "../api/list-request.ts";
import type { SearchSupport } from "./browser/search-probe.ts";
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
  pk: number | string;
  /** The JSON as received, without secrets. */
  raw: JsonObject;
}

/** A row, when it was answered, and when the list was that it is part of; epoch milliseconds. */
export type ListedRow<T> = Pick<Entry<T>, "value" | "answeredAt" | "listedAt">;

/** What a list's query is made of: the list's state, and who answers it. */
export interface ListQuestion extends Omit<ListState, "page"> {
  page: number | "last";
  /** The server does not search this list, or not all that it promises: it is searched in the browser. */
  scan: boolean;
  /** Answered from a list that is loaded in full: see `snapshot`. */
  whole: boolean;
}

/** The request for a page that the server can answer. */
export function requestOf(question: ListQuestion): ListRequest {
  const { page, page_size, sort, search, server: filters } = question;
  return {
    page,
    page_size,
    ...(sort === "" ? {} : { ordering: sort }),
    ...(search === "" ? {} : { search }),
    filters,
  };
}

/** How a resource is searched. */
interface ResourceSearch<T> {
  placeholder: string;
  /** Fields beside those of the relations and `id`, with the row's texts in them. */
  fields: readonly SearchField[];
  textsOf: (row: T) => RowText[];
  /** Completions of each field's value, from the rows shown. */
  completions?: (rows: readonly T[]) => Readonly<Record<string, readonly string[]>>;
  /** Example searches, and what they find. */
  examples: readonly (readonly [text: string, finds: string])[];
  /** What the server's own search looks at, in a sentence. */
  byServer: string;
  /** Judges by a row whether that search looks at all that is promised; default always. */
  isFull?: (row: JsonValue) => boolean;
}

export interface ResourceOptions<T extends Listed> {
  /** "Authorization codes" */
  title: string;
  /** As used in a sentence: "authorization code", "authorization codes". */
  noun: readonly [one: string, many: string];
  endpoint: Endpoint<T>;
  relations: readonly RowRelation<T>[];
  /** authentik's filters beside those of the relations, each with the kind of its value; the page has their controls. */
  params?: ListDefinition["server"];
  /** Keys whose `ordering` the server honours, each with the value of a row that its database sorts by. */
  sort: Readonly<Record<string, (row: T) => SortValue>>;
  /**
   * For keys that the server does not sort by what is shown: that, for lists that are loaded in full. null comes last.
   * The entry's list is as of `listedAt`.
   */
  wholeSort?: Readonly<Record<string, (entry: ListedRow<T>) => SortValue>>;
  defaultSort: string;
  search: ResourceSearch<T>;
  /** How many rows are scanned at first, and each time that is resumed; depends on what a row costs the server. */
  readBound: number;
  /** What the menu of a row offers beside its relations. */
  menuValues: (entry: Entry<T>) => RowValue[];
  /** Describes the kind of row that the server fails on, and when that ends; `asOf` in epoch milliseconds. */
  faultyRow?: (asOf: number) => string;
  /**
   * The query of one page, see `listQuery`. Where its cache entry holds more than a page and `select` paginates it, all
   * pages have the same query key.
   *
   * @param resource this resource itself.
   */
  query(resource: Resource<T>, question: ListQuestion): ListQuery<T>;
  /** The query that loads a short list in full, under the server's filters; `query` with `whole` is a page of that. */
  snapshot?: (resource: Resource<T>, filters: ServerFilters) => ListQuery<T>;
}

/**
 * What happens to a row, in sentences: while it is valid (a time follows), after it expired, and if it never does.
 * `gone`: what can end it before its expiry time ("redeemed, or deleted").
 */
export type ExpiryOutcome = Readonly<Record<"running" | "expired" | "never" | "gone", string>>;

/** How the rows of a resource expire, where they do. */
export interface ExpiryTrait<T> {
  /** How long before its end a row counts as expiring, unless the URL says otherwise; seconds. */
  readonly within: number;
  /** The provider's current validity for such rows, as authentik writes it; null when not known. */
  validityOf(row: T): string | null;
  /** What ended a row before its time, in a word ("Revoked"); undefined where nothing did. */
  endedAs?(row: T): string | undefined;
  /** What happens to a row, in sentences. */
  outcomeOf(row: T): ExpiryOutcome;
}

/** A resource whose rows expire: it has filters by expiry time, counts and a timeline. */
export interface ExpiringResource<T extends Listed> extends Resource<T> {
  readonly expiry: ExpiryTrait<T>;
}

/** Everything static about a list. Defined at module scope: memos depend on its identity. */
export interface Resource<T extends Listed> extends ResourceOptions<T> {
  readonly name: ResourceName;
  readonly definition: ListDefinition;
  /** All fields that a search term can be limited to. */
  readonly searchFields: readonly SearchField[];
  /** Whether the server honours `search`, found out with a word that cannot match. */
  searchSupport(): UseQueryOptions<SearchSupport, Error, SearchSupport, QueryKey>;
}

/** The last word of the noun, for where the full noun was just mentioned: "code", "codes". */
export function short(noun: readonly [string, string]): readonly [one: string, many: string] {
  const last = (text: string) => text.slice(text.lastIndexOf(" ") + 1);
  return [last(noun[0]), last(noun[1])];
}

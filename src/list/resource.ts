import type { QueryKey, UseQueryOptions } from "@tanstack/react-query";
import type { ListAnswer } from "../api/list-answer.ts";
import type { ListRequest } from "../api/list-request.ts";
import type { SearchSupport } from "../api/search-probe.ts";
import type { ListName } from "../paths.ts";
import type { ListDefinition } from "./state/list-params.ts";

/** Everything a list page knows of its list before it asks for anything. At module scope: its identity is its name. */
export interface Resource<T extends { pk: string | number }> {
  /** Its path in the console. */
  name: ListName;
  /** "authorization codes": as it stands in a sentence. */
  plural: string;
  definition: ListDefinition;
  /**
   * One page of it. A query that holds more than a page, and cuts the page out with `select`, has the same key for all
   * pages.
   */
  query(params: ListRequest): UseQueryOptions<ListAnswer<T>, Error, ListAnswer<T>, QueryKey>;
  /** What the server's own search looks at, in a sentence. */
  serverSearches: string;
  /** What a row is like that this server fails on, and when that ends; `asOf` in epoch milliseconds. */
  faultyRow?: (asOf: number) => string;
  /** Whether its server heeds `search`, found out with a word that cannot match. */
  searchProbe(): UseQueryOptions<SearchSupport, Error, SearchSupport, QueryKey>;
}

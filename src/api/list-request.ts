/** The filters that authentik itself has, on one list or another. */
export type ServerParam = "provider" | "user" | "group" | "source__slug";

/**
 * Values of authentik's own filters. The console's filters are applied by the console: an object that has one of them
 * is refused here by its type, so that none is ever sent (authentik would ignore it without a word).
 */
export type ServerFilters = { readonly [Param in ServerParam]?: string } & {
  readonly [Param in "status" | "within" | "expires_after" | "expires_before"]?: never;
} & { readonly [param: `exclude_${string}`]: never };

/** One filter. */
export function serverFilter(param: ServerParam, value: string): ServerFilters {
  const filters: { [Param in ServerParam]?: string } = {};
  filters[param] = value;
  return filters;
}

/** What a list is asked for, in the API's own words. */
export interface ListRequest {
  /** From 1; "last" is the last page, whatever its number (all versions). */
  page?: number | "last";
  page_size?: number;
  ordering?: string;
  search?: string;
  filters: ServerFilters;
}

/** The parameters of one request, as they are sent. A query key holds this whole, so that it cannot drift. */
export type RequestParams = Readonly<Record<string, string>>;

/** Always sent: a server's own default is 100 rows up to 2025.10, and codes cost it 12 ms a row. */
export const DEFAULT_PAGE_SIZE = 20;

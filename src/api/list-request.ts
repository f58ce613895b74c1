/** Filters that authentik itself has, each on some of the lists. */
export type ServerParam =
  | "provider"
  | "user"
  | "group"
  | "source__slug"
  /** Of connections: the type of their source, which authentik has in the path. */
  | "type"
  | "username"
  | "context_authorized_app";

/**
 * Values of authentik's own filters. The console applies its own filters itself: the type does not allow them here, so
 * that none is ever sent (authentik would ignore it silently).
 */
export type ServerFilters = { readonly [Param in ServerParam]?: string } & {
  readonly [Param in "status" | "within" | "expires_after" | "expires_before"]?: never;
} & { readonly [param: `exclude_${string}`]: never };

/** A request for a list, with the API's parameter names. */
export interface ListRequest {
  /** From 1; "last" is the last page, whatever its number (all versions). */
  page?: number | "last";
  page_size?: number;
  ordering?: string;
  search?: string;
  filters: ServerFilters;
}

/** The parameters of one request, as sent. Query keys contain all of them, so that key and request cannot differ. */
export type RequestParams = Readonly<Record<string, string>>;

/** Always sent: a server's own default is 100 rows up to 2025.10, and codes cost it 12 ms a row. */
export const DEFAULT_PAGE_SIZE = 20;

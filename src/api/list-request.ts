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

/**
 * The request for a list: what was chosen, without what means nothing (page 1, empty search or filter), and with `pk`
 * as tie-breaker, because authentik adds none and rows would repeat or go missing between pages.
 *
 * @param always parameters the endpoint always gets.
 */
export function listRequest(asked: ListRequest, always: RequestParams = {}): RequestParams {
  const request: Record<string, string> = {};
  for (const [name, value] of Object.entries(asked.filters)) {
    if (value !== "") request[name] = value;
  }
  const search = asked.search?.trim();
  if (search) request["search"] = search;
  const ordering = withTieBreaker(asked.ordering ?? "");
  if (ordering !== "") request["ordering"] = ordering;
  if (asked.page !== undefined && asked.page !== 1) request["page"] = String(asked.page);
  request["page_size"] = String(asked.page_size ?? DEFAULT_PAGE_SIZE);
  return { ...request, ...always };
}

/** `expires` becomes `expires,pk`; nothing stays nothing (the server's default orders are stable), and `pk` decides all. */
export function withTieBreaker(ordering: string): string {
  const keys = ordering
    .split(",")
    .map((key) => key.trim())
    .filter((key) => key !== "");
  const decided = keys.some((key) => key === "pk" || key === "-pk");
  return (decided || keys.length === 0 ? keys : [...keys, "pk"]).join(",");
}

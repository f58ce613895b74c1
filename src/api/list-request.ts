/** What a list is asked for, in the API's own words; how the URL says it. */
export interface ListRequest {
  /** From 1; "last" is the last page, whatever its number (all versions). */
  page?: number | "last";
  page_size?: number;
  ordering?: string;
  search?: string;
  /** The server does not search this list, or only some of what it promises: the program has to. Never sent. */
  scan?: boolean;
  filters: Readonly<Record<string, string>>;
}

/** The parameters of one request, as they are sent. A query key holds this whole, so that it cannot drift. */
export type RequestParams = Readonly<Record<string, string>>;

/** Always sent: a server's own default is 100 rows up to 2025.10, and codes cost it 12 ms a row. */
export const DEFAULT_PAGE_SIZE = 20;

/**
 * The request for a list: what was chosen, without what means nothing (page 1, empty search or filter), and with `pk`
 * as tie-breaker, because authentik adds none and rows would repeat or go missing between pages.
 *
 * @param extra parameters the endpoint always gets.
 */
export function listRequest(params: ListRequest, extra: RequestParams = {}): RequestParams {
  const request: Record<string, string> = {};
  for (const [name, value] of Object.entries(params.filters)) {
    if (value !== "") request[name] = value;
  }
  const search = params.search?.trim();
  if (search) request["search"] = search;
  const ordering = withTieBreaker(params.ordering ?? "");
  if (ordering !== "") request["ordering"] = ordering;
  if (params.page !== undefined && params.page !== 1) request["page"] = String(params.page);
  request["page_size"] = String(params.page_size ?? DEFAULT_PAGE_SIZE);
  return { ...request, ...extra };
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

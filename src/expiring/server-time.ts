import type { Endpoint } from "../api/endpoint.ts";
import type { ServerFilters } from "../api/list-request.ts";
import { isServerClockKnown, serverNow } from "../api/server-clock.ts";

/**
 * The server's clock, epoch milliseconds. In a page that knows nothing yet, one row is asked for to learn it.
 *
 * @throws ApiError
 */
export async function serverTime(
  { fetchPage }: Pick<Endpoint<unknown>, "fetchPage">,
  filters: ServerFilters,
  signal: AbortSignal,
): Promise<number> {
  if (!isServerClockKnown()) {
    await fetchPage({ ordering: "expires", page: 1, page_size: 1, filters }, signal);
  }
  return serverNow();
}

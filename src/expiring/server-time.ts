import { fetchAuthorizationCodes } from "../api/endpoints/authorization-codes.ts";
import type { ListRequest } from "../api/list-request.ts";
import { isServerClockKnown, serverNow } from "../api/server-clock.ts";

/**
 * The server's clock, epoch milliseconds. In a page that knows nothing yet, one row is asked for to learn it.
 *
 * @param filters of the server's own.
 * @throws ApiError
 */
export async function serverTime(
  filters: ListRequest["filters"],
  signal: AbortSignal,
): Promise<number> {
  if (!isServerClockKnown()) {
    const params = { ordering: "expires", page: 1, page_size: 1, filters };
    await fetchAuthorizationCodes(params, signal);
  }
  return serverNow();
}

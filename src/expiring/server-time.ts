import type { Endpoint } from "../api/endpoint.ts";
import type { ServerFilters } from "../api/list-request.ts";
import { isServerClockKnown, serverNow } from "../api/server-clock.ts";

/** By more than this an answer corrects only a clock that was set. */
const SET_MS = 1500;

/**
 * Asks for something that depends on the server's time. If the answers show that one of the clocks was set since it was
 * last told, it is asked for once more, at the right time.
 *
 * @param run given the server's clock, epoch milliseconds, and whether what was read for another time is to be dropped.
 * @throws ApiError
 */
export async function atServerTime<R>(
  endpoint: Pick<Endpoint<unknown>, "fetchPage">,
  filters: ServerFilters,
  signal: AbortSignal,
  run: (now: number, again: boolean) => Promise<R>,
): Promise<R> {
  const now = await serverTime(endpoint, filters, signal);
  const offset = now - Date.now();
  const result = await run(now, false);
  const corrected = serverNow() - Date.now() - offset;
  return Math.abs(corrected) < SET_MS ? result : run(serverNow(), true);
}

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

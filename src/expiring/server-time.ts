import type { Endpoint } from "../api/endpoint.ts";
import type { ServerFilters } from "../api/list-request.ts";
import { isServerClockKnown, serverNow } from "../api/server-clock.ts";

/** A correction of at least this means that a clock was set. */
const SET_MS = 1500;

/**
 * Runs something that depends on the server's time. If its answers show that the server's or the browser's clock was
 * set, it is run once more, at the corrected time.
 *
 * @param run gets the server's clock, epoch milliseconds, and whether to discard what was read for another time.
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
 * The server's clock, epoch milliseconds. If no answer has told it yet, one row is fetched to learn it.
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

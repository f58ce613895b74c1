import type { AuthentikEvent } from "../api/wire/event.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import { type NewestRows, readNewest } from "../find/newest/read-newest.ts";
import { newerPages } from "../find/newest/skip-newer.ts";
import { createdMs } from "./facts-of-rows.ts";

/** Events are cheap: 100 of them cost authentik as much as five tokens, and it sends no more at a time. */
const EVENTS_PER_REQUEST = 100;

const NEWEST_FIRST = { ordering: "-created", timeOf: createdMs, size: EVENTS_PER_REQUEST };

type NewestOptions = Parameters<typeof readNewest<AuthentikEvent>>[1];

/**
 * Reads events from the newest back, see `readNewest`.
 *
 * @throws ApiError as `fetchPage`.
 */
export function readNewestEvents(
  fetchPage: FetchPage<AuthentikEvent>,
  options: Omit<NewestOptions, "ordering" | "timeOf" | "size">,
): Promise<NewestRows<AuthentikEvent>> {
  return readNewest(fetchPage, { ...options, ...NEWEST_FIRST });
}

/**
 * How many pages of `readNewestEvents` hold only events from a time on, see `newerPages`; none for Infinity.
 *
 * @throws ApiError as `fetchPage`.
 */
export async function newerEventPages(
  fetchPage: FetchPage<AuthentikEvent>,
  options: Omit<Parameters<typeof newerPages<AuthentikEvent>>[1], keyof typeof NEWEST_FIRST>,
): Promise<number> {
  return options.before === Infinity ? 0 : newerPages(fetchPage, { ...options, ...NEWEST_FIRST });
}

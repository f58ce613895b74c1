import type { AuthentikEvent } from "../api/wire/event.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import { type NewestRows, readNewest } from "../find/newest/read-newest.ts";
import { createdMs } from "./facts-of-rows.ts";

/** Events are cheap: 100 of them cost authentik as much as five tokens, and it sends no more at a time. */
const EVENTS_PER_REQUEST = 100;

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
  return readNewest(fetchPage, {
    ...options,
    ordering: "-created",
    timeOf: createdMs,
    size: EVENTS_PER_REQUEST,
  });
}

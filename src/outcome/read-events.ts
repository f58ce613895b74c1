import { type ListAnswer, readableRows } from "../api/list-answer.ts";
import type { AuthentikEvent } from "../api/wire/event.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import { type NewestRows, readNewest } from "../find/newest/read-newest.ts";
import { fetchAhead } from "../find/newest/fetch-ahead.ts";
import { newerPages } from "../find/newest/skip-newer.ts";
import { createdMs } from "./facts-of-rows.ts";

/** Events are cheap: 100 of them cost authentik as much as five tokens, and it sends no more at a time. */
const EVENTS_PER_REQUEST = 100;

/** Pages that are read at a time, where more than one are wanted. */
const AT_ONCE = 4;

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
  const ahead = fetchAhead(fetchPage, {
    atOnce: AT_ONCE,
    lastPage: (answer, page) =>
      Math.min(lastPageOf(answer, page, options.until), mostPages(options)),
  });
  return readNewest(ahead, { ...options, ...NEWEST_FIRST });
}

function mostPages({ cap }: Pick<NewestOptions, "cap">): number {
  return Math.ceil(cap / EVENTS_PER_REQUEST);
}

/** The page that the time is on if events were as frequent before as on this page. */
function lastPageOf(answer: ListAnswer<AuthentikEvent>, page: number, until: number): number {
  const times = readableRows(answer).flatMap((event) => createdMs(event) ?? []);
  const [newest = 0, oldest = newest] = [times[0], times.at(-1)];
  const listed = Math.ceil(answer.count / answer.pageSize);
  return Math.min(listed, page + Math.ceil((oldest - until) / Math.max(1, newest - oldest)));
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

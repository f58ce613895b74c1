/** The `Date` header has whole seconds only. */
const RESOLUTION_MS = 1000;

/** Bounds of the server's clock minus the browser's, in milliseconds. */
interface Offset {
  low: number;
  high: number;
}

let offset: Offset | null = null;

/**
 * Narrows the clock offset by an answer's `Date` header. One answer bounds it to a second plus the round trip; the
 * bounds of all answers are intersected. If the intersection is empty, one of the clocks was set (or a proxy made up a
 * date), and only the newest answer counts.
 *
 * @param header the `Date` header; anything that is no date is ignored.
 * @param sentAt the browser's clock when the request was sent, epoch milliseconds.
 * @param receivedAt the browser's clock when the answer's headers arrived.
 */
export function noteServerDate(header: string | null, sentAt: number, receivedAt: number): void {
  const date = parseDate(header);
  if (date === null || !(sentAt <= receivedAt)) return;
  const seen = { low: date - receivedAt, high: date + RESOLUTION_MS - sentAt };
  if (offset === null) {
    offset = seen;
    return;
  }
  const both = { low: Math.max(offset.low, seen.low), high: Math.min(offset.high, seen.high) };
  offset = both.low <= both.high ? both : seen;
}

/**
 * An estimate of the server's clock now, epoch milliseconds: to about half a second at first, better later. The
 * browser's own clock where the answers do not contradict it.
 */
export function serverNow(): number {
  return Date.now() + offsetMs();
}

/** Whether any answer had a `Date` yet; until then `serverNow` is the browser's own clock. */
export function isServerClockKnown(): boolean {
  return offset !== null;
}

/**
 * The server's clock when it answered: the time of arrival, clamped to the second of the `Date` header.
 */
export function answeredAt(header: string | null, receivedAt: number): number {
  const arrived = receivedAt + offsetMs();
  const date = parseDate(header);
  if (date === null) return arrived;
  return Math.min(Math.max(arrived, date), date + RESOLUTION_MS - 1);
}

/** Forgets the offset, for tests. */
export function resetServerClock(): void {
  offset = null;
}

function offsetMs(): number {
  if (offset === null || (offset.low <= 0 && offset.high >= 0)) return 0;
  return Math.round((offset.low + offset.high) / 2);
}

function parseDate(header: string | null): number | null {
  const date = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(date) ? null : date;
}

/** The `Date` header names a second, not a moment. */
const RESOLUTION_MS = 1000;

/** The server's clock minus this browser's lies between these, in milliseconds. */
interface Offset {
  low: number;
  high: number;
}

let offset: Offset | null = null;

/**
 * Learns from an answer's `Date` header. Each answer alone leaves a second and the round trip in doubt; as all of
 * them must be right, the overlap narrows it down. When nothing is left of it, one of the clocks was set (or a proxy
 * made a date up), and only the newest answer counts.
 *
 * @param header the `Date` header; anything that is no date is ignored.
 * @param sentAt the browser's clock when the request went out, epoch milliseconds.
 * @param receivedAt the browser's clock when the answer's headers were there.
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
 * The server's clock now, epoch milliseconds, as well as it is known: to about half a second at first, better later.
 * The browser's own clock where the answers do not contradict it.
 */
export function serverNow(): number {
  return Date.now() + offsetMs();
}

/** Whether any answer told the server's time yet; until then `serverNow` is the browser's own clock. */
export function isServerClockKnown(): boolean {
  return offset !== null;
}

/**
 * The server's clock when it gave an answer: the moment the answer arrived, kept within the second its `Date` names.
 */
export function answeredAt(header: string | null, receivedAt: number): number {
  const arrived = receivedAt + offsetMs();
  const date = parseDate(header);
  if (date === null) return arrived;
  return Math.min(Math.max(arrived, date), date + RESOLUTION_MS - 1);
}

/** Forgets what was learnt, for tests. */
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

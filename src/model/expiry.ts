/**
 * - `valid`, `expiring` (the last 15 s), `expired`, `never` (expires)
 * - `past-not-expired`: past `expires`, but the server does not count it as expired and never will
 * - `unknown`: `expires` cannot be read as a time
 */
export type ExpiryStatus =
  | "valid"
  | "expiring"
  | "expired"
  | "never"
  | "past-not-expired"
  | "unknown";

/** A row's expiry according to an answer, and when it answered. */
export interface Expiry {
  /** `expires` as received; only used to distinguish "none" from "unreadable". */
  readonly expires?: string | null | undefined;
  /** Epoch milliseconds of `expires`; null when it is null or unreadable. */
  readonly expiresMs: number | null;
  /** The server's value, true at the time of the answer. */
  readonly is_expired: boolean;
  /** The server's clock when it answered, epoch milliseconds, exact to a second. */
  readonly answeredAtMs: number;
}

/** How long before its end a row counts as expiring. */
export const EXPIRING_MS = 15_000;

/**
 * How far past `expires` an answer may be before its "not expired" is believed. The server computes that row by row
 * while it writes an answer, and sets its `Date` at the end, seconds later when it is slow; a proxy may replace it.
 */
const CLOCK_SLACK_MS = 30_000;

/**
 * The status of a row at `nowMs` of the server's clock. `is_expired` (the server's
 * `expiring and now > expires`) was true when it answered; after that the clock decides.
 * A row that an answer long past its time calls not expired has `expiring` off: its status no longer changes.
 *
 * @param expiringMs how long before its end a row counts as expiring.
 */
export function expiryStatus(
  expiry: Expiry,
  nowMs: number,
  expiringMs = EXPIRING_MS,
): ExpiryStatus {
  if (expiry.is_expired) return "expired";
  const end = expiry.expiresMs;
  if (end === null) return typeof expiry.expires === "string" ? "unknown" : "never";
  if (!Number.isFinite(end)) return "unknown";
  if (expiry.answeredAtMs - end > CLOCK_SLACK_MS) return "past-not-expired";
  if (nowMs >= end) return "expired";
  return end - nowMs <= expiringMs ? "expiring" : "valid";
}

/** Milliseconds until `expires`, negative when past, null when there is no (readable) end. */
export function remainingMs(expiry: Pick<Expiry, "expiresMs">, nowMs: number): number | null {
  const end = expiry.expiresMs;
  return end === null || !Number.isFinite(end) ? null : end - nowMs;
}

/** Units of the relative words, each with the one that may follow it. */
const UNITS = [
  { name: "d", seconds: 86_400, below: { name: "h", seconds: 3_600 } },
  { name: "h", seconds: 3_600, below: { name: "min", seconds: 60 } },
  { name: "min", seconds: 60, below: { name: "s", seconds: 1 } },
] as const;

/**
 * Words for a distance from now: "in 26 s", "in 7 min 10 s", "in 2 h 5 min", "3 min 12 s ago",
 * "2 d 4 h ago", "just now" in the first second after. Time left is rounded up and time gone
 * down, so that "in 1 s" lasts until the end.
 * @param ms milliseconds, positive in the future
 */
export function relativeWords(ms: number): string {
  if (!Number.isFinite(ms)) return "";
  if (ms > 0) return `in ${spanWords(ms)}`;
  return ms > -1000 ? "just now" : `${spanWords(ms)} ago`;
}

/** The bare length of `relativeWords`: "26 s", "7 min 10 s", "2 d 4 h"; a rest of 0 is left out. */
export function spanWords(ms: number): string {
  if (!Number.isFinite(ms)) return "";
  const seconds = wholeSeconds(ms);
  const unit = UNITS.find((candidate) => seconds >= candidate.seconds);
  if (unit === undefined) return `${seconds} s`;
  const words = `${Math.floor(seconds / unit.seconds)} ${unit.name}`;
  // Beside a date, hours say nothing more, and both would not have room.
  if (seconds >= 10 * 86_400) return words;
  const rest = Math.floor((seconds % unit.seconds) / unit.below.seconds);
  return rest === 0 ? words : `${words} ${rest} ${unit.below.name}`;
}

/** Rounded up ahead of the end, down after it. */
function wholeSeconds(ms: number): number {
  return ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
}

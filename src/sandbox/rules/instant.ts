/**
 * A moment of the database with its microseconds, always in these 27 characters:
 * `2026-11-22T06:03:30.497038Z`. One fixed width, so that text order is time order, and no number
 * of microseconds since 1970 that would be inexact for a code that expires in the year 9999.
 */
export type Instant = string;

/**
 * @param ms epoch milliseconds; the fraction of a millisecond is kept to the microsecond
 * @param micros further microseconds, 0 to 999
 */
export function instant(ms: number, micros = 0): Instant {
  const whole = Math.floor(ms);
  const rest = Math.min(999, microsOf(ms - whole) + micros);
  return `${new Date(whole).toISOString().slice(0, 23)}${String(rest).padStart(3, "0")}Z`;
}

/** @param fraction of a millisecond, from 0 up to 1; it is never rounded up to a whole one */
export function microsOf(fraction: number): number {
  return Math.min(999, Math.round(fraction * 1000));
}

/** Epoch milliseconds, rounded down. */
export function instantMs(at: Instant): number {
  return Date.parse(`${at.slice(0, 23)}Z`);
}

/** Any ISO date-time in UTC, with or without a fraction, in the fixed width. */
export function toInstant(text: string): Instant {
  const [seconds = "", fraction = ""] = text.replace(/Z$/, "").split(".");
  return `${seconds}.${fraction.padEnd(6, "0").slice(0, 6)}Z`;
}

/** As authentik writes it: microseconds, but no fraction at all when it is zero. */
export function writeInstant(at: Instant): string {
  return at.endsWith(".000000Z") ? `${at.slice(0, 19)}Z` : at;
}

/**
 * A moment with microseconds, as the database keeps it, always in these 27 characters:
 * `2026-11-22T06:03:30.497038Z`. The fixed width makes text order time order. Microseconds since
 * 1970 would not be exact for a code that expires in the year 9999.
 */
export type Instant = string;

/**
 * @param ms epoch milliseconds; a fraction is kept to the microsecond
 * @param micros further microseconds, 0 to 999
 */
export function instant(ms: number, micros = 0): Instant {
  const whole = Math.floor(ms);
  const rest = Math.min(999, fractionToMicros(ms - whole) + micros);
  return `${new Date(whole).toISOString().slice(0, 23)}${String(rest).padStart(3, "0")}Z`;
}

/** @param fraction of a millisecond, from 0 up to 1; never rounded up to a whole one */
export function fractionToMicros(fraction: number): number {
  return Math.min(999, Math.round(fraction * 1000));
}

/** Epoch milliseconds, rounded down. */
export function instantMs(at: Instant): number {
  return Date.parse(`${at.slice(0, 23)}Z`);
}

/** As authentik writes it: with microseconds, or without a fraction when it is zero. */
export function writeInstant(at: Instant): string {
  return at.endsWith(".000000Z") ? `${at.slice(0, 19)}Z` : at;
}

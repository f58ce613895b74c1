/**
 * A timestamp with microseconds, as the database stores it, always in this 27-character form:
 * `2026-11-22T06:03:30.497038Z`. The fixed width makes string order chronological. Epoch microseconds would not be
 * exact for a code that expires in the year 9999.
 */
export type Instant = string;

/**
 * @param ms epoch milliseconds; a fraction is kept to the microsecond
 * @param micros additional microseconds, 0 to 999
 */
export function instant(ms: number, micros = 0): Instant {
  const whole = Math.floor(ms);
  const rest = Math.min(999, fractionToMicros(ms - whole) + micros);
  return `${new Date(whole).toISOString().slice(0, 23)}${String(rest).padStart(3, "0")}Z`;
}

/** @param fraction of a millisecond, at least 0 and less than 1; never rounded up to a whole one */
export function fractionToMicros(fraction: number): number {
  return Math.min(999, Math.round(fraction * 1000));
}

/** Epoch milliseconds, rounded down. */
export function instantMs(at: Instant): number {
  return Date.parse(`${at.slice(0, 23)}Z`);
}

/** In authentik's format: with microseconds, or without a fraction if it is zero. */
export function writeInstant(at: Instant): string {
  return at.endsWith(".000000Z") ? `${at.slice(0, 19)}Z` : at;
}

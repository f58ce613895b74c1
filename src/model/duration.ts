/** The units of an authentik duration, in milliseconds, the largest first. */
export const DURATION_UNITS = {
  weeks: 604_800_000,
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
  microseconds: 0.001,
} as const;

export type DurationUnit = keyof typeof DURATION_UNITS;

const NUMBER = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

function isUnit(key: string): key is DurationUnit {
  return Object.hasOwn(DURATION_UNITS, key);
}

/** The parts of `hours=1;minutes=2`, a repeated key's last value winning as it does for authentik. */
export function parseDuration(text: string): Map<DurationUnit, number> | null {
  const parts = new Map<DurationUnit, number>();
  for (const pair of text.split(";")) {
    if (pair.trim() === "") continue;
    const [key = "", value = "", extra] = pair.split("=");
    const unit = key.trim().toLowerCase();
    const amount = Number(value);
    if (extra !== undefined || !isUnit(unit) || !NUMBER.test(value)) return null;
    if (!Number.isFinite(amount)) return null;
    parts.set(unit, amount);
  }
  return parts.size > 0 ? parts : null;
}

/**
 * An authentik duration in milliseconds.
 *
 * @param text such as "hours=1;minutes=2".
 * @returns null when it cannot be read.
 */
export function durationMs(text: string | null): number | null {
  const parts = text === null ? null : parseDuration(text);
  if (parts === null) return null;
  let sum = 0;
  for (const [unit, amount] of parts) sum += amount * DURATION_UNITS[unit];
  return Number.isFinite(sum) ? sum : null;
}

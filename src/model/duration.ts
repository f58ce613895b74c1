const UNITS = {
  weeks: 604_800_000,
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
  microseconds: 0.001,
} as const;

type Unit = keyof typeof UNITS;

const NUMBER = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

function isUnit(key: string): key is Unit {
  return Object.hasOwn(UNITS, key);
}

/** The parts of `hours=1;minutes=2`, a repeated key's last value winning as it does for authentik. */
function parseDuration(text: string): Map<Unit, number> | null {
  const parts = new Map<Unit, number>();
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
  for (const [unit, amount] of parts) sum += amount * UNITS[unit];
  return Number.isFinite(sum) ? sum : null;
}

/**
 * An authentik duration in words: "1 hour 2 minutes".
 *
 * @returns the text as it is when it cannot be read.
 */
export function durationWords(text: string): string {
  const parts = parseDuration(text);
  if (parts === null) return text;
  const units = Object.keys(UNITS).filter(isUnit);
  const said = units.filter(
    (unit) => parts.has(unit) && (parts.size === 1 || parts.get(unit) !== 0),
  );
  // All parts are zero: only the smallest given unit is shown.
  const shown = said.length > 0 ? said : units.filter((unit) => parts.has(unit)).slice(-1);
  return shown.map((unit) => count(parts.get(unit) ?? 0, unit)).join(" ");
}

function count(amount: number, unit: Unit): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

/**
 * A span of time in its two largest units: "26 s", "7 min 10 s", "2 h 5 min", "3 d 4 h".
 *
 * @param ms milliseconds; the sign is not shown, fractions of a second are dropped.
 */
export function shortSpan(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const steps = [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
    [1, "s"],
  ] as const;
  const top = steps.findIndex(([size]) => seconds >= size);
  if (top === -1) return "0 s";
  let rest = seconds;
  const words: string[] = [];
  for (const [size, unit] of steps.slice(top, top + 2)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) words.push(`${amount} ${unit}`);
  }
  return words.join(" ");
}

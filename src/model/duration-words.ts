import { DURATION_UNITS, type DurationUnit, parseDuration } from "./duration.ts";

/**
 * An authentik duration in words: "1 hour 2 minutes".
 *
 * @returns the text as it is when it cannot be read.
 */
export function durationWords(text: string): string {
  const parts = parseDuration(text);
  if (parts === null) return text;
  const units = Object.keys(DURATION_UNITS) as DurationUnit[];
  const said = units.filter(
    (unit) => parts.has(unit) && (parts.size === 1 || parts.get(unit) !== 0),
  );
  // All parts are zero: only the smallest given unit is shown.
  const shown = said.length > 0 ? said : units.filter((unit) => parts.has(unit)).slice(-1);
  return shown.map((unit) => count(parts.get(unit) ?? 0, unit)).join(" ");
}

function count(amount: number, unit: DurationUnit): string {
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

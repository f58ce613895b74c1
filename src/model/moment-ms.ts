import { readRelative } from "./moment.ts";

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * Which instant a moment means, epoch milliseconds.
 *
 * @param moment in canonical form.
 * @param now the server's clock, epoch milliseconds.
 */
export function momentMs(moment: string, now: number): number {
  const relative = readRelative(moment);
  if (relative === null) return Date.parse(moment);
  const distance = relative.amount * UNIT_MS[relative.unit];
  return relative.sign === "-" ? now - distance : now + distance;
}

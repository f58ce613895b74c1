const UNITS: ReadonlyMap<string, number> = new Map([
  ["weeks", 604_800_000],
  ["days", 86_400_000],
  ["hours", 3_600_000],
  ["minutes", 60_000],
  ["seconds", 1000],
]);

/**
 * Parses how long a provider's codes or tokens are valid.
 * @param validity such as `minutes=8;seconds=30`
 * @returns milliseconds
 */
export function validityMs(validity: string): number {
  let total = 0;
  for (const part of validity.split(";")) {
    const [unit = "", amount] = part.split("=");
    total += (UNITS.get(unit) ?? Number.NaN) * Number(amount);
  }
  return total;
}

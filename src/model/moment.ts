type Unit = "s" | "m" | "h" | "d";

const RELATIVE = /^now(?:([+\- ])(\d{1,6})([smhd]))?$/i;
/** A "+" that was not encoded arrives as a space. */
const ABSOLUTE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+\- ]\d\d:?\d\d)$/i;

/**
 * The canonical form of a moment: "now", "now-5m", "now+60s", or an instant of UTC to the millisecond
 * ("2026-11-22T12:00:00Z", from any zone). null for anything else, including a time without a zone.
 */
export function readMoment(text: string): string | null {
  const value = text.trim();
  const relative = readRelative(value);
  if (relative !== null) {
    const { sign, amount, unit } = relative;
    return amount === 0 ? "now" : `now${sign}${amount}${unit}`;
  }
  if (!ABSOLUTE.test(value)) return null;
  const ms = Date.parse(value.toUpperCase().replace(" ", "+"));
  const moment = Number.isNaN(ms) ? "" : momentOf(ms);
  // In UTC, the year may no longer have four digits.
  return ABSOLUTE.test(moment) ? moment : null;
}

/** Epoch milliseconds as an absolute moment in canonical form. */
export function momentOf(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

/** A moment relative to the clock: "now", some time ago, or some time from now. */
export interface RelativeMoment {
  sign: "-" | "+";
  /** Whole; 0 is now. */
  amount: number;
  unit: Unit;
}

/** Parses a relative moment: "now", "now-5m"; null for any other text. */
export function readRelative(moment: string): RelativeMoment | null {
  const found = RELATIVE.exec(moment);
  if (found === null) return null;
  const [, sign, amount = "0", unit = "s"] = found;
  return {
    sign: sign === "-" ? "-" : "+",
    amount: Number(amount),
    unit: unit.toLowerCase() as Unit,
  };
}

/** An API timestamp in epoch microseconds, the resolution of the database; null for none. */
export function microsOf(time: string | null): number | null {
  const ms = Date.parse(time ?? "");
  if (Number.isNaN(ms)) return null;
  const finer = /\.\d{3}(\d{1,3})/.exec(time ?? "")?.[1] ?? "";
  return ms * 1000 + Number(finer.padEnd(3, "0"));
}

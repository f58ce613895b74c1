import type { ProbeTarget } from "./probe-planner.ts";

/** The rows of one answer, as far as they prove counts. */
export interface AnsweredRows {
  /** Offset of the first row. */
  start: number;
  /** When each row expires, epoch milliseconds; null where that could not be read. */
  values: readonly (number | null)[];
  /** Rows in the whole list. */
  count: number;
  asOf: number;
  /** The size to which the server clamped the page; Infinity where it gave what was asked. */
  clamp: number;
  /** The answer was put together from parts, and the list changed between them: it proves nothing. */
  moved: boolean;
}

/**
 * The number of rows before `time`, if this one answer proves it: the rows on both sides of the time are in it, or an
 * end of the list. Null otherwise.
 */
export function provenCount(
  time: number,
  { start, values, count, moved }: AnsweredRows,
): number | null {
  if (moved) return null;
  if (count === 0) return 0;
  const index = values.findIndex((value) => value !== null && value >= time);
  if (index > 0) {
    const previous = values[index - 1];
    return typeof previous === "number" && previous < time ? start + index : null;
  }
  if (index === 0) return start === 0 ? 0 : null;
  const last = values.at(-1);
  return typeof last === "number" && start + values.length >= count ? count : null;
}

/**
 * Whether a proven count contradicts another one that is as new or newer, or the number of rows. Equal counts of two
 * answers do too: had no row been between the two times at either moment, that answer would prove both.
 */
export function isContradicted(
  { time, proof }: ProbeTarget,
  targets: readonly ProbeTarget[],
  count: number,
): boolean {
  if (proof === null) return false;
  if (proof.before > count) return true;
  return targets.some(
    (other) =>
      other.proof !== null &&
      other.proof.asOf >= proof.asOf &&
      ((other.proof.before === proof.before && other.proof.answer !== proof.answer) ||
        (other.time < time
          ? other.proof.before > proof.before
          : other.time > time && other.proof.before < proof.before)),
  );
}

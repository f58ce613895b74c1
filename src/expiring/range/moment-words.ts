import { momentMs } from "../../model/moment-ms.ts";
import { readRelative, type RelativeMoment } from "../../model/moment.ts";
import { formatMoment } from "../../ui/text/format.ts";
import { formatHours, formatSpan } from "../../ui/text/format-later.ts";

const UNITS: Readonly<Record<RelativeMoment["unit"], string>> = {
  s: "s",
  m: "min",
  h: "h",
  d: "d",
};

/**
 * A moment in words: "now", "5 min ago", "in 60 s", or the local time.
 *
 * @param moment in canonical form.
 * @param now the server's clock, epoch milliseconds; if undefined, the moment's day counts as today.
 */
export function momentWords(moment: string, now: number | undefined): string {
  const relative = readRelative(moment);
  if (relative === null) {
    const ms = momentMs(moment, now ?? 0);
    return formatMoment(ms, now ?? ms);
  }
  if (relative.amount === 0) return "now";
  const span = `${relative.amount} ${UNITS[relative.unit]}`;
  return relative.sign === "-" ? `${span} ago` : `in ${span}`;
}

/** A range in words: "5 min ago to now", "from now on", "before 12:04:31". */
export function rangeWords(
  after: string | undefined,
  before: string | undefined,
  now: number | undefined,
): string {
  const hours = hoursWords(after, before, now);
  if (hours !== null) return hours;
  const from = after === undefined ? undefined : momentWords(after, now);
  const to = before === undefined ? undefined : momentWords(before, now);
  if (from === undefined) return to === undefined ? "" : `before ${to}`;
  return to === undefined ? `from ${from} on` : formatSpan(from, "to", to);
}

/** Two absolute ends on one day, not today: with times, as the dates are equal. null for all other ranges. */
function hoursWords(
  after: string | undefined,
  before: string | undefined,
  now: number | undefined,
): string | null {
  if (after === undefined || before === undefined) return null;
  if (readRelative(after) !== null || readRelative(before) !== null) return null;
  const [from, to] = [momentMs(after, 0), momentMs(before, 0)];
  const date = formatMoment(from, now ?? from);
  const isDate = date !== formatMoment(from, from);
  return isDate && date === formatMoment(to, now ?? to) ? formatHours(from, to) : null;
}

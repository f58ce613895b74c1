import {
  formatCount,
  formatDate,
  formatHour,
  formatTime,
  formatZone,
  formatZoneNow,
  isUtc,
  joined,
  withZone,
} from "./format.ts";

/* Formats that nothing before the first rows needs: beside those in `format.ts`, they would be loaded with these. */

/** A count of things: "1 code", "1,204 codes". */
export function formatCountOf(value: number, [one, many]: readonly [string, string]): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** The time of day to the minute with its zone: 12:04 UTC+1. */
export function formatHourInZone(ms: number): string {
  return withZone(formatHour(ms), ms);
}

/** Date and time to the minute: 22 Nov 2026, 12:04 UTC+1. */
export function formatMinute(ms: number): string {
  return withZone(joined(formatDate(ms), formatHour(ms)), ms);
}

/** The same where the zone of now is told beside it: only another one is named. */
export function formatMinuteInColumn(ms: number): string {
  return inColumn(joined(formatDate(ms), formatHour(ms)), ms);
}

/** Two times on one day: 22 Nov 2026, 12:00:00 to 14:00:00 UTC. */
export function formatHours(from: number, to: number): string {
  return `${formatDate(from)}, ${formatSpan(formatTime(from), "to", formatTime(to))}`;
}

/** Two times as one text; where both have one zone, it is named once. */
export function formatSpan(from: string, between: string, to: string): string {
  const [zone] = / UTC\S*$/.exec(to) ?? [""];
  const start = zone !== "" && from.endsWith(zone) ? from.slice(0, -zone.length) : from;
  return `${start} ${between} ${to}`;
}

/** Half of the year, a zone may be another one than now. */
function inColumn(text: string, ms: number): string {
  return isUtc() || formatZone(ms) === formatZoneNow() ? text : withZone(text, ms);
}

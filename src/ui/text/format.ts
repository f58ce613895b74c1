/*
 * Numbers and times as English writes them, like all words around them: in another language's digits or order, a
 * sentence would mix two. By hand, because the first `Intl` formatter of a page costs tens of milliseconds, and these
 * stand in the first rows. Months have names, so that no reader takes the day for the month.
 */

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A whole number in groups of three: 1,312. */
export function formatCount(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}

/** The text with its first letter in upper case. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** A count of things: "1 code", "1,204 codes". */
export function formatCountOf(value: number, [one, many]: readonly [string, string]): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** The local time of day of epoch milliseconds to the minute: 12:04. */
export function formatHour(ms: number): string {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes()].map(twoDigits).join(":");
}

/** The local time of day of epoch milliseconds: 12:04:31. */
export function formatTime(ms: number): string {
  return `${formatHour(ms)}:${twoDigits(new Date(ms).getSeconds())}`;
}

/** The local day of epoch milliseconds: 22 Nov. */
export function formatDay(ms: number): string {
  const date = new Date(ms);
  return `${date.getDate()} ${MONTHS[date.getMonth()]}`;
}

/** The local date of epoch milliseconds: 22 Nov 2026. */
export function formatDate(ms: number): string {
  return `${formatDay(ms)} ${new Date(ms).getFullYear()}`;
}

/** Date and time to the minute, local: 22 Nov 2026, 12:04. */
export function formatMinute(ms: number): string {
  return `${formatDate(ms)}, ${formatHour(ms)}`;
}

/** Date, time and zone of epoch milliseconds: 22 Nov 2026, 12:04:31 UTC+1. */
export function formatDateTime(ms: number): string {
  return `${formatDate(ms)}, ${formatTime(ms)} ${formatZone(ms)}`;
}

/**
 * Time of day when `ms` is within a day of `now`, else the date: short enough for a column. In an hour that is repeated
 * because clocks are set back, with the time zone.
 */
export function formatMoment(ms: number, now: number): string {
  if (Math.abs(ms - now) >= DAY_MS) return formatDate(ms);
  return isRepeated(ms) ? `${formatTime(ms)} ${formatZone(ms)}` : formatTime(ms);
}

/** Two times on one day: 22 Nov 2026, 12:00:00 to 14:00:00. */
export function formatHours(from: number, to: number): string {
  const withZone = isRepeated(from) || isRepeated(to);
  const [start, end] = [from, to].map((ms) =>
    withZone ? `${formatTime(ms)} ${formatZone(ms)}` : formatTime(ms),
  );
  return `${formatDate(from)}, ${start} to ${end}`;
}

/** The local time zone at a time, by its distance from UTC: UTC, UTC+1, UTC-3:30. */
export function formatZone(ms: number): string {
  const minutes = -new Date(ms).getTimezoneOffset();
  if (minutes === 0) return "UTC";
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? "-" : "+"}${hours}${rest === 0 ? "" : `:${twoDigits(rest)}`}`;
}

/** Whether clocks show this time of day twice, because they are set back by an hour or half an hour. */
function isRepeated(ms: number): boolean {
  const offset = (at: number) => new Date(at).getTimezoneOffset();
  // Most days have one offset.
  if (offset(ms - HOUR_MS) === offset(ms + HOUR_MS)) return false;
  return [-60, -30, 30, 60].some(
    (minutes) => offset(ms + minutes * 60_000) - offset(ms) === minutes,
  );
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

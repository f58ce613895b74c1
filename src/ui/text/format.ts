import { readTimes } from "./times.ts";

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

/** A date by its fields, in the zone that the reader chose. */
function fieldsOf(ms: number) {
  const date = new Date(ms);
  const minutes = date.getTimezoneOffset();
  return isUtc() ? date : new Date(ms - minutes * 60_000);
}

/** The time of day to the minute: 12:04. */
export function formatHour(ms: number): string {
  const date = fieldsOf(ms);
  return [date.getUTCHours(), date.getUTCMinutes()].map(twoDigits).join(":");
}

/** The time of day, where its zone is told beside it: 12:04:31. */
export function formatClock(ms: number): string {
  return `${formatHour(ms)}:${twoDigits(fieldsOf(ms).getUTCSeconds())}`;
}

/** The time of day with its zone: 12:04:31 UTC+1, 12:04:31Z. */
export function formatTime(ms: number): string {
  return withZone(formatClock(ms), ms);
}

/** The day: 22 Nov. */
export function formatDay(ms: number): string {
  const date = fieldsOf(ms);
  const month = date.getUTCMonth();
  return readTimes() === "iso"
    ? `${twoDigits(month + 1)}-${twoDigits(date.getUTCDate())}`
    : `${date.getUTCDate()} ${MONTHS[month]}`;
}

/** The date: 22 Nov 2026. */
export function formatDate(ms: number): string {
  const year = fieldsOf(ms).getUTCFullYear();
  return readTimes() === "iso"
    ? `${String(year).padStart(4, "0")}-${formatDay(ms)}`
    : `${formatDay(ms)} ${year}`;
}

/** Date, time and zone of epoch milliseconds: 22 Nov 2026, 12:04:31 UTC+1. */
export function formatDateTime(ms: number): string {
  return withZone(joined(formatDate(ms), formatClock(ms)), ms);
}

/** The same where the zone is told beside it; with ISO, what can be copied as it is. */
export function formatFullInColumn(ms: number): string {
  const text = joined(formatDate(ms), formatClock(ms));
  return readTimes() === "iso" ? `${text}Z` : text;
}

/** Time of day with its zone when `ms` is within a day of `now`, else the date. */
export function formatMoment(ms: number, now: number): string {
  return isFar(ms, now) ? formatDate(ms) : formatTime(ms);
}

/** The same where the zone is told beside it, short enough for a column; in an hour that is repeated, with the zone. */
export function formatInColumn(ms: number, now: number): string {
  if (isFar(ms, now)) return formatDate(ms);
  return isRepeated(ms) && !isUtc() ? formatTime(ms) : formatClock(ms);
}

/** The zone of the times on show, now: for where it is told once beside many. */
export function formatZoneNow(): string {
  return isUtc() ? "UTC" : formatZone(Date.now());
}

/** The browser's time zone at a time, by its distance from UTC: UTC, UTC+1, UTC-3:30. */
export function formatZone(ms: number): string {
  const minutes = -new Date(ms).getTimezoneOffset();
  if (minutes === 0) return "UTC";
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? "-" : "+"}${hours}${rest === 0 ? "" : `:${twoDigits(rest)}`}`;
}

/** Whether the reader chose times of UTC. */
export function isUtc(): boolean {
  const times = readTimes();
  return times === "utc" || times === "iso";
}

function isFar(ms: number, now: number): boolean {
  return Math.abs(ms - now) >= DAY_MS;
}

/** A date and a time of day as one text. */
export function joined(date: string, time: string): string {
  return readTimes() === "iso" ? `${date}T${time}` : `${date}, ${time}`;
}

/** A time with its zone. */
export function withZone(text: string, ms: number): string {
  if (readTimes() === "iso") return `${text}Z`;
  return `${text} ${isUtc() ? "UTC" : formatZone(ms)}`;
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

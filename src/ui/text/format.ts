const count = new Intl.NumberFormat();
const time = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const dayTime = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
});

/** A count in the user's locale: 1,312. */
export function formatCount(value: number): string {
  return count.format(value);
}

/** The text with its first letter in upper case. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** A count of things: "1 code", "1,204 codes". */
export function formatCountOf(value: number, [one, many]: readonly [string, string]): string {
  return `${count.format(value)} ${value === 1 ? one : many}`;
}

/** The time of day of epoch milliseconds, local: 12:04:31. */
export function formatTime(ms: number): string {
  return time.format(ms);
}

/** Date, time and zone of epoch milliseconds: 22 Nov 2026, 12:04:31 UTC. */
export function formatDateTime(ms: number): string {
  return dayTime.format(ms);
}

/**
 * Time of day when `ms` is within a day of `now`, else the date: short enough for a column. In an hour that is repeated
 * because clocks are set back, with the time zone.
 */
export function formatMoment(ms: number, now: number): string {
  if (Math.abs(ms - now) >= 86_400_000) return day.format(ms);
  return isRepeated(ms) ? `${time.format(ms)} ${formatZone(ms)}` : time.format(ms);
}

/** Two times on one day: 22 Nov 2026, 12:00:00 to 14:00:00. */
export function formatHours(from: number, to: number): string {
  const [start, end] = [from, to].map((ms) =>
    isRepeated(from) || isRepeated(to) ? `${time.format(ms)} ${formatZone(ms)}` : time.format(ms),
  );
  return `${day.format(from)}, ${start} to ${end}`;
}

const zone = new Intl.DateTimeFormat(undefined, { timeZoneName: "short" });

/** The user's time zone at a time: UTC, CET, GMT+10:30. */
export function formatZone(ms: number): string {
  return zone.formatToParts(ms).find(({ type }) => type === "timeZoneName")?.value ?? "";
}

/** Whether clocks show this time of day twice, because they are set back by an hour or half an hour. */
function isRepeated(ms: number): boolean {
  const offset = (at: number) => new Date(at).getTimezoneOffset();
  return [-60, -30, 30, 60].some(
    (minutes) => offset(ms + minutes * 60_000) - offset(ms) === minutes,
  );
}

const minute = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** Date and time to the minute, local: 22 Nov 2026, 12:04. */
export function formatMinute(ms: number): string {
  return minute.format(ms);
}

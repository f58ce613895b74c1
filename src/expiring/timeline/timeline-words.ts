import {
  formatClock,
  formatCount,
  formatDate,
  formatDay,
  formatHour,
  formatTime,
} from "../../ui/text/format.ts";
import { formatCountOf, formatMinute, formatSpan } from "../../ui/text/format-later.ts";
import type { Bin } from "./timeline-bins.ts";
import type { Span } from "../../list/brush/brush-scale.ts";

type Noun = readonly [one: string, many: string];

const DAY = 86_400_000;

/** A moment, with its date where the time of day alone would mislead. */
function timeWords(ms: number, now: number): string {
  return Math.abs(ms - now) < DAY / 2 ? formatTime(ms) : formatMinute(ms);
}

/** "before 11:58:00", "11:58:00 – 11:58:20", "from 12:03:00 on". */
export function rangeOfTimes({ from, to }: Span, now: number): string {
  if (from === -Infinity) return to === Infinity ? "at any time" : `before ${timeWords(to, now)}`;
  if (to === Infinity) return `from ${timeWords(from, now)} on`;
  return formatSpan(timeWords(from, now), "–", timeWords(to, now));
}

/** The time of one end of a span, for screen readers and labels: "12:00:20", "no limit". */
export function endWords(time: number, now: number): string {
  return Number.isFinite(time) ? timeWords(time, now) : "no limit";
}

/** A short label for an edge on an axis; the words above the axis name the zone. */
export function edgeWords(time: number, now: number): string {
  if (Math.abs(time - now) < DAY / 2) return formatClock(time);
  if (Math.abs(time - now) > 180 * DAY) return formatDate(time);
  const hour = formatHour(time);
  return hour === "00:00" ? formatDay(time) : `${formatDay(time)} ${hour}`;
}

/** "12 codes, expired"; "7 codes, 5 of them expired". */
export function binWords({ past, ahead }: Bin, noun: Noun): string {
  const all = formatCountOf(past + ahead, noun);
  if (past === 0) return all;
  return ahead === 0 ? `${all}, expired` : `${all}, ${formatCount(past)} of them expired`;
}

/** Labels for equally distant times on an axis: all to the same precision. */
export function tickWords(times: readonly number[]): (time: number) => string {
  const [first = 0, last = first] = [times[0], times.at(-1)];
  const step = (times[1] ?? first + 1) - first;
  if (step >= DAY / 2) return formatDay;
  if (last - first > DAY) return (time) => `${formatDay(time)} ${formatHour(time)}`;
  return step % 60_000 === 0 ? formatHour : formatClock;
}

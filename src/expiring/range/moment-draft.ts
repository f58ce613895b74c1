import { momentMs } from "../../model/moment-ms.ts";
import { momentOf, readMoment, readRelative } from "../../model/moment.ts";

/** The form state of one end of a range. */
export interface Draft {
  how: "open" | "now" | "ago" | "ahead" | "at";
  /** For "ago" and "ahead": a whole number, as typed. */
  amount: string;
  unit: string;
  /** For "at": the value of a `datetime-local` input, in the user's time zone. */
  local: string;
  /** The absolute moment that it was made from, if any: a local time can be ambiguous, and has no milliseconds. */
  from?: string;
}

/**
 * The draft of a moment.
 *
 * @param moment in canonical form; undefined is an open end.
 * @param now the server's clock, epoch milliseconds: the initial value of "at".
 */
export function draftOf(moment: string | undefined, now: number): Draft {
  const local = localOf(momentMs(moment ?? "now", now));
  const begin = { amount: "5", unit: "m", local };
  if (moment === undefined) return { how: "open", ...begin };
  const relative = readRelative(moment);
  if (relative === null) return { how: "at", ...begin, from: moment };
  const { sign, amount, unit } = relative;
  if (amount === 0) return { how: "now", ...begin };
  return { how: sign === "-" ? "ago" : "ahead", amount: String(amount), unit, local };
}

/** The moment of a draft in canonical form; null for an open end, and for an invalid time. */
export function momentOfDraft({ how, amount, unit, local, from }: Draft): string | null {
  if (how === "open") return null;
  if (how === "now") return "now";
  if (how === "at") {
    // Unchanged, it keeps its exact moment.
    if (from !== undefined && local === localOf(Date.parse(from))) return from;
    const ms = new Date(local).getTime();
    return Number.isNaN(ms) ? null : readMoment(momentOf(ms));
  }
  return readMoment(`now${how === "ago" ? "-" : "+"}${amount}${unit}`);
}

/** Epoch milliseconds as the user's local date and time, to the second. */
function localOf(ms: number): string {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, "0");
  const year = String(date.getFullYear()).padStart(4, "0");
  const day = `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

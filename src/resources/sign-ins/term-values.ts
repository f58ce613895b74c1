import { momentMs } from "../../model/moment-ms.ts";
import { momentOf } from "../../model/moment.ts";
import type { Span } from "../../list/brush/brush-scale.ts";
import type { SearchTerm } from "../../find/text/parse-search.ts";

/** How far back a list of sign-ins can be limited to, in milliseconds. */
export const SINCE: Readonly<Record<string, { ms: number; words: string }>> = {
  "15m": { ms: 900_000, words: "Last 15 minutes" },
  "1h": { ms: 3_600_000, words: "Last hour" },
  "6h": { ms: 21_600_000, words: "Last 6 hours" },
  "24h": { ms: 86_400_000, words: "Last 24 hours" },
  "7d": { ms: 604_800_000, words: "Last 7 days" },
};

/** The only cause of a failed sign-in that authentik leaves a trace of. */
export const REFUSED_URI = "redirect-uri";

type Term = Pick<SearchTerm, "field" | "text"> & Partial<Pick<SearchTerm, "not">>;

/** Whether a term limits the time of sign-ins. */
export function isTimeTerm({ field }: Pick<SearchTerm, "field">): boolean {
  return field === "since" || field === "until";
}

/**
 * The range of time that `since:` and `until:` limit sign-ins to; all of them apply.
 *
 * @param now the server's clock, epoch milliseconds.
 */
export function spanOfTerms(terms: readonly Term[], now: number): Span {
  // What is not since then is until then.
  const ends = (name: string, opposite: string) =>
    terms.flatMap(({ field, text, not }) =>
      field === (not ? opposite : name) ? [endOf(text, now)] : [],
    );
  return {
    from: Math.max(-Infinity, ...ends("since", "until")),
    to: Math.min(Infinity, ...ends("until", "since")),
  };
}

function endOf(text: string, now: number): number {
  const span = SINCE[text];
  return span === undefined ? momentMs(text, now) : now - span.ms;
}

/** The terms for a range of time; none for an open end. */
export function termsOfSpan({ from, to }: Span): Term[] {
  return [
    ...(from === -Infinity ? [] : [{ field: "since", text: momentOf(from) }]),
    ...(to === Infinity ? [] : [{ field: "until", text: momentOf(to) }]),
  ];
}

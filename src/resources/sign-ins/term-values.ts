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

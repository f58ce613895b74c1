import { durationMs } from "./duration.ts";

/** Why the time when a code was issued is unknown. */
export type NotIssued = "no-end" | "no-validity" | "unreadable";

/** The largest distance from the epoch that a Date can represent, milliseconds. */
const FURTHEST_MS = 8.64e15;

interface Issuable {
  expires: string | null;
  expiresMs: number | null;
}

/**
 * When a code or token was issued, in epoch milliseconds. authentik does not say, so it is estimated: its expiry minus
 * its provider's current validity.
 *
 * @param validity as authentik writes it; null when not known.
 */
export function issuedAt(
  { expires, expiresMs }: Issuable,
  validity: string | null,
): number | NotIssued {
  if (expires === null) return "no-end";
  if (validity === null) return "no-validity";
  const ms = durationMs(validity);
  const issued = expiresMs === null || ms === null ? Number.NaN : expiresMs - ms;
  return Math.abs(issued) <= FURTHEST_MS ? issued : "unreadable";
}

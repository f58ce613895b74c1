import type { ExpiryTrait } from "../list/resource.ts";
import { shortSpan } from "../model/duration-words.ts";
import { formatMoment } from "../ui/text/format.ts";
import type { ExpiringRow } from "./expiring-row.ts";
import styles from "./expiry-summary.module.css";

interface GoneSummaryProps<T extends ExpiringRow> {
  row: T;
  trait: ExpiryTrait<T>;
  /** The two answers between which it disappeared, epoch milliseconds of the server's clock. */
  gone: { lastSeen: number; firstMissed: number };
}

/** How a code or token disappeared, as far as known. Does not tick, since nothing more happens to it. */
export function GoneSummary<T extends ExpiringRow>({ row, trait, gone }: GoneSummaryProps<T>) {
  const { title, why } = goneWords(row, trait.outcomeOf(row), gone);
  const at = row.expiresMs;
  return (
    <div className={styles["summary"]} data-status="gone">
      <p>
        <strong>{title}</strong>
        {at !== null && ` · its end: ${formatMoment(at, gone.firstMissed)}`}
      </p>
      <p className={styles["next"]}>{why}</p>
    </div>
  );
}

/**
 * What is known about a row that is no longer listed. Only a row seen after its expiry was certainly never redeemed.
 * One that was last seen valid may have been redeemed, or have expired and been cleaned up if its expiry has passed.
 */
export function goneWords(
  { expires, expiresMs }: Pick<ExpiringRow, "expires" | "expiresMs">,
  { gone: why, expired }: { gone: string; expired: string },
  { lastSeen, firstMissed }: { lastSeen: number; firstMissed: number },
): { title: string; why: string } {
  if (expires === null) return { title: "Gone", why: `It never expired: ${why}.` };
  if (expiresMs === null)
    return { title: "Gone", why: `When it expired could not be read: ${why}, or cleaned up.` };
  if (lastSeen >= expiresMs) {
    return { title: "Gone after it expired", why: `${expired} Cleaned up, or deleted.` };
  }
  const most = span(expiresMs - lastSeen);
  if (firstMissed >= expiresMs) {
    return {
      title: `Last seen with ${most} left`,
      why: `Then ${why}, or expired and cleaned up: it was not checked in between.`,
    };
  }
  const least = span(expiresMs - firstMissed);
  return {
    title: least === most ? `Gone with ${most} left` : `Gone with ${least} to ${most} left`,
    why: `${why[0]?.toUpperCase()}${why.slice(1)}.`,
  };
}

function span(ms: number): string {
  return shortSpan(Math.max(0, Math.ceil(ms / 1000) * 1000));
}

import { durationMs } from "../model/duration.ts";
import type { ExpiryTrait } from "../list/resource.ts";
import { type ExpiryStatus, relativeWords, remainingMs } from "../model/expiry.ts";
import { type ExpiringEntry, type ExpiringRow, statusAt } from "./expiring-row.ts";
import { useNow } from "../feedback/use-now.ts";
import { formatDateTime, formatMoment } from "../ui/text/format.ts";
import { CrossIcon, InfinityIcon, RingIcon, WarningIcon } from "../ui/icons.tsx";
import styles from "./expiry-cells.module.css";

export const STATUS_WORDS: Record<ExpiryStatus, { word: string; tone: string }> = {
  valid: { word: "Valid", tone: "success" },
  expiring: { word: "Expiring", tone: "warning" },
  expired: { word: "Expired", tone: "danger" },
  never: { word: "Never expires", tone: "none" },
  "past-not-expired": { word: "Past its time, not expired", tone: "none" },
  unknown: { word: "Unknown", tone: "none" },
};

/**
 * How much of its life a row has left, in twelfths: coarse, so that most ticks change nothing. How long that life
 * was is not always known; the ring is full then until the end is near.
 */
function twelfthsLeft<T extends ExpiringRow>(row: T, trait: ExpiryTrait<T>, now: number): number {
  const left = remainingMs(row, now);
  if (left === null) return 0;
  const whole = durationMs(trait.validityOf(row));
  if (whole === null) return left > trait.within * 1000 ? 12 : 1;
  return Math.max(0, Math.min(12, Math.ceil((left / whole) * 12)));
}

/** When an answer last showed it. */
export function seenAt<T>({ answeredAt, listedAt = answeredAt }: ExpiringEntry<T>): number {
  return listedAt;
}

/** The status of a row as of this second. */
export function useExpiryStatus<T extends ExpiringRow>(
  entry: ExpiringEntry<T>,
  trait: ExpiryTrait<T>,
): ExpiryStatus {
  return useNow((now) => statusAt(entry, trait, now), seenAt(entry));
}

interface ExpiryCellProps<T extends ExpiringRow> {
  entry: ExpiringEntry<T>;
  trait: ExpiryTrait<T>;
}

/** Status by shape, word and colour; renders only when one of them changes. */
export function ExpiryStatusCell<T extends ExpiringRow>({ entry, trait }: ExpiryCellProps<T>) {
  const status = useExpiryStatus(entry, trait);
  const twelfths = useNow((now) => twelfthsLeft(entry.value, trait, now), seenAt(entry));
  const { word, tone } = STATUS_WORDS[status];
  // By its time it may be valid; nobody accepts it all the same.
  const ended = status === "expired" ? undefined : trait.endedAs?.(entry.value);
  const title = ended === undefined ? word : `${ended} (${word.toLowerCase()} by its expiry time)`;
  return (
    <span
      className={styles["status"]}
      data-tone={ended === undefined ? tone : "none"}
      data-status={ended === undefined ? status : "ended"}
      title={title}
    >
      {ended === undefined ? <StatusIcon status={status} twelfths={twelfths} /> : <CrossIcon />}
      <span className={styles["word"]}>{ended ?? word}</span>
    </span>
  );
}

function StatusIcon({ status, twelfths }: { status: ExpiryStatus; twelfths: number }) {
  switch (status) {
    case "expired":
      return <CrossIcon />;
    case "never":
      return <InfinityIcon />;
    case "past-not-expired":
    case "unknown":
      return <WarningIcon />;
    case "valid":
    case "expiring":
      return <RingIcon share={twelfths / 12} />;
  }
}

/** When it ends: relative, which ticks, and exact, which does not. */
export function ExpiresCell<T extends ExpiringRow>({ entry, trait }: ExpiryCellProps<T>) {
  const { expires, expiresMs } = entry.value;
  const status = useExpiryStatus(entry, trait);
  const words = useNow((now) => {
    const left = remainingMs(entry.value, now);
    return left === null ? "" : relativeWords(left);
  }, seenAt(entry));
  if (expiresMs === null) {
    return <span className={styles["exact"]}>{expires === null ? "never" : "unreadable"}</span>;
  }
  return (
    <span className={styles["expires"]} data-status={status} title={formatDateTime(expiresMs)}>
      <span className={styles["relative"]}>{words}</span>{" "}
      <time dateTime={expires ?? ""} className={styles["exact"]}>
        {formatMoment(expiresMs, entry.answeredAt)}
      </time>
    </span>
  );
}

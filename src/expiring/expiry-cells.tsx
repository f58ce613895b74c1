import { type CSSProperties, useState } from "react";
import { durationMs } from "../model/duration.ts";
import type { ExpiryTrait } from "../list/resource.ts";
import { type ExpiryStatus, relativeWords, remainingMs } from "../model/expiry.ts";
import { type ExpiringEntry, type ExpiringRow, statusAt } from "./expiring-row.ts";
import { useNow } from "../feedback/use-now.ts";
import { formatDateTime, formatFullInColumn, formatInColumn } from "../ui/text/format.ts";
import { readTimes } from "../ui/text/times.ts";
import styles from "./expiry-cells.module.css";

export const STATUS_WORDS: Record<ExpiryStatus, { word: string; tone: string }> = {
  valid: { word: "Valid", tone: "success" },
  expiring: { word: "Expiring", tone: "warning" },
  expired: { word: "Expired", tone: "danger" },
  never: { word: "Never expires", tone: "none" },
  "past-not-expired": { word: "Overdue (kept by authentik)", tone: "none" },
  unknown: { word: "Unknown", tone: "none" },
};

/** Times may take a line each, but do not wrap themselves. */
const NO_BREAK_SPACE = "\u00a0";

/**
 * The share of its lifetime that a row has left, in twelfths: coarse, so that most ticks do not rerender. If the
 * lifetime is unknown, the ring stays full until the row counts as expiring.
 */
function twelfthsLeft<T extends ExpiringRow>(row: T, trait: ExpiryTrait<T>, now: number): number {
  const left = remainingMs(row, now);
  if (left === null) return 0;
  const whole = durationMs(trait.validityOf(row));
  if (whole === null) return left > trait.within * 1000 ? 12 : 1;
  return Math.max(0, Math.min(12, Math.ceil((left / whole) * 12)));
}

/** When an answer last contained the row. */
export function seenAt<T>({ answeredAt, listedAt = answeredAt }: ExpiringEntry<T>): number {
  return listedAt;
}

/** Whether the row has ended, and no answer contained it since: nobody knows yet whether a code was redeemed. */
export function isUnseen<T extends ExpiringRow>(entry: ExpiringEntry<T>, status: string): boolean {
  const { is_expired, expiresMs } = entry.value;
  return status === "expired" && !is_expired && seenAt(entry) < (expiresMs ?? Infinity);
}

export interface ExpiryCellProps<T extends ExpiringRow> {
  entry: ExpiringEntry<T>;
  trait: ExpiryTrait<T>;
}

/** How a status is shown, on one element: the icon is drawn by CSS. */
interface StatusMark {
  word: string;
  /** Attributes of the element whose text is `word`. */
  mark: {
    className: string | undefined;
    title: string;
    style: CSSProperties;
    "data-tone": string;
    "data-status": string;
    "data-turned": true | undefined;
  };
}

/** The status as shape, word and colour; rerenders only when one of them changes. */
export function useStatusMark<T extends ExpiringRow>(
  entry: ExpiringEntry<T>,
  trait: ExpiryTrait<T>,
): StatusMark {
  const now = useNow(
    (now) => `${statusAt(entry, trait, now)} ${twelfthsLeft(entry.value, trait, now)}`,
    seenAt(entry),
  );
  const [status = "unknown", twelfths = "0"] = now.split(" ") as [ExpiryStatus, string];
  // One that was expired at first has not just turned.
  const [first] = useState(status);
  const { word, tone } = STATUS_WORDS[status];
  const unseen = isUnseen(entry, status);
  // A row that ended early may be valid by its expiry time, but is no longer accepted.
  const ended = status === "expired" ? undefined : trait.endedAs?.(entry.value);
  return {
    word: ended ?? word,
    mark: {
      className: styles["status"],
      title:
        ended === undefined
          ? `${word}${unseen ? " since it was listed" : ""}`
          : `${ended} (${word.toLowerCase()} by its expiry time)`,
      style: { "--twelfths": twelfths } as CSSProperties,
      "data-tone": ended === undefined && !unseen ? tone : "none",
      "data-status": ended === undefined ? status : "ended",
      "data-turned": (status === "expired" && first !== "expired") || undefined,
    },
  };
}

/** The expiry time: relative (ticks) and exact (does not). The relative one is the cell's own text: an element less a row. */
export function ExpiresCell<T extends ExpiringRow>({ entry, trait }: ExpiryCellProps<T>) {
  const { expires, expiresMs } = entry.value;
  const now = useNow((now) => {
    const left = remainingMs(entry.value, now);
    return `${statusAt(entry, trait, now)} ${left === null ? "" : relativeWords(left)}`;
  }, seenAt(entry));
  if (expiresMs === null) {
    return <span className={styles["exact"]}>{expires === null ? "never" : "unreadable"}</span>;
  }
  const [status = "", ...words] = now.split(" ");
  const time = (text: string, after?: string) => (
    <time
      dateTime={expires ?? ""}
      className={styles["exact"]}
      title={formatDateTime(expiresMs)}
      data-after={after}
    >
      {text}
    </time>
  );
  if (readTimes() !== "relative") return time(formatFullInColumn(expiresMs));
  return (
    <>
      {words.join(NO_BREAK_SPACE) + " "}
      {time(formatInColumn(expiresMs, entry.answeredAt), isUnseen(entry, status) ? "" : status)}
    </>
  );
}

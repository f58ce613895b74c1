import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import { durationMs } from "../model/duration.ts";
import type { Entry } from "../list/entry.ts";
import {
  EXPIRING_MS,
  type ExpiryStatus,
  expiryStatus,
  relativeWords,
  remainingMs,
} from "../model/expiry.ts";
import { useNow } from "../feedback/use-now.ts";
import { formatDateTime, formatMoment } from "../ui/text/format.ts";
import { CrossIcon, InfinityIcon, RingIcon, WarningIcon } from "../ui/icons.tsx";
import styles from "./expiry-cells.module.css";

/** What the clock needs of a row; the same for a row of the list and for the code in the drawer. */
export type CodeEntry = Pick<Entry<AuthorizationCode>, "value" | "answeredAt">;

/** The status of a code at `now`, epoch milliseconds of the server's clock. */
export function statusAt({ value, answeredAt }: CodeEntry, now: number): ExpiryStatus {
  return expiryStatus(
    {
      expires: value.expires,
      expiresMs: value.expiresMs,
      is_expired: value.is_expired,
      answeredAtMs: answeredAt,
    },
    now,
  );
}

export const STATUS_WORDS: Record<ExpiryStatus, { word: string; tone: string }> = {
  valid: { word: "Valid", tone: "success" },
  expiring: { word: "Expiring", tone: "warning" },
  expired: { word: "Expired", tone: "danger" },
  never: { word: "Never expires", tone: "none" },
  "past-not-expired": { word: "Past its time, not expired", tone: "none" },
  unknown: { word: "Unknown", tone: "none" },
};

/**
 * How much of its life a code has left, in twelfths: coarse, so that most ticks change nothing. How long that life
 * was is not always known; the ring is full then until the end is near.
 */
function twelfthsLeft(code: AuthorizationCode, now: number): number {
  const left = remainingMs(code, now);
  if (left === null) return 0;
  const whole = durationMs(code.provider?.access_code_validity ?? null);
  if (whole === null) return left > EXPIRING_MS ? 12 : 1;
  return Math.max(0, Math.min(12, Math.ceil((left / whole) * 12)));
}

/** The status of a code as of this second. */
export function useExpiryStatus(entry: CodeEntry): ExpiryStatus {
  return useNow((now) => statusAt(entry, now));
}

/** Status by shape, word and colour; renders only when one of them changes. */
export function ExpiryStatusCell({ entry }: { entry: CodeEntry }) {
  const status = useExpiryStatus(entry);
  const twelfths = useNow((now) => twelfthsLeft(entry.value, now));
  const { word, tone } = STATUS_WORDS[status];
  return (
    <span className={styles["status"]} data-tone={tone} data-status={status} title={word}>
      <StatusIcon status={status} twelfths={twelfths} />
      <span className={styles["word"]}>{word}</span>
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
export function ExpiresCell({ entry }: { entry: CodeEntry }) {
  const { expires, expiresMs } = entry.value;
  const status = useExpiryStatus(entry);
  const words = useNow((now) => {
    const left = remainingMs(entry.value, now);
    return left === null ? "" : relativeWords(left);
  });
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

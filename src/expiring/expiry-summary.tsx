import type { CSSProperties, ReactNode } from "react";
import { formatMoment, formatTime } from "../ui/text/format.ts";
import type { ExpiryOutcome } from "../list/resource.ts";
import { CLEANUP_GRACE_MS, nextCleanup } from "../model/clean-up.ts";
import styles from "./expiry-summary.module.css";
import type { ExpiryStatus } from "../model/expiry.ts";
import { durationWords, shortSpan } from "../model/duration-words.ts";
import { ServerText } from "../ui/text/server-text.tsx";

interface ExpirySummaryProps {
  status: ExpiryStatus;
  /** It has ended, and was not seen listed since. */
  isUnseen?: boolean;
  outcome: ExpiryOutcome;
  /** Epoch milliseconds; null if it never expires or could not be parsed. */
  expiresMs: number | null;
  /** The provider's current validity, as authentik writes it; null if unknown. */
  validity: string | null;
  /** The same in milliseconds; null if unknown or unreadable, or if the row ended early (no bar then). */
  validityMs: number | null;
  /** The validity is still loading: space for the bar is reserved. */
  pending?: boolean;
  /** A sentence on when it was issued. */
  issued: string;
  /** The server's clock, epoch milliseconds; ticks. */
  nowMs: number;
}

/** How much time a code or token has left, and what happens next. */
export function ExpirySummary(props: ExpirySummaryProps) {
  const {
    status,
    isUnseen,
    outcome,
    expiresMs,
    validityMs,
    pending = false,
    issued,
    nowMs,
  } = props;
  const running = (status === "valid" || status === "expiring") && expiresMs !== null;
  return (
    <div className={styles["summary"]} data-status={status}>
      <p>{headline(props)}</p>
      {running && validityMs !== null && validityMs > 0 && (
        <Bar share={(expiresMs - nowMs) / validityMs} />
      )}
      {running && pending && <div className={styles["place"]} />}
      <p className={styles["next"]}>
        {isUnseen ? NOT_SEEN : whatNext(status, outcome, expiresMs, nowMs)}
      </p>
      <p className={styles["next"]}>{issued}</p>
    </div>
  );
}

const NOT_SEEN = "authentik has not listed it since: what became of it is not known yet.";

/** Decorative: the text beside it says the same. */
function Bar({ share }: { share: number }) {
  const left = { "--left": Math.max(0, Math.min(1, share)) } as CSSProperties;
  return (
    <div className={styles["bar"]} style={left} aria-hidden="true">
      <div className={styles["left"]} />
    </div>
  );
}

function headline({ status, expiresMs, validity, nowMs }: ExpirySummaryProps): ReactNode {
  if (status === "never") return <strong>Never expires</strong>;
  if (status === "unknown" || expiresMs === null) return <strong>Expiry not known</strong>;
  const span = shortSpan(expiresMs - nowMs);
  // On another day, a time of day alone would mislead.
  const at = formatMoment(expiresMs, nowMs);
  if (status === "expired") {
    return (
      <>
        <strong>Expired {span} ago</strong> · {when(expiresMs, nowMs)}
      </>
    );
  }
  if (status === "past-not-expired") {
    return (
      <>
        <strong>{span} past its time, not expired</strong> · {at}
      </>
    );
  }
  return (
    <>
      <strong>{shortSpan(wholeSecondsLeft(expiresMs - nowMs))} left</strong>
      {validity !== null && (
        <>
          {" of "}
          <ServerText>{durationWords(validity)}</ServerText>
        </>
      )}
      <span className={styles["dot"]}> · </span>
      <span className={styles["end"]}>expires {at}</span>
    </>
  );
}

/** Rounded up, so that "1 s left" lasts until the end. */
function wholeSecondsLeft(ms: number): number {
  return Math.max(0, Math.ceil(ms / 1000) * 1000);
}

/** The time within a day, otherwise the date: what is valid for a month does not expire "at 12:04". */
function when(ms: number, nowMs: number): string {
  const words = formatMoment(ms, nowMs);
  return words === formatTime(ms) ? `at ${words}` : `on ${words}`;
}

/** What happens next. An expired row is deleted by the next clean-up, if the worker runs. */
export function whatNext(
  status: ExpiryStatus,
  outcome: ExpiryOutcome,
  expiresMs: number | null,
  nowMs: number,
): string {
  if (status === "never") return outcome.never;
  if (status === "unknown" || expiresMs === null) return "Its expiry time could not be read.";
  if (status === "past-not-expired") {
    return "authentik does not treat it as expired: it is not set to expire, so clean-up never removes it.";
  }
  const cleanup = nextCleanup(expiresMs);
  const at = when(cleanup, nowMs).replace(/:\d\d(?=(?: UTC\S*|Z)?$)/, "");
  if (status !== "expired") return `${outcome.running} ${at}.`;
  return nowMs > cleanup + CLEANUP_GRACE_MS
    ? `${outcome.expired} It was due for clean-up ${at}. Clean-up is late: is authentik’s worker running?`
    : `${outcome.expired} To be cleaned up ${at}.`;
}

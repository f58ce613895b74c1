import { useEffect, useEffectEvent } from "react";
import type { ExpiryTrait } from "../list/resource.ts";
import { ExpirySummary } from "./expiry-summary.tsx";
import { durationMs } from "../model/duration.ts";
import { useNow } from "../feedback/use-now.ts";
import { formatMoment } from "../ui/text/format.ts";
import { isUnseen, seenAt } from "./expiry-cells.tsx";
import { useExpiryStatus } from "./expiry-status.tsx";
import type { ExpiringEntry, ExpiringRow } from "./expiring-row.ts";
import { issuedAt, type NotIssued } from "../model/issued.ts";

interface ExpiryClockProps<T extends ExpiringRow> {
  entry: ExpiringEntry<T>;
  trait: ExpiryTrait<T>;
  /** The provider's validity is still loading. */
  pending: boolean;
  /** Called when it has ended, unless it was seen listed since: only authentik knows what became of it. */
  onEnd: () => void;
}

/** After the end, the server's clock may still be before it. */
const SLACK_MS = 1500;

/** The open object's countdown, by the second, and when it was issued. */
export function ExpiryClock<T extends ExpiringRow>({
  entry,
  trait,
  pending,
  onEnd,
}: ExpiryClockProps<T>) {
  const status = useExpiryStatus(entry, trait);
  const now = useNow((ms) => ms, seenAt(entry));
  const { value: row } = entry;
  const unseen = isUnseen(entry, status);
  const ended = useEffectEvent(onEnd);
  useEffect(() => {
    if (!unseen) return;
    const timer = setTimeout(() => ended(), SLACK_MS);
    return () => clearTimeout(timer);
  }, [unseen]);
  const validity = trait.validityOf(row);
  return (
    <ExpirySummary
      status={status}
      isUnseen={unseen}
      outcome={trait.outcomeOf(row)}
      expiresMs={row.expiresMs}
      validity={validity}
      validityMs={trait.endedAs?.(row) === undefined ? durationMs(validity) : null}
      pending={pending}
      issued={issuedWords(row, validity, pending, now)}
      nowMs={now}
    />
  );
}

const NOT_ISSUED: Record<NotIssued, string> = {
  "no-end": "it never expires",
  "no-validity": "its provider’s validity is needed",
  unreadable: "its expiry time or its provider’s validity could not be read",
};

function issuedWords(
  row: ExpiringRow,
  validity: string | null,
  pending: boolean,
  now: number,
): string {
  const issued = issuedAt(row, validity);
  if (typeof issued === "number") {
    return `Issued about ${formatMoment(issued, now)}, from its provider’s current validity.`;
  }
  if (pending && issued === "no-validity") return "Looking up its issue time.";
  return `Issue time not known: ${NOT_ISSUED[issued]}.`;
}

import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import { ExpirySummary } from "./expiry-summary.tsx";
import { durationMs } from "../model/duration.ts";
import { useNow } from "../feedback/use-now.ts";
import { formatMoment } from "../ui/text/format.ts";
import { useExpiryStatus, type CodeEntry } from "./expiry-cells.tsx";
import { issuedAt, type NotIssued } from "../model/issued.ts";

interface CodeClockProps {
  entry: CodeEntry;
  /** The provider's validity is on its way. */
  pending: boolean;
}

/** How long the open code is left, by the second, and when it was issued. */
export function ExpiryClock({ entry, pending }: CodeClockProps) {
  const status = useExpiryStatus(entry);
  const now = useNow((ms) => ms);
  const code = entry.value;
  const validity = code.provider?.access_code_validity ?? null;
  return (
    <ExpirySummary
      status={status}
      expiresMs={code.expiresMs}
      validity={validity}
      validityMs={durationMs(validity)}
      pending={pending}
      issued={issuedWords(code, pending, now)}
      nowMs={now}
    />
  );
}

const NOT_ISSUED: Record<NotIssued, string> = {
  "no-end": "there is no end to count back from",
  "no-validity": "that takes its provider’s validity",
  unreadable: "its end or its provider’s validity could not be read",
};

function issuedWords(code: AuthorizationCode, pending: boolean, now: number): string {
  const issued = issuedAt(code);
  if (typeof issued === "number") {
    return `Issued about ${formatMoment(issued, now)}, from its provider’s validity of today.`;
  }
  if (pending && issued === "no-validity") return "Looking up when it was issued.";
  return `When it was issued is not known: ${NOT_ISSUED[issued]}.`;
}

import { CodeSummary } from "../drill/code-summary.tsx";
import { durationMs } from "../drill/duration.ts";
import { useFromNow } from "../list/now.ts";
import { useExpiryStatus, type CodeEntry } from "./expiry-cells.tsx";

/** How long the open code is left, by the second. */
export function CodeClock({ entry }: { entry: CodeEntry }) {
  const status = useExpiryStatus(entry);
  const now = useFromNow((ms) => ms);
  const validity = entry.value.provider?.access_code_validity ?? null;
  return (
    <CodeSummary
      status={status}
      expiresMs={entry.value.expiresMs}
      validity={validity}
      validityMs={validity === null ? null : durationMs(validity)}
      nowMs={now}
    />
  );
}

import { nextCleanup } from "../model/clean-up.ts";
import { useNow } from "../feedback/use-now.ts";
import { formatHourInZone } from "../ui/text/format-later.ts";
import type { CleanUp } from "./clean-up-query.ts";
import { RingIcon } from "./ring-icon.tsx";
import styles from "./overview-page.module.css";

const CLEANUP_INTERVAL_MS = 5 * 60_000;
/** The ring moves in steps, so that it is not redrawn every second. */
const STEP_MS = 5000;

/** When authentik's next clean-up deletes the codes past their end, with a ring that runs down until then. */
export function CleanupClock({ cleanUp }: { cleanUp: CleanUp | undefined }) {
  const byRule = useNow(nextCleanup);
  const next = cleanUp?.isTold ? cleanUp.next : byRule;
  const left = useNow((now) => Math.ceil((next - now) / STEP_MS) * STEP_MS);
  // What was told is of before: by now it may be late, until it is told anew.
  return (
    <p className={styles["clock"]} data-late={isWrong(cleanUp) || undefined}>
      {!isWrong(cleanUp) && (
        <RingIcon
          share={Math.min(1, Math.max(0, left / CLEANUP_INTERVAL_MS))}
          className={styles["ring"]}
        />
      )}
      <span>{wordsOf(cleanUp, next, left <= 0)}</span>
    </p>
  );
}

function isWrong(cleanUp: CleanUp | undefined): boolean {
  return cleanUp !== undefined && cleanUp.state !== "runs";
}

/** @param isOver it was due after the page's numbers were read. */
function wordsOf(cleanUp: CleanUp | undefined, next: number, isOver: boolean) {
  switch (cleanUp?.state) {
    case "late":
      return `The ${formatHourInZone(next)} clean-up did not run: is authentik’s worker running?`;
    case "paused":
      return "The clean-up is paused in authentik: expired codes stay.";
    case "failed":
      return "The last clean-up failed: see authentik’s tasks.";
    default:
      return (
        <>
          {isOver ? "clean-up due since" : "next clean-up"} <time>{formatHourInZone(next)}</time>
          {cleanUp && !cleanUp.isTold && ", estimated"}
        </>
      );
  }
}

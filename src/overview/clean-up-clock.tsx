import { nextCleanup } from "../model/clean-up.ts";
import { useNow } from "../feedback/use-now.ts";
import { formatHour } from "../ui/text/format.ts";
import { RingIcon } from "../ui/icons.tsx";
import styles from "./overview-page.module.css";

const CLEANUP_INTERVAL_MS = 5 * 60_000;
/** The ring moves in steps, so that it is not redrawn every second. */
const STEP_MS = 5000;

/** When authentik's next clean-up deletes the codes past their expiry time, with a ring that runs down until then. */
export function CleanupClock() {
  const next = useNow(nextCleanup);
  const left = useNow((now) => Math.ceil((nextCleanup(now) - now) / STEP_MS) * STEP_MS);
  return (
    <p className={styles["clock"]}>
      <RingIcon share={left / CLEANUP_INTERVAL_MS} className={styles["ring"]} />
      <span>
        next clean-up <time>{formatHour(next)}</time>
      </span>
    </p>
  );
}

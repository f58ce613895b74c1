import { nextCleanup } from "../model/clean-up.ts";
import { useNow } from "../feedback/use-now.ts";
import { RingIcon } from "../ui/icons.tsx";
import styles from "./overview-page.module.css";

const EVERY_MS = 5 * 60_000;
/** The ring moves in steps, so that nothing is drawn each second. */
const STEP_MS = 5000;
const clock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** When authentik deletes what is past its time now, on a small clock. */
export function CleanupClock() {
  const next = useNow(nextCleanup);
  const left = useNow((now) => Math.ceil((nextCleanup(now) - now) / STEP_MS) * STEP_MS);
  return (
    <p className={styles["clock"]}>
      <RingIcon share={left / EVERY_MS} className={styles["ring"]} />
      <span>
        unredeemed codes vanish at <time>{clock.format(next)}</time>
      </span>
    </p>
  );
}

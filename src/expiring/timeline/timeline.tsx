import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { Button } from "../../ui/button.tsx";
import { useMedia } from "../../ui/media.ts";
import { usePreference } from "../../ui/preference.ts";
import { LazyTimelineChart } from "../lazy-expiring-parts.tsx";
import styles from "./timeline.module.css";

/** Small screens, where the rows need all the space. */
const SMALL = "(max-width: 43.75rem), (max-height: 37.5rem)";

interface TimelineProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
  /** The rows are painted: nothing is asked or loaded before. */
  isDue: boolean;
}

/** Rows by expiry over time, above the table. Its space is reserved while it loads. It can be collapsed for good. */
export function Timeline<T extends ExpiringRow>({ list, isDue }: TimelineProps<T>) {
  const [choice, choose] = usePreference("timeline", ["auto", "open", "folded"]);
  const small = useMedia(SMALL);
  const open = choice === "auto" ? !small : choice === "open";
  const refused = list.failure !== undefined && (list.answer === undefined || list.isPlaceholder);
  // It counts all rows under the server's filters, not only those that match a search or are not excluded.
  if (refused || list.state.search !== "" || list.state.exclude !== null) return null;
  return (
    <section
      className={styles["timeline"]}
      aria-label="Timeline"
      data-open={open || undefined}
      data-timeline=""
    >
      <Button
        look="quiet"
        className={styles["fold"]}
        aria-expanded={open}
        onClick={() => choose(open ? "folded" : "open")}
      >
        Timeline
      </Button>
      {open && isDue && list.answer !== undefined && <LazyTimelineChart list={list} />}
    </section>
  );
}

import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { Button } from "../../ui/button.tsx";
import { useMedia } from "../../ui/media.ts";
import { usePreference } from "../../ui/preference.ts";
import { LazyTimelineChart } from "../lazy-expiring-parts.tsx";
import styles from "./timeline.module.css";

/** Where rows need all the room there is. */
const SMALL = "(max-width: 43.75rem), (max-height: 37.5rem)";

interface TimelineProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
}

/** Rows by expiry over time, above the table; keeps its place before it is there, and can be folded away for good. */
export function Timeline<T extends ExpiringRow>({ list }: TimelineProps<T>) {
  const [choice, choose] = usePreference("timeline", ["auto", "open", "folded"]);
  const small = useMedia(SMALL);
  const open = choice === "auto" ? !small : choice === "open";
  const refused = list.failure !== undefined && (list.answer === undefined || list.isPlaceholder);
  // It tells of all rows under the filters, not of those that a search found or that are not excluded.
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
      {open && list.answer !== undefined && <LazyTimelineChart list={list} />}
    </section>
  );
}

import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { List } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { useMedia } from "../../ui/media.ts";
import { usePreference } from "../../ui/preference.ts";
import { splitFilters } from "../expiry-filter.ts";
import { lazyComponent } from "../../feedback/lazy-component.tsx";
import styles from "./timeline.module.css";

const Chart = lazyComponent(() =>
  import("./timeline-chart.tsx").then((module) => module.TimelineChart),
);

/** Where rows need all the room there is. */
const SMALL = "(max-width: 43.75rem), (max-height: 37.5rem)";

interface TimelineProps {
  list: List<AuthorizationCode>;
}

/** Codes by expiry over time, above the table; keeps its place before it is there, and can be folded away for good. */
export function Timeline({ list }: TimelineProps) {
  const [choice, choose] = usePreference("timeline", ["auto", "open", "folded"]);
  const small = useMedia(SMALL);
  const open = choice === "auto" ? !small : choice === "open";
  const refused = list.failure !== undefined && (list.answer === undefined || list.isPlaceholder);
  // It tells of all codes under the filters, not of those that a search found or that are not left out.
  const { without } = splitFilters(list.params.filters);
  if (refused || list.params.search !== "" || without !== null) return null;
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
      {open && list.answer !== undefined && <Chart list={list} />}
    </section>
  );
}

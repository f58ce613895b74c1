import type { CSSProperties, KeyboardEvent } from "react";
import { serverNow } from "../../api/server-clock.ts";
import type { Scale } from "./timeline-scale.ts";
import { endWords } from "./timeline-words.ts";
import styles from "./timeline.module.css";

interface TimelineHandleProps {
  end: "from" | "to";
  /** Its value; infinite at the end of the drawing. */
  time: number;
  scale: Scale;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** One end of the brush, moved by pointer or keyboard. */
export function TimelineHandle({ end, time, scale, onKeyDown }: TimelineHandleProps) {
  const place = scale.stops.filter((stop) => stop <= time).length - 1;
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles["handle"]}
      style={{ "--at": `${scale.at(time)}%` } as CSSProperties}
      data-end={end}
      aria-label={end === "from" ? "Expires from" : "Expires before"}
      aria-valuemin={0}
      aria-valuemax={scale.stops.length - 1}
      aria-valuenow={place}
      aria-valuetext={endWords(time, serverNow())}
      aria-orientation="horizontal"
      onKeyDown={onKeyDown}
    />
  );
}

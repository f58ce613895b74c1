import type { CSSProperties, KeyboardEvent } from "react";
import type { BrushScale } from "./brush-scale.ts";
import styles from "./brush.module.css";

interface BrushHandleProps {
  end: "from" | "to";
  name: string;
  /** Its value; infinite at the end of the drawing. */
  time: number;
  /** The value in words. */
  words: string;
  scale: BrushScale;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** One end of the brush, moved by pointer or keyboard. */
export function BrushHandle({ end, name, time, words, scale, onKeyDown }: BrushHandleProps) {
  const place = scale.stops.filter((stop) => stop <= time).length - 1;
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles["handle"]}
      style={{ "--at": `${scale.at(time)}%` } as CSSProperties}
      data-end={end}
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={scale.stops.length - 1}
      aria-valuenow={Math.max(0, place)}
      aria-valuetext={words}
      aria-orientation="horizontal"
      onKeyDown={onKeyDown}
    />
  );
}

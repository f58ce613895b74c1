import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import styles from "./drawer.module.css";

interface DrawerEdgeProps {
  /** The width as chosen, pixels; undefined for the usual one. */
  width: number | undefined;
  onWidth: (width: number | undefined) => void;
}

/** Pixels. */
const [LEAST, MOST, STEP] = [320, 1200, 24];

const bounded = (width: number) => Math.round(Math.max(LEAST, Math.min(MOST, width)));

/** The edge between list and drawer: dragged, or moved with the arrow keys; a double click gives the usual width back. */
export function DrawerEdge({ width, onWidth }: DrawerEdgeProps) {
  const ref = useRef<HTMLDivElement>(null);
  const drawer = () => ref.current?.parentElement;

  function drag({ clientX, pointerId }: PointerEvent): void {
    const right = drawer()?.getBoundingClientRect().right;
    if (right !== undefined && ref.current?.hasPointerCapture(pointerId)) {
      onWidth(bounded(right - clientX));
    }
  }

  function step(event: KeyboardEvent): void {
    const now = drawer()?.getBoundingClientRect().width ?? LEAST;
    if (event.key === "ArrowLeft") onWidth(bounded(now + STEP));
    else if (event.key === "ArrowRight") onWidth(bounded(now - STEP));
    else if (event.key === "Home") onWidth(undefined);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={ref}
      role="separator"
      tabIndex={0}
      className={styles["edge"]}
      aria-label="Width of the details"
      aria-orientation="vertical"
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      aria-valuenow={width ?? LEAST}
      aria-valuetext={width === undefined ? "usual" : `${width} pixels`}
      title="Drag to resize, double-click to reset"
      onPointerDown={(event) => {
        event.preventDefault();
        ref.current?.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onDoubleClick={() => onWidth(undefined)}
      onKeyDown={step}
    />
  );
}

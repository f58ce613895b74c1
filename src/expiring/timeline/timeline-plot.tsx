import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from "react";
import type { Bin } from "./timeline-bins.ts";
import { capitalised } from "../../ui/text/format.ts";
import { TimelineHandle } from "./timeline-handle.tsx";
import { nudge, scaleOf, type Span, spanOfDrag } from "./timeline-scale.ts";
import { TimelineAxis, TimelineBars } from "./timeline-bars.tsx";
import styles from "./timeline.module.css";

interface TimelinePlotProps {
  bins: readonly Bin[];
  /** What is counted: "code", "codes". */
  noun: readonly [one: string, many: string];
  /** The brushed range. */
  span: Span;
  /** Gets a brushed range that is not to be applied yet; undefined discards it. */
  onDraft: (span: Span | undefined) => void;
  onShow: (span: Span) => void;
  onClear: () => void;
}

/** What is dragged: a new range from where the pointer was pressed, or one end of the existing range. */
type Drag = { pressed: number } | { end: "from" | "to" };

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -3,
  PageUp: 3,
  Home: -Infinity,
  End: Infinity,
};

/** Bars on a time axis, and a brush over them. */
export function TimelinePlot({ bins, noun, span, onDraft, onShow, onClear }: TimelinePlotProps) {
  const scale = useMemo(() => scaleOf(bins), [bins]);
  const brush = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag>(undefined);

  function percentOf({ clientX }: PointerEvent): number {
    const { left = 0, width = 0 } = brush.current?.getBoundingClientRect() ?? {};
    return width === 0 ? 0 : Math.max(0, Math.min(100, ((clientX - left) / width) * 100));
  }

  function spanAt(event: PointerEvent): Span | undefined {
    if (drag.current === undefined) return undefined;
    const percent = percentOf(event);
    if ("pressed" in drag.current) return spanOfDrag(scale, drag.current.pressed, percent);
    const { end } = drag.current;
    const stop = scale.stopAt(percent);
    const fits = end === "from" ? stop < span.to : stop > span.from;
    return fits ? { ...span, [end]: stop } : span;
  }

  function press(event: PointerEvent): void {
    if (!event.isPrimary || event.button !== 0) return;
    const end = (event.target as Element).closest<HTMLElement>("[data-end]")?.dataset["end"];
    drag.current = end === "from" || end === "to" ? { end } : { pressed: percentOf(event) };
    brush.current?.setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent): void {
    const next = spanAt(event);
    if (next) onDraft(next);
  }

  function release(event: PointerEvent): void {
    const next = spanAt(event);
    drag.current = undefined;
    if (!next) return;
    onDraft(next);
    onShow(next);
  }

  function cancel(): void {
    if (drag.current === undefined) return;
    drag.current = undefined;
    onDraft(undefined);
  }

  function pressKey(event: KeyboardEvent, end: "from" | "to"): void {
    const steps = STEPS[event.key];
    if (steps !== undefined) onDraft(nudge(span, end, steps, scale));
    else if (event.key === "Enter") onShow(span);
    else if (event.key === "Escape") onClear();
    else return;
    // So that the key does not scroll, close or submit anything else.
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={brush}
      role="group"
      aria-label="Range of expiry times"
      className={styles["brush"]}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={cancel}
    >
      <svg
        className={styles["drawing"]}
        role="img"
        aria-label={`${capitalised(noun[1])} by expiry time: expired ones filled, the others hatched`}
      >
        <TimelineBars noun={noun} bins={bins} scale={scale} span={span} />
        <TimelineAxis scale={scale} />
      </svg>
      {(["from", "to"] as const).map((end) => (
        <TimelineHandle
          key={end}
          end={end}
          time={span[end]}
          scale={scale}
          onKeyDown={(event) => pressKey(event, end)}
        />
      ))}
    </div>
  );
}

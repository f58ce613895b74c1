import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";
import { BrushHandle } from "./brush-handle.tsx";
import { type BrushScale, nudge, type Span, spanOfDrag, stopAt } from "./brush-scale.ts";
import styles from "./brush.module.css";

interface BrushProps {
  /** What is chosen: "Range of expiry times". */
  name: string;
  /** What each end is called: "Expires from". */
  endNames: { readonly from: string; readonly to: string };
  /** An end in words. */
  endWords: (time: number) => string;
  scale: BrushScale;
  /** The brushed range. */
  span: Span;
  /** Gets a brushed range that is not to be applied yet; undefined discards it. */
  onDraft: (span: Span | undefined) => void;
  onShow: (span: Span) => void;
  onClear: () => void;
  /** The drawing, as wide and high as the brush. */
  children: ReactNode;
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

/** Chooses a range of time in a drawing, by pointer or by keyboard. */
export function Brush(props: BrushProps) {
  const { name, endNames, endWords, scale, span, onDraft, onShow, onClear, children } = props;
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
    const stop = stopAt(scale, percent);
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
      aria-label={name}
      className={styles["brush"]}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={cancel}
    >
      {children}
      {(["from", "to"] as const).map((end) => (
        <BrushHandle
          key={end}
          end={end}
          name={endNames[end]}
          time={span[end]}
          words={endWords(span[end])}
          scale={scale}
          onKeyDown={(event) => pressKey(event, end)}
        />
      ))}
    </div>
  );
}

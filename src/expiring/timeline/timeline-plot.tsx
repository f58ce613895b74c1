import { useMemo } from "react";
import { serverNow } from "../../api/server-clock.ts";
import { Brush } from "../../list/brush/brush.tsx";
import type { Span } from "../../list/brush/brush-scale.ts";
import { capitalised } from "../../ui/text/format.ts";
import { TimelineAxis, TimelineBars } from "./timeline-bars.tsx";
import type { Bin } from "./timeline-bins.ts";
import { scaleOf } from "./timeline-scale.ts";
import { endWords } from "./timeline-words.ts";
import styles from "./timeline-chart.module.css";

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

const END_NAMES = { from: "Expires from", to: "Expires before" };

/** Bars on a time axis, and a brush over them. */
export function TimelinePlot({ bins, noun, span, ...brush }: TimelinePlotProps) {
  const scale = useMemo(() => scaleOf(bins), [bins]);
  return (
    <Brush
      name="Range of expiry times"
      endNames={END_NAMES}
      endWords={(time) => endWords(time, serverNow())}
      scale={scale}
      span={span}
      {...brush}
    >
      <svg
        className={styles["drawing"]}
        role="img"
        aria-label={`${capitalised(noun[1])} by expiry time: expired ones filled, the others hatched`}
      >
        <TimelineBars noun={noun} bins={bins} scale={scale} span={span} />
        <TimelineAxis scale={scale} />
      </svg>
    </Brush>
  );
}

import { memo } from "react";
import { serverNow } from "../../api/server-clock.ts";
import { useNow } from "../../feedback/use-now.ts";
import { formatCount } from "../../ui/text/format.ts";
import type { Bin } from "./timeline-bins.ts";
import { ALL_TIME, type Span } from "../../list/brush/brush-scale.ts";
import type { Scale } from "./timeline-scale.ts";
import { binWords, edgeWords, rangeOfTimes, tickWords } from "./timeline-words.ts";
import styles from "./timeline-chart.module.css";

/** Space between two bars, and between the window and the bins at its ends; per cent of the width. */
const GAP = 0.3;
const END_GAP = 1.5;

interface TimelineBarsProps {
  bins: readonly Bin[];
  scale: Scale;
  span: Span;
  /** What is counted: "code", "codes". */
  noun: readonly [one: string, many: string];
}

/** The bars with their counts, and behind them the brushed range. */
export const TimelineBars = memo(function TimelineBars({
  bins,
  scale,
  span,
  noun,
}: TimelineBarsProps) {
  const now = serverNow();
  const chosen = span.from !== ALL_TIME.from || span.to !== ALL_TIME.to;
  const [left, right] = [scale.at(span.from), scale.at(span.to)];
  return (
    <>
      <defs>
        <pattern id="timeline-hatch" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" className={styles["hatch"]} />
        </pattern>
      </defs>
      {chosen && (
        <rect
          x={`${left}%`}
          width={`${Math.max(0, right - left)}%`}
          height="80%"
          className={styles["span"]}
        />
      )}
      {bins.map((bin) => {
        const start = scale.at(bin.from) + (bin.to === Infinity ? END_GAP : GAP);
        const end = scale.at(bin.to) - (bin.from === -Infinity ? END_GAP : GAP);
        const count = bin.past + bin.ahead;
        const height = scale.height(count);
        const past = count === 0 ? 0 : (height * bin.past) / count;
        const place = { x: `${start}%`, width: `${end - start}%` };
        const middle = `${(start + end) / 2}%`;
        const outside = chosen && (bin.to <= span.from || bin.from >= span.to);
        return (
          <g key={bin.from} data-bin="" data-outside={outside || undefined}>
            <title>{`${rangeOfTimes(bin, now)}: ${binWords(bin, noun)}`}</title>
            <rect {...place} height="80%" className={styles["field"]} />
            {/* The bars' part of the height; the counts need the space above, the axis that below. */}
            <svg y="22%" height="58%" overflow="visible">
              {past > 0 && (
                <rect
                  {...place}
                  y={`${100 - past}%`}
                  height={`${past}%`}
                  className={styles["past"]}
                />
              )}
              {bin.ahead > 0 && (
                <rect
                  {...place}
                  y={`${100 - height}%`}
                  height={`${height - past}%`}
                  className={styles["ahead"]}
                />
              )}
              {count > 0 && (
                <text
                  x={middle}
                  y={`${100 - height}%`}
                  dy="-0.3em"
                  className={styles["count"]}
                  data-long={count > 999 || undefined}
                >
                  {formatCount(count)}
                </text>
              )}
            </svg>
          </g>
        );
      })}
    </>
  );
});

/** A label nearer to the ends or to "now" than this has no space, per cent; `NARROW` is for a narrow drawing. */
const NEAR = 5;
const NARROW = 16;

/** The axis, its labels, and the line at "now", which moves in steps of half a per cent: less is invisible. */
export function TimelineAxis({ scale }: { scale: Scale }) {
  const now = useNow((moment) => Math.round(scale.at(moment) * 2) / 2);
  const words = scale.even
    ? tickWords(scale.ticks.map(({ time }) => time))
    : (time: number) => edgeWords(time, serverNow());
  return (
    <>
      <line x1="0" x2="100%" y1="80%" y2="80%" className={styles["axis"]} />
      {now >= NEAR && (
        <text
          x="0"
          y="96%"
          className={styles["label"]}
          data-at="start"
          data-minor={now < NARROW || undefined}
        >
          earlier
        </text>
      )}
      {scale.ticks
        .filter(({ at }) => Math.abs(at - now) >= NEAR)
        .map(({ time, at }, index) => {
          const tight = Math.min(at, 100 - at, Math.abs(at - now)) < NARROW || index % 2 === 1;
          return (
            <text
              key={time}
              x={`${at}%`}
              y="96%"
              className={styles["label"]}
              data-minor={tight || undefined}
            >
              {words(time)}
            </text>
          );
        })}
      {now <= 100 - NEAR && (
        <text
          x="100%"
          y="96%"
          className={styles["label"]}
          data-at="end"
          data-minor={now > 100 - NARROW || undefined}
        >
          later
        </text>
      )}
      <g className={styles["now"]} data-now={now}>
        <line x1={`${now}%`} x2={`${now}%`} y1="0" y2="82%" />
        <text x={`${now}%`} y="96%" className={styles["label"]}>
          now
        </text>
      </g>
    </>
  );
}

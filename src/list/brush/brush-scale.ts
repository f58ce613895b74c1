/** A range of time: from (inclusive) to (exclusive), epoch milliseconds, either end may be infinite. */
export interface Span {
  from: number;
  to: number;
}

/** All time: no range is brushed. */
export const ALL_TIME: Span = { from: -Infinity, to: Infinity };

/** Where times are in a drawing, in per cent of its width, and where a brush over it can end. */
export interface BrushScale {
  /** From the left. */
  at(time: number): number;
  /** Ascending; infinite where the brush can be open at that end. */
  stops: readonly number[];
}

/** The stop that is nearest to a position. */
export function stopAt({ stops, at }: BrushScale, percent: number): number {
  return stops.reduce((near, stop) =>
    Math.abs(at(stop) - percent) < Math.abs(at(near) - percent) ? stop : near,
  );
}

/** The range from a press to the pointer, both snapped to stops; a click alone selects the bin it is in. */
export function spanOfDrag(scale: BrushScale, pressed: number, now: number): Span {
  const [low, high] = [Math.min(pressed, now), Math.max(pressed, now)];
  const bin = (percent: number) =>
    Math.max(0, scale.stops.slice(1, -1).filter((stop) => scale.at(stop) <= percent).length);
  if (high - low < 1) {
    const index = bin(low);
    return { from: scale.stops[index] ?? -Infinity, to: scale.stops[index + 1] ?? Infinity };
  }
  const from = stopAt(scale, low);
  const to = stopAt(scale, high);
  if (from < to) return { from, to };
  const index = bin((low + high) / 2);
  return { from: scale.stops[index] ?? -Infinity, to: scale.stops[index + 1] ?? Infinity };
}

/**
 * Moves one end of a span along the stops; the other end does not move, and is never reached.
 *
 * @param steps how many stops, negative to the left; infinite for as far as possible.
 */
export function nudge(span: Span, end: "from" | "to", steps: number, scale: BrushScale): Span {
  const free = scale.stops.filter((stop) => (end === "from" ? stop < span.to : stop > span.from));
  const here = span[end];
  const index =
    steps < 0
      ? free.filter((stop) => stop < here).length + steps
      : free.filter((stop) => stop <= here).length - 1 + steps;
  const next = free[Math.max(0, Math.min(free.length - 1, index))] ?? here;
  return { ...span, [end]: next };
}

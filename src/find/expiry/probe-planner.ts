import { coveringPage, type PageOf } from "./page-geometry.ts";
import type { Bracket, KnownPoints } from "./known-points.ts";
import type { Guess } from "./interpolation.ts";

/** No installation is known to clamp pages of this size. */
export const SMALL_WINDOW = 20;
/** Rows that are read at each end of a list to begin with: what is unlike all others lies there. */
export const END_ROWS = 10;
/** Requests for one number; halving a million rows down to a window takes 15. */
export const MOST_PROBES = 25;
/** Requests at the same time. */
const AT_ONCE = 4;
/** Places that are read at once. */
const WINDOW = 50;
/** A guess that is off by so few places at most is read with those around it. */
const SURE = 25;
/** Guesses one after the other that leave more than half of a gap. */
const MISSES = 4;

/** A page to ask for. */
export interface PlannedProbe {
  page: number | "last";
  size: number;
}

/** A number that is looked for. */
export interface ProbeTarget {
  /** Epoch milliseconds: the number of rows before it. */
  time: number;
  requests: number;
  /** Guesses since the gap around it last became half as wide, and how wide it was at the last of them. */
  guesses: number;
  gap: number;
  /** The number, and when it was seen; null while it is looked for. */
  proof: { before: number; asOf: number } | null;
}

/** Decides where to look next. */
export class ProbePlanner {
  /** Places of rows of which the time could not be read. */
  readonly unreadable = new Set<number>();
  /** Most rows of a page, as far as the server gives them. */
  private most = WINDOW;
  private readonly known: KnownPoints;

  constructor(known: KnownPoints) {
    this.known = known;
  }

  /** Pages hold so many rows at most. */
  clamp(pageSize: number): void {
    this.most = Math.min(this.most, pageSize);
  }

  /** What to ask next: one page for all times between the same two known places. */
  asks(targets: readonly ProbeTarget[]): PlannedProbe[] {
    const groups = new Map<number, ProbeTarget[]>();
    for (const target of targets) {
      if (target.proof !== null || target.requests >= MOST_PROBES || this.isHopeless(target))
        continue;
      const { place } = this.known.bracket(target.time).low;
      groups.set(place, [...(groups.get(place) ?? []), target]);
    }
    const middle = [...groups.values()].map((group) => group[Math.floor(group.length / 2)]!);
    // The widest gap first: what is seen there says most about the others.
    const widest = middle.toSorted((one, other) => this.gap(other) - this.gap(one));
    return widest.slice(0, AT_ONCE).map((target) => {
      target.requests++;
      return this.next(target);
    });
  }

  /** Whether the only rows left to look at cannot be read. */
  private isHopeless({ time }: ProbeTarget): boolean {
    const { low, high } = this.known.bracket(time);
    if (high.place - low.place > this.most || high.place - low.place < 2) return false;
    for (let place = low.place + 1; place < high.place; place++) {
      if (!this.unreadable.has(place)) return false;
    }
    return true;
  }

  private gap({ time }: ProbeTarget): number {
    const { low, high } = this.known.bracket(time);
    return high.place - low.place;
  }

  private next(target: ProbeTarget): PlannedProbe {
    const bracket = this.known.bracket(target.time);
    const { low, high } = bracket;
    const gap = high.place - low.place;
    const window = gap <= this.most - 2 ? this.window(low.place, high.place + 1) : null;
    if (window) return window;
    if (gap <= target.gap / 2) target.guesses = 0;
    target.gap = gap;
    const guess = this.mayGuess(target, gap) ? this.guess(target.time, bracket) : null;
    const further = guess && this.further(guess, bracket, target.guesses);
    if (guess === null || further === null) {
      target.guesses = 0;
      return this.single(low.place + Math.max(1, Math.floor(gap / 2)), bracket);
    }
    target.guesses++;
    return (
      (target.guesses < 3 && this.around(guess)) ||
      this.single(Math.round(guess.place + further), bracket)
    );
  }

  /** Whether halving would still do if the guess turned out to be worth nothing. */
  private mayGuess({ guesses, requests }: ProbeTarget, gap: number): boolean {
    const halvings = Math.max(0, Math.ceil(Math.log2(gap / this.most)));
    return guesses < MISSES && requests + halvings + 2 <= MOST_PROBES;
  }

  /**
   * How far to look beyond the guess, from a near end towards the far one, so that both become near: the farther the
   * more often it was missed. Null when halving does as well.
   */
  private further({ place, doubt }: Guess, { low, high }: Bracket, missed: number): number | null {
    const gap = high.place - low.place;
    if (doubt > gap / 4) return null;
    const [down, up] = [place - low.place, high.place - place];
    const far = doubt * 3 ** missed;
    if (missed > 0 && Math.min(down, up) + far > gap / 4) return null;
    return up > 6 * down ? far : down > 6 * up ? -far : 0;
  }

  /** The page around a guess that is hardly off. */
  private around({ place, doubt }: Guess): PageOf | null {
    if (doubt > SURE) return null;
    const at = Math.round(place);
    for (
      let reach = Math.min(Math.floor(this.most / 2) - 1, Math.ceil(doubt * 1.5) + 1);
      reach > 0;
      reach--
    ) {
      const window = this.window(at - reach - 1, at + reach + 1);
      if (window) return window;
    }
    return null;
  }

  /** A guess strictly between what is known. */
  private guess(time: number, { low, high }: Bracket): Guess | null {
    const guess = this.known.guess(time);
    if (guess !== null) {
      const place = Math.min(Math.max(guess.place, low.place + 1), high.place - 1);
      return { place, doubt: guess.doubt };
    }
    // From the end, where the rows that never expire are few or many.
    if (time !== Infinity || high.value !== Infinity) return null;
    const never = (this.known.count ?? 0) - high.place;
    const place = high.place - 16 * never;
    return place > low.place ? { place, doubt: 8 * never } : null;
  }

  private window(from: number, to: number): PageOf | null {
    const count = this.known.count ?? Infinity;
    return coveringPage(Math.max(0, from), Math.min(to, count), this.most);
  }

  /** One row strictly between the two, that can be read as far as known. */
  private single(wanted: number, { low, high }: Bracket): PlannedProbe {
    const near = [0, 1, -1, 2, -2, 3, -3, 4, -4].map((offset) => wanted + offset);
    const place = near.find(
      (one) => one > low.place && one < high.place && !this.unreadable.has(one),
    );
    return { page: (place ?? low.place + 1) + 1, size: 1 };
  }
}

import { coveringPage, type PageOf } from "./cover.ts";
import type { Bracket, Guess, Known } from "./known.ts";

/** No installation is known to clamp pages of this size; a list of so many rows is simply read. */
export const SMALL = 20;
/** Requests for one number; halving a million rows down to a window takes 18. */
export const BOUND = 25;
/** Requests at the same time. */
const AT_ONCE = 4;
/** So few places are read at once instead of being searched. */
const WINDOW = 8;
/** A guess that is off by so few places at most is read with those around it. */
const SURE = 7;

/** A page to ask for. */
export interface Ask {
  page: number | "last";
  size: number;
}

/** A number that is looked for. */
export interface Target {
  /** Epoch milliseconds: the number of rows before it. */
  time: number;
  requests: number;
  /** Guesses since the gap around it last became much smaller, and that gap. */
  guesses: number;
  gap: number;
  /** The number, and when it was seen; null while it is looked for. */
  proof: { before: number; asOf: number } | null;
}

/** Decides where to look next. */
export class Plan {
  /** Places of rows of which the time could not be read. */
  readonly unreadable = new Set<number>();
  private readonly known: Known;

  constructor(known: Known) {
    this.known = known;
  }

  /** What to ask next: one page for all times between the same two known places. */
  asks(targets: readonly Target[]): Ask[] {
    const groups = new Map<number, Target[]>();
    for (const target of targets) {
      if (target.proof !== null || target.requests >= BOUND || this.isHopeless(target)) continue;
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
  private isHopeless({ time }: Target): boolean {
    const { low, high } = this.known.bracket(time);
    if (high.place - low.place > WINDOW || high.place - low.place < 2) return false;
    for (let place = low.place + 1; place < high.place; place++) {
      if (!this.unreadable.has(place)) return false;
    }
    return true;
  }

  private gap({ time }: Target): number {
    const { low, high } = this.known.bracket(time);
    return high.place - low.place;
  }

  private next(target: Target): Ask {
    const bracket = this.known.bracket(target.time);
    const { low, high } = bracket;
    const count = this.known.count ?? 0;
    if (count <= SMALL) return { page: 1, size: SMALL };
    const gap = high.place - low.place;
    if (gap <= WINDOW) {
      const window = this.window(low.place, high.place + 1);
      if (window) return window;
    }
    const guess = this.mayGuess(target, gap) ? this.guess(target.time, bracket) : null;
    if (guess === null) {
      target.guesses = 1;
      return this.single(low.place + Math.max(1, Math.floor(gap / 2)), bracket);
    }
    target.guesses++;
    const { place, doubt } = guess;
    if (doubt <= SURE) {
      const reach = Math.max(1, Math.ceil(doubt * 1.2));
      const window = this.window(Math.round(place) - reach - 1, Math.round(place) + reach + 1);
      if (window) return window;
    }
    // From a near end towards the far one, a little too far, so that both become near.
    const [down, up] = [place - low.place, high.place - place];
    const further = up > 8 * down ? 1.5 * doubt : down > 8 * up ? -1.5 * doubt : 0;
    return this.single(Math.round(place + further), bracket);
  }

  /** Whether halving would still do if the guess turned out to be worth nothing. */
  private mayGuess(target: Target, gap: number): boolean {
    if (gap <= target.gap / 4) {
      target.gap = gap;
      target.guesses = 0;
    }
    const halvings = Math.max(0, Math.ceil(Math.log2(gap / WINDOW)));
    return target.guesses < 2 && target.requests + halvings + 2 <= BOUND;
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
    return coveringPage(Math.max(0, from), Math.min(to, count), SMALL);
  }

  /** One row strictly between the two, that can be read as far as known. */
  private single(wanted: number, { low, high }: Bracket): Ask {
    const near = [0, 1, -1, 2, -2, 3, -3, 4, -4].map((offset) => wanted + offset);
    const place = near.find(
      (one) => one > low.place && one < high.place && !this.unreadable.has(one),
    );
    return { page: (place ?? low.place + 1) + 1, size: 1 };
  }
}

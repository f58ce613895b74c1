import type { ListAnswer } from "../api/list-answer.ts";
import type { ListParams } from "../api/list-params.ts";
import { cellsOf, expiryOf, outcomeOf, placeOf, type Outcome } from "./cells.ts";
import { coveringPage, type PageOf } from "./cover.ts";
import type { Boundaries, FetchPage, Findable, Probe } from "./fetch-page.ts";
import { Known, type Bracket, type Guess } from "./known.ts";
import type { Point } from "./shape.ts";

type Filters = ListParams["filters"];

export interface FindOptions {
  /** What was seen of the same list before. */
  hint?: readonly Probe[];
  signal?: AbortSignal;
}

/** Requests at the same time. */
const AT_ONCE = 4;
/** No installation is known to clamp pages of this size; and a list of so many rows is simply read. */
const SMALL = 20;
/** So few places are read at once instead of being searched. */
const WINDOW = 8;
/** Requests for one number; halving a million rows down to a window takes 18. */
const BOUND = 25;

interface Ask {
  page: number | "last";
  size: number;
}

interface Target {
  time: number;
  requests: number;
  /** Guesses since the gap around it last became much smaller, and that gap. */
  guesses: number;
  gap: number;
  proof: { before: number; asOf: number } | null;
}

/**
 * Finds how many rows expire before each of the times, in the order `expires,pk` (null last), by looking at single
 * rows: where the time would lie if rows lay evenly between what is known, and halfway when guessing does badly. A
 * number counts as found when one answer shows the rows on both sides of it (or the end of the list).
 *
 * @param times epoch milliseconds, whole; Infinity for all that expire at all, -Infinity for none.
 * @throws ApiError as `fetchPage`, but for pages past the end.
 */
export async function findBoundaries<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: Filters,
  times: readonly number[],
  options: FindOptions = {},
): Promise<Boundaries> {
  const search = new BoundarySearch(fetchPage, filters, times, options);
  await search.run();
  return search.outcome();
}

class BoundarySearch<T extends Findable> {
  private readonly known: Known;
  private readonly targets: Target[];
  private readonly unreadable = new Set<number>();
  private readonly seen: Probe[] = [];
  private requests = 0;
  private faults = 0;
  private latest: { count: number; asOf: number } | null = null;
  private readonly fetchPage: FetchPage<T>;
  private readonly filters: Filters;
  private readonly times: readonly number[];
  private readonly options: FindOptions;

  constructor(
    fetchPage: FetchPage<T>,
    filters: Filters,
    times: readonly number[],
    options: FindOptions,
  ) {
    this.fetchPage = fetchPage;
    this.filters = filters;
    this.times = times;
    this.options = options;
    this.known = new Known(options.hint ?? []);
    this.targets = [...new Set(times)]
      .filter((time) => time !== -Infinity)
      .toSorted((one, other) => one - other)
      .map((time) => ({ time, requests: 0, guesses: 0, gap: Infinity, proof: null }));
  }

  async run(): Promise<void> {
    const before = this.options.hint?.at(-1)?.count;
    if (before === undefined) {
      await this.ask([
        { page: 1, size: 1 },
        { page: "last", size: 1 },
      ]);
      for (const target of this.targets) target.requests = this.requests;
    }
    for (;;) {
      const asks = this.plan();
      if (asks.length === 0) return;
      await this.ask(asks);
    }
  }

  outcome(): Boundaries {
    const proofs = this.targets.flatMap(({ proof }) => (proof ? [proof.asOf] : []));
    const now = this.latest?.asOf ?? 0;
    const count = this.latest?.count ?? 0;
    let exact = proofs.length === this.targets.length;
    let least = 0;
    const found = new Map<number, number>([[-Infinity, 0]]);
    for (const target of this.targets) {
      const number = target.proof?.before ?? this.known.bracket(target.time).low.place + 1;
      // Two numbers of different moments may contradict each other.
      const fitting = Math.min(Math.max(number, least), count);
      if (fitting !== number) exact = false;
      found.set(target.time, fitting);
      least = fitting;
    }
    return {
      count,
      times: this.times,
      before: this.times.map((time) => found.get(time) ?? 0),
      asOf: Math.min(now, ...proofs),
      until: Math.max(now, ...proofs),
      exact,
      requests: this.requests,
      seen: this.seen,
    };
  }

  /** What to ask next: one page for all times between the same two known places. */
  private plan(): Ask[] {
    const groups = new Map<number, Target[]>();
    for (const target of this.targets) {
      if (target.proof !== null || target.requests >= BOUND) continue;
      const { place } = this.known.bracket(target.time).low;
      groups.set(place, [...(groups.get(place) ?? []), target]);
    }
    const middle = [...groups.values()].map((group) => group[Math.floor(group.length / 2)]!);
    // The widest gap first: what is seen there says most about the others.
    const widest = middle.toSorted((one, other) => this.gap(other) - this.gap(one));
    const asks = widest.slice(0, AT_ONCE).map((target) => {
      target.requests++;
      return this.next(target);
    });
    return asks;
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
      target.guesses = 0;
      return this.single(low.place + Math.max(1, Math.floor(gap / 2)), bracket);
    }
    target.guesses++;
    const { place, doubt } = guess;
    if (doubt <= 7) {
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
    return target.guesses < 2 && target.requests + halvings + 1 <= BOUND;
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

  private async ask(asks: readonly Ask[]): Promise<void> {
    const { signal } = this.options;
    signal?.throwIfAborted();
    this.requests += asks.length;
    const outcomes = await Promise.all(
      asks.map(({ page, size }) => {
        const params: ListParams = {
          page,
          page_size: size,
          ordering: "expires",
          filters: this.filters,
        };
        return outcomeOf(this.fetchPage(params, signal));
      }),
    );
    for (const [index, outcome] of outcomes.entries()) await this.take(asks[index]!, outcome);
  }

  private async take({ page, size }: Ask, outcome: Outcome<T>): Promise<void> {
    if (outcome === "past-end") {
      if (page !== "last") this.known.endsBy((page - 1) * size);
    } else if (outcome === "fault") {
      // A row without `expires` that the server fails on, or a server in trouble.
      if (++this.faults > 4 || page === "last" || this.known.count === null) {
        this.takeAnswer(await this.again(page));
      } else if (size === 1) {
        this.known.add([{ place: page - 1, value: Infinity }], null);
      }
    } else {
      this.faults = 0;
      this.takeAnswer(outcome);
    }
  }

  /** As a larger page, of which the rows around the fault can be had. */
  private again(page: number | "last"): Promise<ListAnswer<T>> {
    this.requests++;
    const { signal } = this.options;
    const first = page === "last" ? page : Math.ceil(page / SMALL);
    return this.fetchPage(
      { page: first, page_size: SMALL, ordering: "expires", filters: this.filters },
      signal,
    );
  }

  private takeAnswer(answer: ListAnswer<T>): void {
    const { count, asOf } = answer;
    const first = placeOf(answer);
    const cells = cellsOf(answer);
    const values = cells.map(expiryOf);
    const points: Point[] = [];
    for (const [index, value] of values.entries()) {
      const place = first + index;
      if (value === null) this.unreadable.add(place);
      else {
        points.push({ place, value });
        this.seen.push({ place, expiresMs: value, count, asOf });
      }
    }
    this.latest = { count, asOf };
    this.known.add(points, count);
    if (answer.parts?.moved) return;
    for (const target of this.targets) {
      const before = provenBy(target.time, first, values, count);
      if (before !== null) target.proof = { before, asOf };
    }
  }
}

/** The number of rows before `time`, if the rows on both sides of it are among these. */
function provenBy(
  time: number,
  first: number,
  values: readonly (number | null)[],
  count: number,
): number | null {
  if (count === 0) return 0;
  const at = values.findIndex((value) => value !== null && value >= time);
  if (at > 0) {
    const previous = values[at - 1];
    return typeof previous === "number" && previous < time ? first + at : null;
  }
  if (at === 0) return first === 0 ? 0 : null;
  const last = values.at(-1);
  return typeof last === "number" && first + values.length >= count ? count : null;
}

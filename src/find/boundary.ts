import type { ListAnswer } from "../api/list-answer.ts";
import type { ListParams } from "../api/list-params.ts";
import { cellsOf, expiryOf, outcomeOf, placeOf, type Outcome } from "./cells.ts";
import { coveringPage } from "./cover.ts";
import type { Boundaries, FetchPage, Findable, Probe } from "./fetch-page.ts";
import { Known, type Point } from "./known.ts";

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
  /** Guesses in a row that were not followed by a halving. */
  guesses: number;
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
      .map((time) => ({ time, requests: 0, guesses: 0, proof: null }));
  }

  async run(): Promise<void> {
    const before = this.options.hint?.at(-1)?.count;
    if (before === undefined) {
      await this.ask([
        { page: 1, size: 1 },
        { page: "last", size: 1 },
      ]);
    } else {
      await this.ask([{ page: 1, size: before <= SMALL ? SMALL : 1 }]);
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
    const open = this.targets.filter(({ proof, requests }) => proof === null && requests < BOUND);
    const groups = new Map<number, Target[]>();
    for (const target of open) {
      const { place } = this.known.bracket(target.time).low;
      groups.set(place, [...(groups.get(place) ?? []), target]);
    }
    const asks: Ask[] = [];
    for (const group of [...groups.values()].slice(0, AT_ONCE)) {
      const target = group[Math.floor(group.length / 2)]!;
      for (const one of group) one.requests++;
      asks.push(this.next(target));
    }
    return asks;
  }

  private next(target: Target): Ask {
    const { low, high } = this.known.bracket(target.time);
    const count = this.known.count ?? 0;
    if (count <= SMALL) return { page: 1, size: SMALL };
    const gap = high.place - low.place;
    if (gap <= WINDOW) {
      const window = coveringPage(Math.max(0, low.place), Math.min(high.place + 1, count), SMALL);
      if (window) return window;
    }
    const place = this.choose(target, low, high);
    const near = [0, 1, -1, 2, -2, 3, -3].map((offset) => place + offset);
    const readable = near.find(
      (one) => one > low.place && one < high.place && !this.unreadable.has(one),
    );
    return { page: (readable ?? place) + 1, size: 1 };
  }

  /** A place strictly between the two. */
  private choose(target: Target, low: Point, high: Point): number {
    const gap = high.place - low.place;
    const halvings = Math.ceil(Math.log2(gap / WINDOW)) + 2;
    const guess = target.guesses < 3 ? this.known.guess(target.time) : null;
    if (guess === null || target.requests + halvings >= BOUND) {
      target.guesses = Math.max(0, target.guesses - 2);
      return low.place + Math.max(1, Math.floor(gap / 2));
    }
    target.guesses++;
    return Math.min(Math.max(Math.round(guess), low.place + 1), high.place - 1);
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

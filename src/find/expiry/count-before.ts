import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import { slotsOf, expiryOf, outcomeOf, placeOf, type PageOutcome } from "./row-slot.ts";
import type { CountsBefore, FetchPage, Findable, KnownPoint } from "../fetch-page.ts";
import { KnownPoints } from "./known-points.ts";
import {
  MOST_PROBES,
  END_ROWS,
  ProbePlanner,
  SMALL_WINDOW,
  type PlannedProbe,
  type ProbeTarget,
} from "./probe-planner.ts";
import type { Point } from "./interpolation.ts";

type Filters = ListRequest["filters"];

interface FindOptions {
  /** What was seen of the same list before. */
  hint?: readonly KnownPoint[];
  signal?: AbortSignal;
}

/** How often numbers that contradict each other are looked up again, and requests for each. */
const REOPENED = 5;
const AGAIN = 4;

const LAST: PlannedProbe = { page: "last", size: END_ROWS };

/**
 * Finds how many rows expire before each of the times, in the order `expires,pk` (null last), by looking at single
 * rows: where the time would lie by how the rows around it do, and halfway when guessing does badly. A number counts as
 * found when one answer shows the rows on both sides of it (or the end of the list): a page of some rows around where
 * it must be.
 *
 * @param times epoch milliseconds, whole; Infinity for all that expire at all, -Infinity for none.
 * @throws ApiError as `fetchPage`, but for pages past the end.
 */
export async function countBefore<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: Filters,
  times: readonly number[],
  options: FindOptions = {},
): Promise<CountsBefore> {
  const search = new BoundarySearch(fetchPage, filters, times, options);
  await search.run();
  return search.outcome();
}

class BoundarySearch<T extends Findable> {
  private readonly known: KnownPoints;
  private readonly targets: ProbeTarget[];
  private readonly plan: ProbePlanner;
  private readonly seen: KnownPoint[] = [];
  private requests = 0;
  private faults = 0;
  /** How often the last page was none. */
  private endless = 0;
  /** A page was not there: the list's end has to be looked up. */
  private shrunk = false;
  private reopened = 0;
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
    this.known = new KnownPoints(options.hint ?? []);
    this.plan = new ProbePlanner(this.known);
    this.targets = [...new Set(times)]
      .filter((time) => time !== -Infinity)
      .toSorted((one, other) => one - other)
      .map((time) => ({ time, requests: 0, guesses: 0, gap: Infinity, proof: null }));
  }

  async run(): Promise<void> {
    const before = this.options.hint?.at(-1)?.count;
    if (before === undefined) {
      await this.ask([{ page: 1, size: END_ROWS }, LAST]);
      for (const target of this.targets) target.requests = this.requests;
    }
    for (;;) {
      let asks = this.shrunk ? [LAST] : this.plan.asks(this.targets);
      this.shrunk = false;
      if (asks.length === 0 && this.reopens()) asks = this.plan.asks(this.targets);
      if (asks.length === 0 && this.latest === null) asks = [LAST];
      if (asks.length === 0) return;
      await this.ask(asks);
    }
  }

  /**
   * Numbers of different moments may contradict each other: then the older ones are looked up again. False when none
   * does, or that was done often enough.
   */
  private reopens(): boolean {
    if (this.reopened++ >= REOPENED) return false;
    const count = this.latest?.count ?? 0;
    const stale = this.targets.filter((target) => isOutdated(target, this.targets, count));
    for (const target of stale) {
      target.proof = null;
      target.requests = Math.min(target.requests, MOST_PROBES - AGAIN);
    }
    return stale.length > 0;
  }

  outcome(): CountsBefore {
    const proofs = this.targets.flatMap(({ proof }) => (proof ? [proof.asOf] : []));
    const now = this.latest?.asOf ?? 0;
    const count = this.latest?.count ?? 0;
    let fits = true;
    let least = 0;
    const found = new Map<number, number>([[-Infinity, 0]]);
    for (const target of this.targets) {
      const number = target.proof?.before ?? this.known.bracket(target.time).low.place + 1;
      // Two numbers of different moments may contradict each other.
      const fitting = Math.min(Math.max(number, least), count);
      if (fitting !== number) fits = false;
      found.set(target.time, fitting);
      least = fitting;
    }
    const unproven = this.targets.filter(({ proof }) => proof === null);
    return {
      count,
      times: this.times,
      before: this.times.map((time) => found.get(time) ?? 0),
      asOf: Math.min(now, ...proofs),
      until: Math.max(now, ...proofs),
      exact: fits && unproven.length === 0,
      unreadable: fits && unproven.length > 0 && unproven.every((one) => this.isUntold(one)),
      requests: this.requests,
      knownPoints: this.seen,
    };
  }

  /** Whether it is rows that cannot be read for which the number was not found. */
  private isUntold({ time }: ProbeTarget): boolean {
    const { low, high } = this.known.bracket(time);
    const within = [...this.plan.unreadable].filter(
      (place) => place > low.place && place < high.place,
    );
    if (within.length === 0) return false;
    // Of a long row of them only some were looked at.
    const stood = this.seen.every(({ count }) => count === this.latest?.count);
    return stood || within.length === high.place - low.place - 1;
  }

  private async ask(asks: readonly PlannedProbe[]): Promise<void> {
    const { signal } = this.options;
    signal?.throwIfAborted();
    this.requests += asks.length;
    const outcomes = await Promise.all(
      asks.map(({ page, size }) => {
        const params: ListRequest = {
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

  private async take({ page, size }: PlannedProbe, outcome: PageOutcome<T>): Promise<void> {
    if (outcome === "past-end") {
      if (page === "last") {
        // An end that cannot be had is not asked for without end.
        if (++this.endless > 3) this.takeAnswer(await this.again(page, size));
        return;
      }
      this.known.endsBy((page - 1) * size);
      this.shrunk = true;
    } else if (outcome === "fault") {
      // A row without `expires` that the server fails on, or a server in trouble.
      if (++this.faults > 4 || page === "last" || size > 1 || this.known.count === null) {
        this.takeAnswer(await this.again(page, size));
      } else {
        this.known.add([{ place: page - 1, value: Infinity }], null);
      }
    } else {
      this.faults = 0;
      if (outcome.pageSize < size) this.plan.clamp(outcome.pageSize);
      this.takeAnswer(outcome);
    }
  }

  /** As a larger page, of which the rows around the fault can be had. */
  private again(page: number | "last", size: number): Promise<ListAnswer<T>> {
    this.requests++;
    const { signal } = this.options;
    const first = page === "last" ? page : Math.floor(((page - 1) * size) / SMALL_WINDOW) + 1;
    return this.fetchPage(
      { page: first, page_size: SMALL_WINDOW, ordering: "expires", filters: this.filters },
      signal,
    );
  }

  private takeAnswer(answer: ListAnswer<T>): void {
    const { count, asOf } = answer;
    const first = placeOf(answer);
    const cells = slotsOf(answer);
    const values = cells.map(expiryOf);
    const points: Point[] = [];
    for (const [index, value] of values.entries()) {
      const place = first + index;
      if (value === null) this.plan.unreadable.add(place);
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

/** Whether a number cannot be true any more by what was seen as late or later. */
function isOutdated(
  { time, proof }: ProbeTarget,
  targets: readonly ProbeTarget[],
  count: number,
): boolean {
  if (proof === null) return false;
  if (proof.before > count) return true;
  return targets.some(
    (other) =>
      other.proof !== null &&
      other.proof.asOf >= proof.asOf &&
      (other.time < time
        ? other.proof.before > proof.before
        : other.time > time && other.proof.before < proof.before),
  );
}

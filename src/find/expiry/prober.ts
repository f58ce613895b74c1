import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import type { AnsweredRows } from "./count-proof.ts";
import type { FetchPage, Findable, KnownPoint } from "../fetch-page.ts";
import type { Point } from "./interpolation.ts";
import type { KnownPoints } from "./known-points.ts";
import { type PlannedProbe, type ProbePlanner, SMALL_WINDOW } from "./probe-planner.ts";
import { expiryOf, outcomeOf, type PageOutcome, slotsOf, startOffset } from "./row-slot.ts";

/** After more consecutive faults than this, the server is assumed to be in trouble, not single rows. */
const MAX_FAULTS = 4;

/** Sends probes, and adds what their answers show to the known points. */
export class Prober<T extends Findable> {
  requests = 0;
  /** All points that were read, for the next search. */
  readonly points: KnownPoint[] = [];
  latest: { count: number; asOf: number } | null = null;
  /** The smallest and the largest count among the answers. */
  countExtent: readonly [least: number, most: number] = [Infinity, -Infinity];
  /** A page was past the end: the list has become shorter, and its end has to be read again. */
  endUnknown = false;
  private faults = 0;
  private readonly fetchPage: FetchPage<T>;
  private readonly filters: ListRequest["filters"];
  private readonly known: KnownPoints;
  private readonly planner: ProbePlanner;
  private readonly signal: AbortSignal | undefined;

  constructor(
    fetchPage: FetchPage<T>,
    filters: ListRequest["filters"],
    known: KnownPoints,
    planner: ProbePlanner,
    signal: AbortSignal | undefined,
  ) {
    this.fetchPage = fetchPage;
    this.filters = filters;
    this.known = known;
    this.planner = planner;
    this.signal = signal;
  }

  /** Sends probes at the same time. Returns the rows of the answers in order; a probe may have none. */
  async send(probes: readonly PlannedProbe[]): Promise<AnsweredRows[]> {
    this.signal?.throwIfAborted();
    const outcomes = await Promise.all(
      probes.map(({ page, size }) => outcomeOf(this.fetch(page, size))),
    );
    const earlier = this.latest?.count;
    const answered: AnsweredRows[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      const rows = await this.take(probes[index]!, outcome);
      if (rows !== null) answered.push(rows);
    }
    if (earlier !== undefined) {
      this.planner.pace = Math.abs((this.latest?.count ?? earlier) - earlier);
    }
    return answered;
  }

  /** The end of the list is fetched as page 1 of the reverse order, so that rows added elsewhere do not move it. */
  private fetch(page: number | "last", size: number): Promise<ListAnswer<T>> {
    this.requests++;
    const where =
      page === "last" ? { page: 1, ordering: "-expires" } : { page, ordering: "expires" };
    return this.fetchPage({ ...where, page_size: size, filters: this.filters }, this.signal);
  }

  private async take(
    { page, size }: PlannedProbe,
    outcome: PageOutcome<T>,
  ): Promise<AnsweredRows | null> {
    if (outcome === "past-end") {
      // Its first page always exists: something is wrong, and the next answer tells what.
      if (page === "last") return this.takeAnswer(page, await this.fetchWider(page, size));
      this.known.limitCount((page - 1) * size);
      this.endUnknown = true;
      return null;
    }
    if (outcome === "fault") {
      // Either a row without `expires` that the server fails on, or a server in trouble.
      const inTrouble = ++this.faults > MAX_FAULTS;
      if (inTrouble || page === "last" || size > 1 || this.known.count === null) {
        return this.takeAnswer(page, await this.fetchWider(page, size));
      }
      this.known.add([{ offset: page - 1, value: Infinity }], null);
      return null;
    }
    this.faults = 0;
    if (outcome.pageSize < size) this.planner.clamp(outcome.pageSize);
    return this.takeAnswer(page, outcome);
  }

  /** Fetches a larger page instead: the rows around the fault can be read in parts. */
  private fetchWider(page: number | "last", size: number): Promise<ListAnswer<T>> {
    const wider = page === "last" ? page : Math.floor(((page - 1) * size) / SMALL_WINDOW) + 1;
    return this.fetch(wider, SMALL_WINDOW);
  }

  private takeAnswer(page: number | "last", answer: ListAnswer<T>): AnsweredRows {
    const { count, asOf } = answer;
    const slots = slotsOf(answer).map(expiryOf);
    const [start, values] =
      page === "last"
        ? [Math.max(0, count - slots.length), slots.toReversed()]
        : [startOffset(answer), slots];
    const points: Point[] = [];
    for (const [index, value] of values.entries()) {
      const offset = start + index;
      if (value === null) this.planner.unreadable.add(offset);
      else {
        points.push({ offset, value });
        this.points.push({ offset: offset, expiresMs: value, count, asOf });
      }
    }
    this.latest = { count, asOf };
    const [least, most] = this.countExtent;
    this.countExtent = [Math.min(least, count), Math.max(most, count)];
    this.known.add(points, count);
    return { start, values, count, asOf, moved: answer.parts?.moved === true };
  }
}

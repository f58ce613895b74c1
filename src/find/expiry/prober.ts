import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import type { AnsweredRows } from "./count-proof.ts";
import type { FetchPage, Findable, KnownPoint } from "../fetch-page.ts";
import type { Point } from "./interpolation.ts";
import type { KnownPoints } from "./known-points.ts";
import { type PlannedProbe, type ProbePlanner, SMALL_WINDOW } from "./probe-planner.ts";
import { expiryOf, outcomeOf, type PageOutcome, slotsOf, startOffset } from "./row-slot.ts";

/** A missing last page is requested this often before its failure counts. */
const MAX_MISSING_ENDS = 3;
/** The same for rows that the server fails on, one after the other. */
const MAX_FAULTS = 4;

/** Sends probes, and adds what their answers show to the known points. */
export class Prober<T extends Findable> {
  requests = 0;
  /** All points that were read, for the next search. */
  readonly points: KnownPoint[] = [];
  latest: { count: number; asOf: number } | null = null;
  /** A page was past the end: the list has become shorter, and its end has to be read again. */
  endUnknown = false;
  private faults = 0;
  private missingEnds = 0;
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
    const answered: AnsweredRows[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      const rows = await this.take(probes[index]!, outcome);
      if (rows !== null) answered.push(rows);
    }
    return answered;
  }

  private fetch(page: number | "last", size: number): Promise<ListAnswer<T>> {
    this.requests++;
    const params: ListRequest = {
      page,
      page_size: size,
      ordering: "expires",
      filters: this.filters,
    };
    return this.fetchPage(params, this.signal);
  }

  private async take(
    { page, size }: PlannedProbe,
    outcome: PageOutcome<T>,
  ): Promise<AnsweredRows | null> {
    if (outcome === "past-end") {
      if (page === "last") {
        const given = ++this.missingEnds <= MAX_MISSING_ENDS;
        return given ? null : this.takeAnswer(await this.fetchWider(page, size));
      }
      this.known.limitCount((page - 1) * size);
      this.endUnknown = true;
      return null;
    }
    if (outcome === "fault") {
      // Either a row without `expires` that the server fails on, or a server in trouble.
      const inTrouble = ++this.faults > MAX_FAULTS;
      if (inTrouble || page === "last" || size > 1 || this.known.count === null) {
        return this.takeAnswer(await this.fetchWider(page, size));
      }
      this.known.add([{ offset: page - 1, value: Infinity }], null);
      return null;
    }
    this.faults = 0;
    if (outcome.pageSize < size) this.planner.clamp(outcome.pageSize);
    return this.takeAnswer(outcome);
  }

  /** Fetches a larger page instead: the rows around the fault can be read in parts. */
  private fetchWider(page: number | "last", size: number): Promise<ListAnswer<T>> {
    const wider = page === "last" ? page : Math.floor(((page - 1) * size) / SMALL_WINDOW) + 1;
    return this.fetch(wider, SMALL_WINDOW);
  }

  private takeAnswer(answer: ListAnswer<T>): AnsweredRows {
    const { count, asOf } = answer;
    const start = startOffset(answer);
    const values = slotsOf(answer).map(expiryOf);
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
    this.known.add(points, count);
    return { start, values, count, asOf, moved: answer.parts?.moved === true };
  }
}

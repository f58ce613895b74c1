import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import type { AnsweredRows } from "./count-proof.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import { type PlannedProbe, SMALL_WINDOW } from "./probe-planner.ts";
import { expiryOf, outcomeOf, type PageOutcome, slotsOf, startOffset } from "./row-slot.ts";

/** After more consecutive faults than this, the server is assumed to be in trouble, not single rows. */
const MAX_FAULTS = 4;

/** Sends probes, and reads the offsets and expiry times of their rows. */
export class Prober<T extends Findable> {
  requests = 0;
  latest: AnsweredRows | null = null;
  private readonly counts: number[] = [];
  private faults = 0;
  private readonly fetchPage: FetchPage<T>;
  private readonly filters: ListRequest["filters"];
  private readonly signal: AbortSignal | undefined;

  constructor(
    fetchPage: FetchPage<T>,
    filters: ListRequest["filters"],
    signal: AbortSignal | undefined,
  ) {
    this.fetchPage = fetchPage;
    this.filters = filters;
    this.signal = signal;
  }

  /** By how many rows the list grew or shrank. */
  get drift(): number {
    return Math.max(0, Math.max(...this.counts) - Math.min(...this.counts));
  }

  /** Sends probes at the same time. Returns the rows of their answers in order. */
  async send(probes: readonly PlannedProbe[]): Promise<(AnsweredRows | "past-end")[]> {
    this.signal?.throwIfAborted();
    const outcomes = await Promise.all(probes.map((probe) => outcomeOf(this.fetch(probe))));
    const answered: (AnsweredRows | "past-end")[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      answered.push(await this.take(probes[index]!, outcome));
    }
    return answered;
  }

  /** The end of the list is fetched as page 1 of the reverse order, so that rows added elsewhere do not move it. */
  private fetch({ page, size }: PlannedProbe): Promise<ListAnswer<T>> {
    this.requests++;
    const where =
      page === "last" ? { page: 1, ordering: "-expires" } : { page, ordering: "expires" };
    return this.fetchPage({ ...where, page_size: size, filters: this.filters }, this.signal);
  }

  private async take(
    probe: PlannedProbe,
    outcome: PageOutcome<T>,
  ): Promise<AnsweredRows | "past-end"> {
    const { page, size } = probe;
    if (typeof outcome !== "string") {
      this.faults = 0;
      return this.rowsOf(probe, outcome);
    }
    // The first page always exists: else something is wrong, and the next answer tells what.
    if (outcome === "past-end" && page !== "last") return outcome;
    // Either a row without `expires` that the server fails on, or a server in trouble.
    const isRow = outcome === "fault" && page !== "last" && size === 1 && this.latest !== null;
    if (isRow && ++this.faults <= MAX_FAULTS) {
      return { ...this.latest!, start: page - 1, values: [Infinity], moved: true };
    }
    // A larger page instead: the rows around the fault can be read in parts.
    const wider = page === "last" ? page : Math.floor(((page - 1) * size) / SMALL_WINDOW) + 1;
    const asked = { page: wider, size: SMALL_WINDOW };
    return this.rowsOf(asked, await this.fetch(asked));
  }

  private rowsOf({ page, size }: PlannedProbe, answer: ListAnswer<T>): AnsweredRows {
    const { count, asOf, pageSize } = answer;
    const slots = slotsOf(answer).map(expiryOf);
    const isLast = page === "last";
    const rows = {
      start: isLast ? Math.max(0, count - slots.length) : startOffset(answer),
      values: isLast ? slots.toReversed() : slots,
      count,
      asOf,
      clamp: pageSize < size ? pageSize : Infinity,
      moved: answer.parts?.moved === true,
    };
    this.counts.push(count);
    this.latest = rows;
    return rows;
  }
}

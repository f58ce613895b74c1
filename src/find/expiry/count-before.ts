import type { ListRequest } from "../../api/list-request.ts";
import { isContradicted, provenCount } from "./count-proof.ts";
import type { CountsBefore, FetchPage, Findable, KnownPoint } from "../fetch-page.ts";
import { KnownPoints } from "./known-points.ts";
import {
  LAST_PAGE,
  MAX_PROBES,
  type PlannedProbe,
  ProbePlanner,
  type ProbeTarget,
} from "./probe-planner.ts";
import { Prober } from "./prober.ts";

export interface CountOptions {
  /** Known points from earlier requests in the same list. */
  knownPoints?: readonly KnownPoint[];
  signal?: AbortSignal;
  /** Requests in all. Counts not proven by then are estimates, see `margin`. */
  maxRequests?: number;
}

/** How often counts that contradict each other are searched again, and probes for each of them. */
const MAX_REOPENINGS = 5;
const REOPENED_PROBES = 4;

/**
 * Counts the rows that expire before each of the times. The API has no filter for that, but it has the order
 * `expires,pk` (null last), in which a count is an offset. So each time is bracketed by known points, and the bracket
 * is narrowed by interpolation search: single rows are read where the time probably lies, and in the middle of the
 * bracket where interpolation does badly. Rows may come and go meanwhile, so a count is exact only when one answer
 * proves it: a page with the rows on both sides of the time, or an end of the list.
 *
 * @param times epoch milliseconds, integers; Infinity for all rows that expire at all, -Infinity for none.
 * @throws ApiError as `fetchPage`, except for pages past the end.
 */
export async function countBefore<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListRequest["filters"],
  times: readonly number[],
  options: CountOptions = {},
): Promise<CountsBefore> {
  const search = new CountSearch(fetchPage, filters, times, options);
  await search.run();
  return search.result();
}

class CountSearch<T extends Findable> {
  private readonly known: KnownPoints;
  private readonly targets: ProbeTarget[];
  private readonly planner: ProbePlanner;
  private readonly prober: Prober<T>;
  private readonly times: readonly number[];
  private readonly maxRequests: number;
  private reopenings = 0;

  constructor(
    fetchPage: FetchPage<T>,
    filters: ListRequest["filters"],
    times: readonly number[],
    { knownPoints = [], signal, maxRequests = Infinity }: CountOptions,
  ) {
    this.times = times;
    this.maxRequests = maxRequests;
    this.known = new KnownPoints(knownPoints);
    if (times.includes(Infinity)) this.known.forgetNever();
    this.planner = new ProbePlanner(this.known);
    this.prober = new Prober(fetchPage, filters, signal);
    this.targets = [...new Set(times)]
      .filter((time) => time !== -Infinity)
      .toSorted((one, other) => one - other)
      .map((time) => ({ time, probes: 0, misses: 0, gap: Infinity, proof: null }));
  }

  async run(): Promise<void> {
    for (;;) {
      let probes = this.planner.nextProbes(this.targets);
      if (probes.length === 0 && this.reopenContradicted()) {
        probes = this.planner.nextProbes(this.targets);
      }
      if (probes.length === 0 && this.prober.latest === null) probes = [LAST_PAGE];
      const left = this.maxRequests - this.prober.requests;
      if (probes.length === 0 || (left <= 0 && this.prober.latest !== null)) return;
      await this.probe(probes.slice(0, Math.max(1, left)));
    }
  }

  private async probe(probes: readonly PlannedProbe[]): Promise<void> {
    for (const rows of await this.prober.send(probes)) {
      if (rows === "past-end") {
        this.known.forget();
        continue;
      }
      this.known.add(rows);
      this.planner.clamp(rows.clamp);
      for (const target of this.targets) {
        const before = provenCount(target.time, rows);
        if (before !== null) target.proof = { ...rows, before, answer: rows };
      }
    }
  }

  /**
   * Counts proven at different moments may contradict each other. Then the older ones are searched again. False when
   * none do, or that was done often enough.
   */
  private reopenContradicted(): boolean {
    if (this.reopenings++ >= MAX_REOPENINGS) return false;
    const count = this.prober.latest?.count ?? 0;
    const contradicted = this.targets.filter((one) => isContradicted(one, this.targets, count));
    for (const target of contradicted) {
      target.proof = null;
      target.probes = Math.min(target.probes, MAX_PROBES - REOPENED_PROBES);
      if (target.time === Infinity) this.known.forgetNever();
    }
    return contradicted.length > 0;
  }

  result(): CountsBefore {
    const proofTimes = this.targets.flatMap(({ proof }) => (proof ? [proof.asOf] : []));
    const { asOf: now = 0, count = 0 } = this.prober.latest ?? {};
    let isConsistent = true;
    let atLeast = 0;
    const counts = new Map<number, number>([[-Infinity, 0]]);
    for (const target of this.targets) {
      const found = target.proof?.before ?? this.unproven(target);
      // Counts proven at different moments may still contradict each other.
      const consistent = Math.min(Math.max(found, atLeast), count);
      if (consistent !== found) isConsistent = false;
      counts.set(target.time, consistent);
      atLeast = consistent;
    }
    const unproven = this.targets.filter(({ proof }) => proof === null);
    const proofs = new Map(this.targets.map(({ time, proof }) => [time, proof]));
    const never = proofs.get(Infinity);
    return {
      count,
      never: never ? never.count - never.before : null,
      margin: Math.max(0, ...unproven.map(({ time }) => this.known.gapAt(time) - 1)),
      drift: this.prober.drift,
      times: this.times,
      before: this.times.map((time) => counts.get(time) ?? 0),
      counts: this.times.map((time) => proofs.get(time)?.count ?? count),
      asOf: Math.min(now, ...proofTimes),
      until: Math.max(now, ...proofTimes),
      exact: isConsistent && unproven.length === 0,
      unreadable:
        isConsistent && unproven.length > 0 && unproven.every((one) => this.isUnreadable(one)),
      requests: this.prober.requests,
      knownPoints: this.known.points,
    };
  }

  /** An estimate where the list changed too fast for a proof: by the known points. */
  private unproven(target: ProbeTarget): number {
    const { low, high } = this.known.bracket(target.time);
    const estimate = this.isUnreadable(target) ? null : this.known.estimate(target.time);
    return Math.min(Math.max(Math.round(estimate?.offset ?? 0), low.offset + 1), high.offset);
  }

  /** Whether a count is unproven because of rows that cannot be read, and not because the list changed. */
  private isUnreadable({ time }: ProbeTarget): boolean {
    const { low, high } = this.known.bracket(time);
    // The value at an end of the bracket may be known from another row of the same time, in the reverse order.
    if ([low, high].some(({ offset }) => this.known.unreadable.has(offset))) return true;
    const between = this.known.unreadableAt(time);
    // Only some rows of a long run of unreadable ones were looked at.
    return between > 0 && (this.prober.drift === 0 || between === this.known.gapAt(time) - 1);
  }
}

import { nextCleanup } from "../../model/clean-up.ts";
import { countBefore } from "../../find/expiry/count-before.ts";
import { expiryOf } from "../../find/expiry/row-slot.ts";
import type { Findable, FetchPage, KnownPoint } from "../../find/fetch-page.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import type { Row } from "../../api/wire/page.ts";
import {
  type Bin,
  binsOfCounts,
  binsOfTimes,
  chooseEdges,
  edgesOf,
  isStray,
  isTelling,
  isYoung,
  type Shape,
  shapeOf,
  shapePlaces,
  stillReaches,
} from "./timeline-bins.ts";

/** How many rows expire when. */
export interface TimelineAnswer {
  /** Rows in all; the bins and `never` add up to it. */
  count: number;
  never: number;
  /** From the first to the last end of time, without gaps. */
  bins: readonly Bin[];
  shape: Shape;
  /** The server's clock when it was so, epoch milliseconds; `past` and `ahead` part here. */
  asOf: number;
  /** False when the list moved while it was counted, or some ends could not be read: the numbers are off by that. */
  exact: boolean;
  /** It is the ends that could not be read. */
  unreadable: boolean;
  /** What was seen on the way: a hint for the next time. */
  seen: readonly KnownPoint[];
  requests: number;
}

/** A list so short is read whole, as far as the server's pages go. */
const SHORT = 100;

const CLEANUP_EVERY_MS = 5 * 60_000;

interface LoadOptions {
  /** The answer before, for the same filters. */
  previous?: TimelineAnswer | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Counts the rows by expiry. What it costs does not depend on how many there are.
 *
 * @param now the server's clock, epoch milliseconds.
 * @throws ApiError
 */
export async function loadTimeline<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ServerFilters,
  now: number,
  { previous, signal }: LoadOptions = {},
): Promise<TimelineAnswer> {
  let requests = 0;
  const asking: FetchPage<T> = (params) => {
    requests += 1;
    return fetchPage(params, signal);
  };
  const inOrder = { ordering: "expires", filters };

  const head = previous ?? (await asking({ ...inOrder, page_size: 1 }));
  let { count } = head;
  if (count <= SHORT) {
    const page = await asking({ ...inOrder, page_size: SHORT });
    if (page.rows.length === page.count && page.parts === undefined) {
      return { ...timelineOfRows(page.rows, page.asOf), requests };
    }
    // It may have grown since it was short.
    count = page.count;
  }

  const options = signal ? { signal } : {};
  let seen = previous?.seen ?? [];

  async function measure(): Promise<Shape> {
    const probes = (await Promise.all(shapePlaces(count).map(probe))).filter((one) => one !== null);
    const expiries = probes.map(({ expiresMs }) => expiresMs).filter(Number.isFinite);
    const row = "rows" in head ? head.rows[0] : undefined;
    const first = row && expiryOf(row);
    // Where a stray leads far away, guessing along a straight line from it costs more than these help.
    seen = isStray(first ?? Infinity, expiries) ? probes : [];
    return shapeOf(expiries, now);
  }

  async function probe(offset: number): Promise<KnownPoint | null> {
    try {
      const { rows, count, asOf } = await asking({ ...inOrder, page: offset + 1, page_size: 1 });
      const expiresMs = rows[0] === undefined ? null : expiryOf(rows[0]);
      return expiresMs === null ? null : { offset, expiresMs, count, asOf };
    } catch {
      // The list became shorter, or the server fails on this very row: it is only for choosing the window.
      return null;
    }
  }

  async function countBins(shape: Shape, edges: readonly number[]): Promise<TimelineAnswer> {
    const found = await countBefore(asking, filters, [...edges, now, Infinity], {
      ...options,
      knownPoints: seen,
    });
    seen = found.knownPoints;
    const [beforeNow = 0, finite = 0] = found.before.slice(edges.length);
    const bins = binsOfCounts(edges, found.before.slice(0, edges.length), beforeNow, finite);
    const { exact, unreadable, asOf } = found;
    // By one answer: a difference of two would count what came meanwhile as what never expires.
    const never = found.never ?? found.count - finite;
    return { count: finite + never, never, bins, shape, asOf, exact, unreadable, seen, requests };
  }

  if (previous !== undefined) {
    const { shape } = previous;
    const edges = edgesOf(previous.bins);
    if (isYoung(shape, now) && stillReaches(edges, shape, now)) {
      const answer = await countBins(shape, edges);
      if (isTelling(answer.bins)) return answer;
    }
  }
  const shape = await measure();
  return { ...(await countBins(shape, edgesFor(shape, now, count))), requests };
}

/** At least back to the clean-up before: what expired before it is gone, as a rule. */
function edgesFor({ low, reach }: Shape, now: number, rows: number): number[] {
  return chooseEdges(Math.min(low, nextCleanup(now) - CLEANUP_EVERY_MS), reach, now, rows);
}

/** The timeline of rows that are all here, without a request. */
export function timelineOfRows<T extends Findable>(
  rows: readonly Row<T>[],
  asOf: number,
): TimelineAnswer {
  const all = rows.map(expiryOf);
  const unreadable = all.includes(null);
  const finite = all
    .filter((ms) => ms !== null)
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
  const places = shapePlaces(finite.length);
  const shape = shapeOf(
    finite.filter((_, place) => places.includes(place)),
    asOf,
  );
  return {
    count: rows.length,
    never: rows.length - finite.length,
    bins: binsOfTimes(edgesFor(shape, asOf, rows.length), finite, asOf),
    shape,
    asOf,
    // What could not be read as a time is counted among those that never expire.
    exact: !unreadable,
    unreadable,
    seen: [],
    requests: 0,
  };
}

import { countBefore } from "../../find/expiry/count-before.ts";
import { expiryOf } from "../../find/expiry/row-slot.ts";
import type { Findable, FetchPage, KnownPoint } from "../../find/fetch-page.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import type { Row } from "../../api/wire/page.ts";
import type { ExpiryCounts } from "../counts/counts-query.ts";
import { chooseEdges, stillReaches } from "./choose-edges.ts";
import { isYoung, largestShare, quantileOffsets, type Quantiles } from "./quantiles.ts";
import { type Bin, binsOfCounts, binsOfTimes, edgesOf, isTelling } from "./timeline-bins.ts";

/** The data of the timeline: how many rows expire when. */
export interface TimelineAnswer {
  /** Rows in all; the bins and `never` add up to it. */
  count: number;
  never: number;
  /** From -Infinity to Infinity, without gaps. */
  bins: readonly Bin[];
  quantiles: Quantiles;
  /** The server's clock when they were counted, epoch milliseconds; separates `past` from `ahead`. */
  asOf: number;
  /** False when the list changed while it was counted, or some expiry times were unreadable: counts are off by that. */
  exact: boolean;
  /** How many rows a count may be off by where the list changed. */
  margin: number;
  /** Not exact because expiry times could not be read. */
  unreadable: boolean;
  /** Known points found while counting, for the next count. */
  seen: readonly KnownPoint[];
  requests: number;
}

/** A list of up to this many rows is read in full, if the server gives a page of this size. */
const SHORT = 100;

/** Where rows are added and deleted too fast for a proof, counts stay estimates after this many requests. */
const MAX_REQUESTS = 21;

interface LoadOptions {
  /** Known points that were found just now, with the counts. */
  seen?: readonly KnownPoint[];
  /** The previous answer for the same filters. */
  previous?: TimelineAnswer | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Counts the rows by expiry. The cost does not depend on the number of rows.
 *
 * @param now the server's clock, epoch milliseconds.
 * @param counts of all, expired and never expiring rows; the same as in the line of counts.
 * @throws ApiError
 */
export async function loadTimeline<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ServerFilters,
  now: number,
  counts: ExpiryCounts,
  { seen = [], previous, signal }: LoadOptions = {},
): Promise<TimelineAnswer> {
  let requests = 0;
  const asking: FetchPage<T> = (params) => {
    requests += 1;
    return fetchPage(params, signal);
  };
  const { count, expired, never } = counts;

  if (count <= SHORT) {
    const page = await asking({ ordering: "expires", page_size: SHORT, filters });
    if (page.rows.length === page.count && page.parts === undefined) {
      return { ...timelineOfRows(page.rows, page.asOf), requests };
    }
  }

  async function probe(offset: number): Promise<KnownPoint | null> {
    const page = { page: offset + 1, page_size: 1, ordering: "expires", filters };
    try {
      const { rows, count, asOf } = await asking(page);
      const expiresMs = rows[0] === undefined ? null : expiryOf(rows[0]);
      return expiresMs === null ? null : { offset, expiresMs, count, asOf };
    } catch {
      // The list became shorter, or the server fails on this row: one quantile less to choose the window by.
      return null;
    }
  }

  async function countBins(
    quantiles: Quantiles,
    edges: readonly number[],
    seenNow: readonly KnownPoint[],
  ): Promise<TimelineAnswer> {
    const found = await countBefore(asking, filters, edges, {
      knownPoints: [...(previous?.seen ?? []), ...seenNow],
      maxRequests: MAX_REQUESTS,
      ...(signal && { signal }),
    });
    const bins = binsOfCounts(edges, found.before, expired, count - never);
    const drift = Math.max(found.drift, Math.abs(found.count - count));
    return {
      count,
      never,
      bins,
      quantiles,
      asOf: Math.min(found.asOf, counts.asOf),
      exact: found.exact && counts.exact && drift === 0,
      margin: Math.max(found.margin + drift, counts.margin ?? 0),
      unreadable: found.unreadable || counts.unreadable,
      seen: found.knownPoints,
      requests,
    };
  }

  const edges = previous && edgesToKeep(previous, now);
  // The previous known points tell where to probe, unless the list changes fast.
  if (edges && previous && !isFast(previous)) {
    const answer = await countBins(previous.quantiles, edges, seen);
    if (isTelling(answer.bins)) return answer;
  }
  const probed = await Promise.all(quantileOffsets(count - never).map(probe));
  const probes = probed.filter((one) => one !== null);
  const times = probes.map(({ expiresMs }) => expiresMs).filter(Number.isFinite);
  const quantiles = { times: times.toSorted((a, b) => a - b), at: now };
  const fits = edges && previous && isFast(previous) && largestShare(times, edges) <= 1 / 2;
  const chosen = fits ? edges : chooseEdges(quantiles, now, count);
  return countBins(quantiles, chosen, [...seen, ...probes]);
}

/** Whether the list changed while it was counted by more than a thousandth. */
function isFast({ count, margin }: TimelineAnswer): boolean {
  return margin > count / 1000;
}

/** The edges of the previous answer, if they still fit: bars that do not move can be compared. */
function edgesToKeep({ bins, quantiles }: TimelineAnswer, now: number): number[] | undefined {
  const edges = edgesOf(bins);
  return isYoung(quantiles, now) && stillReaches(edges, quantiles, now) ? edges : undefined;
}

/** The timeline of a list whose rows are all loaded, without a request. */
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
  const times = quantileOffsets(finite.length).map((offset) => finite[offset]!);
  const quantiles = { times, at: asOf };
  return {
    count: rows.length,
    never: rows.length - finite.length,
    bins: binsOfTimes(chooseEdges(quantiles, asOf, rows.length), finite, asOf),
    quantiles,
    asOf,
    // Rows with an unreadable expiry time are counted as `never`.
    exact: !unreadable,
    margin: 0,
    unreadable,
    seen: [],
    requests: 0,
  };
}

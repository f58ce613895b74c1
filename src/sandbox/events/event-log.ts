import type { OrderedRows } from "../rules/answer-list.ts";
import type { Descriptions, EventRow } from "./describe-events.ts";
import { rowAt, rowOf, type EventColumns, type EventRange } from "./event-columns.ts";
import type { EventEntity } from "./event-entities.ts";
import { placeOfKey } from "./event-keys.ts";
import { inEventOrder, type EventPlaces } from "./event-order.ts";
import { passesWhole, type EventQuery } from "./event-query.ts";
import { createRowTest } from "./event-row-test.ts";

/** authentik's log of events at any moment. */
export interface EventLog {
  /**
   * @param now epoch milliseconds
   * @param written events that requests caused, the oldest first
   */
  select(now: number, query: EventQuery, written: readonly EventEntity[]): OrderedRows<EventEntity>;
  /** @param pk uuid */
  find(now: number, pk: string): EventEntity | undefined;
}

/** The events of births. */
interface BirthLog {
  readonly seed: number;
  /** Which exist at a moment, epoch milliseconds. */
  at(now: number): EventRange;
  /** By place; null for a code that was never minted. */
  rowAtPlace(place: Pick<EventRow, "index" | "nth">): EventRow | null;
  readonly descriptions: Descriptions;
}

/** How many queries are remembered: a page is often followed by the next, or by the same a little later. */
const MOST_KEPT = 12;

/** @param births null for none; @param others events besides them, the oldest first */
export function createEventLog(
  births: BirthLog | null,
  others: () => readonly EventEntity[],
): EventLog {
  /** The rows of the columns that pass a query, at any moment. */
  const passing = new Map<string, readonly number[]>();
  let passingOf: EventColumns | undefined;
  let last:
    | {
        readonly key: string;
        /** Sandboxes of one world each have their own. */
        readonly written: readonly EventEntity[];
        readonly selected: OrderedRows<EventEntity>;
      }
    | undefined;

  function existing(now: number): readonly EventEntity[] {
    return others().filter((event) => Date.parse(event.created) <= now);
  }

  function rowsThat(query: EventQuery, { columns, from, to }: EventRange): readonly number[] {
    if (births === null) return [];
    const { order: _, ...asked } = query;
    const key = JSON.stringify(asked);
    if (passingOf !== columns || passing.size >= MOST_KEPT) passing.clear();
    passingOf = columns;
    let rows = passing.get(key);
    if (rows === undefined) {
      const passes = createRowTest(query, births.descriptions, columns);
      rows = Array.from({ length: columns.length }, (_none, row) => row).filter(passes);
      passing.set(key, rows);
    }
    return rows.slice(placeOf(rows, from), placeOf(rows, to));
  }

  function ordered(query: EventQuery, now: number, written: readonly EventEntity[]) {
    const range = births?.at(now) ?? null;
    const singles = [...existing(now), ...written].filter((event) => passesWhole(event, query));
    const places = withSingles(range, range === null ? [] : rowsThat(query, range), singles);
    const sorted = inEventOrder(places, query.order, births?.descriptions ?? null, range?.columns);
    const eventAt = (place: number | EventEntity): EventEntity =>
      typeof place === "number" ? describe(range, place) : place;
    return {
      count: sorted.length,
      page: (from: number, to: number) => sorted.slice(from, to).map(eventAt),
    };
  }

  function describe(range: EventRange | null, row: number): EventEntity {
    if (births === null || range === null) throw new RangeError("no such event");
    return births.descriptions.event(rowOf(range.columns, row));
  }

  return {
    select(now, query, written) {
      const range = births?.at(now);
      const key = JSON.stringify([
        query,
        range?.from,
        range?.to,
        existing(now).length,
        written.length,
      ]);
      if (last?.key !== key || last.written !== written || passingOf !== range?.columns) {
        last = { key, written, selected: ordered(query, now, written) };
      }
      return last.selected;
    },
    find(now, pk) {
      const place = births === null ? null : placeOfKey(births.seed, pk);
      const row = place === null ? null : (births?.rowAtPlace(place) ?? null);
      if (births === null || row === null) return existing(now).find((event) => event.pk === pk);
      const { columns, from, to } = births.at(now);
      const oldest = from < to ? (columns.created[from] as number) : Infinity;
      if (row.created < oldest || row.created > now) return undefined;
      return births.descriptions.event(row);
    },
  };
}

/** Where the first of ascending rows is that is not before `row`. */
function placeOf(rows: readonly number[], row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows and single events together, the oldest first. */
function withSingles(
  range: EventRange | null,
  rows: readonly number[],
  singles: readonly EventEntity[],
): EventPlaces {
  if (range === null || singles.length === 0) return [...singles, ...rows];
  const places: (number | EventEntity)[] = [];
  let next = 0;
  for (const single of singles) {
    const place = placeOf(rows, rowAt(range.columns, Date.parse(single.created)));
    places.push(...rows.slice(next, place), single);
    next = Math.max(next, place);
  }
  return [...places, ...rows.slice(next)];
}

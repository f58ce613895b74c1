import { failureOf, isFault } from "../../api/failures.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import { isObject } from "../../api/wire/json.ts";
import type { Row } from "../../api/wire/page.ts";
import type { Findable } from "../fetch-page.ts";

/** What one answer shows at one place of the list: a row, or (null) one that the server fails on. */
export type RowSlot<T> = Row<T> | null;

/** The places of an answer one after the other, the rows that the server fails on among them. */
export function slotsOf<T>(answer: ListAnswer<T>): RowSlot<T>[] {
  const cells: RowSlot<T>[] = [];
  const gaps = answer.parts?.gaps ?? [];
  for (let index = 0; index <= answer.rows.length; index++) {
    for (const gap of gaps) {
      if (gap.index === index) for (let n = 0; n < gap.count; n++) cells.push(null);
    }
    const row = answer.rows[index];
    if (row) cells.push(row);
  }
  return cells;
}

/** Place of an answer's first cell among all, from 0. */
export function placeOf(answer: ListAnswer<unknown>): number {
  return answer.start > 0 ? answer.start - 1 : (answer.page - 1) * answer.pageSize;
}

/**
 * When a cell's row expires, epoch milliseconds: Infinity when it never does, null when that could not be read. The
 * server fails only on rows that have no `expires`.
 */
export function expiryOf(cell: RowSlot<Findable>): number | null {
  if (cell === null) return Infinity;
  if (!cell.readable) return isObject(cell.raw) ? parsed(cell.raw["expires"]) : null;
  if (cell.problems.some(({ path }) => path === "expires")) return null;
  return cell.value.expiresMs ?? Infinity;
}

function parsed(value: unknown): number | null {
  if (value === null) return Infinity;
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** An answer, or how it failed where that says something about the list. @throws ApiError for any other failure. */
export type PageOutcome<T> = ListAnswer<T> | "past-end" | "fault";

/** Asks, and takes "past the end" and a fault of the server for answers. */
export async function outcomeOf<T>(asked: Promise<ListAnswer<T>>): Promise<PageOutcome<T>> {
  try {
    return await asked;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "past-end") return "past-end";
    if (isFault(failure)) return "fault";
    throw error;
  }
}

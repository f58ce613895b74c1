import { failureOf, isFault } from "../../api/failures.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import { isObject } from "../../api/wire/json.ts";
import type { Row } from "../../api/wire/page.ts";
import type { Findable } from "../fetch-page.ts";

/** What an answer shows at one offset of the list: a row, or null for a row that the server fails on. */
export type RowSlot<T> = Row<T> | null;

/** All slots of an answer in order: its rows, and null for each row that the server fails on. */
export function slotsOf<T>(answer: ListAnswer<T>): RowSlot<T>[] {
  const slots: RowSlot<T>[] = [];
  const gaps = answer.parts?.gaps ?? [];
  for (let index = 0; index <= answer.rows.length; index++) {
    for (const gap of gaps) {
      if (gap.index === index) for (let n = 0; n < gap.count; n++) slots.push(null);
    }
    const row = answer.rows[index];
    if (row) slots.push(row);
  }
  return slots;
}

/** Offset of an answer's first slot in the whole list, from 0. */
export function startOffset(answer: ListAnswer<unknown>): number {
  return answer.start > 0 ? answer.start - 1 : (answer.page - 1) * answer.pageSize;
}

/**
 * When the row in a slot expires, epoch milliseconds: Infinity for never, null when its time could not be read. The
 * server fails only on rows without `expires`, so an empty slot counts as never.
 */
export function expiryOf(slot: RowSlot<Findable>): number | null {
  if (slot === null) return Infinity;
  if (!slot.readable) return isObject(slot.raw) ? parseExpires(slot.raw["expires"]) : null;
  if (slot.problems.some(({ path }) => path === "expires")) return null;
  return slot.value.expiresMs ?? Infinity;
}

function parseExpires(value: unknown): number | null {
  if (value === null) return Infinity;
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** An answer, or a failure that says something about the list: the page is past its end, or has a row that fails. */
export type PageOutcome<T> = ListAnswer<T> | "past-end" | "fault";

/**
 * Turns "past the end" and a fault of the server into outcomes.
 *
 * @throws ApiError for any other failure.
 */
export async function outcomeOf<T>(pending: Promise<ListAnswer<T>>): Promise<PageOutcome<T>> {
  try {
    return await pending;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "past-end") return "past-end";
    if (isFault(failure)) return "fault";
    throw error;
  }
}

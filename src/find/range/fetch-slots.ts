import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import {
  type PageOutcome,
  type RowSlot,
  outcomeOf,
  slotsOf,
  startOffset,
} from "../expiry/row-slot.ts";
import { coveringPage, endOf, type PageRequest } from "../expiry/page-geometry.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import { SMALL_WINDOW } from "../expiry/probe-planner.ts";

/** When the slots were answered, and by which request. */
export type SlotsMeta = Pick<ListAnswer<unknown>, "asOf" | "receivedAt" | "requestId" | "tookMs">;

/** Installations of 2025.12 and later give no larger pages unless configured to. */
const MAX_PAGE_SIZE = 100;

/** The page size that each server is known to clamp to. */
const clamps = new WeakMap<object, number>();

/** The largest page size worth requesting. */
export function largestPage(fetchPage: object): number {
  return clamps.get(fetchPage) ?? MAX_PAGE_SIZE;
}

/** Whether it is known to what size the server clamps pages, if at all. */
export function isSizeKnown(fetchPage: object): boolean {
  return clamps.has(fetchPage);
}

/** Finds out which page size the server gives when `size` rows are requested, and remembers it. */
export async function sizeGiven<T>(
  fetchPage: FetchPage<T>,
  filters: ListRequest["filters"],
  size: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const answer = await fetchPage(
    { page: 1, page_size: size, ordering: "expires", filters },
    signal,
  );
  const given = answer.next === null ? size : Math.min(size, answer.pageSize);
  clamps.set(fetchPage, given < size ? given : MAX_PAGE_SIZE);
  return given;
}

interface FetchedSlots<T> {
  slots: RowSlot<T>[];
  /** The list changed between two pages. */
  moved: boolean;
  meta: SlotsMeta;
  /** The list changed while one of the pages was read in parts. */
  partsMoved: boolean;
}

/**
 * The rows at the offsets `from` (inclusive) to `to` (exclusive) in the order `expires,pk`, read as one page or two. A
 * number instead of rows is the size to which the server clamps pages, where fewer rows fit than were wanted.
 *
 * @throws ApiError as `fetchPage`, except for pages past the end; a fault when the rows around it fail as well.
 */
export async function fetchSlots<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListRequest["filters"],
  from: number,
  to: number,
  signal: AbortSignal | undefined,
): Promise<FetchedSlots<T> | "past-end" | number> {
  const length = to - from;
  const fetch = ({ page, size }: PageRequest) =>
    fetchPage({ page, page_size: size, ordering: "expires", filters }, signal);
  for (;;) {
    const clamp = largestPage(fetchPage);
    const covering = coveringPage(from, from + length, Math.min(clamp, 2 * length));
    if (covering === null && length > clamp) return clamp;
    const index = Math.floor(from / length);
    const pages = covering
      ? [covering]
      : [index + 1, index + 2].map((page) => ({ page, size: length }));
    const fetched = await Promise.all(pages.map((page) => fetchAroundFault(page, clamp, fetch)));
    const answers = fetched.flatMap(({ outcome }) =>
      typeof outcome === "string" ? [] : [outcome],
    );
    const [first] = answers;
    if (first === undefined) return "past-end";
    const clamped = Math.min(...fetched.map(({ size, outcome }) => clampedSize(size, outcome)));
    if (clamped < Infinity) {
      clamps.set(fetchPage, clamped);
      continue;
    }
    const slots = fetched.flatMap(({ outcome }, index) => {
      if (typeof outcome === "string") return [];
      const offset = startOffset(outcome);
      const { page, size } = pages[index]!;
      const [start, end] = [Math.max(from, (page - 1) * size), Math.min(to, page * size)];
      return slotsOf(outcome).slice(Math.max(0, start - offset), Math.max(0, end - offset));
    });
    return {
      slots,
      moved: answers.length < pages.length || answers.some(({ count }) => count !== first.count),
      meta: {
        asOf: Math.min(...answers.map(({ asOf }) => asOf)),
        receivedAt: Math.min(...answers.map(({ receivedAt }) => receivedAt)),
        requestId: first.requestId,
        ...(first.tookMs !== undefined && { tookMs: first.tookMs }),
      },
      partsMoved: answers.some(({ parts }) => parts?.moved === true),
    };
  }
}

/** The outcome for a page or a larger one that covers it, and the size that was requested. */
interface FetchedPage<T> {
  size: number;
  outcome: PageOutcome<T>;
}

/** Fetches a page. If the server fails on all of it, fetches larger ones, whose other rows can be read in parts. */
async function fetchAroundFault<T>(
  wanted: PageRequest,
  maxSize: number,
  fetch: (page: PageRequest) => Promise<ListAnswer<T>>,
): Promise<FetchedPage<T>> {
  const end = endOf(wanted);
  const wider = [SMALL_WINDOW, Math.ceil(maxSize / 2)].map(
    (minSize) => coveringPage(end - wanted.size, end, maxSize, minSize) ?? wanted,
  );
  let pending: Promise<ListAnswer<T>>;
  for (const page of [wanted, ...wider]) {
    pending = fetch(page);
    const outcome = await outcomeOf(pending);
    if (outcome !== "fault") return { size: page.size, outcome };
  }
  // Awaiting the failed answer throws its failure.
  return { size: wanted.size, outcome: await pending! };
}

/** The size that the server gave, if it is smaller than requested; else Infinity. */
function clampedSize<T>(requested: number, outcome: PageOutcome<T>): number {
  if (typeof outcome === "string" || outcome.next === null) return Infinity;
  return outcome.pageSize < requested ? outcome.pageSize : Infinity;
}

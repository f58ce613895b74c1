import { ApiError } from "../api/errors.ts";
import type { Gap, ListAnswer } from "../api/list-answer.ts";
import { DEFAULT_PAGE_SIZE, type ListParams } from "../api/list-params.ts";
import type { Row } from "../api/wire/page.ts";
import { findBoundaries } from "./boundary.ts";
import { cellsOf, outcomeOf, placeOf, type Cell } from "./cells.ts";
import { coveringPage } from "./cover.ts";
import { SMALL } from "./plan.ts";
import { extentOf, isWithin } from "./range.ts";
import type { Boundaries, ExpiryRange, FetchPage, Findable, Probe } from "./fetch-page.ts";

/** A page of a slice, as any other page, and how its ends were found. */
export type SliceAnswer<T> = ListAnswer<T> & {
  boundaries: Boundaries;
  /** The list changed between the requests, so that a row may be missing at an end of the page. */
  moved: boolean;
};

interface SliceOptions {
  hint?: readonly Probe[];
  signal?: AbortSignal;
}

/** No installation of 2025.12 and later gives more unless told to. */
const LARGEST = 100;

/** What servers were seen to clamp pages to. */
const clamps = new WeakMap<object, number>();

/**
 * One page of the rows in a range, in the order `expires,pk`, or that reversed; count and places are those in the
 * range. A size that the server does not give becomes the size it gives.
 *
 * @param params ordering "expires" or "-expires"; filters, page and page size of any list.
 * @throws ApiError; "past-end" for a page beyond the range's last.
 */
export async function slicePage<T extends Findable>(
  fetchPage: FetchPage<T>,
  params: ListParams,
  range: ExpiryRange,
  options: SliceOptions = {},
): Promise<SliceAnswer<T>> {
  const first = await attempt(fetchPage, params, range, options);
  if (!first.moved) return answerOf(first);
  const hint = first.boundaries.seen;
  const second = await attempt(fetchPage, params, range, { ...options, hint });
  return answerOf(second);
}

interface Attempt<T> {
  boundaries: Boundaries;
  moved: boolean;
  /** In the order of the page. */
  cells: Cell<T>[];
  page: number;
  size: number;
  count: number;
  told: Pick<ListAnswer<T>, "asOf" | "receivedAt" | "requestId">;
  partsMoved: boolean;
}

async function attempt<T extends Findable>(
  fetchPage: FetchPage<T>,
  params: ListParams,
  range: ExpiryRange,
  options: SliceOptions,
): Promise<Attempt<T>> {
  const boundaries = await findBoundaries(
    fetchPage,
    params.filters,
    [range.from, range.to],
    options,
  );
  const [low, high] = extentOf(range, boundaries);
  const count = high - low;
  const asked = params.page_size ?? DEFAULT_PAGE_SIZE;
  let size = Math.max(1, Math.min(asked, clamps.get(fetchPage) ?? LARGEST));
  for (;;) {
    const pages = Math.max(1, Math.ceil(count / size));
    const page = params.page === "last" ? pages : (params.page ?? 1);
    if (page > pages && size > SMALL && count > SMALL && !clamps.has(fetchPage)) {
      // There may be such a page in the size that the server gives.
      size = await sizeGiven(fetchPage, params.filters, size, options.signal);
      continue;
    }
    if (page > pages || page < 1) throw new ApiError({ kind: "past-end" });
    const offset = (page - 1) * size;
    const length = Math.min(size, count - offset);
    const from = params.ordering === "-expires" ? high - offset - length : low + offset;
    const read =
      length > 0
        ? await readPlaces(fetchPage, params.filters, from, from + length, options.signal)
        : "past-end";
    if (read === "past-end") {
      const told = { asOf: boundaries.until, receivedAt: Date.now(), requestId: null };
      const moved = length > 0;
      return { boundaries, moved, cells: [], page, size, count, told, partsMoved: false };
    }
    if (typeof read === "number") {
      size = Math.min(size, read);
      continue;
    }
    const inside = read.cells.filter((cell) => isWithin(range, cell));
    const moved = read.moved || inside.length !== length;
    const cells = params.ordering === "-expires" ? inside.toReversed() : inside;
    const { told, partsMoved } = read;
    return { boundaries, moved, cells, page, size, count, told, partsMoved };
  }
}

/** The size that the server gives when it is asked for so many rows, which is remembered. */
async function sizeGiven<T>(
  fetchPage: FetchPage<T>,
  filters: ListParams["filters"],
  size: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const answer = await fetchPage(
    { page: 1, page_size: size, ordering: "expires", filters },
    signal,
  );
  const given = answer.next === null ? size : Math.min(size, answer.pageSize);
  clamps.set(fetchPage, given < size ? given : LARGEST);
  return given;
}

interface Places<T> {
  cells: Cell<T>[];
  moved: boolean;
  told: Attempt<T>["told"];
  partsMoved: boolean;
}

/** The rows at these places, in one page or two; a number says that the server gives no more at once than so many. */
async function readPlaces<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListParams["filters"],
  from: number,
  to: number,
  signal: AbortSignal | undefined,
): Promise<Places<T> | "past-end" | number> {
  const length = to - from;
  for (;;) {
    const clamp = clamps.get(fetchPage) ?? LARGEST;
    const whole = coveringPage(from, from + length, Math.min(clamp, 2 * length));
    if (whole === null && length > clamp) return clamp;
    const index = Math.floor(from / length);
    const asks = whole ? [whole] : [index + 1, index + 2].map((page) => ({ page, size: length }));
    const outcomes = await Promise.all(
      asks.map(({ page, size }) =>
        outcomeOf(fetchPage({ page, page_size: size, ordering: "expires", filters }, signal)),
      ),
    );
    const answers = outcomes.filter((outcome) => typeof outcome !== "string");
    const [answer] = answers;
    if (answer === undefined) return "past-end";
    const least = Math.min(
      ...answers.map(({ pageSize, next }) => (next === null ? Infinity : pageSize)),
    );
    if (least < asks[0]!.size) {
      clamps.set(fetchPage, least);
      continue;
    }
    const cells = answers.flatMap((one) => {
      const place = placeOf(one);
      return cellsOf(one).slice(Math.max(0, from - place), Math.max(0, to - place));
    });
    return {
      cells,
      moved: answers.length < asks.length || answers.some(({ count }) => count !== answer.count),
      told: {
        asOf: Math.min(...answers.map(({ asOf }) => asOf)),
        receivedAt: Math.min(...answers.map(({ receivedAt }) => receivedAt)),
        requestId: answer.requestId,
      },
      partsMoved: answers.some(({ parts }) => parts?.moved === true),
    };
  }
}

function answerOf<T>(attempt: Attempt<T>): SliceAnswer<T> {
  const { boundaries, cells, page, size, told, moved, partsMoved } = attempt;
  const offset = (page - 1) * size;
  if (cells.length === 0 && page > 1) throw new ApiError({ kind: "past-end" });
  const rows: Row<T>[] = [];
  const gaps: Gap[] = [];
  for (const [index, cell] of cells.entries()) {
    const last = gaps.at(-1);
    if (cell !== null) rows.push(cell);
    else if (last !== undefined && last.place + last.count === offset + index + 1) last.count++;
    else gaps.push({ index: rows.length, place: offset + index + 1, count: 1 });
  }
  const end = offset + cells.length;
  const short = cells.length < Math.min(size, attempt.count - offset);
  const pages = Math.max(1, Math.ceil(attempt.count / size));
  const count = short && page === pages ? end : attempt.count;
  return {
    rows,
    ...(gaps.length > 0 && { parts: { gaps, moved: partsMoved } }),
    count,
    page,
    pages,
    pageSize: size,
    start: cells.length === 0 ? 0 : offset + 1,
    end: cells.length === 0 ? 0 : end,
    next: page < pages ? page + 1 : null,
    previous: page > 1 ? page - 1 : null,
    ...told,
    boundaries,
    moved,
  };
}

import { ApiError, failureOf, isFault } from "./failures.ts";
import type { Gap, ListAnswer } from "./list-answer.ts";
import { serverNow } from "./server-clock.ts";

/** The most requests for the parts of one page. Blocks that still fail then become wider gaps. */
const BOUND = 60;

/** No installation is known to clamp pages of this size. */
const UNCLAMPED = 20;

/** Requests at the same time: few, to spare a server in trouble. */
const AT_ONCE = 2;

/** Fetches one page of the given size. */
export type AskPage<T> = (page: number, pageSize: number) => Promise<ListAnswer<T>>;

/** `size` rows of the list from the offset `from` (from 0) on, and the outcome of requesting them. */
interface Block<T> {
  from: number;
  size: number;
  answer: ListAnswer<T> | "fault" | "past-end";
}

/**
 * Reads a page that the server fails on (500) in parts. A faulty row breaks every answer that contains it and only
 * those, so the page is requested in ever smaller blocks until only such rows are left: nine requests for one in a page
 * of 20, fifteen in one of 100, where another page is requested first, to learn the page size in force.
 *
 * The parts are not of one moment: a row that moves between two of them is shown once, or may be missing; `moved` says
 * that the list changed between them. `asOf` is the earliest of the parts.
 *
 * @param fault the error of the whole page; thrown when no part of it can be fetched, or the number of rows is unknown.
 * @param page from 1, or the last.
 * @throws ApiError also for a part that fails in another way.
 */
export async function fetchPageInParts<T extends { pk: string | number }>(
  fault: unknown,
  page: number | "last",
  size: number,
  ask: AskPage<T>,
): Promise<ListAnswer<T>> {
  const number =
    page === "last" ? Math.max(1, Math.ceil((await countBy(ask, fault)) / size)) : page;
  if (size > UNCLAMPED) {
    const clamp = await clampOf(number === 1 ? 2 : 1, size, ask);
    if (clamp < size) return fetchPageInParts(fault, page, clamp, ask);
  }
  const from = (number - 1) * size;
  const done: Block<T>[] = [];
  const lost: Block<T>[] = [];
  let faulty = [{ from, size }];
  let asked = 0;
  while (faulty.some((block) => block.size > 1)) {
    lost.push(...faulty.filter((block) => block.size === 1).map(asFault));
    faulty = faulty.filter((block) => block.size > 1);
    const children = faulty.flatMap(split);
    if (asked + children.length > BOUND) break;
    asked += children.length;
    const blocks = await inTurn(children, (block) => askBlock(block, ask));
    done.push(...blocks.filter(({ answer }) => answer !== "fault"));
    faulty = blocks.filter(({ answer }) => answer === "fault");
    // Two rounds with nothing but faults: a single row is hardly the cause.
    if (done.length === 0 && asked >= 6) throw fault;
  }
  lost.push(...faulty.map(asFault));
  return compose([...done, ...lost], number, size, fault);
}

/** The number of rows in the list, from the first row that can be fetched. */
async function countBy<T>(ask: AskPage<T>, fault: unknown): Promise<number> {
  for (let from = 0; from < 4; from++) {
    const { answer } = await askBlock({ from, size: 1 }, ask);
    if (answer === "past-end") return from;
    if (answer !== "fault") return answer.count;
  }
  throw fault;
}

interface Stretch {
  from: number;
  size: number;
}

function asFault({ from, size }: Stretch): Block<never> {
  return { from, size, answer: "fault" };
}

/**
 * Smaller blocks, each aligned as a page of its size: a few of the same size, or, where the size has no such divisor,
 * of powers of two.
 */
function split({ from, size }: Stretch): Stretch[] {
  const parts = [2, 3, 5, 7].find((each) => size % each === 0);
  if (parts !== undefined) {
    const smaller = size / parts;
    return Array.from({ length: parts }, (_, at) => ({ from: from + at * smaller, size: smaller }));
  }
  const blocks: Stretch[] = [];
  const end = from + size;
  for (let place = from; place < end; place += blocks.at(-1)!.size) {
    let width = 1;
    while (place % (width * 2) === 0 && place + width * 2 <= end) width *= 2;
    blocks.push({ from: place, size: width });
  }
  return blocks;
}

async function askBlock<T>(
  { from, size }: { from: number; size: number },
  ask: AskPage<T>,
): Promise<Block<T>> {
  try {
    return { from, size, answer: await ask(from / size + 1, size) };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "past-end") return { from, size, answer: "past-end" };
    if (isFault(failure)) return { from, size, answer: "fault" };
    throw error;
  }
}

async function inTurn<A, B>(items: readonly A[], run: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(run))));
  }
  return results;
}

/** The page size in force, from another page: a server may clamp it, which changes the offsets of all pages. */
async function clampOf<T>(page: number, size: number, ask: AskPage<T>): Promise<number> {
  const { answer } = await askBlock({ from: (page - 1) * size, size }, ask);
  return typeof answer === "string" || answer.next === null ? size : answer.pageSize;
}

/** The parts in order, each row once, with a gap for each row that the server fails on. */
function compose<T extends { pk: string | number }>(
  blocks: readonly Block<T>[],
  page: number,
  size: number,
  fault: unknown,
): ListAnswer<T> {
  const inOrder = blocks.toSorted((one, other) => one.from - other.from);
  const parts = inOrder.flatMap(({ answer }) => (typeof answer === "string" ? [] : [answer]));
  const count = countOf(inOrder, parts);
  const from = (page - 1) * size;
  if (count === null) throw fault;
  if (count <= from) throw page > 1 ? new ApiError({ kind: "past-end" }) : fault;

  const rows: ListAnswer<T>["rows"] = [];
  const gaps: Gap[] = [];
  const seen = new Set<string | number>();
  for (const { from: place, size: width, answer } of inOrder) {
    if (answer === "fault" && place < count) {
      gaps.push({ index: rows.length, place: place + 1, count: Math.min(width, count - place) });
    } else if (typeof answer !== "string") {
      for (const row of answer.rows) {
        if (row.readable && seen.has(row.value.pk)) continue;
        if (row.readable) seen.add(row.value.pk);
        rows.push(row);
      }
    }
  }
  const pages = Math.ceil(count / size);
  const end = Math.min(from + size, count);
  // Another count, a repeated row, or one that is missing from all parts.
  const places = rows.length + gaps.reduce((sum, gap) => sum + gap.count, 0);
  const moved = parts.some((part) => part.count !== count) || places !== end - from;
  return {
    rows,
    parts: { gaps, moved },
    count,
    page,
    pages,
    pageSize: size,
    start: from + 1,
    end,
    next: page < pages ? page + 1 : null,
    previous: page > 1 ? page - 1 : null,
    asOf: Math.min(serverNow(), ...parts.map(({ asOf }) => asOf)),
    receivedAt: Math.min(Date.now(), ...parts.map(({ receivedAt }) => receivedAt)),
    requestId: failureOf(fault).requestId ?? null,
  };
}

/** The number of rows: the count of the latest part, or, without one, the offset of the first block past the end. */
function countOf<T>(inOrder: readonly Block<T>[], parts: readonly ListAnswer<T>[]): number | null {
  const latest = parts.toSorted((one, other) => one.receivedAt - other.receivedAt).at(-1);
  if (latest) return latest.count;
  const end = inOrder.find(({ answer }) => answer === "past-end");
  return end === undefined ? null : end.from;
}

import { ApiError, failureOf, isFault } from "./failures.ts";
import type { Gap, ListAnswer } from "./list-answer.ts";
import { serverNow } from "./server-clock.ts";

/** Requests for the parts of one page at most; what is not narrowed down by then stays a wider gap. */
const BOUND = 60;

/** No installation is known to clamp pages of this size. */
const UNCLAMPED = 20;

/** Requests at the same time: a server in trouble is not to be pressed. */
const AT_ONCE = 2;

/** Asks for one page of so many rows. */
export type AskPage<T> = (page: number, pageSize: number) => Promise<ListAnswer<T>>;

/** So many places of the list from `from` on, counted from 0, and what asking for them gave. */
interface Block<T> {
  from: number;
  size: number;
  answer: ListAnswer<T> | "fault" | "past-end";
}

/**
 * A page that the server fails on (500), read in parts. One odd row breaks every answer that contains it and only
 * those, so the page is asked for in ever smaller blocks until only such rows are left: nine requests for one in
 * a page of 20, fifteen in one of 100, where another page is asked for first, to learn the size in force.
 *
 * The parts are not of one moment: rows that move between two of them are shown once, but one may be missing;
 * `moved` says that the list was seen to change. `asOf` is the earliest of the parts.
 *
 * @param fault what the whole page failed with; thrown when no part of it can be had, or nothing tells how many rows
 *   there are.
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
    // Twice nothing but faults: it is hardly a row that is at fault.
    if (done.length === 0 && asked >= 6) throw fault;
  }
  lost.push(...faulty.map(asFault));
  return compose([...done, ...lost], number, size, fault);
}

/** How many rows there are, from the first of them that can be had. */
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
 * Smaller blocks that lie where pages of their size do: a few of the same size, or, where the size has no such
 * divisor, of powers of two.
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

/** The size of pages on a server that may give less than asked for, as another page tells: pages lie as it says. */
async function clampOf<T>(page: number, size: number, ask: AskPage<T>): Promise<number> {
  const { answer } = await askBlock({ from: (page - 1) * size, size }, ask);
  return typeof answer === "string" || answer.next === null ? size : answer.pageSize;
}

/** The parts in their order, each row once, with the places that stay empty. */
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
  // Another number of rows, a row that came twice, or one that came in no part.
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

/** How many rows there are: as the latest part says, or, without any, as many as there are places before the end. */
function countOf<T>(inOrder: readonly Block<T>[], parts: readonly ListAnswer<T>[]): number | null {
  const latest = parts.toSorted((one, other) => one.receivedAt - other.receivedAt).at(-1);
  if (latest) return latest.count;
  const end = inOrder.find(({ answer }) => answer === "past-end");
  return end === undefined ? null : end.from;
}

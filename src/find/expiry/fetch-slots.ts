import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import { slotsOf, outcomeOf, placeOf, type RowSlot, type PageOutcome } from "./row-slot.ts";
import { coveringPage, endOf, type PageOf } from "./page-geometry.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import { SMALL_WINDOW } from "./probe-planner.ts";

/** When it was answered, and by which request. */
export type SlotsMeta = Pick<ListAnswer<unknown>, "asOf" | "receivedAt" | "requestId">;

/** No installation of 2025.12 and later gives more unless told to. */
const LARGEST = 100;

/** What servers were seen to clamp pages to. */
const clamps = new WeakMap<object, number>();

/** The largest page that is worth asking for. */
export function largestPage(fetchPage: object): number {
  return clamps.get(fetchPage) ?? LARGEST;
}

/** Whether the server was seen to clamp pages, or not to. */
export function isSizeKnown(fetchPage: object): boolean {
  return clamps.has(fetchPage);
}

/** The size that the server gives when it is asked for so many rows, which is remembered. */
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
  clamps.set(fetchPage, given < size ? given : LARGEST);
  return given;
}

interface Places<T> {
  cells: RowSlot<T>[];
  moved: boolean;
  told: SlotsMeta;
  partsMoved: boolean;
}

/**
 * The rows at these places, in one page or two; a number says that the server gives no more at once than so many.
 *
 * @throws ApiError as `fetchPage`, but for pages past the end; a fault where the rows around it fail as well.
 */
export async function fetchSlots<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListRequest["filters"],
  from: number,
  to: number,
  signal: AbortSignal | undefined,
): Promise<Places<T> | "past-end" | number> {
  const length = to - from;
  for (;;) {
    const clamp = largestPage(fetchPage);
    const whole = coveringPage(from, from + length, Math.min(clamp, 2 * length));
    if (whole === null && length > clamp) return clamp;
    const index = Math.floor(from / length);
    const asks = whole ? [whole] : [index + 1, index + 2].map((page) => ({ page, size: length }));
    const ask = ({ page, size }: PageOf) =>
      fetchPage({ page, page_size: size, ordering: "expires", filters }, signal);
    const given = await Promise.all(asks.map((one) => around(one, clamp, ask)));
    const answers = given.flatMap(({ outcome }) => (typeof outcome === "string" ? [] : [outcome]));
    const [answer] = answers;
    if (answer === undefined) return "past-end";
    const least = Math.min(...given.map(({ size, outcome }) => sizeBelow(size, outcome)));
    if (least < Infinity) {
      clamps.set(fetchPage, least);
      continue;
    }
    const cells = given.flatMap(({ outcome }, index) => {
      if (typeof outcome === "string") return [];
      const place = placeOf(outcome);
      const { page, size } = asks[index]!;
      const [first, end] = [Math.max(from, (page - 1) * size), Math.min(to, page * size)];
      return slotsOf(outcome).slice(Math.max(0, first - place), Math.max(0, end - place));
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

/** An answer that holds a page, and the size it was asked for in. */
interface Given<T> {
  size: number;
  outcome: PageOutcome<T>;
}

/** Asks for a page; where the server fails on all of it, for a larger one, which shows it among its neighbours. */
async function around<T>(
  wanted: PageOf,
  most: number,
  ask: (page: PageOf) => Promise<ListAnswer<T>>,
): Promise<Given<T>> {
  const outcome = await outcomeOf(ask(wanted));
  if (outcome !== "fault") return { size: wanted.size, outcome };
  const end = endOf(wanted);
  const wider = coveringPage(end - wanted.size, end, most, SMALL_WINDOW) ?? wanted;
  const asked = ask(wider);
  const again = await outcomeOf(asked);
  return { size: wider.size, outcome: again === "fault" ? await asked : again };
}

/** The size that the server gave where it is less than was asked for. */
function sizeBelow<T>(asked: number, outcome: PageOutcome<T>): number {
  if (typeof outcome === "string" || outcome.next === null) return Infinity;
  return outcome.pageSize < asked ? outcome.pageSize : Infinity;
}

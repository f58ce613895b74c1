import type { ListAnswer } from "../api/list-answer.ts";
import type { ListParams } from "../api/list-params.ts";
import { cellsOf, outcomeOf, placeOf, type Cell } from "./cells.ts";
import { coveringPage } from "./cover.ts";
import type { FetchPage, Findable } from "./fetch-page.ts";

/** When it was answered, and by which request. */
export type Told = Pick<ListAnswer<unknown>, "asOf" | "receivedAt" | "requestId">;

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
  told: Told;
  partsMoved: boolean;
}

/** The rows at these places, in one page or two; a number says that the server gives no more at once than so many. */
export async function readPlaces<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListParams["filters"],
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

import { awaitedRows, timeOf, type WatchedPage } from "./watched-page.ts";

const TIMES = 200;

/** Flips before the measurement: what V8 learns and compiles on the way grows for some hundreds of them, and then ends. */
const WARM_UP = 400;

interface HeapGrowth {
  /** Bytes per flip, over 200 flips back and forth between two pages. */
  flip: number;
  /** Bytes, over 200 pages that were not shown before. */
  newPages: number;
}

/** How much the heap grows, each time measured after a garbage collection. */
export async function measureHeap(opened: WatchedPage): Promise<HeapGrowth> {
  const { next, previous } = opened.shown;
  await timeOf(await opened.observer());
  await opened.idle();
  await follow(opened, [next, previous], WARM_UP);
  const before = await heapOf(opened);
  await follow(opened, [next, previous], TIMES);
  const flipped = await heapOf(opened);
  await follow(opened, [next], TIMES);
  const turned = await heapOf(opened);
  return { flip: (flipped - before) / TIMES, newPages: turned - flipped };
}

/** Clicks these links in turn, each as soon as the rows of the previous one are painted. */
async function follow(
  { observer, shown, size }: WatchedPage,
  links: readonly string[],
  times: number,
): Promise<void> {
  const held = await observer();
  const plan = { links, times, awaited: awaitedRows(shown, size) };
  await held.evaluate(async (own, { links, times, awaited }) => {
    for (let time = 0; time < times; time++) {
      own.expect(awaited);
      document.querySelector<HTMLElement>(links[time % links.length] ?? "")?.click();
      const { end } = await own.painted;
      if (end === Infinity) throw new Error(`no other rows after click ${time}`);
    }
    performance.clearResourceTimings();
  }, plan);
}

async function heapOf({ idle, cdp }: WatchedPage): Promise<number> {
  await idle();
  await cdp.send("HeapProfiler.collectGarbage");
  return (await cdp.send("Runtime.getHeapUsage")).usedSize;
}

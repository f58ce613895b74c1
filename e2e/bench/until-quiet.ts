import type { Note } from "./peer-cases.ts";
import { timeOf, type WatchedPage } from "./watched-page.ts";

/** How many codes there are: read whole in one page, in several, and too many for that. */
export const FILLED = [30, 300, 3000] as const;

/** What loading a page costs altogether: after its first rows, the console goes on with counts and timeline. */
export async function measureUntilQuiet(
  { page, cdp, observer, idle }: WatchedPage,
  rows: (typeof FILLED)[number],
  note: Note,
): Promise<void> {
  await timeOf(await observer());
  await idle();
  const { metrics } = await cdp.send("Performance.getMetrics");
  const busy = metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN;
  const ends = await page.evaluate(() => {
    const all = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const api = all.filter(({ name }) => new URL(name).pathname.startsWith("/api/"));
    return { requests: api.length, last: Math.max(...all.map(({ responseEnd }) => responseEnd)) };
  });
  note(`${rows} codes: requests`, ends.requests);
  note(`${rows} codes: main thread`, busy * 1000);
  note(`${rows} codes: quiet`, ends.last);
}

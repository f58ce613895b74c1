import { expect, type Page } from "@playwright/test";

const MOST = 0.01;

/** Expects next to no layout shift since the page was loaded. Call it once everything is there. */
export async function expectNoShift(page: Page, where: string): Promise<void> {
  const { score, moved } = await page.evaluate(async () => {
    const entries: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    // Buffered entries arrive in a separate task; two whole frames paint whatever is still pending.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    entries.push(...observer.takeRecords());
    const shifts = entries as (PerformanceEntry & {
      value: number;
      sources: { node: Node | null }[];
    })[];
    const nameOf = (node: Node | null) =>
      node instanceof Element ? node.outerHTML.slice(0, 80) : String(node?.textContent);
    return {
      score: shifts.reduce((sum, { value }) => sum + value, 0),
      moved: shifts.flatMap(({ sources, value }) =>
        sources.map(({ node }) => `${value.toFixed(4)} ${nameOf(node)}`),
      ),
    };
  });
  expect(score, `${where}: ${moved.join("\n")}`).toBeLessThanOrEqual(MOST);
}

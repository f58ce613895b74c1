import { expect, type Page } from "@playwright/test";

const MOST = 0.01;

/** What moved by itself since the page was loaded is next to nothing. To be asked once all is there. */
export async function expectNoShift(page: Page, where: string): Promise<void> {
  const { score, moved } = await page.evaluate(async () => {
    const entries: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    // The buffer is handed over in a task of its own; two frames draw whatever is still to be drawn.
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

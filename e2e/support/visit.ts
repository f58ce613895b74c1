import { expect, type Page } from "@playwright/test";
import { expectNoFindings } from "./axe.ts";
import { expectNoShift } from "./layout-shift.ts";
import { clashes, cutTexts, sideways } from "./overflow.ts";

/** A desk, a small window, a phone, and a desk magnified four times. */
export const WIDTHS = [1440, 1024, 390, 320] as const;

/** Where the layout differs; the widths between have the same elements. */
export const ENDS = [1440, 390] as const;

export interface Visit {
  path: string;
  /** Waits until all is there. */
  ready: (page: Page) => Promise<void>;
  widths?: readonly number[];
  /** What a screen reader is told, at the widths that say something of their own. */
  told?: Readonly<Record<number, (page: Page) => Promise<void>>>;
  /** Unfolds what is folded, once it is known that nothing moved by itself. */
  unfold?: (page: Page) => Promise<void>;
  /** Parts that another visit looks at, as selectors; axe leaves them out. */
  seenElsewhere?: readonly string[];
  /** Rows that come one after the other into the order that was asked for move each other. */
  moves?: boolean;
}

/**
 * Loads an address once at each width, and looks at all that a browser alone can tell: whether anything moved by
 * itself, whether texts and controls have room, what axe finds, and what a screen reader is told. The guard looks on.
 */
export async function visit(page: Page, visited: Visit): Promise<void> {
  const { path, ready, widths = ENDS, told = {}, unfold, seenElsewhere, moves = false } = visited;
  for (const width of widths) {
    const where = `${path} at ${width} px`;
    await page.setViewportSize({ width, height: 900 });
    await page.goto(path);
    await ready(page);
    await page.waitForLoadState("networkidle");
    if (!moves) await expectNoShift(page, where);
    // On a phone an open object is all there is, without the list and its heading.
    if (width >= 1024) await expectOrderedHeadings(page);
    await told[width]?.(page);
    await expectRoom(page, where);
    await unfold?.(page);
    await expectNoFindings(page, {
      widths: [width],
      ...(seenElsewhere && { context: { exclude: [...seenElsewhere] } }),
    });
  }
}

/** Nothing is cut, scrolls sideways, or lies over another. */
export async function expectRoom(page: Page, where: string): Promise<void> {
  expect(await sideways(page), where).toEqual([]);
  expect(await cutTexts(page), where).toEqual([]);
  expect(await clashes(page), where).toEqual([]);
}

/** One heading of the first level, first; none deeper than one below its forerunner. */
async function expectOrderedHeadings(page: Page): Promise<void> {
  const levels = await page
    .getByRole("heading")
    .evaluateAll((found) => found.map(({ tagName }) => Number(tagName.slice(1))));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.forEach((level, index) => expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1));
}

import { expect, type Page } from "@playwright/test";
import { expectNoFindings } from "./axe.ts";
import { expectNoShift } from "./layout-shift.ts";
import { clashes, cutTexts, documentScrolls, sideways } from "./overflow.ts";

/** A desktop, a small window, a phone, and a desktop at 400 % zoom. */
export const WIDTHS = [1440, 1024, 390, 320] as const;

/** The widths where the layout differs; those in between have the same elements. */
export const ENDS = [1440, 390] as const;

export interface Visit {
  path: string;
  /** Waits until everything is there. */
  ready: (page: Page) => Promise<void>;
  widths?: readonly number[];
  /** Checks what a screen reader is told, at the widths where that differs. */
  told?: Readonly<Record<number, (page: Page) => Promise<void>>>;
  /** Opens what is collapsed, after the check for layout shift. */
  unfold?: (page: Page) => Promise<void>;
  /** Selectors of parts that another visit checks; axe skips them. */
  seenElsewhere?: readonly string[];
  /** Skips the check for layout shift: content that arrives piece by piece moves what is already there. */
  moves?: boolean;
}

/**
 * Loads a URL once at each width and checks what only a browser can tell: layout shift, room for texts and controls,
 * axe findings, and what a screen reader is told. The page guard watches, too.
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
    // On a phone an open object fills the page, without the list and its heading.
    if (width >= 1024) await expectOrderedHeadings(page);
    await told[width]?.(page);
    await expectRoom(page, where);
    expect(await documentScrolls(page), `${where}: the document scrolls`).toBe(false);
    await unfold?.(page);
    await expectNoFindings(page, {
      widths: [width],
      ...(seenElsewhere && { context: { exclude: [...seenElsewhere] } }),
    });
  }
}

/** Expects that nothing is cut off, scrolls horizontally or overlaps. */
export async function expectRoom(page: Page, where: string): Promise<void> {
  expect(await sideways(page), where).toEqual([]);
  expect(await cutTexts(page), where).toEqual([]);
  expect(await clashes(page), where).toEqual([]);
}

/** Expects a single h1, before all other headings, and no skipped levels. */
async function expectOrderedHeadings(page: Page): Promise<void> {
  const levels = await page
    .getByRole("heading")
    .evaluateAll((found) => found.map(({ tagName }) => Number(tagName.slice(1))));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.forEach((level, index) => expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1));
}

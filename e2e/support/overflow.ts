import type { Page } from "@playwright/test";

/** Everything that scrolls horizontally, except what is hidden on purpose and one row of buttons. */
export function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("body *")]
      .filter((element) => element.ariaLabel !== "Suggested filters")
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth + 1)
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        return element === document.documentElement || /auto|scroll/.test(overflowX);
      })
      .map((element) => `${element.outerHTML.slice(0, 80)} ${element.scrollWidth}`),
  );
}

/** Whether the document scrolls: only its parts may, or the page would scroll out of sight. */
export function documentScrolls(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { scrollHeight, clientHeight } = document.documentElement;
    return scrollHeight > clientHeight + 1;
  });
}

/**
 * Texts that are partly cut off. An ellipsis shows as much, and is allowed.
 *
 * @param orShortened an ellipsis counts as well.
 */
export function cutTexts(page: Page, { orShortened = false } = {}): Promise<string[]> {
  return page.evaluate((strict) => {
    const faults: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      const style = getComputedStyle(element);
      const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
      const hides = /hidden|clip/.test(style.overflowX) || /hidden|clip/.test(style.overflowY);
      const seen = style.visibility === "visible" && clientWidth > 1 && clientHeight > 1;
      if (!hides || !seen || (element.textContent ?? "").trim() === "") continue;
      const ends = style.textOverflow === "ellipsis" && !strict;
      const wide = scrollWidth > clientWidth + 1 && !ends && style.overflowX !== "auto";
      // A font's tall glyphs may overflow their line a little.
      const tall = scrollHeight > clientHeight + 4 && style.overflowY !== "auto";
      if (wide || tall) faults.push(`${wide ? "wide" : "tall"} ${element.outerHTML.slice(0, 160)}`);
    }
    return faults;
  }, orShortened);
}

/** Pairs of controls that overlap, and buttons whose text does not fit. */
export function clashes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // Overlap by design: a row link lies under its cells' links, rows scroll below the pager, a filter's button is
    // inside its box, the skip link above the page.
    const own =
      "[data-row-link], [data-row-menu], [data-select], td a, [class*='clear'], [href='#main'], summary";
    // On a phone the table head is for screen readers, and visible only while it has focus.
    const inSight = (one: Element) => (one.closest("thead")?.clientHeight ?? 2) > 1;
    const controls = [...document.querySelectorAll<HTMLElement>("a, button, input, select")].filter(
      (one) =>
        one.checkVisibility({ visibilityProperty: true }) && !one.matches(own) && inSight(one),
    );
    // A link in wrapping text has one box per line.
    const boxes = controls.flatMap((one) => [...one.getClientRects()].map((box) => ({ one, box })));
    const real = boxes.filter(({ box }) => box.width > 1 && box.height > 1);
    const faults = real
      .filter(({ one }) => one.tagName === "BUTTON" && one.scrollWidth > one.clientWidth + 1)
      .map(({ one }) => `too narrow: ${one.outerHTML.slice(0, 100)}`);
    real.forEach(({ one, box: a }, index) => {
      for (const { one: other, box: b } of real.slice(index + 1)) {
        const apart =
          a.right <= b.left + 1 ||
          b.right <= a.left + 1 ||
          a.bottom <= b.top + 1 ||
          b.bottom <= a.top + 1;
        if (!apart && one !== other) {
          faults.push(`${one.outerHTML.slice(0, 100)} × ${other.outerHTML.slice(0, 100)}`);
        }
      }
    });
    return faults;
  });
}

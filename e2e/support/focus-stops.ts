import { expect, type Page } from "@playwright/test";

/** Where the focus is, as a sighted user would describe it. */
export interface Stop {
  /** Accessible name, by a simplified version of the browser's rules that is enough for the tests. */
  name: string;
  role: string;
  left: number;
  top: number;
}

/**
 * Presses Tab and returns where that leads. Whatever has focus then must show a focus ring, be inside the viewport and
 * not be covered.
 *
 * @returns null when the focus left the page.
 */
export async function tab(page: Page, key = "Tab"): Promise<Stop | null> {
  await page.keyboard.press(key);
  return focusSeen(page);
}

/** The same for the element that already has focus. */
export async function focusSeen(page: Page): Promise<Stop | null> {
  const seen = await page.evaluate(look);
  if (seen === null) return null;
  const { faults, ...stop } = seen;
  expect(faults, `${stop.role} ${stop.name}`).toEqual([]);
  return stop;
}

/** Runs in the page. */
function look(): (Stop & { faults: string[] }) | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const faults: string[] = [];

  // A row link draws its focus ring around the whole row.
  const ringOf = (one: Element) =>
    [undefined, "::after"].some((pseudo) => {
      const { outlineStyle, outlineWidth, content } = getComputedStyle(one, pseudo);
      const there = pseudo === undefined || content !== "none";
      return there && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
  if (!ringOf(element)) faults.push("no ring");
  const others = [...document.querySelectorAll("a, button, input, select, summary, [tabindex]")];
  const wrong = others.filter((one) => one !== element && ringOf(one));
  if (wrong.length > 0) faults.push(`a ring at ${wrong.map((one) => one.outerHTML).join()}`);

  const box = element.getBoundingClientRect();
  const left = Math.max(box.left, 0);
  const right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0);
  const bottom = Math.min(box.bottom, innerHeight);
  if (right - left < Math.min(box.width, 8) || bottom - top < Math.min(box.height, 8)) {
    faults.push("out of the window");
  } else {
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (at === null || !(element.contains(at) || at.contains(element))) {
      faults.push(`covered by ${at?.outerHTML.slice(0, 120) ?? "nothing"}`);
    }
  }

  const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
  const label = labels ? (element.labels?.[0]?.textContent ?? "") : "";
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walk.nextNode() !== null) text += ` ${walk.currentNode.textContent ?? ""}`;
  const name = element.getAttribute("aria-label") ?? (label || text);
  const role = element.getAttribute("role") ?? element.tagName.toLowerCase();
  return { name: name.replace(/\s+/g, " ").trim(), role, left: box.left, top: box.top, faults };
}

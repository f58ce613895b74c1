import { expect } from "vitest";
import { screen } from "./render.tsx";

/** The counts above the codes list, once they are there. */
export const findCounts = () => screen.findByRole("navigation", { name: "Codes by expiry time" });

const text = (element: Element | null) =>
  (element?.textContent ?? "").replaceAll(/\s+/g, " ").trim();

/** How many codes there are, as title, counts, timeline and pager say; null where one says nothing. */
export function shownNumbers() {
  const number = (words: string, pattern: RegExp) => {
    const found = pattern.exec(words)?.[1];
    return found === undefined ? null : Number(found.replaceAll(",", ""));
  };
  const counts = text(document.querySelector("nav[aria-label='Codes by expiry time']"));
  return {
    title: number(text(document.querySelector("h1 + span")), /^([\d,]+)/),
    counts: number(counts, /^([\d,]+) codes/),
    sum: ["valid", "expired", "never"]
      .map((word) => number(counts, new RegExp(`([\\d,]+) ${word}`)) ?? 0)
      .reduce((sum, one) => sum + one, 0),
    timeline: number(text(document.querySelector("[data-timeline]")), /([\d,]+) codes/),
    pager: number(text(document.querySelector("nav[aria-label='Pages']")), /of ([\d,]+)/),
  };
}

/** Every number is shown, and all are the same. */
export function expectAgreement(count: number): void {
  expect(shownNumbers()).toEqual({
    title: count,
    counts: count,
    sum: count,
    timeline: count,
    pager: count,
  });
}

/** Distance from the anchor and from the window's edge, CSS pixels. */
const GAP = 4;
const EDGE = 8;

/** Positions a popover below the end of its anchor, above it where it does not fit, and always within the window. */
export function positionPopover(popover: HTMLElement, anchor: Element): void {
  const at = anchor.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const isRtl = getComputedStyle(anchor).direction === "rtl";
  const left = isRtl ? at.left : at.right - width;
  const isBelow = at.bottom + GAP + height + EDGE <= innerHeight;
  const top = isBelow ? at.bottom + GAP : at.top - GAP - height;
  popover.style.setProperty("--left", `${within(left, innerWidth - width)}px`);
  popover.style.setProperty("--top", `${within(top, innerHeight - height)}px`);
  popover.dataset["placed"] = "";
}

function within(value: number, most: number): number {
  return Math.max(EDGE, Math.min(value, most - EDGE));
}

/** Distance from the anchor and from the window's edge, CSS pixels. */
const GAP = 4;
const EDGE = 8;

/** The least height of a popover, CSS pixels: in a window with less room it lies over its row. */
const LEAST = 160;

/**
 * Positions a popover at the end of its anchor, below or above the row, of which it covers nothing: where there is not
 * enough room, it scrolls. Always within the window.
 */
export function positionPopover(popover: HTMLElement, anchor: Element): void {
  const at = anchor.getBoundingClientRect();
  const row = (anchor.closest("tr") ?? anchor).getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const isRtl = getComputedStyle(anchor).direction === "rtl";
  const left = isRtl ? at.left : at.right - width;
  const below = innerHeight - row.bottom - GAP - EDGE;
  const above = row.top - GAP - EDGE;
  const isBelow = height <= below || below >= above;
  const room = Math.max(LEAST, isBelow ? below : above);
  const top = isBelow ? row.bottom + GAP : row.top - GAP - Math.min(height, room);
  popover.style.setProperty("--left", `${within(left, innerWidth - width)}px`);
  popover.style.setProperty("--top", `${within(top, innerHeight - Math.min(height, room))}px`);
  popover.style.setProperty("--room", `${room}px`);
  popover.dataset["placed"] = "";
}

function within(value: number, most: number): number {
  return Math.max(EDGE, Math.min(value, most - EDGE));
}

import { formatCount } from "../../ui/text/format.ts";

interface Exactness {
  count: number;
  exact: boolean;
  unreadable: boolean;
  /** By how many rows a number may be off where the list changed too fast. */
  margin?: number;
}

/** An estimate that may be off by more than a tenth of all rows tells nothing. */
export function isTooVague({ count, exact, unreadable, margin = 0 }: Exactness): boolean {
  return !exact && !unreadable && margin > count / 10;
}

/** How far off the numbers of a list may be that changed while it was counted. */
export function giveOrTake(margin = 0): string {
  return margin > 0 ? `approximate, ± ${formatCount(margin)}` : "approximate";
}

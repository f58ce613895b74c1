import { formatCount } from "../../ui/text/format.ts";
import type { DroppedParam } from "./list-state.ts";
import { visible } from "../../ui/text/visible.ts";

/** "Removed from the address: page=abc (not a page number)." */
export function noticeOfDropped(dropped: readonly DroppedParam[]): string {
  const parts = dropped.map(
    ({ param, value, reason }) => `${visible(param)}=${visible(shorten(value))} (${reason})`,
  );
  return `Removed from the address: ${parts.join(", ")}.`;
}

/** For a page past the end, where the last one is shown instead. */
export function noticeOfLastPage(asked: number, last: number): string {
  return `Page ${formatCount(asked)} is past the end. This is the last page, ${formatCount(last)}.`;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > 40 ? `${characters.slice(0, 40).join("")}…` : text;
}

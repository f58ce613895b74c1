import type { MouseEvent } from "react";

/** Whether a click follows its link in this tab, and not in a new tab or window or as a download. */
export function isPlainClick(event: MouseEvent): boolean {
  const { button, metaKey, altKey, ctrlKey, shiftKey, defaultPrevented } = event;
  return button === 0 && !defaultPrevented && !(metaKey || altKey || ctrlKey || shiftKey);
}

import { useEffectEvent, useLayoutEffect } from "react";
import { type To, useNavigate } from "react-router";

/**
 * Elements in which Escape closes or clears something else than the drawer. A button that unfolds a part of the page,
 * such as the timeline, is none of them.
 */
const OTHERS =
  "input, textarea, select, dialog, [contenteditable], [popover], [aria-haspopup][aria-expanded='true'], [role='dialog'], [role='listbox'], [role='menu']";

/**
 * Whether an Escape is for the drawer: no event handler has handled it, no IME composition is open, and it was
 * not pressed in a field, a menu or a dialog.
 */
function isOwnEscape(event: KeyboardEvent): boolean {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return false;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  return !(event.target instanceof Element && event.target.closest(OTHERS) !== null);
}

/**
 * Escape leads to the list wherever the focus is, unless an open popup or a field handles it. In a layout effect: from
 * the moment that the drawer is seen, also while its code is loaded.
 */
export function useEscape(isOpen: boolean, closeTo: To): void {
  const navigate = useNavigate();
  const close = useEffectEvent(() => void navigate(closeTo));
  useLayoutEffect(() => {
    if (!isOpen) return;
    function onKeyDown(event: KeyboardEvent): void {
      if (isOwnEscape(event)) close();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [isOpen]);
}

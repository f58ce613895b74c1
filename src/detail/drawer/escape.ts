/** What Escape closes or clears before the drawer's turn comes. */
const OTHERS =
  "input, textarea, select, dialog, [contenteditable], [popover], [aria-expanded='true'], [role='dialog'], [role='listbox'], [role='menu']";

/**
 * True when an Escape is the drawer's to answer: nobody took it, no text is being composed, and it was not
 * pressed in a field, a menu or a dialog.
 */
export function isOwnEscape(event: KeyboardEvent): boolean {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return false;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  return !(event.target instanceof Element && event.target.closest(OTHERS) !== null);
}

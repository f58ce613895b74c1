/** Elements in which Escape closes or clears something else than the drawer. */
const OTHERS =
  "input, textarea, select, dialog, [contenteditable], [popover], [aria-expanded='true'], [role='dialog'], [role='listbox'], [role='menu']";

/**
 * Whether an Escape is for the drawer: no event handler has handled it, no IME composition is open, and it was
 * not pressed in a field, a menu or a dialog.
 */
export function isOwnEscape(event: KeyboardEvent): boolean {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return false;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  return !(event.target instanceof Element && event.target.closest(OTHERS) !== null);
}

/** Where keys mean something else; a checkbox takes no letters. */
const TAKES_KEYS =
  'input:not([type="checkbox"]), select, textarea, [contenteditable="true"], [role="listbox"], [role="menu"], [popover]';

const isMac = (): boolean => /^(?:Mac|iP)/.test(navigator.platform);

/** What opens the palette, in words. */
export const paletteKeys = (): string => (isMac() ? "⌘ K" : "Ctrl K");

/** Ctrl-K, on a Mac Cmd-K: there, Ctrl-K deletes the rest of a line. */
export function isPaletteKey(event: KeyboardEvent): boolean {
  const { key, altKey, shiftKey, ctrlKey, metaKey } = event;
  if (key.toLowerCase() !== "k" || altKey || shiftKey || isDialogOpen()) return false;
  return isMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
}

/** The key pressed, where it is free to be a shortcut; "" where something is typed, chosen or asked, or with others. */
export function shortcutKeyOf(event: KeyboardEvent): string {
  const { target, defaultPrevented, isComposing } = event;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // Where brackets are on AltGr, that may come as Ctrl and Alt.
  const isOther = (event.ctrlKey || event.altKey) && !event.getModifierState("AltGraph");
  if (defaultPrevented || isComposing || isOther || event.metaKey) return "";
  // Some keyboards have the characters on Shift.
  if (event.shiftKey && /^[a-z]$/.test(key)) return "";
  const isTaken = target instanceof Element && target.closest(TAKES_KEYS) !== null;
  return isTaken || isDialogOpen() ? "" : key;
}

/** Whether an element can be seen; a drawer may lie over the list. */
export function isSeen(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

function isDialogOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}

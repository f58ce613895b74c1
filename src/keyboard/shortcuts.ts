import { isSeen } from "./key-of.ts";
import { focusedRow, moveAlong, moveBy } from "./rows.ts";

interface Shortcut {
  key: string;
  does: string;
  /** Whether it did; false leaves the key to the browser. */
  run: (key: string) => boolean;
  /** Held down, it does so again and again. */
  repeats?: true;
  /** No character: it stays where single keys are off. */
  always?: true;
}

/** Presses or focuses the element that has this key (`data-key`), where it is on show. */
function press(key: string): boolean {
  const found = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)].find(
    isSeen,
  );
  if (found instanceof HTMLInputElement) found.select();
  if (found instanceof HTMLInputElement) found.focus();
  else found?.click();
  return found !== undefined;
}

/** From inside the open object to the next one, else to the next row. */
const step = (key: string, by: number): boolean =>
  focusedRow() === null && press(key) ? true : moveBy(by);

const inRow = (move: () => boolean): boolean => focusedRow() !== null && move();

/** What single keys do, in the order in which they are told. Pages and further actions: see the palette. */
export const SHORTCUTS: readonly Shortcut[] = [
  { key: "/", does: "Search the list", run: press },
  {
    key: "j",
    does: "Next row; beside an open object, the next object",
    run: (key) => step(key, 1),
    repeats: true,
  },
  { key: "k", does: "Previous row or object", run: (key) => step(key, -1), repeats: true },
  {
    key: "ArrowDown",
    does: "Next row, from a row",
    run: () => inRow(() => moveBy(1)),
    always: true,
    repeats: true,
  },
  {
    key: "ArrowUp",
    does: "Previous row, from a row",
    run: () => inRow(() => moveBy(-1)),
    always: true,
    repeats: true,
  },
  {
    key: "ArrowRight",
    does: "Along a row",
    run: () => inRow(() => moveAlong(1)),
    always: true,
    repeats: true,
  },
  {
    key: "ArrowLeft",
    does: "Back along a row",
    run: () => inRow(() => moveAlong(-1)),
    always: true,
    repeats: true,
  },
  { key: "[", does: "Previous page", run: press },
  { key: "]", does: "Next page", run: press },
  { key: "r", does: "Refresh", run: press },
  { key: "l", does: "Live on or off", run: press },
  {
    key: "x",
    does: "Select the row",
    run() {
      const box = focusedRow()?.querySelector<HTMLElement>("[data-select]");
      box?.click();
      return Boolean(box);
    },
  },
];

/** Keys that the browser itself handles, or that another part does. */
export const FURTHER: readonly { key: string; does: string }[] = [
  { key: "Enter", does: "Open the row" },
  { key: "Shift F10", does: "Menu of the row" },
  { key: "Esc", does: "Close the open object" },
];

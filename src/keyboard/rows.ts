import { isSeen } from "./key-of.ts";

/*
 * The rows of the list on show, by their elements: whatever renders them, they are one stop for the Tab key, and arrow
 * keys lead from one to the next. Only the keyboard needs this, so that no row has to be rendered for it.
 */

const LINK = "[data-row-link]";
const HINT = "Arrow keys lead from row to row and along a row.";

/** Where the Tab key comes to in the rows. */
let stop: HTMLElement | null = null;

/** Leaves all rows one tab stop: where the focus is or was, else the open object, else the first row. Call before Tab. */
export function keepOneStop(): void {
  const all = rows();
  const active = document.activeElement;
  const controls = new Set(all.flatMap(controlsOf));
  const own = all.find((row) => row.contains(active));
  const open = own ?? all.find((row) => row.getAttribute("aria-current") === "true") ?? all[0];
  // What has the focus in a row may be none of them: the box that selects it.
  const focused = own ? (active as HTMLElement) : stop;
  stop =
    focused && controls.has(focused) ? focused : (open?.querySelector<HTMLElement>(LINK) ?? null);
  for (const row of all) {
    for (const control of controlsOf(row)) control.tabIndex = control === stop ? 0 : -1;
  }
  all[0]?.closest("table")?.setAttribute("aria-description", HINT);
}

/** Moves the focus by some rows, to the same place in the row; from elsewhere to the row that is open, or the first. */
export function moveBy(by: number): boolean {
  const all = rows();
  const row = focusedRow();
  const at = row ? all.indexOf(row) : -1;
  if (row && at !== -1) {
    const place = controlsOf(row).indexOf(document.activeElement as HTMLElement);
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    return focus(next && (controlsOf(next)[place] ?? next.querySelector<HTMLElement>(LINK)));
  }
  const open = all.find((one) => one.getAttribute("aria-current") === "true");
  return focus((open ?? all[0])?.querySelector<HTMLElement>(LINK));
}

/** Moves the focus along its row. */
export function moveAlong(by: number): boolean {
  const controls = controlsOf(focusedRow());
  return focus(controls[controls.indexOf(document.activeElement as HTMLElement) + by]);
}

/** The row with the focus. */
export function focusedRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-list] tr[data-pk]") ?? null;
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-list] tr[data-pk]")].filter(isSeen);
}

function controlsOf(row: HTMLElement | null): HTMLElement[] {
  // Not the box that selects the row: a key does.
  const all = row?.querySelectorAll<HTMLElement>("a, button") ?? [];
  return [...all].filter((control) => control.closest("[popover]") === null && isSeen(control));
}

function focus(element: HTMLElement | null | undefined): boolean {
  element?.focus();
  return Boolean(element);
}

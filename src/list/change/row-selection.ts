import type { Entry } from "../entry.ts";

/** What is selected: rows of the page, or all that match. */
export interface Selected {
  /** Of rows that are on screen. */
  readonly keys: ReadonlySet<string>;
  readonly all: boolean;
}

const NOTHING: Selected = { keys: new Set(), all: false };

/**
 * Which rows of a list are selected. A store, so that a click renders one box, and not all rows. It is the page's own,
 * and neither in the address nor stored: whoever follows a link must not find rows selected for deletion.
 */
export function createRowSelection<T>() {
  let selected = NOTHING;
  let rows: readonly Entry<T>[] = [];
  /** Where a range begins: the row that was clicked last. */
  let anchor: string | undefined;
  const listeners = new Set<() => void>();

  function set(next: Selected): void {
    selected = next;
    for (const listener of listeners) listener();
  }
  const keysOf = (some: readonly Entry<T>[]) => some.map(({ key }) => key);
  const isOn = (key: string) => selected.all || selected.keys.has(key);

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get: () => selected,
    isOn,
    /** Selected rows of the page, in its order. */
    entries: (): readonly Entry<T>[] => rows.filter(({ key }) => isOn(key)),
    /** These are on screen now; others are selected no more. */
    show(next: readonly Entry<T>[]) {
      rows = next;
      const kept = keysOf(rows).filter((key) => selected.keys.has(key));
      if (kept.length < selected.keys.size) set({ keys: new Set(kept), all: selected.all });
      // How many boxes there are is said beside the boxes.
      else set({ ...selected });
    },
    /** @param isRange also all rows up to the one clicked before, which are set like this one */
    toggle(key: string, isRange: boolean) {
      const order = keysOf(rows);
      const to = !isOn(key);
      const from = isRange && anchor !== undefined ? order.indexOf(anchor) : -1;
      const here = order.indexOf(key);
      const range = from < 0 ? [key] : order.slice(Math.min(from, here), Math.max(from, here) + 1);
      const keys = new Set(order.filter(isOn));
      for (const one of range) {
        if (to) keys.add(one);
        else keys.delete(one);
      }
      anchor = key;
      set({ keys, all: false });
    },
    page: (): "none" | "some" | "all" => {
      const on = keysOf(rows).filter(isOn).length;
      return on === 0 ? "none" : on === rows.length ? "all" : "some";
    },
    /** All rows of the page, or none if they all are selected. */
    togglePage() {
      const isAll = rows.every(({ key }) => isOn(key));
      set(isAll ? NOTHING : { keys: new Set(keysOf(rows)), all: false });
    },
    selectAll: () => set({ keys: new Set(keysOf(rows)), all: true }),
    clear() {
      anchor = undefined;
      if (selected !== NOTHING) set(NOTHING);
    },
  };
}

export type RowSelection<T> = ReturnType<typeof createRowSelection<T>>;

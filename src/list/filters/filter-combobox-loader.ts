import type { FilterComboboxAria } from "./filter-combobox-aria.tsx";

type Component = typeof FilterComboboxAria;

let loaded: Component | null = null;
let loading: Promise<void> | null = null;
let failed = false;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Loads the lazy chunk of the filter comboboxes, when idle or on first use. Never rejects. */
export function preloadFilterCombobox(): Promise<void> {
  loading ??= import("./filter-combobox-aria.tsx")
    .then((module) => {
      loaded = module.FilterComboboxAria;
      failed = false;
    })
    .catch(() => {
      // The plain inputs then take typed ids; the next use tries again.
      failed = true;
      loading = null;
    })
    .finally(tell);
  return loading;
}

/** The complete combobox once it is loaded, "failed" after a failed attempt, else null. */
export function filterComboboxAria(): Component | "failed" | null {
  return loaded ?? (failed ? "failed" : null);
}

export function subscribeToFilterCombobox(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

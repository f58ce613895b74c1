const listeners = new Set<() => void>();

/** Calls `listener` whenever what is stored changes, in this tab (see `storageChanged`) or in another. */
export function subscribeToStorage(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** To be called after each change: a tab is not told of its own. */
export function storageChanged(): void {
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

/** Calls `listener` whenever local storage changes, in this tab (see `storageChanged`) or in another. */
export function subscribeToStorage(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** To be called after each change: a tab gets no `storage` event for its own changes. */
export function storageChanged(): void {
  for (const listener of listeners) listener();
}

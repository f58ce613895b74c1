import { useSyncExternalStore } from "react";
import { storageChanged, subscribeToStorage } from "./browser-storage.ts";

/** Choices made in this tab, for when local storage is refused (private windows, policies). */
const fallback = new Map<string, string>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? fallback.get(key) ?? null;
  } catch {
    return fallback.get(key) ?? null;
  }
}

/** A preference in local storage, shared by all tabs: [value, set]. Unknown stored values count as the first choice. */
export function usePreference<const T extends string>(
  name: string,
  choices: readonly [T, ...T[]],
): [T, (value: T) => void] {
  const key = `grantlens.${name}`;
  const stored = useSyncExternalStore(subscribeToStorage, () => read(key));
  const value = choices.find((choice) => choice === stored) ?? choices[0];
  return [
    value,
    (next) => {
      fallback.set(key, next);
      try {
        localStorage.setItem(key, next);
      } catch {
        // Local storage is refused: the choice lasts as long as the tab.
      }
      storageChanged();
    },
  ];
}

import { useSyncExternalStore } from "react";
import { storageChanged, subscribeToStorage } from "./browser-storage.ts";

/** Choices made in this tab, for when local storage is refused (private windows, policies). */
const fallback = new Map<string, string>();

/** This tab's comes first. */
const STORES = [() => sessionStorage, () => localStorage];

function read(key: string): string | null {
  const chosen = fallback.get(key);
  if (chosen !== undefined) return chosen;
  for (const store of STORES) {
    try {
      const text = store().getItem(key);
      if (text !== null) return text;
    } catch {
      // Refused, as if nothing had been chosen.
    }
  }
  return null;
}

/** Stores a preference, for all tabs; or for as long as this one lasts. */
export function prefer(name: string, value: string, isForTab = false): void {
  const key = `grantlens.${name}`;
  try {
    (isForTab ? sessionStorage : localStorage).setItem(key, value);
    fallback.delete(key);
  } catch {
    // Local storage is refused: the choice lasts as long as the tab.
    fallback.set(key, value);
  }
  storageChanged();
}

/** A text that is stored, for this tab or for all: [text, set for all]; "" where there is none. */
export function useStoredText(name: string): [string, (text: string) => void] {
  const stored = useSyncExternalStore(subscribeToStorage, () => read(`grantlens.${name}`));
  return [stored ?? "", (text) => prefer(name, text)];
}

/** The same for one of some choices: unknown stored texts count as the first one. */
export function usePreference<const T extends string>(
  name: string,
  choices: readonly [T, ...T[]],
): [T, (value: T) => void] {
  const [stored, store] = useStoredText(name);
  return [choiceOf(stored, choices), store];
}

/** The value of a preference at this moment. */
export function readPreference<const T extends string>(
  name: string,
  choices: readonly [T, ...T[]],
): T {
  return choiceOf(read(`grantlens.${name}`), choices);
}

function choiceOf<T extends string>(stored: string | null, choices: readonly [T, ...T[]]): T {
  return choices.find((choice) => choice === stored) ?? choices[0];
}

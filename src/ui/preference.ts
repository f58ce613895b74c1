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

/** A text in local storage, shared by all tabs: [text, set]; "" where there is none. */
export function useStoredText(name: string): [string, (text: string) => void] {
  const key = `grantlens.${name}`;
  const stored = useSyncExternalStore(subscribeToStorage, () => read(key));
  return [
    stored ?? "",
    (text) => {
      fallback.set(key, text);
      try {
        localStorage.setItem(key, text);
      } catch {
        // Local storage is refused: the choice lasts as long as the tab.
      }
      storageChanged();
    },
  ];
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

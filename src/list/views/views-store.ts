import { useMemo, useSyncExternalStore } from "react";
import type { ResourceName } from "../../paths.ts";
import { storageChanged, subscribeToStorage } from "../../ui/browser-storage.ts";

const KEY = "grantlens.views";

/** What is stored; "" for nothing, undefined where the browser refuses to say. */
export function readStored(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return undefined;
  }
}

/** Stores a text for all tabs; false where there is no room, or none at all. */
export function store(text: string): boolean {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    return false;
  }
  storageChanged();
  return true;
}

/** What is stored, as it changes in this tab and in others. */
export function useStored(): string | undefined {
  return useSyncExternalStore(subscribeToStorage, readStored);
}

interface DefaultView {
  name: string;
  search: string;
}

/**
 * The view that the navigation leads to. Read here in the shortest way, because the frame of every page needs it; the
 * list itself drops what it cannot use, and says so.
 */
export function useDefaultView(list: ResourceName): DefaultView | undefined {
  const text = useStored();
  return useMemo(() => defaultIn(text, list), [text, list]);
}

function defaultIn(text: string | undefined, list: ResourceName): DefaultView | undefined {
  if (!text) return undefined;
  try {
    const { version, views } = JSON.parse(text);
    const found =
      version === 1 &&
      views.find(
        (view: { list?: unknown; default?: unknown } | null) =>
          view?.list === list && view.default === true,
      );
    if (!found || typeof found.name !== "string" || typeof found.search !== "string")
      return undefined;
    return found.search === "" ? undefined : { name: found.name, search: found.search };
  } catch {
    return undefined;
  }
}

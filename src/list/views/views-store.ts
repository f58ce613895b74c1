import { useMemo, useSyncExternalStore } from "react";
import type { ResourceName } from "../../paths.ts";
import { storageChanged, subscribeToStorage } from "../../ui/browser-storage.ts";

const KEY = "grantlens.views";

/** The stored text; "" for none, undefined where the browser refuses access to its storage. */
export function readStored(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return undefined;
  }
}

/** Stores a text for all tabs; false where the storage is full or refused. */
export function store(text: string): boolean {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    return false;
  }
  storageChanged();
  return true;
}

/** The stored text, kept up to date with changes in this tab and in others. */
export function useStored(): string | undefined {
  return useSyncExternalStore(subscribeToStorage, readStored);
}

/** Whether a list may have saved views, without reading them. */
export function useMayHaveViews(list: ResourceName): boolean {
  return useStored()?.includes(`"${list}"`) ?? false;
}

interface DefaultView {
  name: string;
  search: string;
}

/**
 * The view that the navigation links to. Parsed with little code, because the shell of every page needs it; the list
 * itself drops parameters that it cannot use, and says so.
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

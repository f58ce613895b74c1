import { useMemo, useState } from "react";
import {
  type Definitions,
  type Reading,
  readViews,
  type SavedView,
  writeViews,
} from "./saved-views.ts";
import { readStored, store, useStored } from "./views-store.ts";

/** Changes the stored views and says `done`, or that they could not be stored. */
export type ChangeViews = (
  done: string,
  change: (views: readonly SavedView[]) => readonly SavedView[],
) => void;

interface Views {
  /** The stored text; undefined where the browser has no storage. */
  text: string | undefined;
  reading: Reading;
  /** The outcome of the last change. */
  said: string;
  say: (text: string) => void;
  change: ChangeViews;
  /** Replaces whatever is stored. */
  replaceAll: (views: readonly SavedView[]) => void;
}

const NOT_STORED = "This browser has no room for it, or keeps nothing: nothing was changed.";

/** The saved views of all lists, in sync with other tabs. */
export function useViews(definitions: Definitions): Views {
  const text = useStored();
  const reading = useMemo(() => readViews(text ?? "", definitions), [text, definitions]);
  const [said, say] = useState("");

  function change(done: string, next: (views: readonly SavedView[]) => readonly SavedView[]): void {
    // Reads the storage again, so that a change by another tab is not overwritten.
    const { views, unread, broken } = readViews(readStored() ?? "", definitions);
    if (broken) say("What is stored cannot be read any more: nothing was changed.");
    else say(store(writeViews(next(views), unread)) ? done : NOT_STORED);
  }

  return {
    text,
    reading,
    said,
    say,
    change,
    replaceAll: (views) => say(store(writeViews(views)) ? "Views begin anew." : NOT_STORED),
  };
}

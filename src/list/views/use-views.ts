import { useMemo, useState } from "react";
import {
  type Definitions,
  type Reading,
  readViews,
  type SavedView,
  writeViews,
} from "./saved-views.ts";
import { readStored, store, useStored } from "./views-store.ts";

/** Changes what is stored and says so; where it cannot be stored, says that. */
export type ChangeViews = (
  done: string,
  change: (views: readonly SavedView[]) => readonly SavedView[],
) => void;

interface Views {
  /** What is stored, as text; undefined where the browser keeps nothing. */
  text: string | undefined;
  reading: Reading;
  /** The outcome of the last change. */
  said: string;
  say: (text: string) => void;
  change: ChangeViews;
  /** Whatever is stored goes. */
  replaceAll: (views: readonly SavedView[]) => void;
}

const NOT_STORED = "This browser has no room for it, or keeps nothing: nothing was changed.";

/** The saved views of all lists, as this and other tabs change them. */
export function useViews(definitions: Definitions): Views {
  const text = useStored();
  const reading = useMemo(() => readViews(text ?? "", definitions), [text, definitions]);
  const [said, say] = useState("");

  function change(done: string, next: (views: readonly SavedView[]) => readonly SavedView[]): void {
    // What another tab has stored a moment ago is not undone.
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

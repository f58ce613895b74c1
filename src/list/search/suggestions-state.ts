import type { KeyboardEvent, RefObject } from "react";
import type { AnyEntry } from "../entry.ts";
import type { Listed, Resource } from "../resource.ts";

/** How the search box stands to what helps with it. */
interface SuggestionsState {
  /** The id of the list of completions; undefined while there is none. */
  list: string | undefined;
  /** The id of the completion the keyboard is at. */
  active: string | undefined;
  /** The id of what is said of mistakes; undefined without one. */
  mistakes: string | undefined;
  /** What is typed is not yet to be searched for: a field at the caret waits for its value. */
  waits: boolean;
  /** Takes a key for itself: true when it did. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** Nothing helps yet. */
export const NO_SUGGESTIONS: SuggestionsState = {
  list: undefined,
  active: undefined,
  mistakes: undefined,
  waits: false,
  onKey: () => false,
};

export interface SuggestionsProps<T extends Listed> {
  resource: Resource<T>;
  input: RefObject<HTMLInputElement | null>;
  /** What is typed, where the caret is, and whether it is in the box at all (-1 when not). */
  draft: string;
  caret: number;
  /** Something was typed since the box was entered. */
  typed: boolean;
  /** What is searched for. */
  value: string;
  /** The rows on show: values are offered from them. */
  entries: readonly AnyEntry<T>[];
  onDraft: (draft: string) => void;
  onState: (state: SuggestionsState) => void;
}

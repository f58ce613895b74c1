import type { KeyboardEvent, RefObject } from "react";
import type { AnyEntry } from "../entry.ts";
import type { Listed, Resource } from "../resource.ts";

/** What the search box needs to know of its completions and mistakes. */
interface SuggestionsState {
  /** The id of the list of completions; undefined while there is none. */
  list: string | undefined;
  /** The id of the active completion, for `aria-activedescendant`. */
  active: string | undefined;
  /** The id of the message about mistakes; undefined without one. */
  mistakes: string | undefined;
  /** The search must wait: a field at the caret has no value yet. */
  waits: boolean;
  /** Handles a key; true when it did. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** Neither completions nor mistakes. */
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
  /** The typed text, and the offset of the caret in it (-1 when the input is not focused). */
  draft: string;
  caret: number;
  /** Something was typed since the input got the focus. */
  typed: boolean;
  /** The search the URL holds. */
  value: string;
  /** The rows shown: their values are offered as completions. */
  entries: readonly AnyEntry<T>[];
  onDraft: (draft: string) => void;
  onState: (state: SuggestionsState) => void;
}

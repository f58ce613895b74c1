import { createContext, type ReactNode } from "react";

/** A text and the search field that looks at it. */
interface FieldText {
  field: string;
  text: string;
}

/** Highlights the matches of a search in untrusted texts. */
export interface Highlight {
  /** A text in one line, like `oneLine`, with the matches marked. */
  mark: (field: string, text: string) => ReactNode;
  /** Whether the text has a match. */
  isIn: (field: string, text: string) => boolean;
  /** The first of the texts not shown that has a match of a term without a match in those shown; with its label. */
  unshown: (
    texts: readonly (FieldText & { label: string })[],
    shown: readonly FieldText[],
  ) => ReactNode | null;
}

/** null without a search. */
export const HighlightContext = createContext<Highlight | null>(null);

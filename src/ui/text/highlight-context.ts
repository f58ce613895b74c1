import { createContext, type ReactNode } from "react";

/** A text and the field of a search that looks at it. */
interface FieldText {
  field: string;
  text: string;
}

/** Shows in texts from outside what was searched for. */
export interface Highlight {
  /** A text in one line, as `oneLine`, with what was found in it marked. */
  mark: (field: string, text: string) => ReactNode;
  /** Whether something was found in it. */
  isIn: (field: string, text: string) => boolean;
  /** Of texts that are not on show the first that something was found in which those on show have not, by its name. */
  unshown: (
    texts: readonly (FieldText & { label: string })[],
    shown: readonly FieldText[],
  ) => ReactNode | null;
}

/** null while nothing is searched for. */
export const HighlightContext = createContext<Highlight | null>(null);

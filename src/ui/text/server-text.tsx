import { type ReactNode, use } from "react";
import { type Highlight, HighlightContext } from "./highlight-context.ts";
import styles from "./server-text.module.css";
import { codesOf, cut, named, partsOf, SHORT } from "./visible.ts";

interface ServerTextProps {
  children: string;
  className?: string | undefined;
  title?: string | undefined;
  /** The search field that looks at this text: its matches are marked. */
  field?: string | undefined;
}

/** Untrusted text in one line: isolated direction (`<bdi>`), invisible characters made visible, truncated when long. */
export function ServerText({ children, field, ...props }: ServerTextProps) {
  return (
    <bdi {...props}>
      {field === undefined ? (
        oneLine(children)
      ) : (
        <Highlighted field={field}>{children}</Highlighted>
      )}
    </bdi>
  );
}

interface MarkedProps {
  field: string;
  children: string;
}

/** `oneLine`, with the matches of the search marked. */
export function Highlighted({ field, children }: MarkedProps) {
  return marked(use(HighlightContext), field, children);
}

/** A text in one line with the matches of a search marked: `Highlighted` without a component of its own. */
export function marked(highlight: Highlight | null, field: string, text: string): ReactNode {
  return highlight?.mark(field, text) ?? oneLine(text);
}

/** Scripts from right to left, and all that is rare, come after the first 1,424 characters of Unicode. */
const MAY_REORDER = /[^\0-\u058f]/;

/** What is shown of a text, its direction isolated (`<bdi>`) where it can be another one than that around it. */
export function isolated(text: string, content: ReactNode): ReactNode {
  return MAY_REORDER.test(text) ? <bdi>{content}</bdi> : content;
}

/** The content of `ServerText`, for an element other than `<bdi>`, which then needs `dir="auto"`. */
export function oneLine(text: string): ReactNode {
  return highlighted(cut(text, SHORT));
}

/** Texts of more parts are rendered as plain text, to save elements. */
export const MOST_PARTS = 40;

/** A text with each run of invisible characters replaced by a visible sign. */
export function highlighted(text: string): ReactNode {
  const parts = partsOf(text);
  if (parts.length === 1) return text;
  if (parts.length > MOST_PARTS) return named(parts);
  return parts.map((part, at) => (at % 2 ? <Unseen key={at}>{part}</Unseen> : part));
}

/** The visible sign for invisible characters. */
export function Unseen({ children }: { children: string }) {
  return (
    <span className={styles["mark"]} title="Invisible character">
      <span className="visually-hidden">character </span>
      {codesOf(children)}
    </span>
  );
}

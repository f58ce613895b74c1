import { type ReactNode, use } from "react";
import { HighlightContext } from "./highlight-context.ts";
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
  return use(HighlightContext)?.mark(field, children) ?? oneLine(children);
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
    <span className={styles["mark"]} title="A character that is not seen by itself">
      <span className="visually-hidden">character </span>
      {codesOf(children)}
    </span>
  );
}

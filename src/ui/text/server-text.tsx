import { type ReactNode, use } from "react";
import { HighlightContext } from "./highlight-context.ts";
import styles from "./server-text.module.css";
import { codesOf, cut, named, partsOf, SHORT } from "./visible.ts";

interface ServerTextProps {
  children: string;
  className?: string | undefined;
  title?: string | undefined;
  /** The field of a search that looks here: what it found is marked. */
  field?: string | undefined;
}

/** Text from outside, in one line: its direction stays its own, nothing in it is hidden, and it ends somewhere. */
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

/** `oneLine`, with what was searched for marked. */
export function Highlighted({ field, children }: MarkedProps) {
  return use(HighlightContext)?.mark(field, children) ?? oneLine(children);
}

/** The inside of `ServerText`, for an element that is no `<bdi>` and must have `dir="auto"` then. */
export function oneLine(text: string): ReactNode {
  return highlighted(cut(text, SHORT));
}

/** Beyond this it is no name any more, and not worth its elements. */
export const MOST_PARTS = 40;

/** A text with a sign in each place where it has something that would not be seen. */
export function highlighted(text: string): ReactNode {
  const parts = partsOf(text);
  if (parts.length === 1) return text;
  if (parts.length > MOST_PARTS) return named(parts);
  return parts.map((part, at) => (at % 2 ? <Unseen key={at}>{part}</Unseen> : part));
}

/** The sign in the place of what would not be seen. */
export function Unseen({ children }: { children: string }) {
  return (
    <span className={styles["mark"]} title="A character that is not seen by itself">
      <span className="visually-hidden">character </span>
      {codesOf(children)}
    </span>
  );
}

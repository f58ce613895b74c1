import type { ReactNode } from "react";
import type { TextSpan } from "../../find/text/normalise.ts";
import { termSpans } from "../../find/text/match.ts";
import { parseSearch, type SearchField, type SearchTerm } from "../../find/text/parse-search.ts";
import type { Highlight } from "../../ui/text/highlight-context.ts";
import { MOST_PARTS, Unseen } from "../../ui/text/server-text.tsx";
import { cut, named, partsOf, SHORT } from "../../ui/text/visible.ts";
import styles from "./highlight.module.css";

/** Highlights a search's matches in the rows; null for a search without terms. */
export function highlightFor(search: string, fields: readonly SearchField[]): Highlight | null {
  const { terms } = parseSearch(search, fields);
  return terms.length > 0 ? highlightOf(terms) : null;
}

function highlightOf(terms: readonly SearchTerm[]): Highlight {
  const isIn = (field: string, text: string) => termSpans(terms, field, text).length > 0;
  const mark = (field: string, text: string) => markText(text, termSpans(terms, field, text));
  return {
    mark,
    isIn,
    unshown(texts, shown) {
      const missed = terms.filter(
        (term) => !shown.some(({ field, text }) => termSpans([term], field, text).length > 0),
      );
      const found = texts.find(({ field, text }) => termSpans(missed, field, text).length > 0);
      return found ? (
        <>
          {found.label}: <bdi>{mark(found.field, found.text)}</bdi>
        </>
      ) : null;
    },
  };
}

/** Characters shown before a match that lies beyond what is shown of a long text. */
const BEFORE = 40;

/**
 * A text in one line with spans of it marked, and invisible characters replaced by a visible sign. The text is only
 * split, never reordered, so that its direction and the shaping of its letters do not change.
 */
function markText(text: string, spans: readonly TextSpan[]): ReactNode {
  const [first] = spans;
  if (first !== undefined && first.to > SHORT && first.from > BEFORE) {
    const skipped = first.from - BEFORE;
    // Not within a surrogate pair.
    const start = /[\udc00-\udfff]/.test(text[skipped] ?? "") ? skipped - 1 : skipped;
    const moved = spans.map(({ from, to }) => ({ from: from - start, to: to - start }));
    return ["…", markText(text.slice(start), moved)];
  }
  const short = cut(text, SHORT);
  // The "…" at the end is not part of the text.
  const last = short === text ? text.length : short.length - 1;
  const parts = partsOf(short);
  if (parts.length > MOST_PARTS) return named(parts);
  let start = 0;
  const nodes: ReactNode[] = [];
  for (const [index, part] of parts.entries()) {
    const from = start;
    const to = from + part.length;
    start = to;
    const within = spans.filter((span) => span.from < Math.min(to, last) && span.to > from);
    if (index % 2 === 1) {
      const sign = <Unseen key={from}>{part}</Unseen>;
      nodes.push(within.length > 0 ? <Mark key={from}>{sign}</Mark> : sign);
      continue;
    }
    let at = from;
    for (const span of within) {
      const begin = Math.max(span.from, from);
      const end = Math.min(span.to, to, last);
      nodes.push(part.slice(at - from, begin - from));
      nodes.push(<Mark key={begin}>{part.slice(begin - from, end - from)}</Mark>);
      at = end;
    }
    nodes.push(part.slice(at - from));
  }
  return nodes.filter((node) => node !== "");
}

function Mark({ children }: { children: ReactNode }) {
  return (
    <mark ref={scrollIntoCell} className={styles["mark"]}>
      {children}
    </mark>
  );
}

/** Scrolls a cell that is too narrow for its text, or what cuts the text within it, so that its first match is seen. */
function scrollIntoCell(mark: HTMLElement | null): (() => void) | undefined {
  const isCut = ({ scrollWidth, clientWidth }: Element) => scrollWidth > clientWidth;
  if (mark === null) return undefined;
  let cell = mark.parentElement;
  while (cell !== null && cell.tagName !== "TD" && !(cell.clientWidth > 0 && isCut(cell))) {
    cell = cell.parentElement;
  }
  if (cell === null || !isCut(cell) || cell.querySelector("mark") !== mark) return undefined;
  const { left, right, width } = cell.getBoundingClientRect();
  const seen = mark.getBoundingClientRect();
  // Without a width, it is in a part that is not on show.
  if (seen.width === 0 || (seen.left >= left && seen.right <= right)) return undefined;
  cell.scrollLeft += (seen.left + seen.right) / 2 - (left + width / 2);
  cell.dataset["scrolled"] = "";
  return () => {
    cell.scrollLeft = 0;
    delete cell.dataset["scrolled"];
  };
}

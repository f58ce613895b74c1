import { normalise, type TextSpan, spansOf } from "./normalise.ts";
import type { SearchTerm } from "./parse-search.ts";

/** One text of a row that is searched. */
export interface RowText {
  /** The field it belongs to, as in `user:jane`. */
  readonly field: string;
  /** Which text of the field it is: "email". */
  readonly place: string;
  readonly text: string;
}

type Term = Pick<SearchTerm, "field" | "text"> & Partial<Pick<SearchTerm, "not">>;

/** Whether a field's values are states of a row, no texts in it: a term is one of them, whole. */
export function isState(field: string | null): boolean {
  return field !== null && ["status", "outcome", "cause", "since", "until"].includes(field);
}

/** A row as it is searched: its texts and its states. */
export interface SearchableRow {
  readonly texts: readonly RowText[];
  /** All that apply, as terms: "status:valid", "since:1h". A code that expires soon is valid, too. */
  readonly states?: readonly string[];
}

/**
 * A predicate for rows that match all terms. A term matches in any text of the row, or of the term's field; a negated
 * one where it does not.
 */
export function matcher(terms: readonly Term[]): (row: SearchableRow) => boolean {
  const wanted = terms.map((term) => ({ ...term, normalised: normalise(term.text) }));
  return ({ texts, states = [] }) => {
    const normalised = texts.map((one) => ({ field: one.field, text: normalise(one.text) }));
    function isFound(term: (typeof wanted)[number]): boolean {
      if (isState(term.field)) return states.includes(`${term.field}:${term.text}`);
      if (term.field === "id") return texts.some((one) => isId(one, term.text));
      return normalised.some(
        ({ field, text }) =>
          (term.field === null || term.field === field) && text.includes(term.normalised),
      );
    }
    return wanted.every((term) => isFound(term) !== (term.not ?? false));
  };
}

/** What to highlight in one text of a field: the spans that match terms of that field or of any field. */
export function termSpans(terms: readonly Term[], field: string, text: string): TextSpan[] {
  const applicable = terms.filter(
    ({ not, ...term }) => !not && (term.field === null || term.field === field),
  );
  const words = applicable
    .filter((term) => term.field !== "id" || Number(term.text) === Number(text))
    .map((term) => normalise(term.field === "id" ? text : term.text));
  return spansOf(
    text,
    words.filter((word) => word !== ""),
  );
}

function isId({ field, text }: RowText, wanted: string): boolean {
  return field === "id" && (text === wanted.toLowerCase() || Number(text) === Number(wanted));
}

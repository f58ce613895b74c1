import { normalise, type TextSpan, spansOf } from "./normalise.ts";
import type { SearchTerm } from "./parse-search.ts";

/** One text of a row that words are looked for in. */
export interface RowText {
  /** The field it belongs to, as in `user:jane`. */
  readonly field: string;
  /** Which text of the field: "email". */
  readonly place: string;
  readonly text: string;
}

type Term = Pick<SearchTerm, "field" | "text">;

/** A row as it is searched: its texts, and how it stands in its life. */
export interface SearchableRow {
  readonly texts: readonly RowText[];
  /** All that hold of it: a code about to expire is valid too. */
  readonly statuses?: readonly string[];
}

/** Searches rows for terms, all of which must be found, each in any of a row's texts or in those of its field. */
export function matcher(terms: readonly Term[]): (row: SearchableRow) => boolean {
  const wanted = terms.map(({ field, text }) => ({ field, text, folded: normalise(text) }));
  return ({ texts, statuses = [] }) => {
    const folded = texts.map((one) => ({ field: one.field, text: normalise(one.text) }));
    return wanted.every((term) => {
      if (term.field === "status") return statuses.includes(term.text);
      if (term.field === "id") return texts.some((one) => isId(one, term.text));
      return folded.some(
        ({ field, text }) =>
          (term.field === null || term.field === field) && text.includes(term.folded),
      );
    });
  };
}

/** Where the terms that look at a field are found in one of its texts. */
export function termSpans(terms: readonly Term[], field: string, text: string): TextSpan[] {
  const looking = terms.filter((term) => term.field === null || term.field === field);
  const words = looking
    .filter((term) => term.field !== "id" || Number(term.text) === Number(text))
    .map((term) => normalise(term.field === "id" ? text : term.text));
  return spansOf(
    text,
    words.filter((word) => word !== ""),
  );
}

function isId({ field, text }: RowText, wanted: string): boolean {
  return field === "id" && Number(text) === Number(wanted);
}

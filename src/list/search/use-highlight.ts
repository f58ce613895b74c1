import { useEffect, useMemo, useState } from "react";
import { parseSearch, type SearchTerm } from "../../find/text/parse-search.ts";
import type { Highlight } from "../../ui/text/highlight-context.ts";
import { loadHighlight } from "../lazy-list-parts.tsx";
import type { Resource } from "../resource.ts";

type HighlightOf = (terms: readonly SearchTerm[]) => Highlight;

/** How the rows show what a search found in them; null without a search, and until its file has come. */
export function useHighlight(
  search: string,
  { searchFields }: Pick<Resource<never>, "searchFields">,
): Highlight | null {
  const [highlightOf, setHighlightOf] = useState<HighlightOf | null>(null);
  const wanted = search !== "";
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    loadHighlight().then(
      (loaded) => {
        if (!gone) setHighlightOf(() => loaded);
      },
      () => {
        // Rows can be read without highlights.
      },
    );
    return () => {
      gone = true;
    };
  }, [wanted]);
  return useMemo(() => {
    if (!wanted || highlightOf === null) return null;
    const { terms } = parseSearch(search, searchFields);
    return terms.length > 0 ? highlightOf(terms) : null;
  }, [wanted, highlightOf, search, searchFields]);
}

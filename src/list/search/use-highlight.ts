import { useEffect, useMemo, useState } from "react";
import type { Highlight } from "../../ui/text/highlight-context.ts";
import { loadHighlight } from "../lazy-list-parts.tsx";
import type { Resource } from "../resource.ts";

type HighlightFor = Awaited<ReturnType<typeof loadHighlight>>;

/** Highlights a search's matches in the rows; null without a search, and until the lazy chunk is loaded. */
export function useHighlight(
  search: string,
  { searchFields }: Pick<Resource<never>, "searchFields">,
): Highlight | null {
  const [highlightFor, setHighlightFor] = useState<HighlightFor | null>(null);
  const wanted = search !== "";
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    loadHighlight().then(
      (loaded) => {
        if (!gone) setHighlightFor(() => loaded);
      },
      () => {
        // Rows can be read without highlights.
      },
    );
    return () => {
      gone = true;
    };
  }, [wanted]);
  return useMemo(
    () => (wanted && highlightFor ? highlightFor(search, searchFields) : null),
    [wanted, highlightFor, search, searchFields],
  );
}

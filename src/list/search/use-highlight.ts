import { useEffect, useMemo, useState } from "react";
import type { Highlight } from "../../ui/text/highlight-context.ts";
import type { SearchHelp } from "./search-help.ts";

type Marker = (search: string) => Highlight | null;

/** How the rows show what a search found in them; null without a search, and until its file has come. */
export function useHighlight(
  search: string,
  load: SearchHelp<never>["highlight"],
): Highlight | null {
  const [marker, setMarker] = useState<Marker | null>(null);
  const wanted = search !== "";
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    load().then(
      (loaded) => {
        if (!gone) setMarker(() => loaded);
      },
      () => {
        // Rows can be read without marks.
      },
    );
    return () => {
      gone = true;
    };
  }, [wanted, load]);
  return useMemo(() => (wanted && marker ? marker(search) : null), [wanted, marker, search]);
}

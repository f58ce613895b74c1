import { useLocation, useNavigate } from "react-router";
import type { ResourceName } from "../../paths.ts";
import { useStoredText } from "../../ui/preference.ts";

/** The URL parameter of a layout, which a saved view has; it passes through a list's state untouched. */
export const LAYOUT_PARAM = "columns";

/**
 * How the reader wants a list's columns, as `arrange` reads it: that of the address, else what this browser keeps for
 * the list; "" for none. What is set is kept in this browser, and no longer in the address.
 */
export function useLayout(list: ResourceName): [layout: string, set: (layout: string) => void] {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const [stored, store] = useStoredText(`columns.${list}`);
  const params = new URLSearchParams(search);
  const own = params.get(LAYOUT_PARAM);
  return [
    own ?? stored,
    (layout) => {
      store(layout);
      if (own === null) return;
      params.delete(LAYOUT_PARAM);
      void navigate({ pathname, search: params.toString() }, { replace: true });
    },
  ];
}

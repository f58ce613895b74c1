import { useLocation } from "react-router";

/** The list's URL search string, to be kept in links to its objects. */
export function useListSearch(): string {
  return useLocation().search;
}

import { useLocation } from "react-router";

/** How the list stands, to be carried along by links to its objects. */
export function useListSearch(): string {
  return useLocation().search;
}

import type { ComponentType, ReactNode } from "react";
import { lazyComponent } from "../feedback/lazy-component.tsx";
import { Button } from "../ui/button.tsx";
import { Line, LinePlaceholder } from "../ui/line.tsx";
import { preloadFilterCombobox } from "./filters/filter-combobox-loader.ts";

type Parts = typeof import("./list-parts.ts");

const load = () => import("./list-parts.ts");

/** Preloads the lazy chunks of all that the table itself does not need; without it they load on first use. */
export function preloadListParts(): Promise<unknown> {
  return Promise.all([load(), preloadFilterCombobox()]);
}

export const LazyValueMenu = part("ValueMenu");
export const LazySuggestions = part("Suggestions");
export const LazySearchSyntax = part("SearchSyntax");
export const LazyFilterSuggestions = part("FilterSuggestions", <LinePlaceholder />);
export const LazyEmptyList = part("EmptyList");
export const LazyFailureView = part("FailureView");
export const LazyStaleNotice = part("StaleNotice");
export const LazyGapNotice = part("GapNotice");
export const LazyOtherRow = part("OtherRow", <RowPlaceholder />);
export const LazyReadNotice = part("ReadNotice", <Line />);
export const LazyCopyLink = part("CopyLink", <Button>Copy link</Button>);
export const LazySheetModality = part("SheetModality");
export const LazySortSelect = part("SortSelect");
export const LazyExcluded = part("Excluded", <LinePlaceholder />);

/** Loads what highlights matches in the rows. */
export const loadHighlight = () => load().then(({ highlightFor }) => highlightFor);

/** Loads what makes a column wider or narrower. */
export const loadResize = () => load().then(({ resizeColumn }) => resizeColumn);

/** Keeps the place of a row that is not like the others. */
export function RowPlaceholder() {
  return (
    <tr>
      <td>&nbsp;</td>
    </tr>
  );
}

/** A lazy component with the type of the original, whose generic rows `ComponentType` cannot express. */
function part<Name extends keyof Parts>(name: Name, fallback?: ReactNode): Parts[Name] {
  const component = () => load().then((parts) => parts[name] as unknown as ComponentType<object>);
  return lazyComponent(component, { fallback }) as unknown as Parts[Name];
}

/** The lazy chunk of all lists: see `lazy-list-parts.tsx`. */
import "./table/list-table-later.css";

export { probeSearch } from "./browser/probe-search.ts";
export { readThrough } from "./browser/read-through.ts";
export { resizeColumn } from "./columns/resize-column.ts";
export { CopyLink } from "./controls/copy-link.tsx";
export { SheetModality } from "./controls/sheet-modality.tsx";
export { Excluded } from "./filters/excluded.tsx";
export { FailureView } from "../feedback/failure-view.tsx";
export { StaleNotice } from "./table/stale-notice.tsx";
export { EmptyList } from "./empty-list.tsx";
export { ValueMenu } from "./menu/value-menu.tsx";
export { FilterSuggestions } from "./search/filter-suggestions.tsx";
export { highlightFor } from "./search/highlight.tsx";
export { SearchSyntax } from "./search/search-syntax.tsx";
export { Suggestions } from "./search/suggestions.tsx";
export { GapNotice } from "./table/gap-notice.tsx";
export { OtherRow } from "./table/other-row.tsx";
export { ReadNotice } from "./table/read-notice.tsx";
export { SortSelect } from "./table/sort-select.tsx";

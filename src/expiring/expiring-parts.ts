/** The lazy chunk of lists whose rows expire: see `lazy-expiring-parts.tsx` and `expiring-query.ts`. */
export { Counts } from "./counts/counts.tsx";
export { FoldLine } from "./fold/fold-line.tsx";
export { fetchRange, fetchSlice } from "./range-rows.ts";
export { RangeForm } from "./range/range-form.tsx";
export { RangeWords } from "./range/range-words.tsx";
export { readThroughExpiring } from "./read-through-range.ts";
export { ReadSnapshot } from "./snapshot/snapshot-reader.tsx";
export { fetchSnapshot } from "./snapshot/snapshot.ts";
export { TimelineChart } from "./timeline/timeline-chart.tsx";

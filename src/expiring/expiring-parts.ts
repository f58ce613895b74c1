/** The lazy chunk of lists whose rows expire: see `lazy-expiring-parts.tsx` and `expiring-query.ts`. */
export { CountsAsked } from "./counts/counts-asked.tsx";
export { CountsLine } from "./counts/counts-line.tsx";
export { CountsWithout } from "./counts/counts-without.tsx";
export { fetchRange, fetchSlice } from "./range-rows.ts";
export { RangeForm } from "./range/range-form.tsx";
export { RangeWords } from "./range/range-words.tsx";
export { readThroughExpiring } from "./read-through-range.ts";
export { ReadSnapshot } from "./snapshot/snapshot-reader.tsx";
export { SnapshotCounts } from "./snapshot/snapshot-counts.tsx";
export { fetchSnapshot } from "./snapshot/snapshot.ts";
export { TimelineChart } from "./timeline/timeline-chart.tsx";

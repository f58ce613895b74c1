interface Measure {
  /** As shown in the report, with the unit. */
  words: string;
  /** How many decimals are significant. */
  digits?: number;
  target?: Target;
}

/** The console's maximum, absolute or relative to the floor. */
type Target = { most: number; timesFloor?: never } | { timesFloor: number; most?: never };

const ms = (words: string, timesFloor?: number): Measure => ({
  words: `${words}, ms`,
  ...(timesFloor !== undefined && { target: { timesFloor } }),
});

/** What it costs to load a page until it is quiet, with that many codes. */
function filled<Rows extends number>(rows: Rows) {
  const measures = {
    [`${rows} codes: requests`]: { words: `${rows} codes: requests until quiet` },
    [`${rows} codes: main thread`]: ms(`${rows} codes: main thread busy until quiet`),
    [`${rows} codes: quiet`]: ms(`${rows} codes: time until the last answer`),
  };
  return measures as Record<`${Rows} codes: ${"requests" | "main thread" | "quiet"}`, Measure>;
}

/** In the order of the report. */
export const MEASURES = {
  bytes: {
    words: "JS + CSS until first rows, KiB brotli",
    digits: 1,
    target: { most: 120 },
  },
  files: { words: "in files", target: { most: 4 } },
  "list request sent": ms("list request sent", 0.35),
  "first rows": ms("first rows", 1.25),
  "first rows, 4× CPU": ms("first rows, 4× CPU", 1.25),
  "first rows, Fast 4G": ms("first rows, Fast 4G", 0.95),
  "first rows, Fast 4G, 4× CPU": ms("first rows, Fast 4G, 4× CPU", 1.1),
  "first rows, warm": ms("first rows, warm reload", 1.5),
  "answer to rows": ms("answer to rows painted", 1.5),
  "answer to rows, 4× CPU": ms("answer to rows painted, 4× CPU"),
  // An answer that arrives before the scripts has to wait for them.
  "ready to rows": ms("answer and scripts ready to rows painted", 1.5),
  "ready to rows, 4× CPU": ms("answer and scripts ready to rows painted, 4× CPU"),
  "next page": ms("next page", 1.2),
  "next page, hovered": ms("next page, hovered first", 1.2),
  "next page, 4× CPU": ms("next page, 4× CPU", 1.5),
  "next page, hovered, 4× CPU": ms("next page, hovered first, 4× CPU", 1.5),
  "next page, 300 ms after first rows": ms("next page, 300 ms after first rows", 1.2),
  sort: ms("sort"),
  "sort, 4× CPU": ms("sort, 4× CPU"),
  "status filter": ms("status filter"),
  drawer: ms("drawer"),
  "100 rows: first rows": ms("100 rows: first rows", 1.3),
  "100 rows: next page": ms("100 rows: next page", 1.5),
  "100 rows: elements": { words: "100 rows: elements of the table", target: { timesFloor: 1.6 } },
  ...filled(30),
  ...filled(300),
  ...filled(3000),
  "heap a flip": {
    words: "heap per flip between two pages, kB",
    digits: 1,
    target: { most: 2 },
  },
  "heap of new pages": { words: "heap for 200 new pages, MiB", digits: 1, target: { most: 2 } },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof MEASURES;

/** In the order of the report. */
export const MEASURE_LIST = Object.entries(MEASURES) as [MeasureName, Measure][];

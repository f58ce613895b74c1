import type { ListAnswer } from "../../api/list-answer.ts";
import type { ResourceName } from "../../paths.ts";
import { formatCount } from "../../ui/text/format.ts";

/** What a file says about itself. */
export interface ExportFacts {
  list: ResourceName;
  /** The server's clock, ISO, UTC. */
  as_of: string;
  /** Whose permissions decided what is in it: a username. */
  seen_by: string;
  filter: string;
  address: string;
  /** "complete: all 312", "page 2 of 16: rows 21 to 40 of 312". */
  extent: string;
  complete: boolean;
}

/** How much of what matches is there: in words, and as a part of a file's name. */
interface Extent {
  words: string;
  mark: string;
  complete: boolean;
}

/** The extent of a page, or of all rows as one page. */
export function extentOf<T>(answer: ListAnswer<T>): Extent {
  const { page, pages, start, end, count, parts, report } = answer;
  const main = report?.done === false || report?.capped ? partly(report) : undefined;
  const isPage = pages > 1 || start > 1;
  const gaps = parts?.gaps.reduce((sum, gap) => sum + gap.count, 0) ?? 0;
  const missing = (report?.missing ?? 0) + gaps;
  const moved = report?.moved || parts?.moved;
  const found: (readonly [words: string, mark: string] | false | undefined)[] = [
    isPage && [
      `page ${page} of ${formatCount(pages)}: rows ${formatCount(start)} to ${formatCount(end)} of ${formatCount(count)}`,
      `page-${page}-of-${pages}`,
    ],
    main,
    missing > 0 && [
      `${formatCount(missing)} missing: authentik fails on ${missing === 1 ? "it" : "them"}`,
      `${missing}-missing`,
    ],
    moved && ["the list changed while it was read", "changed-while-read"],
    report?.note !== undefined && [report.note.replace(/\.$/, ""), "see-extent"],
  ];
  const lacks = found.filter((one) => one !== false && one !== undefined);
  if (lacks.length === 0) {
    return { words: `complete: all ${formatCount(count)}`, mark: "complete", complete: true };
  }
  return {
    words: lacks.map(([words]) => words).join("; "),
    mark: lacks.map(([, mark]) => mark).join("-"),
    complete: false,
  };
}

/** The extent of rows that were selected one by one. */
export function selectionExtent(rows: number, of: number | undefined): Extent {
  const all = of === undefined ? "" : ` of ${formatCount(of)}`;
  return {
    words: `selection: ${formatCount(rows)}${all}`,
    mark: `selection-of-${rows}`,
    complete: false,
  };
}

/** Rows that were not read to the end. */
function partly({
  read,
  of,
  stopped,
  capped,
}: NonNullable<ListAnswer<unknown>["report"]>): readonly [string, string] {
  const [how, mark] = capped
    ? ["capped", "capped"]
    : stopped
      ? ["stopped", "stopped"]
      : ["broken off", "broken-off"];
  return [
    `${how}: ${formatCount(read)} of ${formatCount(of)} were read`,
    `${mark}-at-${read}-of-${of}`,
  ];
}

/** grantlens-authorization-codes-2026-11-28T19-40-00Z-complete.csv: without characters that some system forbids. */
export function fileName(
  { list, as_of }: Pick<ExportFacts, "list" | "as_of">,
  mark: string,
  extension: string,
): string {
  return `grantlens-${list}-${as_of.replaceAll(":", "-")}-${mark}.${extension}`;
}

/** Epoch milliseconds as ISO, UTC, to the second, which is what a `Date` header tells. */
export function isoSecond(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

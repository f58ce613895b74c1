import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MEASURE_LIST, type MeasureName } from "./peer-measures.ts";
import { CONSOLE, FLOOR, PEERS } from "./peer-pages.ts";
import { IS_QUIET, median, prefaceOf, tableOf } from "./report.ts";
import { ROOT } from "./temporary-folder.ts";

/** By page and measure, one number per round. */
export type PeersMeasured = Map<string, Map<MeasureName, number[]>>;

/** The console in the middle, between simpler and larger pages. */
const COLUMNS = [
  ...PEERS.slice(0, 2).map(({ name }) => name),
  CONSOLE.name,
  ...PEERS.slice(2).map(({ name }) => name),
];

const BEGIN = "<!-- bench:peers -->";
const END = "<!-- /bench:peers -->";

/** The medians of all pages as a Markdown table, with the console's ratio to the floor and its targets. */
export function peersReportOf(measured: PeersMeasured, rounds: number): string {
  const valuesOf = (page: string, measure: MeasureName): number[] =>
    measured.get(page)?.get(measure) ?? [];
  const lines = MEASURE_LIST.map(([measure, { words, digits = 0, target }]) => {
    const medians = COLUMNS.map((page) => median(valuesOf(page, measure)));
    const own = valuesOf(CONSOLE.name, measure);
    // Ratios within one round: whatever slows the machine for a while slows both.
    const floors = valuesOf(FLOOR.name, measure);
    const ratio = median(
      own.flatMap((value, round) => (floors[round] === undefined ? [] : value / floors[round])),
    );
    const isMet =
      target?.most === undefined
        ? ratio <= (target?.timesFloor ?? NaN)
        : median(own) <= target.most;
    return [
      words,
      ...medians.map((value) => written(value, digits)),
      written(ratio, 2),
      target === undefined ? "" : `≤ ${target.most ?? `${target.timesFloor} × floor`}`,
      target === undefined ? "" : verdict(isMet),
    ];
  });
  const head = ["", ...COLUMNS, "÷ floor", "target", ""];
  return [prefaceOf(rounds), "", tableOf(head, lines)].join("\n");
}

/** Puts a report into README.md, between two comments. */
export function writeIntoReadme(report: string): void {
  const path = join(ROOT, "README.md");
  const text = readFileSync(path, "utf8");
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md has no ${BEGIN} … ${END}`);
  writeFileSync(path, `${text.slice(0, begin + BEGIN.length)}\n\n${report}\n\n${text.slice(end)}`);
  // Aligns the table's columns, as `npm run check` requires.
  execFileSync("npx", ["oxfmt", path], { cwd: ROOT, stdio: "inherit" });
}

function verdict(isMet: boolean): string {
  if (!IS_QUIET) return "not judged";
  return isMet ? "met" : "missed";
}

function written(value: number, digits: number): string {
  if (Number.isNaN(value)) return "";
  return value === Infinity ? "never" : value.toFixed(digits);
}

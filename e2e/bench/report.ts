/** What was measured of one build, by the name of the measure; one number a round. */
export type Measured = Map<string, number[]>;

interface Target {
  words: string;
  /** NaN where it depends on another build, and there is none. */
  most: (other: number) => number;
}

const atMost = (most: number): Target => ({ words: `at most ${most}`, most: () => most });

const ofOther = (share: number, words: string): Target => ({
  words: `at most ${words} of the other's`,
  most: (other) => other * share,
});

/**
 * What it should be, by the name of the measure. Shares are of the build before short lists were loaded in full, commit
 * c8869ac; of any other they say nothing.
 */
const TARGETS: Readonly<Record<string, Target>> = {
  "30 rows, cold: list requests": atMost(2),
  "300 rows, cold: list requests": atMost(6),
  "300 rows, cold: rows asked for": atMost(330),
  "300 rows, cold: complete, s": ofOther(1 / 3, "a third"),
  "300 rows, refreshed: rows asked for": atMost(100),
  "1,000,000 rows, cold: list requests": atMost(40),
  // 300 beside the page of 20.
  "1,000,000 rows, cold: rows asked for": atMost(320),
  "1,000,000 rows, cold: complete, s": ofOther(1 / 2, "half"),
  "5,000 rows: sorted at once ÷ in quiet": atMost(1.2),
};

/** On a machine that does more than that besides, times tell little; the load average of a minute. */
const MOST_LOAD = 1.5;

/** The load average of one minute, before the first bench; see playwright.config.ts. */
const LOAD = Number(process.env["GRANTLENS_LOAD"]);

/** Whether the machine was quiet enough to judge by. */
export const IS_QUIET = LOAD <= MOST_LOAD;

interface Report {
  own: Measured;
  other: Measured | undefined;
  /** The commit of the other build. */
  against: string;
  rounds: number;
}

/** The medians as a table in Markdown, and whether they are what they should be. */
export function reportOf({ own, other, against, rounds }: Report): string {
  const verdictOf = (target: Target | undefined, mine: number, theirs: number): string => {
    if (target === undefined) return "";
    const most = target.most(theirs);
    if (!IS_QUIET || Number.isNaN(most)) return "not judged";
    return mine <= most ? "met" : "missed";
  };
  const lines = [...own].map(([name, values]) => {
    const mine = median(values);
    const theirs = median(other?.get(name) ?? []);
    const target = TARGETS[name];
    const numbers = other ? [written(mine), written(theirs)] : [written(mine)];
    return [name, ...numbers, target?.words ?? "", verdictOf(target, mine, theirs)];
  });
  const head = ["", "this build", ...(other ? [against] : []), "target", ""];
  return [prefaceOf(rounds), "", tableOf(head, lines)].join("\n");
}

/** Says what the numbers are, and how busy the machine was. */
export function prefaceOf(rounds: number): string {
  const measured = `Medians of ${rounds} ${rounds === 1 ? "round" : "rounds"}`;
  const doubt = IS_QUIET ? "" : `, above ${MOST_LOAD}: too busy a machine to judge by`;
  return `${measured}; load average ${LOAD.toFixed(2)} at the start${doubt}.`;
}

/** A Markdown table. The first column and the last two are text, all others numbers. */
export function tableOf(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column > 0 && column < head.length - 2 ? "--:" : "---"));
  return [head, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = NaN, high = NaN] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

function written(value: number): string {
  if (value === Infinity) return "never";
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

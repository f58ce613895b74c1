import type { Outcome } from "./random-authentik.ts";

/** Rows that the page received for one question, in one response or in parts. */
export interface Source {
  pks: readonly number[];
  /** The total number of rows, according to each part. */
  counts: readonly number[];
  /** The server's clock, in epoch milliseconds; null for a page read in parts. */
  at: number | null;
  /** How many rows are missing in between. */
  gaps: number;
  /** Index of the outcome that completed it. */
  index: number;
}

/** A parsed question: of which list, from which offset on, how many rows. */
interface Asked {
  of: string;
  from: number;
  size: number;
  isLast: boolean;
}

function read(question: string): Asked {
  const [path = "", search = ""] = question.split("?");
  const {
    page = "1",
    page_size = "20",
    ...others
  } = Object.fromEntries(new URLSearchParams(search));
  const size = Number(page_size);
  return {
    of: JSON.stringify([path, others]),
    from: page === "last" ? Number.NaN : (Number(page) - 1) * size,
    size,
    isLast: page === "last",
  };
}

/** Everything that the page may show for a question, oldest first. */
export function sourcesOf(question: string, outcomes: readonly Outcome[]): Source[] {
  const wanted = read(question);
  return outcomes.flatMap((outcome, index): Source[] => {
    if (outcome.question === question && outcome.rows !== undefined) {
      const { pks, count } = outcome.rows;
      return [{ pks, counts: [count], at: outcome.at, gaps: 0, index }];
    }
    if (outcome.status !== 500) return [];
    const asked = read(outcome.question);
    const isWanted = asked.of === wanted.of && asked.size === wanted.size;
    if (!isWanted || !(asked.isLast || asked.from === wanted.from)) return [];
    const source = inParts(wanted, outcomes, index);
    return source === null ? [] : [source];
  });
}

/** A page that the server fails on is requested in parts, until only the rows that it fails on are left. */
function inParts(wanted: Asked, outcomes: readonly Outcome[], failed: number): Source | null {
  const { from, size } = wanted;
  const parts = outcomes.flatMap((outcome, index) => {
    const asked = read(outcome.question);
    const isPart =
      index > failed &&
      asked.of === wanted.of &&
      asked.size < size &&
      asked.from >= from &&
      asked.from < from + size;
    return isPart ? [{ ...asked, ...outcome, index }] : [];
  });
  const again = outcomes.findIndex(
    ({ question }, index) => index > failed && question === outcomes[failed]?.question,
  );
  const own = again === -1 ? parts : parts.filter(({ index }) => index < again);
  const last = own.at(-1);
  const told = own.filter(({ rows }) => rows !== undefined);
  const counts = told.map(({ rows }) => rows?.count ?? 0);
  if (last === undefined || told.length === 0) return null;
  const end = Math.min(from + size, Math.max(...counts));
  // No response shows that the page exists at all.
  if (end <= from) return null;
  let gaps = 0;
  for (let place = from; place < end; place += 1) {
    const at = own.filter((part) => part.from <= place && place < part.from + part.size);
    const isTold = at.some(({ rows, status }) => rows !== undefined || status === 404);
    // Not narrowed down to single rows: it was aborted, or failed in another way.
    if (!isTold && !at.some((part) => part.size === 1 && part.status === 500)) return null;
    if (!isTold) gaps += 1;
  }
  const inOrder = told.toSorted((one, other) => one.from - other.from);
  const pks = [...new Set(inOrder.flatMap(({ rows }) => rows?.pks ?? []))];
  return { pks, counts, at: null, gaps, index: last.index };
}

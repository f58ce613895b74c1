import { type Browser, test } from "@playwright/test";
import { startGrantlens } from "../support/grantlens-process.ts";
import { type Filling, measureFilling, measureSort } from "./codes-page.ts";
import { buildOf } from "./other-build.ts";
import { type Measured, reportOf } from "./report.ts";

/** The commit whose build this one is held against; none when not given. */
const AGAINST = process.env["GRANTLENS_AGAINST"] ?? "";

/** How often each case is measured, after once for nothing: processes and browser are slow at first. */
const ROUNDS = Number(process.env["GRANTLENS_ROUNDS"] ?? 5);

const FILLED = [30, 300, 3000, 1_000_000];
const SORTED = 5000;

type Note = (measure: string, value: number) => void;

test("the codes page, cold, refreshed and sorted", async ({ browser }) => {
  const other = AGAINST === "" ? undefined : buildOf(AGAINST);
  const builds: Build[] = [
    { main: undefined, measured: new Map() },
    ...(other === undefined ? [] : [{ main: other, measured: new Map() }]),
  ];
  for (const rows of FILLED) {
    await inRounds(builds, rows, async (origin, note) => {
      const { cold, refreshed } = await measureFilling(browser, origin);
      noteFilling(note, `${grouped(rows)} rows, cold`, cold);
      noteFilling(note, `${grouped(rows)} rows, refreshed`, refreshed);
    });
  }
  await inRounds(builds, SORTED, (origin, note) => noteSorts(note, browser, origin));
  const [own = new Map<string, number[]>(), theirs] = builds.map(({ measured }) => measured);
  console.log(`\n${reportOf({ own, other: theirs, against: AGAINST, rounds: ROUNDS })}\n`);
});

interface Build {
  /** The main file of its process; this build's when not given. */
  main: string | undefined;
  measured: Measured;
}

/** Measures all builds in turn, each round the other way round: what slows the machine for a while meets them alike. */
async function inRounds(
  builds: readonly Build[],
  rows: number,
  measure: (origin: string, note: Note) => Promise<void>,
): Promise<void> {
  const flags = ["--rows", String(rows), "--latency", "real"];
  const running = await Promise.all(
    builds.map(async ({ main, measured }) => ({
      measured,
      grantlens: await startGrantlens(flags, {}, main),
    })),
  );
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      console.log(`${grouped(rows)} rows, ${round === 0 ? "to warm up" : `round ${round}`}`);
      for (const { measured, grantlens } of round % 2 === 0 ? running : running.toReversed()) {
        await measure(grantlens.origin, (name, value) => {
          if (round > 0) measured.set(name, [...(measured.get(name) ?? []), value]);
        });
      }
    }
  } finally {
    await Promise.all(running.map(({ grantlens }) => grantlens.stop()));
  }
}

function noteFilling(note: Note, of: string, filling: Filling): void {
  note(`${of}: list requests`, filling.requests);
  note(`${of}: rows asked for`, filling.rows);
  note(`${of}: first rows, s`, filling.first / 1000);
  note(`${of}: complete, s`, filling.complete / 1000);
}

/** While counts and timeline are worked out, and when all is done. */
async function noteSorts(note: Note, browser: Browser, origin: string): Promise<void> {
  const atOnce = await measureSort(browser, origin, "at once");
  const inQuiet = await measureSort(browser, origin, "in quiet");
  note(`${grouped(SORTED)} rows: sorted at once, s`, atOnce / 1000);
  note(`${grouped(SORTED)} rows: sorted in quiet, s`, inQuiet / 1000);
  note(`${grouped(SORTED)} rows: sorted at once ÷ in quiet`, atOnce / inQuiet);
}

function grouped(rows: number): string {
  return rows.toLocaleString("en");
}

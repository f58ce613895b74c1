import { test } from "@playwright/test";
import { startGrantlens } from "../support/grantlens-process.ts";
import { measureHeap } from "./heap-growth.ts";
import { CASES, type Note } from "./peer-cases.ts";
import { CONSOLE, PEERS } from "./peer-pages.ts";
import { type PeersMeasured, peersReportOf, writeIntoReadme } from "./peer-report.ts";
import { buildSite } from "./peer-site.ts";
import { ROUNDS } from "./rounds.ts";
import { FILLED, measureUntilQuiet } from "./until-quiet.ts";
import { openWatched } from "./watched-page.ts";

/** None comes or goes, so that all pages show the same. */
const flagsOf = (rows: number) => ["--rows", String(rows), "--still"];

/** Too many rows to be loaded in full. */
const MANY = 100_000;

const PAGES = [CONSOLE, ...PEERS];

const UNTHROTTLED = { cpu: 1, network: "loopback" } as const;

test("the codes page beside its peers", async ({ browser }) => {
  const site = await buildSite();
  const measured: PeersMeasured = new Map(PAGES.map(({ name }) => [name, new Map()]));
  const noteOf =
    (page: string): Note =>
    (measure, value) => {
      const values = measured.get(page);
      values?.set(measure, [...(values.get(measure) ?? []), value]);
    };
  const noteIn = (round: number, page: string): Note => (round === 0 ? () => {} : noteOf(page));

  await withGrantlens(MANY, site, async (origin) => {
    await eachRound(async (round) => {
      for (const { measure, ...conditions } of CASES) {
        for (const shown of shuffled(PAGES)) {
          const opened = await openWatched(browser, origin, shown, conditions);
          await measure(opened, noteIn(round, shown.name));
          await opened.close();
        }
      }
    });
    // Once is enough: unlike times, heap sizes hardly vary.
    for (const shown of PAGES) {
      console.log(`heap of ${shown.name}`);
      const opened = await openWatched(browser, origin, shown, UNTHROTTLED);
      const { flip, newPages } = await measureHeap(opened);
      noteOf(shown.name)("heap a flip", flip / 1000);
      noteOf(shown.name)("heap of new pages", newPages / 2 ** 20);
      await opened.close();
    }
  });
  for (const rows of FILLED) {
    console.log(`${rows} codes`);
    await withGrantlens(rows, site, (origin) =>
      eachRound(async (round) => {
        for (const shown of shuffled(PAGES)) {
          const opened = await openWatched(browser, origin, shown, UNTHROTTLED);
          await measureUntilQuiet(opened, rows, noteIn(round, shown.name));
          await opened.close();
        }
      }),
    );
  }
  const report = peersReportOf(measured, ROUNDS);
  console.log(`\n${report}\n`);
  if (process.env["GRANTLENS_README"] !== undefined) writeIntoReadme(report);
});

/** Runs something while a console lists that many codes. */
async function withGrantlens(
  rows: number,
  site: string,
  run: (origin: string) => Promise<void>,
): Promise<void> {
  const grantlens = await startGrantlens(flagsOf(rows), {}, site);
  try {
    await run(grantlens.origin);
  } finally {
    await grantlens.stop();
  }
}

/** One warm-up round that does not count, then the others. */
async function eachRound(run: (round: number) => Promise<void>): Promise<void> {
  for (let round = 0; round <= ROUNDS; round++) {
    console.log(round === 0 ? "warm-up" : `round ${round}`);
    await run(round);
  }
}

/** In random order, so that no page always follows the same one. */
function shuffled<Value>(values: readonly Value[]): Value[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

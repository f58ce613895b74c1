import { test } from "@playwright/test";
import { browserFlags, findBrowser } from "../support/browser.ts";
import { startGrantlens } from "../support/grantlens-process.ts";
import { measureHeap } from "./heap-growth.ts";
import { CASES, type Note } from "./peer-cases.ts";
import { CONSOLE, PEERS } from "./peer-pages.ts";
import { type PeersMeasured, peersReportOf, writeIntoReadme } from "./peer-report.ts";
import { buildSite } from "./peer-site.ts";
import { openWatched } from "./watched-page.ts";

/** How often each case is measured, after one warm-up round that does not count. */
const ROUNDS = Number(process.env["GRANTLENS_ROUNDS"] ?? 5);

/** Too many rows to be loaded in full. None comes or goes, so that all pages show the same. */
const FLAGS = ["--rows", "100000", "--still"];

const PAGES = [CONSOLE, ...PEERS];

const UNTHROTTLED = { cpu: 1, network: "loopback" } as const;

// The journeys switch off V8's optimising compilers; here the browser is as people have it.
const args = browserFlags().filter((flag) => !flag.startsWith("--js-flags"));
test.use({ launchOptions: { executablePath: findBrowser(), args } });

test("the codes page beside its peers", async ({ browser }) => {
  const grantlens = await startGrantlens(FLAGS, {}, await buildSite());
  const measured: PeersMeasured = new Map(PAGES.map(({ name }) => [name, new Map()]));
  const noteOf =
    (page: string): Note =>
    (measure, value) => {
      const values = measured.get(page);
      values?.set(measure, [...(values.get(measure) ?? []), value]);
    };
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      console.log(round === 0 ? "warm-up" : `round ${round}`);
      for (const { measure, ...conditions } of CASES) {
        for (const shown of shuffled(PAGES)) {
          const opened = await openWatched(browser, grantlens.origin, shown, conditions);
          await measure(opened, round === 0 ? () => {} : noteOf(shown.name));
          await opened.close();
        }
      }
    }
    // Once is enough: unlike times, heap sizes hardly vary.
    for (const shown of PAGES) {
      console.log(`heap of ${shown.name}`);
      const opened = await openWatched(browser, grantlens.origin, shown, UNTHROTTLED);
      const { flip, newPages } = await measureHeap(opened);
      noteOf(shown.name)("heap a flip", flip / 1000);
      noteOf(shown.name)("heap of new pages", newPages / 2 ** 20);
      await opened.close();
    }
  } finally {
    await grantlens.stop();
  }
  const report = peersReportOf(measured, ROUNDS);
  console.log(`\n${report}\n`);
  if (process.env["GRANTLENS_README"] !== undefined) writeIntoReadme(report);
});

/** In random order, so that no page always follows the same one. */
function shuffled<Value>(values: readonly Value[]): Value[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

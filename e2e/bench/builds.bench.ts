import { type Browser, test } from "@playwright/test";
import { type Filling, measureFilling, measureSort } from "./codes-page.ts";
import { reportOf } from "./report.ts";
import { AGAINST, buildsAgainst, grouped, inRounds, type Note, ROUNDS } from "./rounds.ts";

const FILLED = [30, 300, 3000, 1_000_000];
const SORTED = 5000;

test("the codes page, cold, refreshed and sorted", async ({ browser }) => {
  const builds = buildsAgainst(AGAINST);
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

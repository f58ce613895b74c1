import { setTimeout as pause } from "node:timers/promises";
import { type Browser, type Page, test } from "@playwright/test";
import { reportOf } from "./report.ts";
import { AGAINST, buildsAgainst, grouped, inRounds, type Note, ROUNDS } from "./rounds.ts";

/** How long there must be no request until a page counts as complete; milliseconds. */
const QUIET_MS = 1500;

const SIZES = [300, 5000];

/** Pages of codes or tokens: their rows are what authentik takes its time for. */
const DEAR = /\/api\/v3\/oauth2\/(?:authorization_codes|access_tokens|refresh_tokens)\/\?/;

test("the overview, sign-ins and a story, until complete", async ({ browser }) => {
  const builds = buildsAgainst(AGAINST);
  for (const rows of SIZES) {
    const of = `${grouped(rows)} codes`;
    await inRounds(builds, rows, async (origin, note) => {
      await measure(browser, `${origin}/`, `${of}: overview`, note);
    });
    await inRounds(builds.slice(0, 1), rows, async (origin, note) => {
      await measure(browser, `${origin}/sign-ins`, `${of}: sign-ins`, note, async (page) => {
        const cost = costOf(page);
        await page.locator("tbody a[data-row-link]").first().click();
        await cost.settle();
        cost.note(`${of}: story`, note);
      });
    });
  }
  const [own = new Map<string, number[]>(), theirs] = builds.map(({ measured }) => measured);
  console.log(`\n${reportOf({ own, other: theirs, against: AGAINST, rounds: ROUNDS })}\n`);
});

async function measure(
  browser: Browser,
  url: string,
  of: string,
  note: Note,
  then: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cost = costOf(page);
  await page.goto(url);
  await cost.settle();
  cost.note(of, note);
  await then(page);
  await context.close();
}

/** Requests to authentik, rows of codes and tokens in their answers, and the time until the last one, from now on. */
function costOf(page: Page) {
  const start = Date.now();
  let [requests, rows, open, last] = [0, 0, 0, start];
  page.on("request", (request) => {
    if (!request.url().includes("/api/v3/")) return;
    requests += 1;
    open += 1;
  });
  page.on("response", (response) => {
    if (!response.url().includes("/api/v3/")) return;
    void response
      .json()
      .then((body: { results?: unknown[] }) => {
        if (DEAR.test(response.url())) rows += body.results?.length ?? 0;
      })
      .catch(() => {
        // A page of authentik's own has no rows.
      })
      .finally(() => {
        open -= 1;
        last = Date.now();
      });
  });
  return {
    async settle(): Promise<void> {
      const isQuiet = () => open === 0 && requests > 0 && Date.now() - last >= QUIET_MS;
      while (!isQuiet()) await pause(50);
    },
    note(of: string, note: Note): void {
      note(`${of}: requests`, requests);
      note(`${of}: rows of codes and tokens`, rows);
      note(`${of}: complete, s`, (last - start) / 1000);
    },
  };
}

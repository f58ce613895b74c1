import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Page, Request } from "@playwright/test";

const CODES = "/api/v3/oauth2/authorization_codes/";

/** How long there must be no request until a page counts as complete; milliseconds. */
const QUIET_MS = 1500;

/** A page that is not complete by then counts as never complete; milliseconds. */
const PATIENCE_MS = 60_000;

/** What was visible from a moment on. */
interface Sight {
  /** Milliseconds since navigation start, by the page's clock. */
  at: number;
  /** The rows' keys, comma-separated. */
  rows: string;
  /** Empty until there are numbers, and where counting failed. */
  counts: string;
  timeline: string;
  /** The column that the rows are sorted by; empty while they belong to an earlier query. */
  sorted: string;
  refreshing: boolean;
}

/** Recorded in the page. */
interface Notes {
  sights: Sight[];
  /** When the latest click arrived. */
  clicked: number;
}

/** The cost of filling the page. */
export interface Filling {
  requests: number;
  /** In all responses. */
  rows: number;
  /** Until rows are shown, or a refresh has ended; milliseconds. */
  first: number;
  /** Until rows, counts and timeline are shown and requests have ceased; milliseconds. */
  complete: number;
}

/** Opens the codes page with a cold cache, then refreshes it. */
export async function measureFilling(
  browser: Browser,
  origin: string,
): Promise<Record<"cold" | "refreshed", Filling>> {
  const { page, traffic } = await openCodes(browser, origin);
  const isComplete = await settle(page, traffic);
  const cold = await filling(page, traffic, isComplete, 0, ({ rows }) => rows !== "");

  // Immediately: a timeline counted on its own stays fresh for half a minute, that of a fully loaded list is new.
  traffic.length = 0;
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  const isFresh = await settle(page, traffic);
  const { clicked } = await notesOf(page);
  const refreshed = await filling(page, traffic, isFresh, clicked, ({ refreshing }) => !refreshing);
  await page.context().close();
  return { cold, refreshed };
}

/** How long it takes from a click on the "ID" column header until the rows are shown in that order; milliseconds. */
export async function measureSort(
  browser: Browser,
  origin: string,
  when: "at once" | "in quiet",
): Promise<number> {
  const { page, traffic } = await openCodes(browser, origin);
  if (when === "in quiet") await settle(page, traffic);
  await page.locator("tr[data-pk]").first().waitFor();
  await page.getByRole("columnheader", { name: /^ID/ }).getByRole("button").click();
  await page.locator("table[aria-busy=false] th[aria-sort]", { hasText: /^ID/ }).waitFor();
  const { sights, clicked } = await notesOf(page);
  await page.context().close();
  const sorted = sights.find(({ at, sorted }) => at >= clicked && sorted.startsWith("ID"));
  return (sorted?.at ?? Infinity) - clicked;
}

interface Opened {
  page: Page;
  /** List requests for codes since it was last emptied. */
  traffic: Request[];
}

async function openCodes(browser: Browser, origin: string): Promise<Opened> {
  const context = await browser.newContext();
  await context.addInitScript(watch);
  const page = await context.newPage();
  const traffic: Request[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === CODES) traffic.push(request);
  });
  await page.goto(`${origin}/authorization-codes`, { waitUntil: "commit" });
  return { page, traffic };
}

/** Runs in the page, which knows best when something appears. */
function watch(): void {
  performance.setResourceTimingBufferSize(5000);
  const notes: Notes = { sights: [], clicked: 0 };
  Object.assign(window, { benchNotes: notes });
  const textOf = (selector: string) => document.querySelector(selector)?.textContent ?? "";
  let before = "";
  const look = (): void => {
    const rows = [...document.querySelectorAll<HTMLElement>("tr[data-pk]")];
    const buttons = [...document.querySelectorAll("button[aria-busy=true]")];
    const sight = {
      rows: rows.map(({ dataset }) => dataset["pk"]).join(),
      counts: textOf("nav[aria-label='Codes by expiry time']"),
      timeline: /\d[\d,]* codes?\b.* as of [\d:]+/.exec(textOf("[data-timeline]"))?.[0] ?? "",
      sorted: textOf("table[aria-busy=false] th[aria-sort]"),
      refreshing: buttons.some(({ textContent }) => textContent === "Refresh"),
    };
    const now = JSON.stringify(sight);
    if (now !== before) notes.sights.push({ at: performance.now(), ...sight });
    before = now;
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["aria-busy", "aria-sort", "data-pk"],
  });
  addEventListener("click", () => (notes.clicked = performance.now()), true);
}

async function notesOf(page: Page): Promise<Notes> {
  return page.evaluate(() => (window as unknown as { benchNotes: Notes }).benchNotes);
}

/**
 * Waits until everything is shown and requests have ceased. Looks into the page only when no request is pending:
 * looking slows down what is measured.
 *
 * @returns whether that was reached in time.
 */
async function settle(page: Page, traffic: readonly Request[]): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  let known = -1;
  let since = 0;
  while (Date.now() < deadline) {
    const isAsking = traffic.some((one) => one.timing().responseEnd < 0 && one.failure() === null);
    if (isAsking || traffic.length !== known) since = Date.now();
    known = traffic.length;
    if (known > 0 && Date.now() - since >= QUIET_MS) {
      const sight = (await notesOf(page)).sights.at(-1);
      if (sight && sight.counts !== "" && sight.timeline !== "" && !sight.refreshing) return true;
    }
    await pause(50);
  }
  return false;
}

async function filling(
  page: Page,
  traffic: readonly Request[],
  isComplete: boolean,
  from: number,
  isFirst: (sight: Sight) => boolean,
): Promise<Filling> {
  const { sights } = await notesOf(page);
  const ends = await page.evaluate((path) => {
    const lists = performance
      .getEntriesByType("resource")
      .filter(({ name }) => new URL(name).pathname === path);
    return lists.map((entry) => (entry as PerformanceResourceTiming).responseEnd);
  }, CODES);
  const seen = sights.filter(({ at }) => at >= from);
  const first = seen.find(isFirst);
  const last = Math.max(...ends, ...seen.map(({ at }) => at));
  const rows = await Promise.all(traffic.map(rowsOf));
  return {
    requests: traffic.length,
    rows: rows.reduce((sum, each) => sum + each, 0),
    first: (first?.at ?? Infinity) - from,
    complete: isComplete ? last - from : Infinity,
  };
}

/** 0 for a request that failed or that the page cancelled. */
async function rowsOf(request: Request): Promise<number> {
  if (request.failure() !== null) return 0;
  const answer = (await (await request.response())?.json()) as { results?: unknown[] } | undefined;
  return answer?.results?.length ?? 0;
}

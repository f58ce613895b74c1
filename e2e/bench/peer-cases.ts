import { setTimeout as pause } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";
import type { Page } from "@playwright/test";
import type { MeasureName } from "./peer-measures.ts";
import { CONSOLE } from "./peer-pages.ts";
import {
  awaitedRows,
  type Conditions,
  placeOf,
  press,
  timeOf,
  timeTo,
  type WatchedPage,
} from "./watched-page.ts";

const CODES = "/api/v3/oauth2/authorization_codes/";

/** How soon after the first rows somebody who knows the page turns it; milliseconds. */
const SOON_MS = 300;

export type Note = (measure: MeasureName, value: number) => void;

/** A fresh load under some conditions, and what is measured of it. */
interface Case extends Conditions {
  /** Rows per page, if not 20. */
  size?: number;
  measure: (opened: WatchedPage, note: Note) => Promise<void>;
}

export const CASES: readonly Case[] = [
  { cpu: 1, network: "loopback", measure: measureAll },
  {
    cpu: 4,
    network: "loopback",
    async measure(opened, note) {
      const { painted, answered, ready } = await firstRows(opened);
      note("first rows, 4× CPU", painted);
      note("answer to rows, 4× CPU", painted - answered);
      note("ready to rows, 4× CPU", painted - ready);
      await opened.idle();
      note("next page, 4× CPU", await next(opened));
      note("next page, hovered, 4× CPU", await nextHovered(opened));
      note("sort, 4× CPU", await sort(opened));
    },
  },
  {
    cpu: 1,
    network: "Fast 4G",
    async measure(opened, note) {
      note("first rows, Fast 4G", (await firstRows(opened)).painted);
    },
  },
  {
    cpu: 4,
    network: "Fast 4G",
    async measure(opened, note) {
      note("first rows, Fast 4G, 4× CPU", (await firstRows(opened)).painted);
    },
  },
  {
    cpu: 1,
    network: "loopback",
    size: 100,
    async measure(opened, note) {
      note("100 rows: first rows", (await firstRows(opened)).painted);
      await opened.idle();
      const table = opened.page.locator(opened.shown.table);
      note("100 rows: elements", await table.locator("*").count());
      note("100 rows: next page", await next(opened));
    },
  },
  {
    cpu: 1,
    network: "loopback",
    async measure({ page, shown, size, cdp, observer }, note) {
      const held = await observer();
      await timeOf(held);
      const painted = Date.now();
      const place = await placeOf(page.locator(shown.next));
      await held.evaluate((own, what) => own.expect(what), awaitedRows(shown, size));
      await pause(SOON_MS - (Date.now() - painted));
      await press(cdp, place);
      note("next page, 300 ms after first rows", await timeOf(held));
    },
  },
];

async function measureAll(opened: WatchedPage, note: Note): Promise<void> {
  const { page, shown, idle } = opened;
  const { sent, answered, ready, painted } = await firstRows(opened);
  note("list request sent", sent);
  note("first rows", painted);
  note("answer to rows", painted - answered);
  note("ready to rows", painted - ready);
  await idle();
  const files = await filesBefore(page, painted);
  const inPage = await scriptsInPage(page);
  note("bytes", files.reduce((sum, bytes) => sum + bytes, inPage) / 1024);
  note("files", files.length);
  await page.reload({ waitUntil: "commit" });
  note("first rows, warm", (await firstRows(opened)).painted);
  await idle();
  note("next page", await next(opened));
  note("next page, hovered", await nextHovered(opened));
  note("sort", await sort(opened));
  // The peers have no more than that.
  if (shown !== CONSOLE) return;
  await idle();
  const status = page.getByRole("combobox", { name: "Status", exact: true });
  note("status filter", await timeTo(opened, () => status.selectOption("valid")));
  await idle();
  const heading = { selector: "section:not([data-list]) > header h2", least: 1 };
  note("drawer", await timeTo(opened, page.locator("tr[data-pk] a").first(), heading));
}

/** Milliseconds since navigation start. */
interface FirstRows {
  /** The list request. */
  sent: number;
  answered: number;
  /** The answer has arrived, and the page's scripts have run. */
  ready: number;
  painted: number;
}

async function firstRows({ page, observer }: WatchedPage): Promise<FirstRows> {
  const painted = await timeOf(await observer());
  const times = await page.evaluate((path) => {
    const [list] = performance
      .getEntriesByType("resource")
      .filter(({ name }) => new URL(name).pathname === path) as PerformanceResourceTiming[];
    const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const { requestStart: sent = NaN, responseEnd: answered = NaN } = list ?? {};
    const { domContentLoadedEventStart: scripted = NaN } = visit ?? {};
    return { sent, answered, ready: Math.max(answered, scripted) };
  }, CODES);
  return { ...times, painted };
}

/** The compressed sizes of scripts and style sheets that were requested before a moment. */
async function filesBefore(page: Page, moment: number): Promise<number[]> {
  return page.evaluate((end) => {
    const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    return files
      .filter(({ startTime }) => startTime < end)
      .filter(({ name }) => /\.(?:js|css)$/.test(new URL(name).pathname))
      .map(({ encodedBodySize }) => encodedBodySize);
  }, moment);
}

/** Compressed sizes of scripts that stand in the page itself, together. */
async function scriptsInPage(page: Page): Promise<number> {
  const texts = await page.evaluate(() => Array.from(document.scripts, ({ text }) => text));
  const sizes = texts.filter((text) => text !== "").map((text) => brotliCompressSync(text).length);
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function next(opened: WatchedPage): Promise<number> {
  const took = await timeTo(opened, opened.page.locator(opened.shown.next));
  await opened.idle();
  return took;
}

/** The pointer rests on the link until what is prefetched has arrived. */
async function nextHovered(opened: WatchedPage): Promise<number> {
  const { x, y } = await placeOf(opened.page.locator(opened.shown.next));
  await opened.page.mouse.move(0, 0);
  await opened.page.mouse.move(x, y);
  await opened.idle();
  return next(opened);
}

async function sort(opened: WatchedPage): Promise<number> {
  return timeTo(opened, opened.page.locator(opened.shown.sort).first());
}

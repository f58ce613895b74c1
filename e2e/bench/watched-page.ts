import { setTimeout as pause } from "node:timers/promises";
import type { Browser, CDPSession, JSHandle, Locator, Page, Request } from "@playwright/test";
import { type Awaited, installPaintObserver, type PaintObserver } from "./paint-observer.ts";
import type { CodesPage } from "./peer-pages.ts";

/** How long there must be no request until a page counts as idle; milliseconds. */
const QUIET_MS = 1000;

/** A page that is not idle by then is measured as it is; milliseconds. */
const PATIENCE_MS = 60_000;

export interface Conditions {
  /** CPU slowdown. */
  cpu: 1 | 4;
  network: "loopback" | "Fast 4G";
}

/** Chrome DevTools' "Fast 4G" preset: 9 Mbit/s down and 1.5 up, each × 0.9, and 60 ms × 2.75 for each request. */
const FAST_4G = {
  offline: false,
  downloadThroughput: (9_000_000 / 8) * 0.9,
  uploadThroughput: (1_500_000 / 8) * 0.9,
  latency: 60 * 2.75,
};

export interface WatchedPage {
  page: Page;
  shown: CodesPage;
  /** Rows per page. */
  size: number;
  cdp: CDPSession;
  observer(): Promise<JSHandle<PaintObserver>>;
  /** Waits until requests have ceased. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts loading a page in a fresh browser context, with a cold cache. */
export async function openWatched(
  browser: Browser,
  origin: string,
  shown: CodesPage,
  { cpu, network, size = 20 }: Conditions & { size?: number },
): Promise<WatchedPage> {
  // AG Grid and react-admin insert style elements, which the console's Content-Security-Policy forbids.
  const context = await browser.newContext({ bypassCSP: true });
  await context.addInitScript(installPaintObserver, awaitedRows(shown, size));
  // As many rows as the others have: unfolded, those that lead the console's list are among them.
  await context.addInitScript(() =>
    sessionStorage.setItem("grantlens.fold.authorization-codes", "open"),
  );
  const page = await context.newPage();
  const idle = watchTraffic(page);
  // Starts the renderer process and opens the connection, so that neither is measured.
  await page.goto(`${origin}/config.json`);
  const cdp = await context.newCDPSession(page);
  // From here on, the main thread's tasks are counted.
  await cdp.send("Performance.enable");
  if (cpu > 1) await cdp.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  if (network === "Fast 4G") {
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", FAST_4G);
  }
  await page.goto(origin + shown.path(size), { waitUntil: "commit" });
  return {
    page,
    shown,
    size,
    cdp,
    observer: () =>
      page.evaluateHandle(
        () => (window as unknown as { paintObserver: PaintObserver }).paintObserver,
      ),
    idle,
    close: () => context.close(),
  };
}

/** The rows of a page with that many of them. */
export function awaitedRows(shown: CodesPage, size: number): Awaited {
  return { ...shown.rows, least: shown.mounted(size) };
}

/**
 * Measures the time from a press until other rows are painted; milliseconds.
 *
 * @param target what to press, or the action to run where a press is not enough.
 * @param awaited what is painted in the end, if not rows.
 */
export async function timeTo(
  { cdp, observer, shown, size }: WatchedPage,
  target: Locator | (() => Promise<unknown>),
  awaited: Awaited = awaitedRows(shown, size),
): Promise<number> {
  const held = await observer();
  const act =
    typeof target === "function" ? target : press.bind(undefined, cdp, await placeOf(target));
  await held.evaluate((own, what) => own.expect(what), awaited);
  await act();
  return timeOf(held);
}

/** The time from the press to the paint; milliseconds. */
export async function timeOf(observer: JSHandle<PaintObserver>): Promise<number> {
  const { start, end } = await observer.evaluate((own) => own.painted);
  return end - start;
}

interface Place {
  x: number;
  y: number;
}

/** The centre of an element, after scrolling it into view. */
export async function placeOf(target: Locator): Promise<Place> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error(`not visible: ${target}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Presses and releases without waiting for the page in between, as a hand would not wait either. */
export async function press(cdp: CDPSession, place: Place): Promise<void> {
  const event = { ...place, button: "left", clickCount: 1 } as const;
  await Promise.all([
    cdp.send("Input.dispatchMouseEvent", { ...event, type: "mousePressed" }),
    cdp.send("Input.dispatchMouseEvent", { ...event, type: "mouseReleased" }),
  ]);
}

/** Requests are observed from outside, because looking into the page would slow it down. */
function watchTraffic(page: Page): WatchedPage["idle"] {
  const pending = new Set<Request>();
  let changed = Date.now();
  page.on("request", (request) => {
    pending.add(request);
    changed = Date.now();
  });
  const end = (request: Request): void => {
    pending.delete(request);
    changed = Date.now();
  };
  page.on("requestfinished", end);
  page.on("requestfailed", end);
  return async () => {
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline && (pending.size > 0 || Date.now() - changed < QUIET_MS)) {
      await pause(50);
    }
  };
}

import {
  type APIRequestContext,
  type BrowserContext,
  expect,
  type Page,
  test as base,
} from "@playwright/test";
import { type Grantlens, startGrantlens } from "./grantlens-process.ts";
import { type PageGuard, guardPages } from "./page-guard.ts";

export { expect } from "@playwright/test";

/** An object as the API writes it. */
export type Fields = Record<string, any>;

/** Asks the console's API as a program would: path below `/api/v3/`, the body of the answer. */
export type Ask = (pathAndQuery: string) => Promise<Fields>;

interface Fixtures {
  /** The flags of the console under test. */
  flags: readonly string[];
  /** How the timeline is found: it asks for some tens of single rows, which most journeys are not about. */
  timeline: "auto" | "folded";
  /** A browser context of its own: for who wants a cold cache, or sets the clock, which is the whole context's. */
  isolated: boolean;
  /** Where it is, without a slash at its end. */
  origin: string;
  guarded: GuardedContext;
  ask: Ask;
}

interface GuardedContext {
  context: BrowserContext;
  guard: PageGuard;
  /** The page of one test after the other. */
  page: Page;
}

interface WorkerFixtures {
  /** Running consoles by their flags: one for all tests of a worker that want the same. */
  running: (flags: readonly string[]) => Promise<Grantlens>;
  /** Browser contexts by what sets them apart. */
  contexts: Map<string, GuardedContext>;
}

/** A console of the same rows at each start. */
export const STILL = ["--still", "--at", "2026-11-22T12:00:00Z"] as const;

/**
 * Journeys through a console that stands still, watched by the guard.
 *
 * Tests of one worker share a browser context and its page, and with them the compiled scripts, which cost more than
 * all else; none finds listeners, routes, storage, cookies or permissions of an earlier one.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  running: [
    async ({}, use) => {
      const known = new Map<string, Promise<Grantlens>>();
      await use((flags) => {
        const key = flags.join(" ");
        const one = known.get(key) ?? startGrantlens(flags);
        known.set(key, one);
        return one;
      });
      for (const one of known.values()) await (await one).stop();
    },
    { scope: "worker" },
  ],
  contexts: [
    async ({}, use) => {
      const contexts = new Map<string, GuardedContext>();
      await use(contexts);
      for (const { context } of contexts.values()) await context.close();
    },
    { scope: "worker" },
  ],
  flags: [STILL, { option: true }],
  origin: async ({ running, flags }, use) => {
    await use((await running(flags)).origin);
  },
  baseURL: async ({ origin }, use) => {
    await use(origin);
  },
  timeline: ["folded", { option: true }],
  isolated: [false, { option: true }],
  guarded: async (
    { browser, contexts, origin, timeline, isolated, hasTouch, contextOptions },
    use,
  ) => {
    const key = JSON.stringify([origin, timeline, hasTouch, contextOptions]);
    const open = async () => openContext(await browser.newContext(), origin, timeline);
    const guarded = (isolated ? undefined : contexts.get(key)) ?? (await open());
    if (!isolated) contexts.set(key, guarded);
    await use(guarded);
    const faults = await guarded.guard.endTest(guarded.page);
    if (isolated) await guarded.context.close();
    expect(faults).toEqual([]);
  },
  context: async ({ guarded }, use) => {
    await use(guarded.context);
  },
  page: async ({ guarded: { page }, viewport, colorScheme, contextOptions }, use) => {
    const { reducedMotion = null } = contextOptions;
    await page.emulateMedia({ media: null, colorScheme: colorScheme ?? null, reducedMotion });
    if (viewport) await page.setViewportSize(viewport);
    await use(page);
  },
  ask: async ({ request }, use) => {
    await use((pathAndQuery) => asking(request, pathAndQuery));
  },
});

async function openContext(
  context: BrowserContext,
  origin: string,
  timeline: Fixtures["timeline"],
): Promise<GuardedContext> {
  if (timeline === "folded") {
    await context.addInitScript((own) => {
      // Not in documents that may keep nothing, as a new tab's empty one.
      if (location.origin !== own) return;
      localStorage.setItem(
        "grantlens.timeline",
        localStorage.getItem("grantlens.timeline") ?? "folded",
      );
    }, origin);
  }
  const guard = await guardPages(context, origin);
  return { context, guard, page: await context.newPage() };
}

async function asking(request: APIRequestContext, pathAndQuery: string): Promise<Fields> {
  const answer = await request.get(`/api/v3/${pathAndQuery}`);
  expect(answer.status(), pathAndQuery).toBe(200);
  return (await answer.json()) as Fields;
}

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

/** An object as the API returns it. */
export type Fields = Record<string, any>;

/** Calls the console's API outside the page: takes a path below `/api/v3/`, returns the parsed body. */
export type Ask = (pathAndQuery: string) => Promise<Fields>;

interface Fixtures {
  /** The flags of the console under test. */
  flags: readonly string[];
  /** The timeline's initial state. Open, it sends dozens of single-row requests that most journeys are not about. */
  timeline: "auto" | "folded";
  /**
   * Whether the rows that would lead a list for ever are folded, as they are at first. Unfolded, a page has as many rows
   * as it says.
   */
  lasting: "folded" | "open";
  /** Gives the test its own browser context: for a cold cache, or to set the clock, which affects a whole context. */
  isolated: boolean;
  /** Of the console, without a trailing slash. */
  origin: string;
  guarded: GuardedContext;
  ask: Ask;
}

interface GuardedContext {
  context: BrowserContext;
  guard: PageGuard;
  /** Reused by one test after another. */
  page: Page;
}

interface WorkerFixtures {
  /** Running consoles by their flags, shared by a worker's tests that use the same ones. */
  running: (flags: readonly string[]) => Promise<Grantlens>;
  /** Browser contexts by the options in which they differ. */
  contexts: Map<string, GuardedContext>;
}

/** Flags of a console that has the same rows at every start. */
export const STILL = ["--still", "--at", "2026-11-22T12:00:00Z"] as const;

/**
 * Journeys through a console whose data stands still, watched by the page guard.
 *
 * Tests of one worker share a browser context and its page, and so the compiled scripts, which cost more than anything
 * else. No test sees the listeners, routes, storage, cookies or permissions of an earlier one.
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
  lasting: ["open", { option: true }],
  isolated: [false, { option: true }],
  guarded: async (
    { browser, contexts, origin, timeline, lasting, isolated, hasTouch, contextOptions },
    use,
  ) => {
    const key = JSON.stringify([origin, timeline, lasting, hasTouch, contextOptions]);
    const open = async () => openContext(await browser.newContext(), origin, { timeline, lasting });
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
  { timeline, lasting }: Pick<Fixtures, "timeline" | "lasting">,
): Promise<GuardedContext> {
  if (timeline === "folded") {
    await context.addInitScript((own) => {
      // Not in documents without storage, such as a new tab's blank one.
      if (location.origin !== own) return;
      localStorage.setItem(
        "grantlens.timeline",
        localStorage.getItem("grantlens.timeline") ?? "folded",
      );
    }, origin);
  }
  if (lasting === "open") {
    await context.addInitScript((own) => {
      if (location.origin !== own) return;
      for (const list of ["authorization-codes", "access-tokens", "refresh-tokens"]) {
        const key = `grantlens.fold.${list}`;
        sessionStorage.setItem(key, sessionStorage.getItem(key) ?? "open");
      }
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

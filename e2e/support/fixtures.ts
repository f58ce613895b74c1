import { type APIRequestContext, expect, test as base } from "@playwright/test";
import { type Grantlens, startGrantlens } from "./grantlens-process.ts";
import { guard } from "./page-guard.ts";

export { expect } from "@playwright/test";

/** An object as the API writes it. */
export type Fields = Record<string, any>;

interface Fixtures {
  /** The flags of the console under test. */
  flags: readonly string[];
  /** How the timeline is found: it asks for some tens of single rows, which most journeys are not about. */
  timeline: "auto" | "folded";
  /** Where it is, without a slash at its end. */
  origin: string;
  /** Asks the console's API as a program would: path below `/api/v3/`, the body of the answer. */
  ask: (pathAndQuery: string) => Promise<Fields>;
}

interface WorkerFixtures {
  /** Running consoles by their flags: one for all tests of a worker that want the same. */
  running: (flags: readonly string[]) => Promise<Grantlens>;
}

/** A console of the same rows at each start. */
export const STILL = ["--still", "--at", "2026-11-22T12:00:00Z"] as const;

/** Journeys through a console that stands still, watched by the guard. */
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
  flags: [STILL, { option: true }],
  origin: async ({ running, flags }, use) => {
    await use((await running(flags)).origin);
  },
  baseURL: async ({ origin }, use) => {
    await use(origin);
  },
  timeline: ["folded", { option: true }],
  context: async ({ context, origin, timeline }, use) => {
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
    const watched = await guard(context, origin);
    await use(context);
    expect(await watched.faults()).toEqual([]);
  },
  ask: async ({ request }, use) => {
    await use((pathAndQuery) => asking(request, pathAndQuery));
  },
});

async function asking(request: APIRequestContext, pathAndQuery: string): Promise<Fields> {
  const answer = await request.get(`/api/v3/${pathAndQuery}`);
  expect(answer.status(), pathAndQuery).toBe(200);
  return (await answer.json()) as Fields;
}

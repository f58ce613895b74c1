import { act as reactAct } from "react";
import { vi } from "vitest";
import { keys as queryKeys } from "../../api/keys.ts";
import { createQueryClient } from "../../api/query-client.ts";
import { RESOURCES } from "../../paths.ts";
import { resetServerClock } from "../../api/server-clock.ts";
import { preloadFilterCombobox } from "../../list/filters/filter-combobox-loader.ts";
import { START } from "../fake-authentik.ts";
import { mountConsole } from "../mount-console.tsx";
import { cleanup, configure } from "../render.tsx";
import type { RandomAuthentik } from "./random-authentik.ts";

/** The console in a tab whose time passes only when it is told to, so that half a minute costs nothing. */
export interface RandomConsole {
  /** Path and search string. */
  url(): string;
  /** Something that one does to the page; what follows at once has happened when it resolves. */
  does(something: () => unknown): Promise<void>;
  /** Time passes, with everything that becomes due in it. @param ms milliseconds */
  pass(ms: number): Promise<void>;
  /** Until nothing is asked any more. @throws Error when there is no end to it */
  quiet(): Promise<void>;
  isAsking(): boolean;
  go(delta: -1 | 1): Promise<void>;
  /** The same address in a page that knows nothing. */
  reload(): Promise<void>;
  /** Failures that something on the page still holds on to: the question and what it met. */
  failing(): { key: string; error: unknown }[];
  /** What React, the router, promises and the window have had to complain about. */
  complaints: string[];
  /** Everything the page has: what is on it, and what it keeps. */
  everything(): string;
  close(): Promise<void>;
}

/** However long a page may go on asking, in its own time: five attempts that each take as long as can be. */
const PATIENCE_MS = 600_000;

/** To be called once, before time stands still: modules come at their own pace. */
export async function loadEverything(): Promise<void> {
  await preloadFilterCombobox();
  await Promise.all([
    import("../../overview/overview-page.tsx"),
    import("../../resources/grants/grant-drawer.tsx"),
    import("../../resources/tokens/tokens-pages.tsx"),
    import("../../resources/group-connections/group-connections-page.tsx"),
    import("../../resources/group-connections/group-connection-drawer.tsx"),
    import("../../list/list-parts.ts"),
    import("../../expiring/expiring-parts.ts"),
    import("../../api/fetch-page-in-parts.ts"),
  ]);
}

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean | undefined;
}

/** Does something, and all that React does about it, in an order that is the same each time: that of the development build. */
async function act(something: () => Promise<unknown>): Promise<void> {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  try {
    await reactAct(async () => void (await something()));
  } finally {
    globalThis.IS_REACT_ACT_ENVIRONMENT = false;
  }
}

/** @param random from 0 to below 1: spreads what is asked again. */
export async function openRandomConsole(
  authentik: RandomAuthentik,
  url: string,
  random: () => number,
): Promise<RandomConsole> {
  const complaints: string[] = [];
  const complain = (...said: unknown[]) => void complaints.push(said.map(String).join(" "));
  const onRejection = (reason: unknown) => complain("unhandled rejection:", reason);
  const onError = (event: ErrorEvent) => complain("uncaught:", event.message);
  vi.spyOn(console, "error").mockImplementation(complain);
  vi.spyOn(console, "warn").mockImplementation(complain);
  process.on("unhandledRejection", onRejection);
  window.addEventListener("error", onError);
  vi.useFakeTimers({
    toFake: ["Date", "setTimeout", "clearTimeout", "setInterval", "clearInterval"],
    now: START,
  });
  // The library would wait for a timer after each event, and none comes by itself.
  configure({ asyncWrapper: (run) => run() });
  vi.stubGlobal("fetch", authentik.fetch);
  resetServerClock();

  function mount(at: string) {
    const client = createQueryClient({ random });
    // Asked besides the rows; the journeys are about those, each as an answer to its own question.
    for (const name of RESOURCES)
      for (const queryKey of [queryKeys.related(name), queryKeys.snapshot(name)])
        client.setQueryDefaults(queryKey, { enabled: false });
    return mountConsole(at, client);
  }
  let page = mount(url);

  const isAsking = () => page.client.isFetching() > 0;

  async function pass(ms: number): Promise<void> {
    await act(() => vi.advanceTimersByTimeAsync(ms));
  }

  function leave(): void {
    page.unmount();
    page.client.clear();
    resetServerClock();
  }

  return {
    complaints,
    isAsking,
    pass,
    url: () => page.url(),
    async does(something) {
      await act(async () => something());
      await pass(1);
    },
    async quiet() {
      const until = Date.now() + PATIENCE_MS;
      let step = 5;
      for (let still = 0; still < 3;) {
        if (Date.now() > until) throw new Error("the page does not stop asking");
        await pass(step);
        still = isAsking() ? 0 : still + 1;
        step = still > 0 ? 20 : Math.min(step * 2, 2000);
      }
    },
    async go(delta) {
      await act(() => (delta < 0 ? page.back() : page.forward()));
      await pass(1);
    },
    async reload() {
      const at = page.url();
      leave();
      page = mount(at);
      await pass(1);
    },
    failing: () =>
      page.client
        .getQueryCache()
        .findAll({ type: "active" })
        .filter(({ state }) => state.status === "error")
        .map(({ queryKey, state }) => ({ key: JSON.stringify(queryKey), error: state.error })),
    everything: () =>
      document.documentElement.innerHTML +
      JSON.stringify(
        page.client
          .getQueryCache()
          .getAll()
          .map(({ queryKey, state }) => [queryKey, state.data, state.error]),
      ),
    async close() {
      leave();
      cleanup();
      // What was given up hears so.
      await vi.advanceTimersByTimeAsync(60_000);
      await new Promise(setImmediate);
      process.off("unhandledRejection", onRejection);
      window.removeEventListener("error", onError);
      localStorage.clear();
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
      vi.useRealTimers();
    },
  };
}

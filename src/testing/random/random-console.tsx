import { act as reactAct } from "react";
import { vi } from "vitest";
import { keys as queryKeys } from "../../api/keys.ts";
import { createQueryClient } from "../../api/query-client.ts";
import { RESOURCES } from "../../paths.ts";
import { resetServerClock } from "../../api/server-clock.ts";
import { preloadFilterCombobox } from "../../list/filters/filter-combobox-loader.ts";
import { START } from "../fake-authentik.ts";
import { mountConsole, unfoldLists } from "../mount-console.tsx";
import { cleanup, configure } from "../render.tsx";
import type { RandomAuthentik } from "./random-authentik.ts";

/** The console in a tab whose time advances only on demand, so that half a minute costs nothing. */
export interface RandomConsole {
  /** The current path and query string. */
  url(): string;
  /** Performs a user action; its immediate effects are there when the promise resolves. */
  does(something: () => unknown): Promise<void>;
  /** Advances time, and runs everything that becomes due. @param ms milliseconds */
  pass(ms: number): Promise<void>;
  /** Waits until no query is fetching any more. @throws Error if that never happens */
  quiet(): Promise<void>;
  isAsking(): boolean;
  go(delta: -1 | 1): Promise<void>;
  /** Opens the same address in a fresh page. */
  reload(): Promise<void>;
  /** Failures of queries that the page still uses: the query key and its error. */
  failing(): { key: string; error: unknown }[];
  /** Console errors and warnings, unhandled rejections and uncaught errors. */
  complaints: string[];
  /** Everything that the page contains: its HTML and its query cache. */
  everything(): string;
  close(): Promise<void>;
}

/** How long a page may go on fetching, in its own time: five attempts that each take as long as possible. */
const PATIENCE_MS = 600_000;

/** Call this once, before time is frozen: modules load at their own pace. */
export async function loadEverything(): Promise<void> {
  await preloadFilterCombobox();
  await Promise.all([
    import("../../overview/overview-page.tsx"),
    import("../../resources/grants/grant-drawer.tsx"),
    import("../../resources/tokens/tokens-pages.tsx"),
    import("../../resources/connections/connections-pages.ts"),
    import("../../resources/connections/connection-drawers.ts"),
    import("../../resources/connections/read-through-connections.ts"),
    import("../../resources/all-views.tsx"),
    import("../../shell/next-retry.tsx"),
    import("../../shell/not-found-page.tsx"),
    import("../../resources/row-layers.tsx"),
    import("../../foot-and-keys.tsx"),
    import("../../list/list-parts.ts"),
    import("../../expiring/expiring-parts.ts"),
    import("../../api/fetch-page-in-parts.ts"),
  ]);
}

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean | undefined;
}

/** Does something and all that React does in response, in a deterministic order: that of the development build. */
async function act(something: () => Promise<unknown>): Promise<void> {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  try {
    await reactAct(async () => void (await something()));
  } finally {
    globalThis.IS_REACT_ACT_ENVIRONMENT = false;
  }
}

/** @param random from 0 to below 1: the jitter of retries. */
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
  // Without the wrapper of `render.tsx`: here `act` waits for React.
  configure({ asyncWrapper: (run) => run() });
  vi.stubGlobal("fetch", authentik.fetch);
  resetServerClock();

  function mount(at: string) {
    const client = createQueryClient({ random });
    // Requested besides the rows; the journeys are about the rows, each as an answer to its own question.
    for (const name of RESOURCES)
      for (const queryKey of [queryKeys.related(name), queryKeys.snapshot(name)])
        client.setQueryDefaults(queryKey, { enabled: false });
    unfoldLists();
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
      // Lets aborted requests settle.
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

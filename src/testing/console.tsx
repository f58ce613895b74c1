import { cleanup, screen, waitFor, within } from "./render.tsx";
import { type UserEvent, userEvent } from "@testing-library/user-event";
import type { QueryClient } from "@tanstack/react-query";
import { expect, vi } from "vitest";
import { keys as queryKeys } from "../api/keys.ts";
import { createQueryClient } from "../api/query-client.ts";
import { RESOURCES } from "../paths.ts";
import { resetServerClock } from "../api/server-clock.ts";
import { preloadFilterCombobox } from "../list/filters/filter-combobox-loader.ts";
import type { CallerName } from "../sandbox/world/callers.ts";
import { mountConsole } from "./mount-console.tsx";
import { createFakeAuthentik, type FakeAuthentik, START } from "./fake-authentik.ts";

interface Options {
  version?: string;
  rows?: number;
  skew?: number;
  /** false: codes come and go as time passes. */
  still?: boolean;
  /** Before a failed request is first repeated, milliseconds. */
  retryPauseMs?: number;
  /** Whose credentials go with each request. */
  as?: CallerName;
  /** What the server is told before the page opens. */
  before?: (authentik: FakeAuthentik) => void;
  /**
   * Asks also for what stands around the rows: counts, and short lists as a whole. Otherwise tests would have to tell
   * their requests apart.
   */
  beside?: boolean;
}

/** What React and the router had to complain about. */
let complaints: unknown[][] = [];
/** Caches of this test, each with its timers. */
const clients: QueryClient[] = [];

/** The whole console at an address, as in a new tab, over a sandbox. */
export function openConsole(url: string, options: Options = {}) {
  const complain = (...said: unknown[]) => void complaints.push(said);
  vi.spyOn(console, "error").mockImplementation(complain);
  vi.spyOn(console, "warn").mockImplementation(complain);
  // Only the date stands still: timers run, so that pauses and ticks are the real ones.
  if (!vi.isFakeTimers()) vi.useFakeTimers({ toFake: ["Date"], now: START });
  // Beyond the end of the test: one that wants to see repetitions says when.
  const { retryPauseMs = 600_000 } = options;
  const authentik = createFakeAuthentik(options);
  options.before?.(authentik);
  vi.stubGlobal("fetch", authentik.fetch);
  resetServerClock();
  const client = createQueryClient({ random: () => 0, retryPauseMs });
  clients.push(client);
  if (!options.beside)
    for (const name of RESOURCES)
      for (const queryKey of [queryKeys.related(name), queryKeys.snapshot(name)])
        client.setQueryDefaults(queryKey, { enabled: false });
  return {
    authentik,
    ...mountConsole(url, client),
    user: userEvent.setup({ pointerEventsCheck: 0 }),
    /** Until nothing is asked any more. */
    async quiet() {
      let still = 0;
      await waitFor(() => expect((still = client.isFetching() === 0 ? still + 1 : 0)).toBe(3), {
        interval: 10,
      });
    },
    /** Everything the page has: what is on it, and what it keeps. */
    everything: () =>
      document.documentElement.innerHTML +
      JSON.stringify(
        client
          .getQueryCache()
          .getAll()
          .map(({ queryKey, state }) => [queryKey, state.data, state.error]),
      ),
  };
}

/** To be called after each test. */
export function closeConsole(): void {
  cleanup();
  for (const client of clients.splice(0)) client.clear();
  localStorage.clear();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
  const said = complaints;
  complaints = [];
  expect(said).toEqual([]);
}

/** Less than the gap by which the page tells that it slept. */
const TICKED_MS = 20_000;
const tick = (): boolean => document.dispatchEvent(new Event("visibilitychange"));

/**
 * Time passes on a page that is awake; who shows it is told with the next tick, within a second. A long time passes in
 * steps with a tick after each, for a jump would be a sleep, and whether the page asks anew after it would be a race.
 */
export function passTime(ms: number): void {
  for (let left = ms; left > 0; left -= TICKED_MS) {
    if (left < ms) tick();
    passTimeAsleep(Math.min(left, TICKED_MS));
  }
}

/** Time passes without a tick; more than 30 s of it are a sleep, which the next tick finds out. */
export function passTimeAsleep(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

/** Time passes, and the tick does not let itself be waited for: as when one comes back to the tab. */
export function passTimeAndTick(ms: number): void {
  passTime(ms);
  tick();
}

/** The table, once it is there. */
export function findTable(): Promise<HTMLTableElement> {
  return screen.findByRole<HTMLTableElement>("table");
}

/** The keys of the rows on show, from top to bottom; none without a table. */
export function keys(): number[] {
  return [...document.querySelectorAll<HTMLElement>("tr[data-pk]")].map((row) =>
    Number(row.dataset["pk"]),
  );
}

/** The texts under one header. */
export function column(name: string): string[] {
  const table = screen.getByRole("table");
  const headers = [...table.querySelectorAll("thead th")];
  const at = headers.findIndex((header) => header.textContent.startsWith(name));
  return [...table.querySelectorAll("tbody tr")].map((row) =>
    (row.children[at]?.textContent ?? "").replaceAll(/\s+/g, " ").trim(),
  );
}

/** The row of a key. */
export function row(pk: number): HTMLTableRowElement {
  const found = document.querySelector<HTMLTableRowElement>(`tr[data-pk="${pk}"]`);
  if (found === null) throw new Error(`no row ${pk}`);
  return found;
}

/** What the pager says, and its links. */
export const pager = () => within(screen.getByRole("navigation", { name: "Pages" }));

/** A sort button, by its column. */
export const sortButton = (name: string) =>
  within(screen.getByRole("columnheader", { name: new RegExp(`^${name}`) })).getByRole("button");

/** A filter box. */
export const filter = (name: string) => screen.getByRole<HTMLInputElement>("combobox", { name });

/**
 * Opens a filter. Its full box is waited for: coming between the look at the plain one and the click, it would leave
 * the click to an element that is gone, which cannot happen to a hand.
 */
export async function openFilter(user: UserEvent, name: string): Promise<void> {
  await preloadFilterCombobox();
  await waitFor(() => expect(filter(name).dataset["rac"]).toBeDefined());
  await user.click(filter(name));
}

/** An option of the open filter, by what it reads; by selector, since the page's selects have dozens of others. */
export function findOption(reads: RegExp): Promise<HTMLElement> {
  return waitFor(() => {
    const options = [...document.querySelectorAll<HTMLElement>('[role="option"]')];
    const found = options.find((option) => reads.test(option.textContent));
    if (found === undefined) throw new Error(`no option ${reads}`);
    return found;
  });
}

/** The open object beside the list. */
export const drawer = async (name: string | RegExp) =>
  within(await screen.findByRole("region", { name }));

import { act, cleanup, screen, waitFor, within } from "./render.tsx";
import { type UserEvent, userEvent } from "@testing-library/user-event";
import type { QueryClient } from "@tanstack/react-query";
import { expect, vi } from "vitest";
import { keys as queryKeys } from "../api/keys.ts";
import { createQueryClient } from "../api/query-client.ts";
import { RESOURCES } from "../paths.ts";
import { resetServerClock } from "../api/server-clock.ts";
import { preloadFilterCombobox } from "../list/filters/filter-combobox-loader.ts";
import type { CallerName } from "../sandbox/world/callers.ts";
import { mountConsole, unfoldLists } from "./mount-console.tsx";
import { createFakeAuthentik, type FakeAuthentik, START } from "./fake-authentik.ts";

interface Options {
  version?: string;
  rows?: number;
  skew?: number;
  /** false: codes are issued and removed as time passes. */
  still?: boolean;
  /** false: the process passes deletions on. */
  readOnly?: boolean;
  /** Delay before the first retry of a failed request, in milliseconds. */
  retryPauseMs?: number;
  /** The caller whose credentials are added to each request. */
  as?: CallerName;
  /**
   * The rows that would lead a list for ever are folded, as they are at first. Otherwise tests see all rows of a page, as
   * somebody does who has unfolded them.
   */
  folded?: boolean;
  /** Configures the server before the page opens. */
  before?: (authentik: FakeAuthentik) => void;
  /**
   * Also sends the requests besides the rows: for counts, and for short lists as a whole. Otherwise tests would have to
   * tell their requests apart.
   */
  beside?: boolean;
}

/** Console errors and warnings, such as those of React and the router. */
let complaints: unknown[][] = [];
/** Query clients of this test, each with its timers. */
const clients: QueryClient[] = [];

/** Mounts the whole console at an address, as in a new tab, backed by a sandbox. */
export function openConsole(url: string, options: Options = {}) {
  const complain = (...said: unknown[]) => void complaints.push(said);
  vi.spyOn(console, "error").mockImplementation(complain);
  vi.spyOn(console, "warn").mockImplementation(complain);
  // Only the date is frozen: timers run, so that delays and ticks are real.
  if (!vi.isFakeTimers()) vi.useFakeTimers({ toFake: ["Date"], now: START });
  // By default beyond the end of the test; a test that expects retries sets it.
  const { retryPauseMs = 600_000 } = options;
  const authentik = createFakeAuthentik(options);
  if (!options.folded) unfoldLists();
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
    /** Waits until no query is fetching any more. */
    async quiet() {
      let still = 0;
      await waitFor(() => expect((still = client.isFetching() === 0 ? still + 1 : 0)).toBe(3), {
        interval: 10,
      });
    },
    /** Everything that the page contains: its HTML and its query cache. */
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

/** Call this after each test. */
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

/** Less than the gap after which the page concludes that it was asleep. */
const TICKED_MS = 20_000;
const tick = (): boolean => document.dispatchEvent(new Event("visibilitychange"));

/**
 * Advances time on a page that is awake; components see it with the next tick, within a second. A long time passes in
 * steps with a tick after each, because a single jump would count as a sleep, and whether the page refetches after it
 * would be a race.
 */
export function passTime(ms: number): void {
  for (let left = ms; left > 0; left -= TICKED_MS) {
    if (left < ms) tick();
    passTimeAsleep(Math.min(left, TICKED_MS));
  }
}

/** Advances time without a tick; more than 30 s count as a sleep, which the next tick detects. */
export function passTimeAsleep(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

/** Advances time and ticks at once, as when the user returns to the tab. */
export function passTimeAndTick(ms: number): void {
  passTime(ms);
  tick();
}

export function findTable(): Promise<HTMLTableElement> {
  return screen.findByRole<HTMLTableElement>("table");
}

/** The keys of the rows shown, from top to bottom; none without a table. */
export function keys(): number[] {
  return [...document.querySelectorAll<HTMLElement>("tr[data-pk]")].map((row) =>
    Number(row.dataset["pk"]),
  );
}

/** The cell texts of the column with this header. */
export function column(name: string): string[] {
  const table = screen.getByRole("table");
  const headers = [...table.querySelectorAll("thead th")];
  const at = headers.findIndex((header) => header.textContent.startsWith(name));
  return [...table.querySelectorAll("tbody tr[data-pk]")].map((row) => read(row.children[at]));
}

/** The text of an element, and the names of the signs in it. */
function read(element: Element | undefined): string {
  const signs = [...(element?.querySelectorAll('[role="img"]') ?? [])];
  const names = signs.map((sign) => sign.getAttribute("aria-label") ?? "");
  return `${element?.textContent ?? ""}${names.join("")}`.replaceAll(/\s+/g, " ").trim();
}

/** The row with this key. */
export function row(pk: number): HTMLTableRowElement {
  const found = document.querySelector<HTMLTableRowElement>(`tr[data-pk="${pk}"]`);
  if (found === null) throw new Error(`no row ${pk}`);
  return found;
}

/** Queries within the pager. */
export const pager = () => within(screen.getByRole("navigation", { name: "Pages" }));

/** The sort button of a column. */
export const sortButton = (name: string) =>
  within(screen.getByRole("columnheader", { name: new RegExp(`^${name}`) })).getByRole("button");

/** The combobox of a filter. */
export const filter = (name: string) => screen.getByRole<HTMLInputElement>("combobox", { name });

/**
 * Opens a filter. Waits for its full combobox: if that replaced the plain one between the query and the click, the
 * click would hit a removed element, which cannot happen to a user.
 */
export async function openFilter(user: UserEvent, name: string): Promise<void> {
  await preloadFilterCombobox();
  act(() => filter(name).focus());
  await waitFor(() => expect(filter(name).dataset["rac"]).toBeDefined());
  await user.click(filter(name));
}

/** An option of the open filter, by its text; found by selector, since the page's selects have dozens of others. */
export function findOption(reads: RegExp): Promise<HTMLElement> {
  return waitFor(() => {
    const options = [...document.querySelectorAll<HTMLElement>('[role="option"]')];
    const found = options.find((option) => reads.test(option.textContent));
    if (found === undefined) throw new Error(`no option ${reads}`);
    return found;
  });
}

/** Queries within the object that is open beside the list. */
export const drawer = async (name: string | RegExp) =>
  within(await screen.findByRole("region", { name }));

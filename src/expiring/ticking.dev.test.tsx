import { act, screen, waitFor } from "../testing/render.tsx";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { edited } from "../testing/answers.ts";
import {
  closeConsole,
  drawer,
  findTable,
  keys,
  openConsole,
  passTime,
  passTimeAndTick,
  passTimeAsleep,
  row,
} from "../testing/console.tsx";
import { START } from "../testing/fake-authentik.ts";

const renders = vi.hoisted(() => new Map<string, number>());

/** Counts the calls of a module's components and hooks, whatever caused the render. */
const counted = vi.hoisted(() => async (original: () => Promise<object>) => {
  const parts = Object.entries(await original()).map(([name, part]) => {
    if (!/^(?:[A-Z]|use)/.test(name) || typeof part !== "function") return [name, part];
    return [
      name,
      (...given: unknown[]) => {
        renders.set(name, (renders.get(name) ?? 0) + 1);
        return part(...given);
      },
    ];
  });
  return Object.fromEntries(parts);
});
// Every cell except the expiry cells uses one of these.
vi.mock("../list/list-page.tsx", counted);
vi.mock("../list/table/list-table.tsx", counted);
vi.mock("../list/table/row-link.tsx", counted);
vi.mock("../list/menu/row-menu.tsx", counted);
vi.mock("../list/pager/pager.tsx", counted);
vi.mock("../resources/grants/scope-list.tsx", counted);

beforeEach(() => renders.clear());
afterEach(closeConsole);

/** Has a row of each status. */
const LIST = "/authorization-codes?ordering=pk&page_size=50";
const CODES = "oauth2/authorization_codes/";
const mark = (pk: number) => row(pk).querySelector("td [data-status]");
const status = (pk: number) => mark(pk)?.textContent;
const expires = (pk: number) =>
  row(pk)
    .querySelector("td:nth-of-type(6)")
    ?.textContent.replaceAll("\u00a0", " ")
    .split(/ \d\d:/)[0];
/** Waits for the page's clock to tick. */
const ticked = (pk: number, words: string) =>
  waitFor(() => expect(expires(pk)).toBe(words), { interval: 20 });

test("every status has its own word", async () => {
  openConsole(LIST);
  await findTable();
  expect([103530, 103575, 103338, 1204, 2375, 103498].map(status)).toEqual([
    "Valid",
    "Expiring",
    "Expired",
    "Never expires",
    "Overdue (kept by authentik)",
    "Expiring",
  ]);
  expect(expires(103530)).toBe("in 59 s");
  expect(expires(103575)).toBe("in 15 s");
  expect(expires(103338)).toBe("2 min 51 s ago");
  expect(expires(1204)).toBe("never");
});

test("a row that expires on screen changes in place, without a request", async () => {
  const { authentik, quiet } = openConsole(LIST);
  await findTable();
  await quiet();
  const before = keys();
  const line = row(103488);
  expect([status(103488), expires(103488)]).toEqual(["Expiring", "in 4 s"]);
  passTime(3000);
  await ticked(103488, "in 1 s");
  expect(status(103488)).toBe("Expiring");
  passTime(1000);
  await ticked(103488, "just now");
  expect(status(103488)).toBe("Expired");
  expect(mark(103488)?.getAttribute("aria-label")).toMatch(/^Expired authorization code 103488/);
  passTime(8000);
  await ticked(103488, "8 s ago");
  expect(status(103498)).toBe("Expiring");
  expect(keys()).toEqual(before);
  expect(row(103488)).toBe(line);
  expect(authentik.askedFor(CODES)).toHaveLength(1);
});

test("a tick rerenders the expiry cells and nothing else", async () => {
  const { quiet } = openConsole(LIST);
  const table = await findTable();
  // The code of counts and timeline comes once the rows are painted; here neither asks for anything.
  await screen.findByText("Counting by expiry time …");
  await screen.findByText("Counting…");
  await quiet();
  for (const name of ["ListPage", "ListTable", "RowMenu", "RowLink", "CellLink", "ScopeList"]) {
    expect(renders.get(name), name).toBeGreaterThan(0);
  }
  renders.clear();
  const touched: Node[] = [];
  const observer = new MutationObserver((records) => {
    touched.push(...records.map(({ target }) => target));
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  const still = table.querySelector('[data-status="never"]')?.closest("tr")?.innerHTML;
  for (const seconds of [1, 2, 3]) {
    passTimeAndTick(1000);
    await ticked(103530, `in ${59 - seconds} s`);
  }
  observer.disconnect();
  // The link of a row is the status itself, and its ring empties.
  renders.delete("RowLink");
  expect(Object.fromEntries(renders)).toEqual({});
  expect(touched.length).toBeGreaterThan(100);
  const outside = touched.filter((node) => {
    const element = node instanceof Element ? node : node.parentElement;
    return !element?.closest("td")?.querySelector("[data-status], [data-after]");
  });
  expect(outside).toEqual([]);
  expect(table.querySelector('[data-status="never"]')?.closest("tr")?.innerHTML).toBe(still);
});

test("a hidden tab does not tick; once visible, it shows the current time at once", async () => {
  openConsole(LIST);
  await findTable();
  const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  passTime(4000);
  await new Promise((resolve) => setTimeout(resolve, 1300));
  expect(expires(103488)).toBe("in 4 s");
  visibility.mockReturnValue("visible");
  await act(() => document.dispatchEvent(new Event("visibilitychange")));
  expect(expires(103488)).toBe("just now");
});

test("after a sleep, rows keep their status until they are refetched", async () => {
  const { authentik } = openConsole(LIST);
  await findTable();
  expect([status(103488), expires(103488)]).toEqual(["Expiring", "in 4 s"]);
  const asked = authentik.askedFor(CODES).length;
  const anew = authentik.hold(({ path }) => path === CODES);
  // The computer slept: the tab stayed visible, so no event fires.
  passTimeAsleep(3 * 3_600_000);
  await anew.arrived;
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect([status(103488), expires(103488)]).toEqual(["Expiring", "in 4 s"]);
  anew.release();
  await waitFor(() => expect(expires(103488)).toBe("2 h 59 min ago"));
  expect(status(103488)).toBe("Expired");
  expect(authentik.askedFor(CODES).length).toBeGreaterThan(asked);
});

test("times follow the server's clock, not the browser's", async () => {
  openConsole(LIST, { skew: -30_000 });
  await findTable();
  expect([status(103488), expires(103488)]).toEqual(["Valid", "in 34 s"]);
});

test("past its time with is_expired false: expired within the clock slack, never beyond it", async () => {
  const end = (ms: number) => new Date(START + ms).toISOString();
  openConsole("/authorization-codes", {
    before: (server) =>
      server.answer(
        CODES,
        edited((body) => {
          Object.assign(body.results[0], { expires: end(-1500), is_expired: false });
          Object.assign(body.results[1], { expires: end(-31_000), is_expired: false });
        }),
      ),
  });
  await findTable();
  const [near = 0, far = 0] = keys();
  expect(status(near)).toBe("Expired");
  expect(status(far)).toBe("Overdue (kept by authentik)");
  passTimeAndTick(5000);
  await ticked(near, "6 s ago");
  expect(status(far)).toBe("Overdue (kept by authentik)");
});

test("the drawer's countdown ticks with the row, without live announcements", async () => {
  openConsole("/authorization-codes/103488?ordering=pk&page_size=50");
  const open = await drawer(/^Code for/);
  await findTable();
  expect(open.getByText("4 s left")).toBeTruthy();
  expect(open.getByText(/^Waiting to be redeemed/)).toBeTruthy();
  passTimeAndTick(4000);
  expect(await open.findByText("Expired 0 s ago")).toBeTruthy();
  await ticked(103488, "just now");
  // Only when authentik lists it after its end.
  expect(open.getByText(/what became of it is not known yet/)).toBeTruthy();
  expect(row(103488).querySelector("[data-tone=danger]")).toBeNull();
  await open.findByText(/^Never redeemed/);
  for (const clock of [open.getByText("Expired 0 s ago"), row(103488)]) {
    expect(clock.closest("[aria-live], [role=status], [role=alert], [role=timer]")).toBeNull();
  }
  expect(screen.getByRole("table").querySelector("[aria-live], [role=status]")).toBeNull();
});
